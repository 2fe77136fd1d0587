"""A case as it stands: what was read, what the registry says, what the rules object; no effect.

What waits for a person is judged on the registry of this moment, what has ended on the facts that
its decision kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlmodel import Session, col, select

from mailbot.config import Office
from mailbot.core.decide import decide
from mailbot.core.read import read
from mailbot.core.understand import UNCLEAR, Understood
from mailbot.decided import Decided
from mailbot.edges import audit, store
from mailbot.edges.tables import AuditRow, CaseRow, Status
from mailbot.journey import judge
from mailbot.record import standing
from mailbot.values import NOTHING, Facts, Outcome, Verdict


@dataclass(frozen=True)
class Look:
    """A case examined, and what of its past the page tells."""

    case: CaseRow
    decided: Decided
    suggestions: Mapping[str, Sequence[str]]
    history: Sequence[AuditRow]


def examine(session: Session, case: CaseRow, office: Office, now: datetime) -> Look:
    """The road's own judgement, and no effect."""
    history = past(session, store.id_of(case))
    decided = judged(session, case, office, now)
    facts = kept(case, history, decided.kind.facts)
    if facts is not None:
        decided = on_those(facts, decided, office)
    ended = case.status == Status.DONE
    suggestions = {} if ended else dict(decided.kind.suggest(session, decided.request))
    return Look(case, decided, suggestions, history)


def judged(session: Session, case: CaseRow, office: Office, now: datetime) -> Decided:
    """What the code failed on is shown all the same: as a message that a person must read."""
    try:
        return judge(session, case, office, now)
    except Exception:
        if case.status != Status.FAILED:
            raise
    mail = read(store.raw_of(session, case), office.identity)
    kind = office.kinds[UNCLEAR]
    request = kind.extract(mail, (), NOTHING)
    understood = Understood(kind, request, kind, request)
    facts = kind.facts(office.day(office.instant(case.received_at, now)))
    return Decided(mail, understood, facts, Verdict(Outcome.REVIEW), None, office)


def on_those(facts: Facts, decided: Decided, office: Office) -> Decided:
    """The same message judged on other facts: those of the day it was decided."""
    kind, request, ruling = decided.kind, decided.request, decided.ruling
    verdict = decide(kind, request, facts, office.rules[kind.name], office.common, ruling)
    return Decided(decided.mail, decided.understood, facts, verdict, ruling, office)


def past(session: Session, case_id: int) -> Sequence[AuditRow]:
    return session.exec(
        select(AuditRow).where(col(AuditRow.case_id) == case_id).order_by(col(AuditRow.id))
    ).all()


def kept(case: CaseRow, history: Sequence[AuditRow], wanted: type[Facts]) -> Facts | None:
    """The facts of the decision that stands, once a case has ended; None before, or when
    they are those of another version of the program."""
    if case.status != Status.DONE:
        return None
    decided = standing([row for row in history if row.event == "decided"])
    if decided is None:
        return None
    told: Any = audit.told(decided).get("facts")
    try:
        facts: Facts = TypeAdapter(wanted).validate_python(told)
    except ValidationError:
        return None
    return facts
