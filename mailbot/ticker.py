"""One mailbox's turns, one at a time: its connection, its backoff, its words when it fails."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import replace

from sqlalchemy.exc import DBAPIError

from mailbot import turn
from mailbot.edges import outage
from mailbot.edges.inbox import Failure, FilingRefused, Inbox, LoginRefused
from mailbot.edges.outbox import Outbox
from mailbot.edges.patience import Patience
from mailbot.edges.settings import ConfigError, MailboxSection
from mailbot.living import Living
from mailbot.post import Post

log = logging.getLogger(__name__)

STUCK = 900.0  # seconds without any progress, nor a byte of a large message

EXPECTED = (*Failure, DBAPIError, LoginRefused, ConfigError)


def never(seconds: float) -> None:
    """Nobody to call again: the next tick comes by itself."""


class Ticker:
    """Takes turns when asked; the connection is kept while it works; after a failure, backoff."""

    def __init__(
        self,
        name: str,
        section: MailboxSection,
        living: Living,
        watch: turn.Watch,
        again: Callable[[float], None] = never,
    ) -> None:
        self.inbox, self.living, self.again = Inbox(name, section), living, again
        self.office = office = living.current()
        self.watch = replace(watch, progress=self.progress)
        self.post = Post(office, Outbox(office.settings.smtp))
        self.patience = Patience(section.credentials)
        self.connected, self.complaint = False, ""
        self.only_mailbox = True  #: was it the mailbox that failed last? The rest goes on then
        self.last_sign: float | None = None  #: of life, during a turn
        self._busy, self._asked = threading.Lock(), False

    def tick(self) -> None:
        """Take a turn. Asked for during one, it comes right after that one, on its thread."""
        self._asked = True
        while self._asked and self._busy.acquire(blocking=False):
            try:
                self._asked = False
                self.last_sign = time.monotonic()
                self.take()
            finally:
                self.last_sign = None
                self._busy.release()

    def look(self) -> None:
        """Between two polls, which may be an hour apart: what comes due, or an agent did on another
        process, has its turn."""
        if self.last_sign is not None or not (self.only_mailbox or self.patience.over()):
            return
        try:
            due = turn.pending(self.post, self.office, self.watch.clock())
        except DBAPIError:
            due = True  # the turn says what it is
        if due:
            self.tick()

    def take(self) -> None:
        if self.watch.stopping():
            return
        try:
            self.office = self.living.current()  # one office for the turn
            if self.patience.over():
                self.whole()
            elif self.only_mailbox:
                turn.work(self.post, self.office, self.watch)
        except FilingRefused as error:  # the last step of a turn: the rest of it is done
            self.succeed(str(error))
        except Exception as error:
            self.drop(error)

    def whole(self) -> None:
        if not self.connected:
            self.inbox.open()
            self.connected = True
        turn.take(self.inbox, self.post, self.office, self.watch)
        self.succeed("")

    def close(self) -> None:
        """Once leaving: wait for the turn to end, on whatever thread it is, and log out."""
        with self._busy:
            self.inbox.close()
            self.post.outbox.close()

    def succeed(self, complaint: str) -> None:
        """The server answers; one complaint is made once, not at each turn."""
        if self.patience.failures:
            tries = self.patience.failures + 1
            log.info("%s : de nouveau en marche (essai %s)", self.inbox.name, tries)
        if complaint and complaint != self.complaint:
            log.error("%s : %s ; réessayé à chaque tour", self.inbox.name, complaint)
        self.patience.succeed()
        self.complaint = complaint

    def drop(self, error: Exception) -> None:
        """Say what happened, in a line an administrator understands; connect anew after a wait."""
        self.connected = False
        self.only_mailbox = isinstance(error, (*Failure, LoginRefused))
        self.inbox.close(lost=True)
        refused = isinstance(error, LoginRefused)
        wait = self.patience.lose(refused=refused)
        what, tries = explained(error, self.inbox.name), self.patience.failures
        level = logging.INFO if refused and not self.patience.alert() else logging.ERROR
        log.log(level, "%s ; nouvel essai dans %.0f s (essai %s)", what, wait, tries)
        if not isinstance(error, EXPECTED):
            log.error("%s : erreur inattendue", self.inbox.name, exc_info=error)
        self.again(wait + 0.1)

    def progress(self, what: str, done: int, whole: int) -> None:
        self.last_sign = time.monotonic()

    def is_stuck(self) -> bool:
        sign = self.last_sign
        return sign is not None and time.monotonic() - max(sign, self.inbox.heard_at) > STUCK


def explained(error: Exception, mailbox: str) -> str:
    match error:
        case DBAPIError():
            return outage.told(error)
        case _ if isinstance(error, EXPECTED):
            return f"{mailbox} : {error}"
        case _:
            return f"{mailbox} : tour interrompu ({type(error).__name__})"
