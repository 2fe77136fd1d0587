"""What the network does to IMAP, between mailbot and real servers: the work is done once all the
same, the daemon goes on, and the log has one line that an administrator understands."""

import logging
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from imapclient import IMAPClient
from sqlmodel import Session, func, select

from mailbot import turn
from mailbot.config import Office
from mailbot.demo.world import PASSWORD, USER, World
from mailbot.edges import reconcile
from mailbot.edges.inbox import Inbox
from mailbot.edges.tables import CaseRow, LetterRow
from mailbot.living import Living
from mailbot.ticker import Ticker
from tests import servers
from tests.configured import ask
from tests.faults import Fault, Proxy

AT = datetime(2021, 1, 20, 15, 0, tzinfo=UTC)
NAME = "infocertificat"


class Station:
    """A mailbox behind a proxy, the ticker that reads it, and what became of its messages."""

    def __init__(
        self, office: Office, world: World, proxy: Proxy, user: str = USER, **changes: object
    ) -> None:
        self.office, self.world, self.proxy = office, world, proxy
        self.now, self.delivered = AT, 0
        self.waits: list[float] = []
        self.user = user
        usual = {"port": proxy.port, "username": user, "timeout_seconds": 0.5}
        section = office.settings.mailbox[NAME].model_copy(update={**usual, **changes})
        watch = turn.Watch(clock=lambda: self.now)
        self.ticker = Ticker(NAME, section, Living(office), watch, self.waits.append)

    def direct(self) -> IMAPClient:
        """Somebody else's connection to the same mailbox."""
        client = IMAPClient("127.0.0.1", self.proxy.target, ssl=False, timeout=10)
        client.login(self.user, PASSWORD)
        client.select_folder("INBOX")
        return client

    def deliver(self) -> None:
        self.delivered += 1
        with self.direct() as client:
            client.append("INBOX", ask(self.delivered), msg_time=AT)

    def tick(self) -> None:
        self.now += timedelta(hours=1)
        self.ticker.patience.not_before = 0
        self.ticker.tick()

    def reconnect(self) -> None:
        self.ticker.inbox.close(lost=True)
        self.ticker.connected = False

    def fail_once(self, fault: Fault | None = None) -> None:
        """One message comes; a turn on a new connection meets the fault, the next one does not."""
        self.deliver()
        self.reconnect()
        self.proxy.fault = fault
        self.tick()
        self.proxy.fault = None
        self.tick()

    def counts(self) -> tuple[int, int]:
        with Session(self.office.engine) as session:
            cases = session.exec(select(func.count()).select_from(CaseRow)).one()
            letters = session.exec(select(func.count()).select_from(LetterRow)).one()
        return cases, letters

    def all_done_once(self) -> None:
        assert self.counts() == (self.delivered, self.delivered)
        assert len(self.world.sent) == self.delivered
        assert len({sent.recipients for sent in self.world.sent}) == self.delivered
        with self.direct() as client:
            assert client.search() == []


@pytest.fixture(scope="module")
def one_dovecot() -> Iterator[int]:
    """Any user has an empty mailbox there: each test is another one."""
    with servers.required(servers.dovecot()) as port:
        yield port


@pytest.fixture(params=["pymap", "dovecot"])
def place(request, world) -> tuple[int, str]:
    """A server's port, and a user whose mailbox is empty."""
    if request.param == "pymap":
        return world.imap_port, USER
    return request.getfixturevalue("one_dovecot"), f"u{uuid4().hex[:8]}"


@pytest.fixture
def station(office, world, place) -> Iterator[Station]:
    port, user = place
    with Proxy(port) as proxy:
        yield Station(office, world, proxy, user)


def failures(caplog) -> list[str]:
    """What was said of failures; never a traceback or a secret."""
    lines = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert not [line for line in caplog.records if line.exc_info]
    assert PASSWORD not in caplog.text
    return [line.getMessage() for line in lines]


def spread(whole: int, count: int) -> list[int]:
    return sorted({whole * step // count for step in range(count)})


BYE = b"\r\n* BYE [UNAVAILABLE] Server shutting down\r\n"
KINDS = {"cut": 16, "silence": 4, b"* 7 EXI": 8, BYE: 8, b"\xff\x00garbage\r\n": 8}


@pytest.mark.parametrize(
    ("way", "then"),
    [(way, then) for way in ("down", "up") for then in KINDS if way == "down" or then == "cut"],
)
def test_a_connection_spoiled_at_any_byte_loses_and_repeats_nothing(
    station, caplog, way, then
) -> None:
    station.fail_once()
    whole = station.proxy.passed[way]
    assert whole > 300
    told = 0
    for position in spread(whole, KINDS[then]):
        caplog.clear()
        station.fail_once(Fault(way, position, then))
        lines = failures(caplog)
        assert all(line.startswith(f"{NAME} : 127.0.0.1:") for line in lines), position
        assert all("nouvel essai dans 2 s" in line for line in lines), position
        assert len(lines) <= 1, position
        told += len(lines)
    assert told >= KINDS[then] * 0.7  # what follows the last MOVE needs no answer
    assert station.waits[:told] == [2.1] * told  # and somebody will call again then
    station.all_done_once()


def test_a_slow_server_is_waited_for(station, caplog) -> None:
    station.proxy.delay = 0.05
    station.deliver()
    station.tick()
    assert failures(caplog) == []
    station.all_done_once()


def test_a_server_that_goes_silent_is_left_within_the_timeout(station, caplog) -> None:
    station.deliver()
    station.proxy.fault = Fault("down", 600, "silence")
    began = time.monotonic()
    station.tick()
    assert time.monotonic() - began < 3
    [line] = failures(caplog)
    assert "ne répond pas" in line


def without_bodies(piece: bytes) -> bytes:
    """As some servers do for a message they cannot read: BODY[] NIL."""
    while found := re.search(rb"BODY\[\] \{(\d+)\}\r\n", piece):
        piece = piece[: found.start()] + b"BODY[] NIL" + piece[found.end() + int(found[1]) :]
    return piece


def test_a_body_that_is_not_given_is_asked_for_again_and_delays_no_other(station, caplog) -> None:
    first = ask(1)

    def spoil(piece: bytes) -> bytes:
        return without_bodies(piece) if first in piece else piece

    station.deliver()
    station.proxy.rewrite = spoil
    station.tick()
    assert station.counts() == (0, 0)
    assert "message(s) UID" in caplog.text
    station.deliver()
    station.tick()
    station.proxy.rewrite = None
    station.tick()
    assert failures(caplog) == []
    station.all_done_once()


def test_a_fetch_answer_left_out_altogether_is_asked_for_again(station, caplog) -> None:
    def drop(piece: bytes) -> bytes:
        return re.sub(rb"(?s)\* \d+ FETCH \(.*\)\r\n", b"", piece)

    station.deliver()
    station.proxy.rewrite = drop
    station.tick()
    assert station.counts() == (0, 0)
    station.proxy.rewrite = None
    station.tick()
    assert failures(caplog) == []
    station.all_done_once()


def test_a_message_deleted_between_search_and_fetch_is_no_error(station, caplog) -> None:
    station.deliver()
    station.deliver()
    station.ticker.inbox.open()
    station.ticker.connected = True

    def delete_the_first(piece: bytes) -> bytes:
        if b"* SEARCH 1" in piece:
            station.proxy.rewrite = None
            with station.direct() as client:
                client.delete_messages([client.search()[0]])
                client.expunge()
        return piece

    station.proxy.rewrite = delete_the_first
    station.tick()
    station.tick()
    assert failures(caplog) == []
    assert station.counts() == (1, 1)
    assert station.world.sent[0].recipients == ("m@exemple2.ca",)


def test_a_message_that_somebody_moves_before_it_is_filed_is_no_error(station, caplog) -> None:
    station.deliver()
    seen = []

    def delete_it(piece: bytes) -> bytes:
        if ask(1) in piece and not seen:
            seen.append(piece)
            with station.direct() as client:
                client.delete_messages(client.search())
                client.expunge()
        return piece

    station.proxy.rewrite = delete_it
    station.tick()
    station.tick()
    assert failures(caplog) == []
    station.all_done_once()


def test_the_first_failure_is_told_and_so_is_the_return(station, caplog) -> None:
    caplog.set_level(logging.INFO)
    station.fail_once(Fault("down", 300, "cut"))
    assert "de nouveau en marche (essai 2)" in caplog.text


def test_each_failure_waits_twice_as_long_up_to_ten_minutes(station, caplog) -> None:
    station.proxy.fault = Fault("down", 0, "cut")
    for _ in range(12):
        station.tick()
    assert [round(wait) for wait in station.waits] == [
        2,
        4,
        8,
        16,
        32,
        64,
        128,
        256,
        512,
        *[600] * 3,
    ]
    station.proxy.fault = None
    station.deliver()
    station.tick()
    station.all_done_once()
    assert station.ticker.patience.failures == 0


def test_nothing_is_tried_before_its_time(station) -> None:
    station.proxy.fault = Fault("down", 0, "cut")
    station.tick()
    station.proxy.fault = None
    station.ticker.tick()
    assert not station.ticker.connected


def test_a_password_that_works_no_more_is_told_and_takes_effect_when_renewed(
    office, world, place, caplog, tmp_path
) -> None:
    file = tmp_path / "mot"
    file.write_text(PASSWORD)
    port, user = place
    with Proxy(port) as proxy:
        station = Station(office, world, proxy, user, password=None, password_file=file)
        station.deliver()
        station.tick()
        file.write_text("périmé")
        proxy.cut()
        station.deliver()
        station.tick()
        caplog.clear()
        station.tick()
        [line] = failures(caplog)
        assert f"{user} : nom ou mot de passe refusé" in line
        assert "périmé" not in caplog.text
        file.write_text(PASSWORD)
        station.tick()
        station.all_done_once()


def test_a_folder_that_is_missing_is_named(office, world, place, caplog) -> None:
    port, user = place
    with Proxy(port) as proxy:
        station = Station(office, world, proxy, user, folder="Requêtes")
        station.tick()
        [line] = failures(caplog)
        assert "le dossier « Requêtes » ne s'ouvre pas ; vérifiez folder" in line
        with station.direct() as client:
            client.create_folder("Requêtes")
            client.append("Requêtes", ask(1), msg_time=AT)
        station.tick()
        assert station.counts() == (1, 1)


def test_a_folder_without_the_right_to_file_delays_no_answer_and_is_told_once(
    office, world, dovecot_with, caplog
) -> None:
    server = dovecot_with(with_rights)
    with Proxy(server.port) as proxy:
        station = Station(office, world, proxy, done_folder="Fait")
        with station.direct() as client:
            client.create_folder("Fait")
        rights = server.folder / "mail" / USER / "Maildir" / ".Fait" / "dovecot-acl"
        rights.write_text("owner lr\n")
        rights.chmod(0o644)
        for _ in range(3):
            station.deliver()
            station.tick()
        [line] = failures(caplog)
        assert "refuse de classer dans « Fait » : voyez ses droits" in line
        assert len(world.sent) == 3
        assert station.waits == []  # the connection is well: nothing to wait for
        rights.unlink()
        station.reconnect()
        station.tick()
        station.all_done_once()


def with_rights(folder: Path) -> str:
    return (
        "mail_plugins = acl\nprotocol imap {\n  mail_plugins = acl imap_acl\n}\n"
        "plugin {\n  acl = vfile\n}\n"
    )


def without_move(folder: Path) -> str:
    return "imap_capability = IMAP4rev1 LITERAL+ UIDPLUS\n"


@pytest.mark.parametrize("move", [True, False], ids=["MOVE", "COPY"])
def test_an_inbox_that_may_only_be_read_is_answered_and_nothing_is_copied_again(
    office, world, dovecot_with, caplog, move
) -> None:
    def prepare(folder: Path) -> str:
        return with_rights(folder) + ("" if move else without_move(folder))

    server = dovecot_with(prepare)
    with Proxy(server.port) as proxy:
        station = Station(office, world, proxy, done_folder="Fait")
        with station.direct() as client:
            client.create_folder("Fait")
        for _ in range(2):
            station.deliver()
        rights = server.folder / "mail" / USER / "Maildir" / "dovecot-acl"
        rights.write_text("owner lrsi\n")
        rights.chmod(0o644)
        for _ in range(3):
            station.tick()
        [line] = failures(caplog)
        assert "refuse de classer" in line or "ne peut rien retirer de « INBOX »" in line
        assert len(world.sent) == 2
        with station.direct() as client:
            assert client.folder_status("Fait")[b"MESSAGES"] == 0
        rights.unlink()
        station.reconnect()
        station.tick()
        station.all_done_once()


def test_a_full_mailbox_is_told_answered_and_filed_once_there_is_room(
    office, world, dovecot_with, caplog
) -> None:
    """Dovecot moves within a quota; COPY is what a full mailbox refuses."""

    def prepare(folder: Path) -> str:
        return (
            f"{without_move(folder)}mail_plugins = quota\nplugin {{\n"
            "  quota = count:User quota\n  quota_vsizes = yes\n  quota_rule = *:messages=3\n}\n"
        )

    server = dovecot_with(prepare)
    with Proxy(server.port) as proxy:
        station = Station(office, world, proxy, done_folder="Fait")
        station.deliver()
        station.deliver()
        with station.direct() as client:  # what fills it up is somebody else's
            client.create_folder("Autre")
            client.append("Autre", b"Subject: x\r\n\r\nx\r\n")
        for _ in range(3):
            station.tick()
        [line] = failures(caplog)
        assert "refuse de classer dans « Fait » : boîte pleine" in line
        assert len(world.sent) == 2
        with station.direct() as client:
            client.delete_folder("Autre")
        for _ in range(3):
            station.tick()
        station.all_done_once()


def test_a_mailbox_that_is_made_anew_is_told_read_again_and_nothing_is_done_twice(
    office, world, dovecot_with, caplog
) -> None:
    """Restored from a copy: the same messages under another UIDVALIDITY, one of them not read yet,
    while mailbot is connected."""
    server = dovecot_with(lambda folder: "")
    maildir = server.folder / "mail" / USER / "Maildir"
    with Proxy(server.port) as proxy:
        station = Station(office, world, proxy, done_folder="")
        for _ in range(3):
            station.deliver()
        station.tick()
        assert len(world.sent) == 3
        for file in (*maildir.glob("dovecot-uidlist"), *maildir.glob("dovecot.index*")):
            file.unlink()
        (maildir / "dovecot-uidvalidity").unlink(missing_ok=True)
        for file in maildir.glob("dovecot-uidvalidity.*"):
            file.unlink()
        time.sleep(1.1)  # Dovecot takes the second for UIDVALIDITY
        station.deliver()
        for _ in range(3):
            station.tick()
        assert "UIDVALIDITY a changé" in caplog.text
        assert station.counts() == (4, 4)
        assert len(world.sent) == 4
        assert len({sent.recipients for sent in world.sent}) == 4
        caplog.clear()
        station.tick()
        assert caplog.text == ""


def test_another_account_with_the_same_numbers_is_read_and_one_comes_back(
    office, world, dovecot_with, caplog
) -> None:
    """Where UIDVALIDITY is 1 in every account: the first three UIDs are of other messages there."""
    server = dovecot_with(lambda folder: "")
    with Proxy(server.port) as proxy:
        one = Station(office, world, proxy, "un", held_folder="", done_folder="")
        other = Station(office, world, proxy, "autre")
        for _ in range(3):
            one.deliver()
        other.delivered = 3  # others than those
        for _ in range(3):
            other.deliver()
        same_numbers(server.folder / "mail", "un", "autre")
        one.tick()
        assert len(world.sent) == 3
        assert len(strays(other)) == 3
        other.tick()
        assert len(world.sent) == 6
        assert strays(other) == []
        with other.direct() as client:
            assert client.search() == []  # filed
        assert caplog.text.count("la boîte n'est plus la même (un@127.0.0.1/INBOX → autre@") == 1
        one.delivered = 6
        one.deliver()
        one.tick()  # its first three are read again
        assert one.counts() == (7, 7)
        assert len({sent.recipients for sent in world.sent}) == len(world.sent) == 7
        assert strays(one) == []


def same_numbers(mail: Path, first: str, second: str) -> None:
    lists = [mail / user / "Maildir" / "dovecot-uidlist" for user in (first, second)]
    given = re.search(r" V\d+ ", lists[0].read_text())
    assert given
    lists[1].write_text(re.sub(r" V\d+ ", given[0], lists[1].read_text(), count=1))
    for index in lists[1].parent.glob("dovecot.index*"):
        index.unlink()


def strays(station: Station) -> list[str]:
    with (
        Inbox(NAME, station.ticker.inbox.section) as inbox,
        Session(station.office.engine) as session,
    ):
        place = NAME, inbox.account, inbox.uidvalidity
        return list(reconcile.strays(session, *place, inbox.new(0, set())))
