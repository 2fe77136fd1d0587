"""The explanation of one decision, for the person it is about (A-2.1, s. 65.2): as data.

Built from what the audit kept of it and from nothing else: what was decided then is told, not what
would be decided now. It holds nothing of anybody else: no template can let slip what is not in it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mailbot.core.disclosure import Disclosure, Record
from mailbot.core.french import one_line
from mailbot.values import Outcome

READ = ("field", "value", "quote", "part")


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that was read in the message, and the words it was read from."""

    field: str
    value: str
    quote: str
    part: str  #: "subject", or the MIME part


@dataclass(frozen=True, slots=True)
class Heard:
    """One rule that was heard, in the version that counted."""

    rule: str
    question: str
    since: date | None  #: None: a decision of before versions were kept with it
    source: str  #: empty where its reference is not verified: such a one is never cited
    parameters: tuple[tuple[str, Any], ...] = ()
    motif: str = ""  #: empty where it would tell more than may be told


@dataclass(frozen=True, slots=True)
class SentLetter:
    template: str
    fate: str
    at: datetime | None  #: when the server took it; aware


@dataclass(frozen=True, slots=True)
class Explanation:
    """What may be told to the person. Instants are aware; `day` is the office's calendar day."""

    case_id: int
    received_at: datetime
    decided_at: datetime
    day: date
    kind: str
    outcome: str
    sender: str
    established: bool  #: the office's server, or an agent, vouched for the address
    agent: bool  #: an agent had their word: not exclusively automated
    closed: bool  #: nobody needs to look any more
    answerable: bool
    precaution: bool  #: no rule asked for a person: something of the message itself did
    earlier: int  #: messages of the same conversation that counted too
    readings: tuple[Reading, ...]
    records: tuple[Record, ...]
    partial: bool  #: something that was used is not told: it may be about somebody else
    reasons: tuple[Heard, ...]  #: the rules that objected, in the order of the policy
    waived: tuple[Heard, ...]  #: those whose objection an agent set aside
    satisfied: tuple[Heard, ...]  #: those that had nothing to object
    letters: tuple[SentLetter, ...]
    purged: bool  #: what spoke of the person was destroyed since

    @property
    def named(self) -> tuple[str, ...]:
        return tuple(reason.rule for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a decision: its audit row, the rules heard, what the queue knows of it."""

    case_id: int
    at: datetime
    told: Mapping[str, Any]
    heard: Mapping[str, Any]
    received_at: datetime
    sender: str
    letters: tuple[SentLetter, ...] = ()
    purged: bool = False

    @property
    def waived(self) -> frozenset[str]:
        return frozenset(self.told.get("waived", ()))

    @property
    def established(self) -> bool:
        found = self.told.get("authentication")
        passed = found["passed"] if found else "sender_authenticated" in self.told["satisfied"]
        return bool(self.sender and (passed or "sender_authenticated" in self.waived))


def explanation(kept: Kept, disclosure: Disclosure | None) -> Explanation:
    """`disclosure`: what the kind says may be told; None: no value of any objection may be."""
    told = kept.told
    allowed = disclosure or Disclosure(partial=True)
    versions = dict(_versions(kept.heard))
    speaking = kept.established and disclosure is not None
    findings = [*told["findings"], *([told["escalated"]] if told.get("escalated") else [])]
    return Explanation(
        case_id=kept.case_id,
        received_at=kept.received_at,
        decided_at=kept.at,
        day=_day(told["facts"]["today"]),
        kind=told["kind"],
        outcome=told["outcome"],
        sender=one_line(kept.sender),
        established=kept.established,
        agent=bool(told.get("ruling")),
        closed=told.get("closed") is not None or bool((told.get("ruling") or {}).get("closed")),
        answerable=told.get("answerable", True),
        precaution=_precaution(told, findings),
        earlier=len(told.get("earlier", ())),
        readings=_readings(told) if kept.established else (),
        records=allowed.records if kept.established else (),
        partial=allowed.partial or not kept.established,
        reasons=tuple(
            _objection(finding, versions, speaking)
            for finding in findings
            if finding["rule"] not in allowed.withheld
        ),
        waived=_without_objection(told.get("waived", ()), versions, allowed),
        satisfied=_without_objection(_quiet_rules(told), versions, allowed),
        letters=kept.letters,
        purged=kept.purged,
    )


def _precaution(told: Mapping[str, Any], findings: Sequence[Mapping[str, Any]]) -> bool:
    """A message that was not wholly read or received, or that nobody could be answered to."""
    review = told["outcome"] == Outcome.REVIEW.word and told["kind"] != "unclear"
    return review and all(finding["leads_to"] < Outcome.REVIEW for finding in findings)


def _quiet_rules(told: Mapping[str, Any]) -> tuple[str, ...]:
    """Of the rules of every kind, `asks` alone is heard, and only when there is something to ask:
    what is asked all the same had nothing against it.
    """
    asked = told["outcome"] == Outcome.ASK.word
    return (*told["satisfied"], *(["asks"] if asked else []))


def _readings(told: Mapping[str, Any]) -> tuple[Reading, ...]:
    read = [tuple(one_line(one[name]) for name in READ) for one in told.get("evidence", ())]
    return tuple(Reading(*each) for each in dict.fromkeys(read))


def _versions(heard: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for rule in (*heard.get("common", ()), *heard.get("rules", ())):
        yield rule["rule"], rule


def _objection(
    finding: Mapping[str, Any], versions: Mapping[str, Mapping[str, Any]], speaking: bool
) -> Heard:
    """A motif without values says nothing of anybody; another only to whom it is about."""
    rule, since = finding["rule"], _day(finding["since"])
    known = versions.get(rule, {})
    parameters = [
        version["parameters"]
        for version in known.get("versions", ())
        if _day(version["since"]) == since
    ]
    safe = speaking or not finding.get("values", True)
    return Heard(
        rule,
        known.get("question", ""),
        since,
        _source(finding["reference"]),
        tuple(parameters[0].items()) if parameters else (),
        finding.get("motif", "") if safe else "",
    )


def _without_objection(
    rules: Sequence[str], versions: Mapping[str, Mapping[str, Any]], allowed: Disclosure
) -> tuple[Heard, ...]:
    """Each version that counted on the day of receipt or of decision: they are seldom two."""
    found: list[Heard] = []
    for rule in sorted(set(rules) - allowed.withheld, key=list(rules).index):
        known = versions.get(rule, {})
        question = known.get("question", "")
        versions_heard: Sequence[Mapping[str, Any]] = known.get("versions") or ({},)
        found += [_quiet(rule, question, version) for version in versions_heard]
    return tuple(found)


def _quiet(rule: str, question: str, version: Mapping[str, Any]) -> Heard:
    if not version:
        return Heard(rule, question, None, "")
    since, parameters = _day(version["since"]), tuple(version["parameters"].items())
    return Heard(rule, question, since, _source(version["reference"]), parameters)


def _source(reference: Mapping[str, Any]) -> str:
    return f"{reference['title']}, {reference['place']}" if reference["verified"] else ""


def _day(written: str) -> date:
    return date.fromisoformat(written)
