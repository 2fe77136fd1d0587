"""`mailbot run` as systemd runs it: how soon it answers, how it leaves, what it tells systemd."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from imapclient import IMAPClient
from sqlmodel import Session, col, create_engine, func, select

from mailbot.demo.world import PASSWORD, USER, World
from mailbot.edges.tables import CaseRow, LetterRow, MessageRow, Status
from tests import servers
from tests.configured import ask
from tests.faults import Fault, Proxy
from tests.rule_editing import add_version, asks_at_most, copied, edit

AT = datetime(2021, 1, 20, 15, 0, tzinfo=UTC)
HOUR = 3600


class Daemon:
    """The process, its log, and its database."""

    def __init__(
        self,
        config: Path,
        program: tuple[str, ...] = ("-m", "mailbot"),
        words: tuple[str, ...] = (),
        **environment: str,
    ) -> None:
        self.log = config.with_suffix(".log")
        self.database = config.parent / "mailbot.db"
        command = [sys.executable, *program, "--config", str(config), "run", *words]
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(command, stderr=log, env={**os.environ, **environment})

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def wait_for(self, words: str, within: float = 60) -> None:
        until(lambda: words in self.said(), within, self.said)

    def leave(self, sign: int = signal.SIGTERM) -> float:
        """Ask it to leave; how many seconds it took."""
        began = time.monotonic()
        self.process.send_signal(sign)
        assert self.process.wait(20) == 0, self.said()
        return time.monotonic() - began

    def count(self, table: type, **wanted: str) -> int:
        engine = create_engine(f"sqlite:///{self.database}")
        query = select(func.count()).select_from(table)
        for name, value in wanted.items():
            query = query.where(col(getattr(table, name)) == value)
        with Session(engine) as session:
            return session.exec(query).one()


def until(true: Callable[[], bool], within: float, said: Callable[[], str]) -> None:
    end = time.monotonic() + within
    while not true():
        assert time.monotonic() < end, said()
        time.sleep(0.01)


@pytest.fixture
def start(config_path: Path) -> Iterator[Callable[..., Daemon]]:
    started: list[Daemon] = []

    def begin(changes: dict[str, str] | None = None, **environment: str) -> Daemon:
        text = config_path.read_text(encoding="utf-8")
        for old, new in (changes or {}).items():
            assert old in text
            text = text.replace(old, new)
        config_path.write_text(text, encoding="utf-8")
        started.append(Daemon(config_path, **environment))
        return started[-1]

    yield begin
    for daemon in started:
        with suppress(ProcessLookupError):
            daemon.process.kill()
        daemon.process.wait()


@pytest.fixture(params=["pymap", "dovecot"])
def port(request, world: World) -> Iterator[int]:
    if request.param == "pymap":
        yield world.imap_port
    else:
        with servers.required(servers.dovecot()) as dovecot:
            yield dovecot


def hourly(world: World, port: int) -> dict[str, str]:
    return {f"port = {world.imap_port}": f"port = {port}\npoll_seconds = {HOUR}"}


def test_with_idle_a_letter_answers_within_two_seconds(world, port, start) -> None:
    daemon = start(hourly(world, port))
    daemon.wait_for("en marche")
    time.sleep(1)
    took = []
    with IMAPClient("127.0.0.1", port, ssl=False) as client:
        client.login(USER, PASSWORD)
        for number in range(1, 6):
            client.append("INBOX", ask(number), msg_time=AT)
            began = time.monotonic()
            until(lambda n=number: len(world.sent) == n, 5, daemon.said)
            took.append(time.monotonic() - began)
            time.sleep(0.2)
    assert max(took) < 2
    assert daemon.leave() < 10


def test_what_comes_due_between_two_polls_waits_for_none(world, port, start) -> None:
    """A letter delayed by its server, or an agent's, which leaves a minute after it was written."""
    daemon = start(hourly(world, port))
    daemon.wait_for("en marche")
    until(lambda: daemon.count(CaseRow) == 0, 5, daemon.said)
    now = datetime.now(UTC)
    leaves_at = now + timedelta(seconds=3)
    with Session(create_engine(f"sqlite:///{daemon.database}")) as session, session.begin():
        session.add(MessageRow(id=1, sha256="x", size=1, content=b"x"))
        session.flush()
        session.add(CaseRow(id=1, message_pk=1, mailbox="b", received_at=now, status="done"))
        session.flush()
        session.add(
            LetterRow(
                case_id=1, step=1, template="t", recipient="p@exemple.ca", by="agente",
                message_id="<1@exemple.ca>", content=b"Subject: x\r\n\r\nx\r\n",
                next_attempt_at=leaves_at,
            )
        )  # fmt: skip
    until(lambda: len(world.sent) == 1, 15, daemon.said)
    assert datetime.now(UTC) >= leaves_at
    assert daemon.leave() < 10


def test_idle_comes_back_after_the_server_was_away(world, port, start) -> None:
    with Proxy(port) as proxy:
        daemon = start(hourly(world, proxy.port))
        daemon.wait_for("en marche")
        time.sleep(1)
        proxy.cut()
        with IMAPClient("127.0.0.1", port, ssl=False) as client:
            client.login(USER, PASSWORD)
            client.append("INBOX", ask(1), msg_time=AT)
            until(lambda: len(world.sent) == 1, 15, daemon.said)
        assert daemon.leave() < 10
    assert "Traceback" not in daemon.said()


def test_polling_goes_on_without_idle(world, start) -> None:
    daemon = start({"[smtp]": "idle = false\npoll_seconds = 1\n[smtp]"})
    daemon.wait_for("en marche")
    for number in (1, 2):
        world.deliver(ask(number), AT)
        until(lambda n=number: len(world.sent) == n, 10, daemon.said)
    assert daemon.leave(signal.SIGINT) < 10


def test_a_busy_daemon_finishes_the_case_and_the_letter_in_hand(world, start) -> None:
    for number in range(1, 101):
        world.deliver(ask(number), AT)
    daemon = start()
    until(lambda: len(world.sent) > 5 or daemon.process.poll() is not None, 40, daemon.said)
    assert daemon.leave() < 10
    sent = len(world.sent)
    assert 5 < sent < 100
    assert daemon.count(LetterRow, fate="sending") == 0
    assert daemon.count(LetterRow, fate="sent") == sent
    assert daemon.count(CaseRow, status=Status.FAILED) == 0
    again = start()
    until(lambda: len(world.sent) == 100, 60, again.said)
    assert again.leave() < 10
    assert len({letter.recipients for letter in world.sent}) == 100


def test_a_server_that_keeps_silent_does_not_keep_the_daemon(world, start) -> None:
    with Proxy(world.smtp_port) as proxy:
        proxy.fault = Fault("down", 150, "silence")
        world.deliver(ask(1), AT)
        daemon = start({f"port = {world.smtp_port}": f"port = {proxy.port}"})
        until(lambda: proxy.passed["down"] > 100, 20, daemon.said)
        assert daemon.leave() < 10
    assert "sans attendre davantage" in daemon.said()
    again = start({f"port = {proxy.port}": f"port = {world.smtp_port}"})
    again.wait_for("en marche")
    time.sleep(0.5)
    again.leave()
    assert len(world.sent) <= 1


def test_systemd_is_told_of_each_step(world, start, tmp_path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        path = str(tmp_path / "n")
        heard.bind(path)
        heard.settimeout(20)
        daemon = start(NOTIFY_SOCKET=path, WATCHDOG_USEC="600000")
        assert heard.recv(100) == b"READY=1"
        assert [heard.recv(100) for _ in range(3)] == [b"WATCHDOG=1"] * 3
        daemon.leave()
        rest = []
        heard.settimeout(0.5)
        with suppress(TimeoutError):
            while True:
                rest.append(heard.recv(100))
    assert b"STOPPING=1" in rest


def test_rules_change_under_a_running_daemon_once_they_are_valid(world, start, config_path) -> None:
    asks = copied(config_path.parent) / "common" / "asks.toml"
    daemon = start({"[smtp]": "idle = false\npoll_seconds = 1\n[smtp]"})
    daemon.wait_for("en marche")

    def decided(number: int) -> None:
        world.deliver(ask(number), AT)
        until(lambda: sum(daemon.count(CaseRow, status=s) for s in ("done", "held")) == number,
              15, daemon.said)  # fmt: skip

    decided(1)
    until(lambda: len(world.sent) == 1, 10, daemon.said)
    add_version(asks, asks_at_most(0, "2020-01-01"))
    daemon.wait_for("règles et gabarits relus")
    decided(2)
    edit(asks, "most = 0", "least = 0")
    daemon.wait_for("les règles et gabarits d'avant restent en vigueur")
    decided(3)
    assert daemon.count(CaseRow, decision="review") == 2
    edit(asks, "least = 0", "most = 0")
    add_version(asks, asks_at_most(2, "2021-01-01"))
    daemon.wait_for("de nouveau lisibles")
    decided(4)
    until(lambda: len(world.sent) == 2, 10, daemon.said)
    assert daemon.leave() < 10
    said = daemon.said()
    assert said.count("restent en vigueur") == 1
    assert f"{asks}, ligne " in said
    assert "Traceback" not in said


def test_one_turn_that_is_asked_to_stop_ends_between_two_letters(world, config_path) -> None:
    for number in range(300):
        world.deliver(ask(number), AT)
    once = Daemon(config_path, words=("--once",))
    until(lambda: len(world.sent) > 3, 60, once.said)
    assert once.leave() < 10
    assert 3 < len(world.sent) < 300
    assert once.count(LetterRow, fate="sent") == len(world.sent)
    assert once.count(LetterRow, fate="sending") == 0
    again = Daemon(config_path, words=("--once",))
    assert again.process.wait(120) == 0
    assert again.count(LetterRow, fate="sent") == len(world.sent) == 300
