"""Days that count in law: holidays of Québec, the last day of a period, working days."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from functools import cache

import holidays

from mailbot.core.french import WEEKDAYS, day_and_month, in_full
from mailbot.core.rules.rule import Sort

ONE_DAY = timedelta(days=1)
SUNDAY = 6
# P-40.1 s. 269 counts these too. The rules name their own; these serve the 7-day promise.
CLOSED = frozenset({"samedi", "2 janvier", "26 décembre"})
_NAMES = frozenset(
    {
        *WEEKDAYS,
        *(day_and_month(date(2020, 1, 1) + timedelta(days=n)) for n in range(366)),
    }
)


def _names_days(value: object) -> bool:
    # Five names of weekdays at most: were every day one, no period would ever end.
    return (
        isinstance(value, tuple)
        and all(isinstance(name, str) and (name in _NAMES or _dated(name)) for name in value)
        and len(set(WEEKDAYS).intersection(value)) <= 5
    )


def _dated(name: str) -> bool:
    """A day of one year only, as a proclamation fixes it: 19 septembre 2022."""
    day, _, year = name.rpartition(" ")
    return day in _NAMES and " " in day and year.isascii() and year.isdigit() and len(year) == 4


#: The sort of a rule's parameter that names days off.
DAYS_OFF = Sort(
    'une liste de jours, par exemple ["samedi", "2 janvier", "26 décembre"]', _names_days
)


@cache
def holidays_of(year: int) -> frozenset[date]:
    """The holidays of Québec but Sundays, I-16 s. 61(23).

    `holidays` is right on the days themselves. It lacks Easter Monday, and its "observed" days are
    not those of the Act, which moves 24 June and 1 July only, to the next day, when a Sunday.
    """
    listed = set(holidays.country_holidays("CA", subdiv="QC", observed=False, years=year))
    good_friday = {day for day in listed if day.month in (3, 4)}
    moved = {
        day + ONE_DAY
        for day in listed
        if (day.month, day.day) in {(6, 24), (7, 1)} and day.weekday() == SUNDAY
    }
    return frozenset(listed | {day + 3 * ONE_DAY for day in good_friday} | moved)


def is_holiday(day: date) -> bool:
    """A holiday of I-16 s. 61(23): a Sunday, or one of the days it names."""
    return day.weekday() == SUNDAY or day in holidays_of(day.year)


def is_extended_day(day: date, also: Collection[str] = ()) -> bool:
    """May a period not end on this day? `also`: other days off by name ("samedi", "2 janvier")."""
    names = {WEEKDAYS[day.weekday()], day_and_month(day), in_full(day)}
    return is_holiday(day) or not names.isdisjoint(also)


def last_day(passed_on: date, years: int) -> date:
    """The same day `years` later: the first day is not counted, the last is; 29 Feb → 28 Feb."""
    year = passed_on.year + years
    if year > date.max.year:
        return date.max
    try:
        return passed_on.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def extended(last: date, also: Collection[str] = ()) -> date:
    """`last`, or the next day on which a period may end (domain.md section 6, exam_valid)."""
    return next((day for day in _from(last) if not is_extended_day(day, also)), last)


def working_days_between(start: date, end: date, also: Collection[str] = CLOSED) -> int:
    """How many working days after `start`, up to `end` and with it; 0 when `end` is not after."""
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(not is_extended_day(day, also) for day in days)


def working_day_after(start: date, days: int, also: Collection[str] = CLOSED) -> date:
    """The last of `days` working days after `start`; `start` itself when there are none."""
    day, left = start, days
    while left and day < date.max:
        day += ONE_DAY
        left -= not is_extended_day(day, also)
    return day


def _from(first: date) -> Iterator[date]:
    """A year of days; fewer where the calendar itself ends."""
    for n in range(min(366, (date.max - first).days + 1)):
        yield first + timedelta(days=n)
