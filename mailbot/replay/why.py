"""Why a case would be decided otherwise, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mailbot.config import Office
from mailbot.core.french import in_full
from mailbot.core.rules.changes import parameters_changed
from mailbot.core.rules.rule import NoRuleInForce, Rule
from mailbot.edges.tables import CaseRow
from mailbot.replay.again import Again
from mailbot.values import Finding


@dataclass(frozen=True)
class Told:
    """A decision as it is listed."""

    decision: str
    reasons: tuple[str, ...]
    proposal: str | None
    last_day: date | None
    urgent: bool


def recorded(case: CaseRow, told: Mapping[str, Any]) -> Told:
    reasons = tuple(finding["rule"] for finding in told["findings"])
    return Told(told["outcome"], reasons, case.proposal, case.last_day, case.urgent)


def told_of(made: Again, office: Office) -> Told:
    understood, verdict = made.understood, made.verdict
    shown = understood.read_by
    known = made.facts if shown is understood.kind else None
    described = shown.describe(understood.read, known, office.rules[shown.name])
    return Told(
        verdict.outcome.word,
        verdict.reasons,
        verdict.proposal,
        described.get("last_day"),
        bool(described.get("urgent")),
    )


def ends_of(made: Again) -> dict[str, int]:
    """Each rule that objected, and where it led."""
    return {finding.rule: int(finding.leads_to) for finding in made.verdict.findings}


def ends_told(told: Mapping[str, Any]) -> dict[str, int]:
    return {finding["rule"]: int(finding["leads_to"]) for finding in told["findings"]}


def reasons_of(
    was: Told,
    now: Told,
    made: Again,
    heard: Mapping[str, int],
    before: Office | None,
    office: Office,
) -> Iterator[str]:
    """Why, in French: what objects no more, what objects now, what the rules say otherwise."""
    if made.read_otherwise:
        yield "les numéros sont lus autrement ; le registre est celui d'aujourd'hui"
    for rule in was.reasons:
        if rule not in now.reasons:
            yield f"{rule} ne s'oppose plus"
    for finding in made.verdict.findings:
        yield from _objects(finding, heard)
    if made.verdict.escalated:
        yield _objecting(made.verdict.escalated)
    if was.last_day != now.last_day:
        yield f"dernier jour : {_day(was.last_day)} devient {_day(now.last_day)}"
    if was.urgent != now.urgent:
        yield "l'affaire serait urgente" if now.urgent else "l'affaire ne serait plus urgente"
    if was.proposal != now.proposal:
        yield f"proposition : {was.proposal or 'aucune'} devient {now.proposal or 'aucune'}"
    if before is not None:
        yield from said_otherwise(made, before, office)


def _objects(finding: Finding, heard: Mapping[str, int]) -> Iterator[str]:
    if finding.rule not in heard:
        yield _objecting(finding)
    elif heard[finding.rule] != finding.leads_to:
        yield f"{finding.rule} mène à « {finding.leads_to.word} »"


def _objecting(finding: Finding) -> str:
    return f"{finding.rule} s'oppose : {finding.motif}"


def said_otherwise(made: Again, before: Office, office: Office) -> Iterator[str]:
    """The parameters of its rules that are not those of then, on the day of the decision."""
    kind, day = made.understood.kind.name, made.facts.today
    old = {**before.rules.get(kind, {}), **before.common}
    for name, rule in {**office.rules[kind], **office.common}.items():
        if name in old:
            yield from _parameters(name, old[name], rule, day)


def _parameters(name: str, old: Rule, new: Rule, day: date) -> Iterator[str]:
    try:
        was, now = old.on(day), new.on(day)
    except NoRuleInForce:
        return
    for changed_one in parameters_changed(was.parameters, now.parameters):
        yield f"{name}, version du {in_full(now.since)} : {changed_one}"


def _day(day: date | None) -> str:
    return in_full(day) if day else "inconnu"
