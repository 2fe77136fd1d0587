"""When things happen, whatever the wall clock does."""

import threading
import time
from datetime import UTC, datetime, timedelta

from mailbot import daemon


def test_the_hours_are_reckoned_anew_when_the_clock_is_set(monkeypatch) -> None:
    """As if set back a day: the next poll is a day away until the daemon sees it."""
    polled, stop = threading.Event(), threading.Event()
    scheduler = daemon.scheduler_for(1)
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    scheduler.add_job(polled.set, "interval", seconds=60, next_run_time=tomorrow)
    scheduler.add_job(stop.wait, "cron", hour=3, id="night")
    scheduler.start()
    monkeypatch.setattr(daemon, "LOOK", 0.05)
    shift = iter([0.0, 0.0])
    real = time.time
    monkeypatch.setattr(daemon.time, "time", lambda: real() - next(shift, 86_400.0))
    keeper = threading.Thread(target=daemon.keep_time, args=(scheduler, stop))
    keeper.start()
    try:
        assert polled.wait(5)
    finally:
        stop.set()
        keeper.join(5)
        scheduler.shutdown(wait=True)
