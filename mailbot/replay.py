"""Decide again what was decided, from the stored bytes and the facts that the audit kept.

The rules are today's files: a version is chosen by its day, so an old decision meets its own.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from mailbot.config import Office
from mailbot.core.decide import decide
from mailbot.core.read import read
from mailbot.edges import conversation, store
from mailbot.edges.tables import AuditRow, CaseRow
from mailbot.journey import corrections_of, understood_in
from mailbot.values import Ruling, Verdict


@dataclass(frozen=True)
class Difference:
    """A decision that would be another one today."""

    case_id: int
    was: str  #: the outcome and the rules that objected
    now: str


def differences(session: Session, office: Office) -> Iterator[Difference | None]:
    """Each decision of the audit, oldest first: None where it comes out as it was."""
    rows = select(AuditRow).where(col(AuditRow.event) == "decided").order_by(col(AuditRow.id))
    for row in session.exec(rows.execution_options(yield_per=200)):
        told = json.loads(row.data)
        case = session.get(CaseRow, row.case_id)
        if case is None:
            yield Difference(row.case_id or 0, told["outcome"], "l'affaire n'existe plus")
            continue
        was = shown(told["outcome"], [finding["rule"] for finding in told["findings"]])
        verdict = again(session, case, told, office)
        now = shown(verdict.outcome.word, list(verdict.reasons))
        yield Difference(store.id_of(case), was, now) if was != now else None


def again(session: Session, case: CaseRow, told: dict[str, Any], office: Office) -> Verdict:
    """The verdict on the facts and under the ruling of that time."""
    mail = read(store.raw_of(session, case), office.identity)
    ruling = TypeAdapter(Ruling | None).validate_python(told["ruling"])
    recalled = told.get("recalled")
    if recalled is None:  # of before this was kept
        before = conversation.earlier(session, case, mail)
        recalled = corrections_of(session, before)
    else:
        known = (session.get(CaseRow, int(number)) for number in recalled)
        before = sorted(filter(None, known), key=lambda one: (one.received_at, one.id))
    understood = understood_in(session, case, mail, before, ruling, office, recalled)
    kind = understood.kind
    facts = TypeAdapter(kind.facts).validate_python(told["facts"])
    return decide(kind, understood.request, facts, office.rules[kind.name], office.common, ruling)


def shown(outcome: str, rules: list[str]) -> str:
    return f"{outcome} ({', '.join(rules)})" if rules else outcome
