"""Until when an exam result may still be used, and how near that day is."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mailbot.certificates.records import CertificateFacts
from mailbot.core.rulebook import NoRuleInForce, Rule, Rules
from mailbot.core.rules.calendar import extended, last_day


@dataclass(frozen=True, slots=True)
class Validity:
    last_day: date
    extended: date  #: the same, or the next day on which a period may end


def validity(facts: CertificateFacts, rule: Rule) -> Validity | None:
    """By the rule exam_valid as it stands on the day of decision; None when no dated pass counts.

    The day of decision, and not that of the exam, chooses the version: a new period applies to
    whoever has not finished when it takes effect (inferred). Raises NoRuleInForce.
    """
    exam = facts.exam
    if exam is None or exam.passed_on is None:
        return None
    parameters = rule.on(facts.today).parameters
    return period(exam.passed_on, parameters["years"], parameters["also"])


@lru_cache(maxsize=1024)
def period(passed_on: date, years: int, also: tuple[str, ...]) -> Validity:
    """Asked for by several rules of each request, and the same for all who passed that day."""
    last = last_day(passed_on, years)
    return Validity(last, extended(last, also))


def days_left(today: date, known: Validity | None) -> int | None:
    """From `today` to the last day, when none is left; None past it, or when it is unknown."""
    if known is None or known.last_day < today:
        return None
    return (known.last_day - today).days


def usable_until(facts: CertificateFacts, rules: Rules) -> date | None:
    """The last day, as told to the person; None when it is unknown."""
    try:
        known = validity(facts, rules["exam_valid"])
    except NoRuleInForce:
        return None
    return known.last_day if known else None


def urgent(facts: CertificateFacts, rules: Rules) -> bool:
    """Few enough days are left for the staff to see this case first."""
    try:
        left = days_left(facts.today, validity(facts, rules["exam_valid"]))
        near = rules["exam_time_left"].on(facts.today).parameters["urgent_days"]
    except NoRuleInForce:
        return False
    return left is not None and left <= near
