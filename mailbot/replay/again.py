"""One decision made again, from the stored bytes and the facts that the audit kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from mailbot.config import Office
from mailbot.core.read import read
from mailbot.core.understand import Understood, understand
from mailbot.edges import conversation, store
from mailbot.edges.tables import CaseRow, RulingRow
from mailbot.journey import judged, reading_of
from mailbot.values import Facts, ParsedMail, Request, Ruling, Verdict


@dataclass(frozen=True)
class Again:
    """One decision made again."""

    understood: Understood
    facts: Facts
    verdict: Verdict
    #: the numbers were read otherwise than then: what the registry says of them is of today
    read_otherwise: bool


def again(
    session: Session,
    case: CaseRow,
    told: Mapping[str, Any],
    at: datetime,
    office: Office,
    today: date | None = None,
) -> Again:
    """The verdict on the facts and under the ruling of that time, as on `today` if given.

    `told`: what the audit says of the decision made `at` that instant. Where the message is no
    longer read as it was, the facts of then are of other numbers: the registry is asked.
    """
    office = as_it_was(told, office)
    mail = read(store.raw_of(session, case), office.identity)
    ruling = _RULING.validate_python(told["ruling"])
    accepted = accepted_then(told, case, office)
    turns = list(turns_of(session, case, mail, told, at, office, accepted))
    understood = understand(mail, turns, accepted, office.kinds, ruling)
    kind, request = understood.kind, understood.request
    otherwise = kind.name != told["kind"] or numbers_of(request) != numbers_told(told)
    facts = facts_adapter(Facts if otherwise else kind.facts).validate_python(told["facts"])
    if otherwise:
        facts = replace(kind.look_up(session, request, facts.today), **of_the_case(facts))
    if today:
        facts = replace(facts, today=today)
    verdict = judged(case, mail, understood, facts, ruling, office)
    return Again(understood, facts, verdict, otherwise)


def as_it_was(told: Mapping[str, Any], office: Office) -> Office:
    """The office whose mail server was believed then: another one's name tells nothing of then.

    Where the audit is older than this, the office of today.
    """
    if "identity" not in told:
        return office
    then, settings = told["identity"], office.settings
    place = {"address": then["address"], "timezone": then["timezone"]}
    server = {name: then[name] for name in ("authserv_id", "anonymous_authserv")}
    changed = {
        "office": settings.office.model_copy(update=place),
        "identity": settings.identity.model_copy(update=server),
    }
    return replace(office, settings=settings.model_copy(update=changed))


def accepted_then(told: Mapping[str, Any], case: CaseRow, office: Office) -> tuple[str, ...]:
    """The kinds that its mailbox took then: a kind switched on or off since changes no decision.

    Under rules of then, fewer; where the audit is older than this, those of today.
    """
    accepted = told.get("accepted", office.accepted(case.mailbox))
    return tuple(kind for kind in accepted if kind in office.kinds)


def turns_of(
    session: Session,
    case: CaseRow,
    mail: ParsedMail,
    told: Mapping[str, Any],
    at: datetime,
    office: Office,
    accepted: Sequence[str],
) -> Iterator[Mapping[str, Request]]:
    """What the earlier messages said, as they stood then: agents may have changed them since."""
    recalled = told.get("recalled")
    if recalled is None:  # of before this was kept
        for one in conversation.earlier(session, case, mail):
            yield reading_of(
                store.raw_of(session, one), office, accepted, corrected_by(session, one, at)
            )
        return
    known = (session.get(CaseRow, int(number)) for number in recalled)
    for one in sorted(filter(None, known), key=lambda case: (case.received_at, case.id)):
        yield reading_of(store.raw_of(session, one), office, accepted, recalled[str(one.id)])


def corrected_by(session: Session, case: CaseRow, at: datetime) -> dict[str, str]:
    """The corrections that agents had made by that time."""
    rulings = session.exec(
        select(RulingRow)
        .where(col(RulingRow.case_id) == case.id, col(RulingRow.at) <= at)
        .order_by(col(RulingRow.id))
    )
    return {key: value for row in rulings for key, value in row.corrections.items()}


def of_the_case(facts: Facts) -> dict[str, Any]:
    """What was known of the case and not of what it asks."""
    return {
        field.name: getattr(facts, field.name)
        for field in fields(Facts)
        if field.name not in ("today", "about")
    }


def numbers_of(request: Request) -> set[tuple[str, str]]:
    """What was read of numbers; how the wish was read changes no fact."""
    return {(one.field, one.value) for one in request.evidence if one.field.endswith("_number")}


def numbers_told(told: Mapping[str, Any]) -> set[tuple[str, str]]:
    read_then = [(one["field"], one["value"]) for one in told["evidence"]]
    return {(field, value) for field, value in read_then if field.endswith("_number")}


def shown(outcome: str, rules: Sequence[str]) -> str:
    return f"{outcome} ({', '.join(rules)})" if rules else outcome


_RULING: TypeAdapter[Ruling | None] = TypeAdapter(Ruling | None)


@cache
def facts_adapter(facts: type[Facts]) -> TypeAdapter[Any]:
    """Built once for each kind: it takes longer than a decision."""
    return TypeAdapter(facts)
