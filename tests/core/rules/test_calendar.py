"""Days that count in law, against an independent calculation."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.rules.calendar import (
    DAYS_OFF,
    extended,
    holidays_of,
    is_extended_day,
    is_holiday,
    last_day,
    working_days_between,
)
from tests.independent_calendar import holiday_by_the_act, off_by_the_act

ALSO = ("samedi", "2 janvier", "26 décembre")
TEN_YEARS = st.dates(date(2019, 1, 1), date(2028, 12, 31))
ONE_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("passed_on", "last", "carried_to"),
    [
        (date(2019, 9, 16), date(2021, 9, 16), date(2021, 9, 16)),
        (date(2020, 2, 29), date(2022, 2, 28), date(2022, 2, 28)),
        (date(2020, 6, 24), date(2022, 6, 24), date(2022, 6, 27)),
        (date(2020, 10, 10), date(2022, 10, 10), date(2022, 10, 11)),
        (date(2020, 12, 24), date(2022, 12, 24), date(2022, 12, 27)),
        (date(2020, 12, 31), date(2022, 12, 31), date(2023, 1, 3)),
        (date(2019, 1, 30), date(2021, 1, 30), date(2021, 2, 1)),
        (date(2019, 4, 2), date(2021, 4, 2), date(2021, 4, 6)),
    ],
)
def test_the_vectors_of_the_domain_hold(passed_on, last, carried_to):
    assert last_day(passed_on, 2) == last
    assert extended(last, ALSO) == carried_to


@pytest.mark.parametrize("year", range(2003, 2041))
def test_every_day_of_a_year_is_a_holiday_or_not_as_the_act_says(year):
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [d for d in days if is_holiday(d)] == [d for d in days if holiday_by_the_act(d)]


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2021, 4, 5), "Easter Monday, which the holidays package lacks"),
        (date(2029, 6, 25), "24 June was a Sunday"),
        (date(2029, 7, 2), "1 July was a Sunday"),
        (date(2021, 5, 24), "Patriots' Day may be 24 May, never later"),
    ],
)
def test_days_that_are_easily_forgotten_are_holidays(day, why):
    assert is_holiday(day), why


@pytest.mark.parametrize(
    "day", [date(2021, 12, 27), date(2022, 1, 3), date(2023, 6, 26), date(2021, 9, 30)]
)
def test_days_observed_by_custom_only_are_not_holidays(day):
    assert not is_holiday(day)


@given(TEN_YEARS)
def test_a_period_ends_on_the_first_day_that_is_not_off(last):
    expected = last
    while off_by_the_act(expected):
        expected += ONE_DAY
    assert extended(last, ALSO) == expected


@given(TEN_YEARS)
def test_the_extension_never_shortens_and_adds_five_days_at_most(last):
    assert timedelta(0) <= extended(last, ALSO) - last <= timedelta(days=5)


@given(TEN_YEARS, st.integers(0, 6))
def test_the_last_day_is_the_same_day_of_the_year_but_for_a_leap_day(passed_on, years):
    last = last_day(passed_on, years)
    same = (last.month, last.day) == (passed_on.month, passed_on.day)
    assert last.year == passed_on.year + years
    assert same or ((passed_on.month, passed_on.day), last.day) == ((2, 29), 28)


def test_a_leap_day_that_exists_in_the_last_year_stays():
    assert last_day(date(2020, 2, 29), 4) == date(2024, 2, 29)


def test_without_the_days_of_section_269_saturday_ends_a_period():
    assert extended(date(2021, 1, 30)) == date(2021, 1, 30)
    assert extended(date(2022, 12, 26)) == date(2022, 12, 26)


def test_a_day_proclaimed_for_one_year_counts_that_year_only():
    assert is_extended_day(date(2022, 9, 19), ("19 septembre 2022",))
    assert not is_extended_day(date(2023, 9, 19), ("19 septembre 2022",))


def test_the_first_of_a_month_is_named_as_it_is_written():
    assert is_extended_day(date(2022, 8, 1), ("1er août",))


def test_the_end_of_time_does_not_raise():
    assert last_day(date(9998, 6, 1), 2) == date.max
    assert extended(date.max, ("vendredi",)) == date.max


@given(TEN_YEARS, st.integers(0, 60))
def test_working_days_are_counted_one_by_one(start, length):
    end = start + timedelta(days=length)
    days = [start + timedelta(days=n) for n in range(1, length + 1)]
    assert working_days_between(start, end) == sum(not off_by_the_act(d) for d in days)


def test_seven_working_days_over_easter():
    # Thursday 1 April 2021; Good Friday and Easter Monday are off.
    assert working_days_between(date(2021, 4, 1), date(2021, 4, 14)) == 7
    assert working_days_between(date(2021, 4, 1), date(2021, 4, 13)) == 6


def test_no_working_day_has_passed_when_the_end_is_not_after_the_start():
    assert working_days_between(date(2021, 3, 3), date(2021, 3, 3)) == 0
    assert working_days_between(date(2021, 3, 3), date(2021, 2, 1)) == 0


@pytest.mark.parametrize(
    "names",
    [
        *((), ALSO, ("1er janvier", "29 février"), ("19 septembre 2022", "dimanche")),
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi"),
    ],
)
def test_days_are_named_in_french(names):
    assert DAYS_OFF.holds(names)


@pytest.mark.parametrize(
    "names",
    [
        *(("Samedi",), ("saturday",), ("1 janvier",), ("31 juin",), ("2 janvier 22",), (2,)),
        *("samedi", None, ("samedi 2022",), ("",)),
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"),
    ],
)
def test_what_names_no_day_or_every_day_is_refused(names):
    assert not DAYS_OFF.holds(names)


def test_the_holidays_of_any_year_can_be_asked():
    for year in (1, 1900, 2100, 9999):
        assert isinstance(holidays_of(year), frozenset)
