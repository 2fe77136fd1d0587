"""The rules as they were heard on a case: each with its question, its verdict and its source."""

from dataclasses import dataclass
from datetime import date

from mailbot.core.rulebook import NoRuleInForce, Rule
from mailbot.decided import Decided
from mailbot.values import Finding, Reference


@dataclass(frozen=True)
class Heard:
    name: str
    question: str
    state: str  #: "objects", "waived", "holds"
    finding: Finding | None
    reference: Reference
    since: date


def heard(decided: Decided) -> list[Heard]:
    """In the order of the policy; what is common to all kinds (too many questions) last."""
    verdict, office = decided.verdict, decided.office
    objections = {finding.rule: finding for finding in verdict.findings}
    found = [
        one(rule, objections.get(name), name in verdict.waived, decided.facts.today)
        for name, rule in office.rules[decided.kind.name].items()
    ]
    if verdict.escalated:
        rule = office.common[verdict.escalated.rule]
        found.append(one(rule, verdict.escalated, False, decided.facts.today))
    return found


def one(rule: Rule, finding: Finding | None, waived: bool, today: date) -> Heard:
    if finding:
        return Heard(rule.name, rule.question, "objects", finding, finding.reference, finding.since)
    try:
        version = rule.on(today)
    except NoRuleInForce:
        version = rule.versions[0]
    state = "waived" if waived else "holds"
    return Heard(rule.name, rule.question, state, None, version.reference, version.since)
