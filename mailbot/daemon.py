"""When things happen: polls, wake-ups, the signs of life, and leaving when asked to."""

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from types import FrameType

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

from mailbot import nightly, turn
from mailbot.config import Office
from mailbot.edges import systemd
from mailbot.edges.idle import Waiter
from mailbot.living import Living
from mailbot.reconciliation import Nightly
from mailbot.ticker import Ticker

log = logging.getLogger(__name__)

LOOK = 5.0  # seconds between two looks at what has come due
JUMP = 60.0  # seconds by which the clock is out: it was set, it did not drift
LEAVE_WITHIN = 6.0  # seconds for the case and the letter in hand; systemd and people wait 10


def run(office: Office) -> None:
    """Tick until SIGTERM or SIGINT; the case and the letter in hand are finished first."""
    stop = stopped_by_signal()
    watch = turn.Watch(stopping=stop.is_set)
    turn.begin(office, watch.clock())
    scheduler = scheduler_for(len(office.settings.mailbox))
    living = Living(office)
    tickers = [start(name, scheduler, living, watch, stop) for name in office.settings.mailbox]
    look = Nightly(office, watch, later).look
    scheduler.add_job(look, nightly.when(office, minute=15), id="reconcile")
    purge = partial(nightly.purge, office, watch)
    scheduler.add_job(purge, nightly.when(office, minute=45), id="purge")
    if seconds := systemd.watchdog_seconds():
        scheduler.add_job(partial(beat, tickers), "interval", seconds=seconds / 3, id="beat")
    scheduler.start()
    log.info("mailbot est en marche : %s", ", ".join(office.settings.mailbox))
    systemd.notify("READY=1")
    keep_time(scheduler, stop)
    systemd.notify("STOPPING=1")
    leave(scheduler, tickers)


def scheduler_for(mailboxes: int) -> BackgroundScheduler:
    """A thread for each mailbox's turn, two for a tick and a look that find it taken, one for
    beats, one for the night."""
    scheduler = BackgroundScheduler(
        executors={"default": ThreadPoolExecutor(mailboxes + 4)},
        job_defaults={"coalesce": True, "max_instances": 2, "misfire_grace_time": None},
        timezone="UTC",
    )
    scheduler.add_listener(report, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
    return scheduler


def start(
    name: str,
    scheduler: BackgroundScheduler,
    living: Living,
    watch: turn.Watch,
    stop: threading.Event,
) -> Ticker:
    """A mailbox's polls, which go on whatever IDLE says, and what has a turn between them: a
    wake-up, or what comes due.

    A wake-up is a tick on the waiter's own thread: what is announced meanwhile waits in its socket.
    (As a job of one date it would be exposed to a race of APScheduler 3.11 at its shutdown.)
    """
    section = living.current().settings.mailbox[name]
    ticker = Ticker(name, section, living, watch, lambda seconds: later(seconds, ticker.tick))
    every = section.poll_seconds
    scheduler.add_job(ticker.tick, "interval", seconds=every, id=name, next_run_time=watch.clock())
    scheduler.add_job(ticker.look, "interval", seconds=LOOK, id=f"{name} : échéances")
    if section.idle:
        Waiter(name, section, ticker.tick, stop, lambda: ticker.connected).start()
    return ticker


def keep_time(scheduler: BackgroundScheduler, stop: threading.Event) -> None:
    """Until asked to stop: the hours are reckoned anew whenever the wall clock is set.

    APScheduler goes by that clock: set back a day, it would poll no more until the day is over.
    """
    before = time.time() - time.monotonic()
    while not stop.wait(LOOK):
        now = time.time() - time.monotonic()
        if abs(now - before) > JUMP:
            log.warning(
                "l'horloge a été changée de %+.0f s, les heures sont refaites", now - before
            )
            reckon(scheduler)
        before = now


def reckon(scheduler: BackgroundScheduler) -> None:
    """What comes at intervals comes now and goes on from there; the rest at its next hour."""
    for job in scheduler.get_jobs():
        if isinstance(job.trigger, IntervalTrigger):
            job.modify(next_run_time=datetime.now(UTC))
        else:
            job.reschedule(job.trigger)


def later(seconds: float, call: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, call)
    timer.daemon = True
    timer.start()


def beat(tickers: Sequence[Ticker]) -> None:
    """A sign of life, unless a turn has not moved for long: then systemd may start mailbot anew."""
    if not any(ticker.is_stuck() for ticker in tickers):
        systemd.notify("WATCHDOG=1")


def leave(scheduler: BackgroundScheduler, tickers: Sequence[Ticker]) -> None:
    """Wait for the turns to end, not for a server that does not answer: what is in hand then is
    taken up at the next start, as after a kill."""

    def end() -> None:
        scheduler.shutdown(wait=True)
        for ticker in tickers:
            ticker.close()

    ending = threading.Thread(target=end, daemon=True)
    ending.start()
    ending.join(LEAVE_WITHIN)
    if ending.is_alive():
        log.warning("mailbot s'arrête sans attendre davantage ; le reste sera repris au démarrage")
        logging.shutdown()
        os._exit(0)  # the pool's threads would hold the interpreter
    log.info("mailbot s'est arrêté")


def report(event: JobExecutionEvent) -> None:
    log.error("%s : tour manqué ou interrompu : %s", event.job_id, event.exception)


def stopped_by_signal() -> threading.Event:
    stop = threading.Event()

    def ask(_signal: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # who insists at a keyboard is obeyed

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, ask)
    return stop
