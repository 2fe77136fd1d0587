"""Decide again what was decided, from the stored bytes and the facts that the audit kept.

The rules are today's files: a version is chosen by its day, so an old decision meets its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from mailbot.config import Office
from mailbot.core.read import read
from mailbot.edges import audit, conversation, store
from mailbot.edges.tables import GONE_WITH_THE_MESSAGE, AuditRow, CaseRow
from mailbot.journey import judged, understood_in
from mailbot.values import Ruling, Verdict


@dataclass(frozen=True)
class Difference:
    """A decision that would be another one today."""

    case_id: int
    was: str  #: the outcome and the rules that objected
    now: str


@dataclass(frozen=True)
class Gone:
    """A decision on what was destroyed since, at the end of its time: its proof alone is left."""


def purged(session: Session) -> frozenset[int]:
    """The cases whose message is destroyed: nothing of them can be decided again."""
    gone = select(CaseRow.id).where(col(CaseRow.purged).in_(GONE_WITH_THE_MESSAGE))
    return frozenset(number for number in session.exec(gone) if number is not None)


def differences(session: Session, office: Office) -> Iterator[Difference | Gone | None]:
    """Each decision of the audit, oldest first: None where it comes out as it was."""
    gone = purged(session)
    rows = select(AuditRow).where(col(AuditRow.event) == "decided").order_by(col(AuditRow.id))
    for row in session.exec(rows.execution_options(yield_per=200)):
        told = audit.told(row)
        case = session.get(CaseRow, row.case_id)
        if gone & {row.case_id, *told.get("earlier", ())}:
            yield Gone()
            continue
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
    before = conversation.earlier(session, case, mail)
    understood = understood_in(session, case, mail, before, ruling, office)
    facts = TypeAdapter(understood.kind.facts).validate_python(told["facts"])
    return judged(case, mail, understood, facts, ruling, office)


def shown(outcome: str, rules: list[str]) -> str:
    return f"{outcome} ({', '.join(rules)})" if rules else outcome
