"""The préavis: working days to answer, by the calendar of the rules."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from mailbot.core.decide import SAID
from mailbot.core.notice import last_day_to_answer, observation_days
from mailbot.core.rulebook import NoRuleInForce, parse_rules
from mailbot.core.rules.calendar import is_extended_day, working_day_after, working_days_between

FOLDER = Path(__file__).parents[2] / "rules" / "common"
RULE = parse_rules(
    "rules/common", {f.name: f.read_text("utf-8") for f in FOLDER.glob("*.toml")}, SAID
)["observation_days"]


@pytest.mark.parametrize(
    ("sent_on", "until"),
    [
        (date(2021, 1, 20), date(2021, 2, 3)),  # ten plain working days
        (date(2021, 3, 26), date(2021, 4, 13)),  # Good Friday and Easter Monday do not count
        (date(2020, 12, 23), date(2021, 1, 8)),  # nor Christmas, New Year, and their weekends
        (date(2021, 6, 19), date(2021, 7, 6)),  # sent on a Saturday; 24 June and 1 July
    ],
)
def test_the_last_day_is_the_tenth_working_day_after_the_sending(sent_on, until) -> None:
    assert last_day_to_answer(sent_on, RULE) == until


@pytest.mark.parametrize("start", [date(2021, 1, 1) + timedelta(days=37 * n) for n in range(100)])
def test_the_days_agree_with_the_count_of_working_days(start: date) -> None:
    last = working_day_after(start, 10)
    assert working_days_between(start, last) == 10
    assert not is_extended_day(last, ("samedi", "2 janvier", "26 décembre"))
    assert (last - start).days >= 10  # never fewer than ten days of the calendar


def test_no_day_to_count_is_the_day_itself() -> None:
    assert working_day_after(date(2021, 1, 1), 0) == date(2021, 1, 1)
    assert working_day_after(date.max, 3) == date.max


def test_a_decision_waits_for_the_whole_last_day() -> None:
    until = date(2021, 2, 3)
    assert "jusqu'au 3 février 2021" in observation_days(until, until, RULE).motif
    assert observation_days(until, until + timedelta(days=1), RULE) is None


def test_before_the_rules_first_day_nobody_knows() -> None:
    with pytest.raises(NoRuleInForce):
        last_day_to_answer(date(2018, 1, 1), RULE)
