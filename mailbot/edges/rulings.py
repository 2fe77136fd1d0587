"""Agents' rulings as rows, and all of a case's added up to the one that decide() hears."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

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


def of_case(session: Session, case: CaseRow) -> list[Ruling]:
    """What each agent said of the case, oldest first."""
    rows = session.exec(
        select(RulingRow).where(col(RulingRow.case_id) == case.id).order_by(col(RulingRow.id))
    )
    return [
        Ruling(
            row.by,
            row.reason,
            row.corrections,
            frozenset(row.waived),
            row.closed,
            frozenset(row.seconded),
            row.label,
            row.reopened,
        )
        for row in rows
    ]


def heard_on(session: Session, case: CaseRow) -> Ruling | None:
    """Every ruling on the case, added up; None when there is none."""
    if case.decided_at is None:
        return None  # only what was decided once can be ruled on
    said = of_case(session, case)
    return added_up(said) if said else None


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
