"""What agents said of a case, and who: the values they corrected, the doubts they waived."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from mailbot.edges.tables import RulingRow


@dataclass(frozen=True)
class Word:
    """One agent's last word on one field or one rule."""

    by: str
    at: datetime
    said: str  #: the value they gave, or why they waived


@dataclass(frozen=True)
class Spoken:
    corrections: Mapping[str, Word]  #: by field
    waivers: Mapping[str, Word]  #: by rule


def spoken(session: Session, case_id: int) -> Spoken:
    rows = session.exec(
        select(RulingRow).where(col(RulingRow.case_id) == case_id).order_by(col(RulingRow.id))
    ).all()
    return Spoken(corrected(rows), waived(rows))


def corrected(rows: Sequence[RulingRow]) -> dict[str, Word]:
    return {
        field: Word(row.by, row.at, value)
        for row in rows
        for field, value in row.corrections.items()
    }


def waived(rows: Sequence[RulingRow]) -> dict[str, Word]:
    return {rule: Word(row.by, row.at, row.reason) for row in rows for rule in row.waived}
