"""Agents' rulings as rows, and all of a case's added up to the one that decide() hears."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from mailbot.edges.store import id_of
from mailbot.edges.tables import CaseRow, RulingRow
from mailbot.values import Ruling

KIND = "kind"  #: the correction that names the kind; `label` names only its class
QUESTION = "question"  #: the one correction that no objection depends on


def add(session: Session, case_id: int, ruling: Ruling, now: datetime) -> None:
    session.add(
        RulingRow(
            case_id=case_id,
            by=ruling.by,
            at=now,
            reason=ruling.reason,
            corrections=dict(ruling.corrections),
            waived=sorted(ruling.waived),
            closed=ruling.closed,
            seconded=sorted(ruling.seconded),
            label=ruling.label,
            reopened=ruling.reopened,
        )
    )


def heard_on(session: Session, case: CaseRow) -> Ruling | None:
    """Every ruling on the case, added up; None when there is none."""
    return heard_on_each(session, [case]).get(id_of(case))


def heard_on_each(session: Session, cases: Iterable[CaseRow]) -> dict[int, Ruling]:
    """The same of several, by one query: case → ruling, of those that have one."""
    # Only what was decided once can be ruled on.
    decided = [id_of(case) for case in cases if case.decided_at is not None]
    if not decided:
        return {}
    rows = session.exec(
        select(RulingRow).where(col(RulingRow.case_id).in_(decided)).order_by(col(RulingRow.id))
    )
    said: dict[int, list[Ruling]] = {}
    for row in rows:  # oldest first
        said.setdefault(row.case_id, []).append(ruling_of(row))
    return {number: added_up(all_of_it) for number, all_of_it in said.items()}


def ruling_of(row: RulingRow) -> Ruling:
    return Ruling(
        row.by,
        row.reason,
        row.corrections,
        frozenset(row.waived),
        row.closed,
        frozenset(row.seconded),
        row.label,
        row.reopened,
    )


def added_up(said: Sequence[Ruling]) -> Ruling:
    """The newest word on a field wins; whether the case ends is what the newest ruling says.

    What was waived before a correction counts no more: it was waived of other values.
    """
    corrections: dict[str, str] = {}
    label: str | None = None
    since = 0
    for place, one in enumerate(said):
        if one.label:
            corrections.pop(KIND, None)
            label = one.label
        if one.corrections.get(KIND):
            label = None
        if one.label or one.corrections.keys() - {QUESTION}:
            since = place
        corrections.update(one.corrections)
    last, standing = said[-1], said[since:]
    return Ruling(
        by=last.by,
        reason=last.reason,
        corrections=corrections,
        waived=frozenset(name for one in standing for name in one.waived),
        closed=last.closed,
        seconded=frozenset(name for one in standing for name in agreed(one, standing)),
        label=label,
        reopened=last.reopened and last.bare,
    )


def agreed(second: Ruling, standing: Sequence[Ruling]) -> set[str]:
    """What this agent confirms that another one waived: nobody seconds their own word."""
    return {
        name
        for name in second.seconded
        if any(name in one.waived and one.by != second.by for one in standing)
    }
