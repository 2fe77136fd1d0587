"""The rules of a renewal at their edges: for each, what holds, what fails, and what is not its."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.certificates.records import Certificate, Dossier, Exam, Given, Holder
from mailbot.core.decide import SAID, decide
from mailbot.core.rulebook import parse_rules
from mailbot.kinds.renewal import KIND
from mailbot.kinds.renewal.request import RenewalFacts, RenewalRequest
from mailbot.values import Authentication, Outcome, Verdict

ROOT = Path(__file__).parents[3] / "rules"


def load(folder: str, twins: Any) -> Any:
    files = {file.name: file.read_text("utf-8") for file in (ROOT / folder).glob("*.toml")}
    return parse_rules(f"rules/{folder}", files, twins)


RULES, COMMON = load("renewal", KIND.said), load("common", SAID)
ANNE = "anne.roy@example.org"
DOSSIER, CERTIFICATE = "CAR202500418823", "CAR202200003417"
TODAY = date(2025, 3, 3)
HOLDER = Holder("Roy", "Anne", date(1985, 2, 14))
REQUEST = RenewalRequest(
    sender=ANNE,
    sender_name="Anne Roy",
    authentication=Authentication(True),
    received_on=TODAY,
    dossier=Given((DOSSIER,)),
    certificate=Given((CERTIFICATE,)),
    intent=True,
    recognised=True,
    named=True,
)
LAPSED = Certificate(CERTIFICATE, "regular", "expired", HOLDER, ANNE, date(2025, 1, 31))
FACTS = RenewalFacts(
    TODAY,
    dossier_number=DOSSIER,
    certificate_number=CERTIFICATE,
    dossier=Dossier(DOSSIER, "open", HOLDER, ANNE, has_result=False),
    certificate=LAPSED,
    exams=(Exam(1, "passed", date(2018, 3, 3), None),),
    affiliated=True,
)


def judge(facts: RenewalFacts = FACTS, **changes: Any) -> Verdict:
    return decide(KIND, replace(REQUEST, **changes), facts, RULES, COMMON)


def reasons(**changes: Any) -> tuple[str, ...]:
    return judge(replace(FACTS, **changes)).reasons


def exam(passed_on: date | None, outcome: str = "passed") -> tuple[Exam, ...]:
    return (Exam(1, outcome, passed_on, None),)


def test_whoever_was_affiliated_at_expiry_is_accepted_whatever_the_age_of_the_exam() -> None:
    assert judge().outcome is Outcome.ACCEPT
    assert reasons(exams=exam(date(1999, 1, 1))) == ()


@pytest.mark.parametrize(
    ("affiliated", "today", "expected"),
    [
        (True, date(2025, 9, 17), ()),
        (False, date(2025, 9, 12), ()),
        (False, date(2025, 9, 13), ()),
        (False, date(2025, 9, 14), ("exam_time_left",)),
        (False, date(2025, 9, 16), ("exam_time_left",)),
        (False, date(2025, 9, 17), ("exam_valid",)),
        (None, date(2025, 9, 13), ()),
        (None, date(2025, 9, 17), ("affiliation_known",)),
    ],
)
def test_else_the_exam_is_two_years_old_at_most(
    affiliated: bool | None, today: date, expected: tuple[str, ...]
) -> None:
    passed = exam(date(2023, 9, 16))  # the last day, 2025-09-16, is a Tuesday
    assert expected == reasons(affiliated=affiliated, today=today, exams=passed)


@pytest.mark.parametrize(
    ("affiliated", "expected"),
    [(True, ()), (False, ("exam_extension",)), (None, ("exam_extension",))],
)
def test_a_day_that_only_the_extension_adds_is_for_a_person(
    affiliated: bool | None, expected: tuple[str, ...]
) -> None:
    passed = exam(date(2023, 5, 24))  # the last day, 2025-05-24, is a Saturday
    assert expected == reasons(affiliated=affiliated, today=date(2025, 5, 25), exams=passed)


def test_an_unfavourable_case_is_proposed_a_notice_and_an_unknown_affiliation_is_not() -> None:
    old = exam(date(2020, 1, 1))
    assert judge(replace(FACTS, affiliated=False, exams=old)).proposal == "notice"
    assert judge(replace(FACTS, affiliated=None, exams=old)).proposal is None


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "temporary"},
        {"status": "active"},
        {"status": "suspended"},
        {"status": "cancelled"},
        {"last_valid_on": None},
        {"last_valid_on": TODAY},
    ],
)
def test_only_a_regular_certificate_that_has_expired_is_one(changes: dict[str, Any]) -> None:
    assert reasons(certificate=replace(LAPSED, **changes)) == ("certificate_lapsed",)


def test_the_day_after_its_last_one_a_certificate_has_expired() -> None:
    assert reasons(certificate=replace(LAPSED, last_valid_on=date(2025, 3, 2))) == ()


@pytest.mark.parametrize(
    "exams", [exam(date(2025, 3, 4)), exam(None), exam(date(2018, 3, 3), "failed")]
)
def test_the_exam_is_passed_on_a_day_that_is_known_and_past(exams: tuple[Exam, ...]) -> None:
    assert reasons(exams=exams) == ("exam_passed",)


def test_without_a_result_only_that_is_said() -> None:
    assert reasons(exams=(), affiliated=False) == ("exam_found",)


def test_a_result_already_in_this_dossier_is_answered_again_however_old_it_is() -> None:
    there = Exam(1, "passed", date(2018, 3, 3), DOSSIER)
    facts = replace(FACTS, exams=(there,), affiliated=False)
    dossier = replace(FACTS.dossier, status="awaiting_finalisation", has_result=True)  # type: ignore[type-var]
    verdict = judge(replace(facts, dossier=dossier))
    assert (verdict.outcome, verdict.reasons) == (Outcome.REPEAT, ("exam_not_transferred",))


def test_before_the_first_version_a_person_decides() -> None:
    early = replace(FACTS, today=date(2020, 12, 31), exams=exam(date(2017, 1, 1)))
    verdict = judge(replace(early, affiliated=False))
    assert verdict.outcome is Outcome.REVIEW
    assert "exam_valid" in verdict.reasons


@given(
    passed_on=st.dates(date(2015, 1, 1), date(2025, 1, 1)),
    today=st.dates(date(2025, 2, 2), date(2030, 1, 1)),
    affiliated=st.sampled_from([True, False, None]),
)
def test_nobody_is_accepted_who_is_neither_affiliated_nor_within_two_years(
    passed_on: date, today: date, affiliated: bool | None
) -> None:
    facts = replace(FACTS, today=today, exams=exam(passed_on), affiliated=affiliated)
    years = (
        today.year - passed_on.year - ((today.month, today.day) < (passed_on.month, passed_on.day))
    )
    anniversary = (today.month, today.day) == (passed_on.month, passed_on.day)
    within = years < 2 or (years == 2 and anniversary)
    verdict = judge(facts)
    if verdict.outcome is Outcome.ACCEPT:
        assert affiliated or within
    if affiliated:
        assert verdict.outcome is Outcome.ACCEPT


def test_every_rule_of_its_own_is_marked_as_not_yet_verified() -> None:
    """domain.md gives neither the title nor the date of the Office's later page."""
    verified = {name for name, rule in RULES.items() if rule.versions[-1].reference.verified}
    assert verified == {"sender_human", "request_one_person"}


def test_what_may_be_waived_is_what_may_be_in_a_transfer() -> None:
    assert {name for name, rule in RULES.items() if rule.waivable} == {
        "sender_authenticated", "sender_holder", "holder_same", "dossier_open",
        "exam_extension", "exam_time_left",
    }  # fmt: skip
    assert RULES["holder_same"].seconded
