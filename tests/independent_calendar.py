"""Québec's days off, the last day of a period and Toronto's days, calculated without mailbot.

From the texts: I-16 s. 61(23), P-40.1 s. 269, and Toronto's time since 2007 (daylight saving from
the second Sunday of March to the first of November, at two in the morning).
"""

from datetime import UTC, date, datetime, timedelta

ONE_DAY = timedelta(days=1)


def easter(year):
    """Anonymous Gregorian computus (Meeus, Jones, Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, f = b // 4, b % 4, (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_monday(year, month, nth):
    mondays = [d for d in range(1, 32) if d <= 30 and date(year, month, d).weekday() == 0]
    return date(year, month, mondays[nth - 1])


def holiday_by_the_act(day):
    """I-16 s. 61(23), paragraph by paragraph."""
    year, sunday = day.year, day.weekday() == 6
    june, july = date(year, 6, 24), date(year, 7, 1)
    patriots = max(d for d in (date(year, 5, n) for n in range(18, 25)) if d.weekday() == 0)
    return sunday or day in {
        date(year, 1, 1),
        easter(year) - timedelta(days=2),
        easter(year) + ONE_DAY,
        june + ONE_DAY if june.weekday() == 6 else june,
        july + ONE_DAY if july.weekday() == 6 else july,
        nth_monday(year, 9, 1),
        nth_monday(year, 10, 2),
        date(year, 12, 25),
        patriots,
    }


def off_by_the_act(day):
    return (
        holiday_by_the_act(day) or day.weekday() == 5 or (day.month, day.day) in {(1, 2), (12, 26)}
    )


def last_day_by_hand(passed_on, years):
    """Day by day to the same day and month `years` later; where 29 February lacks, the 28th."""
    day = passed_on
    while (day.year, day.month) != (passed_on.year + years, passed_on.month):
        day += ONE_DAY
    while day.day < passed_on.day and (day + ONE_DAY).month == passed_on.month:
        day += ONE_DAY
    return day


def extended_by_hand(last):
    while off_by_the_act(last):
        last += ONE_DAY
    return last


def clock_changes(year):
    """The two instants at which Toronto's clock changes that year, in UTC."""
    spring = nth_sunday(year, 3, 2)
    autumn = nth_sunday(year, 11, 1)
    return (
        datetime(year, 3, spring, 7, tzinfo=UTC),  # two o'clock, five hours behind
        datetime(year, 11, autumn, 6, tzinfo=UTC),  # two o'clock, four hours behind
    )


def nth_sunday(year, month, nth):
    return [day for day in range(1, 30) if date(year, month, day).weekday() == 6][nth - 1]


def toronto_day(instant):
    """The calendar day in Toronto at an instant in UTC."""
    begins, ends = clock_changes(instant.year)
    behind = 4 if begins <= instant < ends else 5
    return (instant - timedelta(hours=behind)).date()
