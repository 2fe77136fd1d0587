"""Age in the days that the Office's promise counts, and the instant before which one is so old."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from mailbot.console.urgency import OLDEST, ages, counts, received_before
from mailbot.core.rules.calendar import working_days_between

TORONTO = "America/Toronto"


@pytest.mark.parametrize(
    ("received", "today", "age"),
    [
        (date(2021, 1, 25), date(2021, 1, 25), 0),  # the very day
        (date(2021, 1, 22), date(2021, 1, 25), 1),  # Friday to Monday
        (date(2021, 1, 23), date(2021, 1, 25), 1),  # Saturday to Monday
        (date(2020, 12, 24), date(2021, 1, 4), 5),  # Christmas, 26 December, New Year, 2 January
        (date(2021, 6, 23), date(2021, 6, 25), 1),  # the Fête nationale
        (date(2021, 1, 26), date(2021, 1, 25), 0),  # a clock that is ahead
    ],
)
def test_age_is_in_working_days(received, today, age) -> None:
    assert ages([received], today) == {received: age}


def test_it_counts_as_the_calendar_does_for_every_day_of_two_years() -> None:
    today = date(2022, 3, 1)
    days = [today - timedelta(days=n) for n in range(730)]
    assert ages(days, today) == {day: working_days_between(day, today) for day in days}


def test_what_is_very_old_costs_no_more_than_old() -> None:
    today = date(2022, 3, 1)
    assert ages([date(1970, 1, 1)], today)[date(1970, 1, 1)] > OLDEST / 2


def test_the_calendar_is_asked_once_of_each_day() -> None:
    today, old = date(2022, 3, 1), date(1970, 1, 1)
    ages([old], today)
    before = counts.cache_info().misses
    ages([old], today)
    received_before(7, today, TORONTO)
    assert counts.cache_info().misses == before


@pytest.mark.parametrize("age", [1, 5, 7])
def test_the_instant_of_an_age_is_where_the_age_changes(age) -> None:
    for n in range(60):
        today = date(2021, 12, 1) + timedelta(days=n)
        edge = received_before(age, today, TORONTO)
        last_second = (edge - timedelta(seconds=1)).date()
        assert ages([last_second], today)[last_second] >= age
        assert ages([edge.date()], today)[edge.date()] < age


def test_the_day_is_the_offices() -> None:
    edge = received_before(1, date(2021, 1, 26), TORONTO)
    assert edge == datetime(2021, 1, 26, tzinfo=ZoneInfo(TORONTO))
