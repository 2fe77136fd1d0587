"""When things happen: the ticks of the daemon, and the only place that survives an exception."""

import logging
import signal
import threading
import time
from types import FrameType

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler
from sqlalchemy.exc import OperationalError

from mailbot import road, turn
from mailbot.config import Office
from mailbot.edges.inbox import Failure, Inbox, LoginRefused
from mailbot.edges.settings import ConfigError, MailboxSection

log = logging.getLogger(__name__)

LONGEST_WAIT = 600.0  # seconds between two tries of what cannot be reached


class Ticker:
    """One mailbox's turns: the connection is kept while it works; after a failure, backoff."""

    def __init__(
        self, name: str, section: MailboxSection, office: Office, watch: turn.Watch
    ) -> None:
        self.inbox, self.office, self.watch = Inbox(name, section), office, watch
        self.failures, self.not_before = 0, 0.0
        self.connected = False

    def tick(self) -> None:
        if time.monotonic() < self.not_before:
            return
        try:
            if not self.connected:
                self.inbox.open()
                self.connected = True
            turn.take(self.inbox, self.office, self.watch)
            self.failures = 0
        except Exception as error:
            self.drop(error)

    def drop(self, error: Exception) -> None:
        """Say what happened, in a line an administrator understands; connect anew after a wait."""
        self.connected = False
        self.inbox.close()
        self.failures += 1
        wait = min(LONGEST_WAIT, 2.0**self.failures)
        self.not_before = time.monotonic() + wait
        what = explained(error, self.inbox.name)
        log.error("%s ; nouvel essai dans %.0f s (essai %s)", what, wait, self.failures)
        if not isinstance(error, EXPECTED):
            log.error("erreur inattendue", exc_info=error)


EXPECTED = (*Failure, OperationalError, LoginRefused, ConfigError)


def explained(error: Exception, mailbox: str) -> str:
    match error:
        case LoginRefused() | ConfigError():
            return f"{mailbox} : {error}"
        case OperationalError():
            return f"base de données indisponible : {error.orig}"
        case TimeoutError():
            return f"{mailbox} : le serveur IMAP ne répond plus"
        case _:
            return f"{mailbox} : connexion IMAP perdue ou impossible : {error}"


def run(office: Office) -> None:
    """Tick until SIGTERM or SIGINT; the case and the letter in hand are finished first."""
    stop = threading.Event()
    watch = turn.Watch(stopping=stop.is_set)
    turn.begin(office, watch.clock())
    defaults = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
    scheduler = BackgroundScheduler(job_defaults=defaults, timezone="UTC")
    scheduler.add_listener(report, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
    for name, section in office.settings.mailbox.items():
        tick = Ticker(name, section, office, watch).tick
        every = section.poll_seconds
        scheduler.add_job(tick, "interval", seconds=every, id=name, next_run_time=watch.clock())
    scheduler.start()
    log.info("mailbot est en marche : %s", ", ".join(office.settings.mailbox))
    wait_for_signal(stop)
    scheduler.shutdown(wait=True)
    log.info("mailbot s'est arrêté")


def report(event: JobExecutionEvent) -> None:
    log.error("%s : tour manqué ou interrompu : %s", event.job_id, event.exception)


def wait_for_signal(stop: threading.Event) -> None:
    def ask(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    stop.wait()
