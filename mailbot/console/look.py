"""A case as it stands: what was read, what the registry says, what the rules object; no effect.

What waits for a person is judged on the registry of this moment, what has ended on the facts that
its decision kept.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlmodel import Session, col, select

from mailbot.config import Office
from mailbot.core.decide import decide
from mailbot.core.read import read
from mailbot.edges import conversation, store
from mailbot.edges.tables import AuditRow, CaseRow, Status
from mailbot.journey import Decided, understood_in
from mailbot.values import Facts


@dataclass(frozen=True)
class Look:
    """A case examined, and what of its past the page tells."""

    case: CaseRow
    decided: Decided
    before: Sequence[CaseRow]  #: the sender's earlier messages that count, oldest first
    suggestions: dict[str, tuple[str, ...]]
    history: Sequence[AuditRow]


def examine(session: Session, case: CaseRow, office: Office, now: datetime) -> Look:
    """The same steps as the road's, of which none is a write."""
    mail = read(store.raw_of(session, case), office.identity)
    history = past(session, store.id_of(case))
    ruling = store.ruling_on(session, case)
    before = conversation.earlier(session, case, mail)
    understood = understood_in(session, case, mail, before, ruling, office)
    kind, request = understood.kind, understood.request
    facts = kept(case, history, kind.facts)
    if facts is None:
        facts = kind.look_up(session, request, office.day(office.instant(case.received_at, now)))
        facts = replace(facts, asked=conversation.asked(before))
    verdict = decide(kind, request, facts, office.rules[kind.name], office.common, ruling)
    decided = Decided(mail, understood, facts, verdict, ruling, office)
    suggestions = dict(kind.suggest(session, request)) if case.status != Status.DONE else {}
    return Look(case, decided, before, suggestions, history)


def past(session: Session, case_id: int) -> Sequence[AuditRow]:
    return session.exec(
        select(AuditRow).where(col(AuditRow.case_id) == case_id).order_by(col(AuditRow.id))
    ).all()


def kept(case: CaseRow, history: Sequence[AuditRow], wanted: type[Facts]) -> Facts | None:
    """The facts of the last decision of a case that has ended; None when it has not, or when they
    are those of another version of the program."""
    if case.status != Status.DONE:
        return None
    decisions = [row for row in history if row.event == "decided"]
    if not decisions:
        return None
    told: Any = json.loads(decisions[-1].data).get("facts")
    try:
        facts: Facts = TypeAdapter(wanted).validate_python(told)
    except ValidationError:
        return None
    return facts
