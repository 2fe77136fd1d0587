"""How long a message has waited, in the days that the Office's promise counts."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from mailbot.core.rules.calendar import CLOSED, is_extended_day

PROMISED = 7  #: working days to answer (the Office's service declaration, domain.md section 9)
WARNED = 5  #: when the queue warns
SOON = 30  #: days before the exam's last day at which a case is urgent
OLDEST = 3_000  #: days back; older messages are as old as that

ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=2 * OLDEST)
def counts(day: date) -> bool:
    """Whether it is a working day. Kept: every page walks over the same ones."""
    return not is_extended_day(day, CLOSED)


def ages(days: Iterable[date], today: date) -> dict[date, int]:
    """Working days since each day, today counted, the day itself not; one walk for all of them."""
    wanted = set(days)
    found = {day: 0 for day in wanted if day >= today}
    age, current = 0, today
    while len(found) < len(wanted) and (today - current).days < OLDEST:
        age += counts(current)
        current -= ONE_DAY
        if current in wanted:
            found[current] = age
    return {day: found.get(day, age) for day in wanted}


def received_before(age: int, today: date, timezone: str) -> datetime:
    """The instant before which a message has waited at least so many working days."""
    counted, current = 0, today
    while counted < age:
        counted += counts(current)
        current -= ONE_DAY
    return datetime.combine(current + ONE_DAY, time(), ZoneInfo(timezone))
