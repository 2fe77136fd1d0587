"""Ten years of days: the rules of the exam's validity against a calculation of the tests' own."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mailbot import config
from mailbot.core.read import read
from mailbot.core.rules.calendar import extended, last_day
from mailbot.values import Identity, RawMessage
from tests.independent_calendar import (
    ONE_DAY,
    clock_changes,
    extended_by_hand,
    last_day_by_hand,
    off_by_the_act,
    toronto_day,
)

OFFICE = config.load(Path(__file__).parents[3] / "config.toml")
RULES, TWINS = OFFICE.rules["transfer"], OFFICE.kinds["transfer"].said
IDENTITY = Identity("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")
YEARS = range(2019, 2029)
FIRST, LAST = date(2019, 1, 1), date(2028, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
ALSO = ("samedi", "2 janvier", "26 décembre")
SECOND = timedelta(seconds=1)

#: Days off in the week, with those around them: where slips are made.
EDGES = [
    day + timedelta(days=n)
    for day in EVERY_DAY
    if day.weekday() < 5 and off_by_the_act(day)
    for n in (-1, 0, 1)
]
PASSED_ON = st.one_of(st.dates(FIRST, LAST), st.sampled_from(EDGES), st.just(date(2020, 2, 29)))


def says(rule: str, passed_on: date, today: date) -> bool:
    """Does the check object?"""
    inputs = {"passed_on": passed_on, "today": today}
    return TWINS[rule].judge(RULES[rule], inputs) is not None


@pytest.mark.parametrize(
    ("passed_on", "last", "carried_to"),
    [
        ("2019-09-16", "2021-09-16", "2021-09-16"),
        ("2020-02-29", "2022-02-28", "2022-02-28"),
        ("2020-06-24", "2022-06-24", "2022-06-27"),
        ("2020-10-10", "2022-10-10", "2022-10-11"),
        ("2020-12-24", "2022-12-24", "2022-12-27"),
        ("2020-12-31", "2022-12-31", "2023-01-03"),
    ],
)
def test_the_vectors_of_the_domain_hold_to_the_day_in_the_rules(passed_on, last, carried_to):
    passed, final, after = (date.fromisoformat(day) for day in (passed_on, last, carried_to))
    assert (last_day_by_hand(passed, 2), extended_by_hand(final)) == (final, after)
    assert not says("exam_valid", passed, after)
    assert says("exam_valid", passed, after + ONE_DAY)
    assert not says("exam_extension", passed, final)
    assert says("exam_extension", passed, after) == (after > final)


def test_every_day_of_ten_years_ends_as_calculated_by_hand():
    for passed_on in EVERY_DAY:
        last = last_day_by_hand(passed_on, 2)
        assert last_day(passed_on, 2) == last, passed_on
        assert extended(last, ALSO) == extended_by_hand(last), passed_on


@given(PASSED_ON, st.integers(0, 5))
def test_other_periods_end_as_calculated_by_hand(passed_on, years):
    assert last_day(passed_on, years) == last_day_by_hand(passed_on, years)


@given(PASSED_ON, st.integers(-40, 8))
@example(date(2020, 2, 29), 0)
def test_each_rule_of_the_validity_speaks_on_its_own_days_only(passed_on, days):
    last = last_day_by_hand(passed_on, 2)
    after, today = extended_by_hand(last), last + timedelta(days=days)
    assert says("exam_valid", passed_on, today) == (today > after)
    assert says("exam_extension", passed_on, today) == (last < today <= after)
    assert says("exam_time_left", passed_on, today) == (0 <= (last - today).days < 3)


INSTANTS = st.one_of(
    st.integers(0, len(EVERY_DAY) * 86_400).map(
        lambda seconds: datetime(2019, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    ),
    st.builds(
        lambda year, which, seconds: clock_changes(year)[which] + timedelta(seconds=seconds),
        st.sampled_from(YEARS),
        st.sampled_from((0, 1)),
        st.integers(-30 * 3600, 30 * 3600),
    ),
)


@given(INSTANTS)
def test_the_day_of_decision_is_torontos_at_both_clock_changes_too(instant):
    assert OFFICE.day(instant) == toronto_day(instant)


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("which", [0, 1], ids=["spring", "autumn"])
def test_midnight_before_and_after_a_clock_change_is_torontos(year, which):
    change = clock_changes(year)[which]
    sunday = toronto_day(change)
    begin = datetime(sunday.year, sunday.month, sunday.day, tzinfo=UTC)
    before, after = ((5, 4), (4, 5))[which]
    for midnight, day in (
        (begin + timedelta(hours=before), sunday),
        (begin + timedelta(days=1, hours=after), sunday + ONE_DAY),
    ):
        assert OFFICE.day(midnight) == day
        assert OFFICE.day(midnight - SECOND) == day - ONE_DAY


@settings(max_examples=60)
@given(INSTANTS)
def test_the_day_of_receipt_is_torontos_too(instant):
    raw = RawMessage(b"From: a@b.ca\r\n\r\nbonjour\r\n", instant, "x", 1, 1)
    assert read(raw, IDENTITY).received_on == toronto_day(instant)


def test_the_last_second_of_the_last_day_counts_and_the_next_one_does_not():
    """Passed on 6 November 2020; 6 November 2022 is a Sunday, and the clock changes that night."""
    passed_on = date(2020, 11, 6)
    assert extended_by_hand(last_day_by_hand(passed_on, 2)) == date(2022, 11, 7)
    over = datetime(2022, 11, 8, 5, tzinfo=UTC)
    assert not says("exam_valid", passed_on, OFFICE.day(over - SECOND))
    assert says("exam_valid", passed_on, OFFICE.day(over))
