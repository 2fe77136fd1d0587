"""The IDLE waiter against peers that announce, leave, lie or keep silent."""

import logging
import ssl
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import trustme

from mailbot.edges import idle, patience
from mailbot.edges.idle import Waiter
from mailbot.edges.settings import MailboxSection
from tests.faults import GREETING, Reciter, end, imap

OFFERS = "IMAP4rev1 IDLE"


class Wakes:
    """Counts the wake-ups, and waits for one."""

    def __init__(self) -> None:
        self.count, self._changed = 0, threading.Condition()

    def __call__(self) -> None:
        with self._changed:
            self.count += 1
            self._changed.notify_all()

    def reach(self, count: int, within: float = 5) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self.count >= count, within)


@pytest.fixture
def wakes() -> Wakes:
    return Wakes()


@pytest.fixture
def start(wakes, monkeypatch) -> Iterator[object]:
    monkeypatch.setattr(idle, "LOOK", 0.2)
    monkeypatch.setattr(patience, "FIRST", 0.3)
    stop, started = threading.Event(), []

    def begin(port: int, renew: float = 60, **changes: object) -> Waiter:
        usual = {"username": "infocertificat", "password": "demonstration", "timeout_seconds": 1}
        section = MailboxSection(
            host="127.0.0.1", port=port, **{"security": "plain", **usual, **changes}
        )
        waiter = Waiter("b", section, wakes, stop, renew=renew)
        waiter.start()
        started.append(waiter)
        return waiter

    begin.stop = stop
    yield begin
    stop.set()
    for waiter in started:
        waiter.join(10)
        assert not waiter.is_alive()


def idling(said: bytes) -> Reciter:
    """A server whose answer to IDLE is this; it answers DONE."""
    usual, tag = imap({"IDLE": said}, OFFERS), [b""]

    def script(line: bytes) -> bytes | None:
        if b" IDLE" in line:
            tag[0] = line.split()[0]
        return tag[0] + b" OK done\r\n" if line == b"DONE\r\n" else usual(line)

    return Reciter(GREETING, script)


def test_a_delivery_wakes_within_a_second(world, start, wakes) -> None:
    start(world.imap_port)
    assert wakes.reach(1)  # what came before IDLE began
    time.sleep(0.3)
    before, began = wakes.count, time.monotonic()
    world.deliver(b"Subject: x\r\n\r\nx\r\n", datetime.now(UTC))
    assert wakes.reach(before + 1)
    assert time.monotonic() - began < 1


def test_idle_is_renewed_before_its_server_loses_patience(start, wakes) -> None:
    with idling(b"+ idling\r\n") as server:
        start(server.port, renew=0.5)
        assert wakes.reach(4)
        assert server.heard.count(b"DONE\r\n") >= 3
        assert len([line for line in server.heard if b"LOGIN" in line]) == 1


def test_the_folder_is_only_examined(start, wakes) -> None:
    with idling(b"+ idling\r\n") as server:
        start(server.port)
        assert wakes.reach(1)
        heard = b"".join(server.heard)
    assert b"EXAMINE" in heard
    assert b"SELECT" not in heard


def test_what_is_announced_at_once_wakes(start, wakes) -> None:
    with idling(b"+ idling\r\n* 3 EXISTS\r\n") as server:
        start(server.port)
        assert wakes.reach(1)


def test_a_line_that_comes_in_pieces_is_one_line(start, wakes, caplog) -> None:
    caplog.set_level(logging.INFO)
    with idling(b"+ idling\r\n") as server:
        start(server.port)
        assert wakes.reach(1)
        for piece in (b"* 3 EX", b"IS", b"TS\r", b"\n* 0 REC"):
            time.sleep(0.1)
            server.peers[-1].sendall(piece)
        assert wakes.reach(2)
        server.peers[-1].sendall(b"ENT\r\n")
        time.sleep(0.3)
        assert "IDLE" not in caplog.text


def test_a_line_in_pieces_when_idle_ends_is_read_to_its_end(start, wakes, caplog) -> None:
    caplog.set_level(logging.INFO)
    with idling(b"+ idling\r\n") as server:
        start(server.port, renew=0.5)
        assert wakes.reach(1)
        server.peers[-1].sendall(b"* 3 EX")
        time.sleep(0.7)
        server.peers[-1].sendall(b"PUNGE\r\n")
        assert wakes.reach(2)
        assert "IDLE" not in caplog.text


def test_over_tls_too(start, wakes, monkeypatch, tmp_path, caplog) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    caplog.set_level(logging.INFO)
    usual = imap({}, OFFERS)
    tag = [b""]

    def script(line: bytes) -> bytes | None:
        if b" IDLE" in line:
            tag[0] = line.split()[0]
            return b"+ idling\r\n* 1 EXISTS\r\n"
        if line == b"DONE\r\n":
            return b"* 4 EXISTS\r\n" + tag[0] + b" OK done\r\n"
        return usual(line)

    with Reciter(GREETING, script, context) as server:
        start(server.port, renew=0.5, security="tls")
        assert wakes.reach(4)
        assert "IDLE" not in caplog.text


@pytest.mark.parametrize(
    "said",
    [
        b"+ idling\r\n",
        b"+ idling\r\n* BYE going\r\n",
        b"+ idling\r\n* 3 EXI",
        b"* 3 EXISTS\r\n+ idling\r\n",
        b"",
    ],
)
def test_after_whatever_ends_idle_there_is_a_new_connection(start, wakes, said, caplog) -> None:
    caplog.set_level(logging.INFO)
    usual = imap({"IDLE": said}, OFFERS)
    ended = []

    def script(line: bytes) -> bytes | None:
        if b" IDLE" in line and not ended:
            ended.append(line)
            threading.Timer(0.3, end, [server.peers[-1]]).start()
            return usual(line)
        return b"+ idling\r\n" if b" IDLE" in line else usual(line)

    with Reciter(GREETING, script) as server:
        start(server.port)
        deadline = time.monotonic() + 6
        while time.monotonic() < deadline:
            if len([line for line in server.heard if b" IDLE" in line]) >= 2:
                break
            time.sleep(0.05)
        assert len([line for line in server.heard if b"LOGIN" in line]) >= 2
        assert wakes.reach(2)
    told = [record for record in caplog.records if "IDLE interrompu" in record.message]
    assert len(told) == 1
    assert "relevée toutes les 60 s" in told[0].message


def test_a_server_that_leaves_at_once_is_tried_less_and_less_and_told_once(
    start, wakes, caplog
) -> None:
    caplog.set_level(logging.INFO)
    with Reciter(GREETING, imap({"LOGIN": b""}, OFFERS)) as server:
        start(server.port)
        time.sleep(1.2)
        assert 2 <= len([line for line in server.heard if b"LOGIN" in line]) <= 3
    assert caplog.text.count("IDLE interrompu") == 1


def test_a_silent_peer_is_left_at_the_renewal(start, wakes) -> None:
    """A cable that is cut says nothing: the answer to DONE does not come."""
    with Reciter(GREETING, imap({"DONE": b" "}, OFFERS)) as server:
        waiter = start(server.port, renew=0.4)
        deadline = time.monotonic() + 5
        while not waiter.patience.failures and time.monotonic() < deadline:
            time.sleep(0.05)
        assert waiter.patience.failures == 1


def test_a_server_without_idle_is_polled_only_and_that_is_said_once(start, caplog) -> None:
    caplog.set_level(logging.INFO)
    with Reciter(GREETING, imap()) as server:
        start(server.port).join(5)
    assert caplog.text.count("n'offre pas IDLE") == 1


def test_a_refused_login_shows_no_password(start, caplog) -> None:
    caplog.set_level(logging.DEBUG, logger="mailbot")
    with Reciter(GREETING, imap({"LOGIN": b"{tag} NO demonstration\r\n"}, OFFERS)) as server:
        waiter = start(server.port)
        deadline = time.monotonic() + 5
        while not waiter.patience.failures and time.monotonic() < deadline:
            time.sleep(0.05)
    assert "mot de passe refusé" in caplog.text
    assert "demonstration" not in caplog.text
