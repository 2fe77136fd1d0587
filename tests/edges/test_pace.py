"""A server that drips is left after a while; one that is slow is heard to its end."""

import socket
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest

from mailbot import turn
from mailbot.demo.world import PASSWORD, USER
from mailbot.edges import imap, pace, paced, smtp
from mailbot.edges.imap import Away
from mailbot.edges.inbox import Inbox
from mailbot.edges.outbox import Outbox, Unknown
from mailbot.edges.settings import MailboxSection, SmtpSection
from mailbot.edges.smtp import Unavailable
from tests import faults
from tests.faults import GREETING, Reciter

DROP = 0.02  # seconds between two bytes: far below the timeout of the socket


@pytest.fixture(autouse=True)
def soon(monkeypatch) -> None:
    monkeypatch.setattr(pace, "LONGEST", 0.3)
    monkeypatch.setattr(paced, "SMTP_LONGEST", 0.3)


def test_a_letter_ends_before_it_is_taken_for_lost() -> None:
    """Three answers, each with a last silence: by then nobody may say that its sender died."""
    assert 3 * (120 + relay(1).timeout_seconds) < turn.ADRIFT_AFTER.total_seconds()


def dripping(server: Reciter, usual: faults.Script, at: str) -> faults.Script:
    """Answers as usual, but at this word a byte now and then, for ever."""

    def script(line: bytes) -> faults.Said:
        said = usual(line)
        if at in line.decode("latin-1").upper().split() or at == line.decode()[:4].upper():
            drip(server)
            return None
        return said

    return script


def drip(server: Reciter) -> None:
    with suppress(OSError):
        for _ in range(500):
            server.peers[-1].sendall(b"x")
            time.sleep(DROP)


def left_soon(told: type[Exception], call: Callable[[], object]) -> None:
    began = time.monotonic()
    with pytest.raises(told, match="répond au compte-gouttes"):
        call()
    assert time.monotonic() - began < 2


def mailbox(port: int) -> MailboxSection:
    return MailboxSection(
        host="127.0.0.1", port=port, security="plain", username=USER, password=PASSWORD
    )


def relay(port: int) -> SmtpSection:
    return SmtpSection(host="127.0.0.1", port=port, security="plain")


@pytest.mark.parametrize("at", ["LOGIN", "SELECT", "SEARCH"])
def test_an_imap_server_that_drips_is_left(at) -> None:
    with Reciter(GREETING, faults.imap()) as server:
        server.script = dripping(server, server.script, at)

        def read() -> None:
            with Inbox("x", mailbox(server.port)) as inbox:
                inbox.new(0, set())

        left_soon(Away, read)


@pytest.mark.parametrize("at", ["EHLO", "MAIL", "RCPT", "DATA", "."])
def test_an_smtp_server_that_drips_is_left(at) -> None:
    with Reciter(b"220 x\r\n", faults.smtp()) as server:
        outbox = Outbox(relay(server.port))
        server.script = dripping(server, server.script, at)

        def deliver() -> None:
            outbox.open()
            outbox.send("c@d.example", b"Subject: x\r\n\r\nx\r\n")

        left_soon(Unknown if at == "." else Unavailable, deliver)


def test_a_greeting_that_drips_is_left() -> None:
    def greet(listening: socket.socket) -> None:
        peer, _ = listening.accept()
        with suppress(OSError):
            for _ in range(500):
                peer.sendall(b"x")
                time.sleep(DROP)

    for told, connected, section in (
        (Away, imap.connected, mailbox),
        (Unavailable, smtp.connected, relay),
    ):
        with socket.create_server(("127.0.0.1", 0)) as listening:
            threading.Thread(target=greet, args=(listening,), daemon=True).start()
            left_soon(told, partial(connected, section(listening.getsockname()[1])))


def test_a_large_message_over_a_slow_line_is_heard_to_its_end() -> None:
    """Three times longer than one answer may keep us waiting."""
    here, there = socket.socketpair()
    whole = b"x" * 1000

    def say() -> None:
        for _ in range(30):
            there.sendall(whole[:100])
            time.sleep(0.03)

    threading.Thread(target=say, daemon=True).start()
    reader = pace.Reader(here)
    assert len(reader.read(3000)) == 3000
    assert reader.pace.left > 0


def test_what_is_not_waited_for_costs_nothing() -> None:
    here, there = socket.socketpair()
    there.sendall(b"a\n")
    reader = pace.Reader(here)
    time.sleep(0.4)
    assert reader.readline() == b"a\n"


def test_what_came_quickly_buys_no_right_to_drip(monkeypatch) -> None:
    """Four megabytes at once, then a byte a minute: it is left as soon as any other."""
    monkeypatch.setattr(pace, "LONGEST", 300.0)
    clock = [0.0]

    class Peer(socket.socket):
        given = 0

        def recv_into(self, buffer, *_: int) -> int:
            if self.given < 4_000_000:
                self.given += len(buffer)
                return len(buffer)
            clock[0] += 60
            return 1

    monkeypatch.setattr(pace.time, "monotonic", lambda: clock[0])
    with Peer() as peer:
        read = pace.Pace(peer)
        with pytest.raises(pace.TooSlow):
            deque(iter(lambda: read.readinto(bytearray(65_536)), 0))
    assert 300 <= clock[0] <= 420
