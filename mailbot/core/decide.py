"""decide: every check is heard, the gravest finding wins; plan: what follows from the verdict."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from mailbot.core.kind import Kind, hear, illustrated, says, takes, twin_of
from mailbot.core.language import language
from mailbot.core.notice import observation_days
from mailbot.core.rulebook import COUNT, NoRuleInForce, Rule, Rules, Twin
from mailbot.core.rules.words import a_count, a_day, a_flag
from mailbot.values import (
    Action,
    Answer,
    Facts,
    Finding,
    Outcome,
    Perform,
    Reopen,
    Request,
    Ruling,
    Verdict,
)


@says("asked", "most")
@takes(most=COUNT)
@illustrated(
    asked=a_count("demandes de renseignements déjà envoyées : {}"),
    day=a_day("demande reçue le {}"),
)
def asks(asked: int, rule: Rule, day: date) -> Finding | None:
    """Is there a question left to ask in this conversation? The day the request came counts."""
    version = rule.on(day)
    most = version.parameters["most"]
    if asked < most:
        return None
    return rule.objection(version, asked=asked, most=most)


@illustrated(
    performed=a_flag("l'affaire a donné lieu à un transfert", "rien n'a été transféré"),
    day=a_day("on est le {}"),
)
def performed_once(performed: bool, rule: Rule, day: date) -> Finding | None:
    """Was this very case never carried out before? The day of decision counts."""
    return rule.objection(rule.on(day)) if performed else None


#: The rules of every kind (rules/common), as `Kind.said` has those of one.
SAID: Mapping[str, Twin] = MappingProxyType(
    {check.__name__: twin_of(check) for check in (asks, language, observation_days, performed_once)}
)
#: What is proposed to the agent who takes up a case again, instead of doing it.
INSTEAD = {
    Outcome.ACCEPT: "accept",
    Outcome.REPEAT: "answer",
    Outcome.ASK: "ask",
    Outcome.IGNORE: "none",
}


def decide(
    kind: Kind,
    request: Request,
    facts: Facts,
    rules: Rules,
    common: Rules,
    ruling: Ruling | None = None,
) -> Verdict:
    """Judge a request. All checks run, so every objection is heard at once."""
    heard = {
        check.__name__: hear(check, request, facts, rules[check.__name__]) for check in kind.checks
    }
    objections = [finding for finding in heard.values() if finding]
    waived = tuple(finding.rule for finding in objections if dispelled(finding, ruling))
    findings = tuple(finding for finding in objections if finding.rule not in waived)
    satisfied = tuple(name for name, finding in heard.items() if not finding)
    unseconded = tuple(finding.rule for finding in findings if half_waived(finding, ruling))
    if ruling and ruling.closed:
        return Verdict(Outcome.IGNORE, findings, satisfied, waived, closed=ruling.reason)
    outcome = gravest(kind, findings)
    escalated = too_much(outcome, request, facts, common)
    outcome = escalated.leads_to if escalated else outcome
    grounds = (*findings, *([escalated] if escalated else []))
    proposal = proposed(kind, request, grounds) if outcome is Outcome.REVIEW else None
    reopened = bool(ruling and ruling.reopened)
    needless = kind.closes(request, facts) if outcome is Outcome.REVIEW and not reopened else None
    if reopened and outcome in INSTEAD:
        outcome, proposal = Outcome.REVIEW, INSTEAD[outcome]
    return Verdict(
        outcome, findings, satisfied, waived, proposal, escalated, needless, unseconded, reopened
    )


def too_much(outcome: Outcome, request: Request, facts: Facts, common: Rules) -> Finding | None:
    """Why what no rule of the kind objects to is for a person: asked often enough, or done."""
    try:
        if outcome is Outcome.ASK:
            return asks(facts.asked, common["asks"], request.received_on)
        if outcome is Outcome.ACCEPT:
            return performed_once(facts.performed, common["performed_once"], facts.today)
    except NoRuleInForce as silence:
        return silence.finding
    return None


def dispelled(finding: Finding, ruling: Ruling | None) -> bool:
    """Has an agent waived it, where it may be waived, and a second one where it takes two?"""
    if ruling is None or not finding.waivable or finding.rule not in ruling.waived:
        return False
    return not finding.seconded or finding.rule in ruling.seconded


def half_waived(finding: Finding, ruling: Ruling | None) -> bool:
    """Has one agent waived it, where it takes a second one?"""
    waived = ruling is not None and finding.waivable and finding.rule in ruling.waived
    return waived and finding.seconded


def gravest(kind: Kind, findings: Iterable[Finding]) -> Outcome:
    """When nothing objects: accepted, if the kind can be carried out at all; else for a person."""
    otherwise = Outcome.ACCEPT if kind.perform else Outcome.REVIEW
    return max((finding.leads_to for finding in findings), default=otherwise)


def proposed(kind: Kind, request: Request, grounds: tuple[Finding, ...]) -> str | None:
    """What the staff is proposed: the first ground that says, else what the kind says of it."""
    if not grounds:
        return kind.propose(request)
    return next((finding.proposal for finding in grounds if finding.proposal), None)


def plan(kind: Kind, facts: Facts, verdict: Verdict) -> tuple[Action, ...]:
    """What follows from a verdict. A case held, or ended by an agent, has no effect."""
    if verdict.closed is not None or verdict.reopened:
        return ()
    match verdict.outcome:
        case Outcome.ACCEPT:
            return Perform(), Answer(kind.answers[Outcome.ACCEPT])
        case Outcome.REPEAT | Outcome.ASK as outcome:
            return (Answer(kind.answers[outcome]),)
        case Outcome.IGNORE if facts.about is not None:
            return (Reopen(facts.about),)
        case _:
            return ()
