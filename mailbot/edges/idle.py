"""IDLE (RFC 2177): the server says that something arrived, on a connection for nothing else.

It only wakes the poll, which goes on without it. A peer that has left never says so to
`idle_check`: it answers nothing, at once, for ever.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from imapclient import IMAPClient

from mailbot.edges import imap
from mailbot.edges.settings import MailboxSection

log = logging.getLogger(__name__)

RENEW = 25 * 60.0  # seconds; a server may hang up after 30 minutes (RFC 2177)
LOOK = 2.0  # seconds between two looks at whether to stop
EARLY = 3  # empty answers at once, one after the other: the peer has left
STEADY = 60.0  # seconds of IDLE after which a loss is the first of its series
LONGEST_WAIT = 600.0


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
        renew: float = RENEW,
    ) -> None:
        super().__init__(name=f"idle {name}", daemon=True)
        self.mailbox, self.section, self.renew = name, section, renew
        self.wake, self.stopped = wake, stop
        self.losses = 0

    def run(self) -> None:
        while not self.stopped.is_set():
            began = time.monotonic()
            try:
                self.listen()
            except NoIdle:
                log.info("%s : ce serveur n'offre pas IDLE ; %s", self.mailbox, self.otherwise)
                return
            except Exception as error:  # whatever it is costs speed only
                self.lose(error, time.monotonic() - began)

    def lose(self, error: Exception, lasted: float) -> None:
        """Wait before the next try. The poll says what is wrong with the server: here, once."""
        self.losses = 1 if lasted > STEADY else self.losses + 1
        if self.losses == 1:
            log.info("%s : IDLE interrompu (%s) ; %s", self.mailbox, error, self.otherwise)
        self.wake()  # what the server was about to say is lost
        self.stopped.wait(min(LONGEST_WAIT, 2.0**self.losses))

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
        until, early = time.monotonic() + self.renew, 0
        while time.monotonic() < until and not self.stopped.is_set():
            before = time.monotonic()
            said = client.idle_check(timeout=LOOK)
            early = early + 1 if not said and time.monotonic() - before < LOOK / 2 else 0
            if early >= EARLY or is_bye(said):
                raise ConnectionResetError("the peer has left")
            if announces(said):
                self.wake()
        _, said = client.idle_done()
        if announces(said):
            self.wake()


def announces(said: Sequence[Any]) -> bool:
    """Is there an EXISTS: maybe a new message?"""
    return any(len(line) > 1 and line[1] == b"EXISTS" for line in said)


def is_bye(said: Sequence[Any]) -> bool:
    return any(line and line[0] == b"BYE" for line in said)
