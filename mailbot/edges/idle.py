"""IDLE (RFC 2177): the server says that something arrived, on a connection for nothing else.

It only wakes the poll, which goes on without it. imapclient's `idle_check` is not used: to it, half
a line is the end of the connection, and the end of the connection is silence.
"""

import logging
import re
import select
import socket
import ssl
import threading
import time
from collections.abc import Callable

from imapclient import IMAPClient

from mailbot.edges import imap
from mailbot.edges.patience import Patience
from mailbot.edges.settings import MailboxSection

log = logging.getLogger(__name__)

RENEW = 25 * 60.0  # seconds; a server may hang up after 30 minutes (RFC 2177)
LOOK = 2.0  # seconds between two looks at whether to stop
LONGEST = 1_000_000  # bytes of one announcement
STEADY = 60.0  # seconds of IDLE after which a loss is the first of its series
PAUSE = 0.3  # seconds between two looks at whether it may be tried

EXISTS = re.compile(rb"\* \d+ EXISTS", re.IGNORECASE)


class NoIdle(Exception):
    """The server does not offer IDLE."""


class Waiter(threading.Thread):
    """Calls `wake` when a message may have arrived, until `stop` is set."""

    def __init__(
        self,
        name: str,
        section: MailboxSection,
        wake: Callable[[], None],
        stop: threading.Event,
        ready: Callable[[], bool] = lambda: True,
        renew: float = RENEW,
    ) -> None:
        """`ready`: does the poll reach the server? Two who try a password lock an account sooner
        than one."""
        super().__init__(name=f"idle {name}", daemon=True)
        self.mailbox, self.section, self.renew = name, section, renew
        self.wake, self.stopped, self.ready = wake, stop, ready
        self.patience = Patience(section.credentials)

    def run(self) -> None:
        while not self.stopped.is_set():
            if not self.may_try():
                self.stopped.wait(PAUSE)
                continue
            began = time.monotonic()
            try:
                self.listen()
            except NoIdle:
                log.info("%s : ce serveur n'offre pas IDLE ; %s", self.mailbox, self.otherwise)
                return
            except Exception as error:  # whatever it is costs speed only
                self.lose(error, time.monotonic() - began)

    def may_try(self) -> bool:
        return self.ready() and self.patience.over()

    def lose(self, error: Exception, lasted: float) -> None:
        """Wait before the next try. The poll says what is wrong with the server: here, once."""
        if lasted > STEADY:
            self.patience.succeed()
        if not self.patience.failures:
            log.info("%s : IDLE interrompu (%s) ; %s", self.mailbox, error, self.otherwise)
        self.patience.lose(refused=isinstance(error, imap.LoginRefused))
        self.wake()  # what the server was about to say is lost

    @property
    def otherwise(self) -> str:
        return f"la boîte est relevée toutes les {self.section.poll_seconds:.0f} s"

    def listen(self) -> None:
        """One connection's life. Raises NoIdle, Away, LoginRefused or ConfigError."""
        client = imap.connected(self.section)
        lost = True
        try:
            with imap.told(imap.place(self.section)):
                if not client.has_capability("IDLE"):
                    raise NoIdle
                client.select_folder(self.section.folder, readonly=True)
                while not self.stopped.is_set():
                    self.idle(client)
            lost = False
        finally:
            imap.hang_up(client, politely=not lost)

    def idle(self, client: IMAPClient) -> None:
        """From IDLE to DONE. Raises ConnectionError when the peer has left."""
        client.idle()
        # What arrived between two IDLEs was announced to nobody, or lies in imaplib's buffer.
        self.wake()
        announced = Announced(client.socket())
        until = time.monotonic() + self.renew
        while time.monotonic() < until and not self.stopped.is_set():
            if any(EXISTS.fullmatch(line) for line in announced.within(LOOK)):
                self.wake()
        announced.finish()
        client.idle_done()


class Announced:
    """The lines that the server says of itself, read from the socket."""

    def __init__(self, peer: socket.socket) -> None:
        self.peer, self.rest = peer, b""

    def within(self, seconds: float) -> list[bytes]:
        """Those that come first. Raises ConnectionError when the peer has left, or leaves."""
        poller = select.poll()
        poller.register(self.peer, select.POLLIN)
        if not poller.poll(seconds * 1000):
            return []
        timeout = self.peer.gettimeout()
        self.peer.settimeout(0)
        try:
            self.read()
        finally:
            self.peer.settimeout(timeout)
        *lines, self.rest = self.rest.split(b"\r\n")
        if any(line.upper().startswith(b"* BYE") for line in lines):
            raise ConnectionResetError("the peer leaves")
        return lines

    def read(self) -> None:
        """All there is, until the socket would block: TLS may hold more than poll can see."""
        try:
            while piece := self.peer.recv(65_536):
                self.rest += piece
                if len(self.rest) > LONGEST:
                    raise ConnectionResetError("that is not IMAP")
        except (BlockingIOError, ssl.SSLWantReadError):
            return
        raise ConnectionResetError("the peer has left")

    def finish(self) -> None:
        """Read to the end of a line that was begun: what follows is imaplib's to read."""
        until = time.monotonic() + (self.peer.gettimeout() or LOOK)
        while self.rest:
            self.within(LOOK)
            if time.monotonic() > until:
                raise ConnectionResetError("half a line")
