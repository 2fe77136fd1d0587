"""The register of confidentiality incidents (A-2.1, r. 3.1, s. 7): its rows, read and written."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Field, Session, SQLModel, col, select

from mailbot.core.incidents import FIELDS


class IncidentRow(SQLModel, table=True):
    """One incident. What is not known yet is empty; the regulation asks for why, or about how much.

    Days are those of the office's time zone.
    """

    __tablename__ = "incident"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    information: str = ""  #: par. 1: which personal information, or why it cannot be said
    circumstances: str = ""  #: par. 2
    happened_on: date | None = None  #: par. 3: the day, or the first of a period
    happened_until: date | None = None  #: the last day of the period
    happened_about: bool = False  #: the day or the period is an approximation
    learned_on: date  #: par. 4: the day the organisation learned of it, or the first of a period
    learned_until: date | None = None
    persons: int | None = None  #: par. 5: how many are concerned
    persons_about: bool = False  #: the number is an approximation
    risk: str = ""  #: par. 6: what leads to conclude on a risk of serious injury
    serious: bool | None = None  #: is there such a risk? None: not assessed yet
    commission_told_on: date | None = None  #: par. 7: the notice to the Commission
    persons_told_on: date | None = None  #: par. 7: the notices to the persons
    public_notice: str = ""  #: par. 7: whether public notices were given, and why
    measures: str = ""  #: par. 8: what was done to reduce the risk
    recorded_at: datetime
    recorded_by: str
    updated_at: datetime | None = None


def every(session: Session) -> Sequence[IncidentRow]:
    return session.exec(select(IncidentRow).order_by(col(IncidentRow.id))).all()


def of_cases(session: Session, case_ids: Sequence[int]) -> Sequence[IncidentRow]:
    wanted = select(IncidentRow).where(col(IncidentRow.case_id).in_(case_ids))
    return session.exec(wanted.order_by(col(IncidentRow.id))).all()


def old(session: Session, learned_before: date) -> list[int]:
    """Incidents of which the organisation learned before this day."""
    return [row.id or 0 for row in every(session) if last_learned(row) < learned_before]


def written(row: IncidentRow) -> dict[str, Any]:
    return {name: getattr(row, name) for name in FIELDS}


def change(row: IncidentRow, fields: Mapping[str, Any]) -> None:
    for name, value in fields.items():
        setattr(row, name, value)


def last_learned(row: IncidentRow) -> date:
    return row.learned_until or row.learned_on
