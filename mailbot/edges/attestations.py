"""What an agent attested of a conversation, so that English may stand below the French.

Nothing here commits: the road does.
"""

from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from mailbot.edges.store import id_of
from mailbot.edges.tables import CaseRow


class AttestationRow(SQLModel, table=True):
    """One attestation; the newest of its conversation counts."""

    __tablename__ = "attestation"

    id: int | None = Field(default=None, primary_key=True)
    conversation: int = Field(foreign_key="cases.id", index=True)  #: its first case
    by: str
    at: datetime
    ground: str  #: what the law calls it: one of the grounds of rules/common/language.toml


def add(session: Session, case: CaseRow, by: str, ground: str, at: datetime) -> None:
    session.add(AttestationRow(conversation=_first(case), by=by, at=at, ground=ground))


# Built once: every letter asks.
_LAST = (
    select(AttestationRow.ground)
    .where(col(AttestationRow.conversation) == bindparam("conversation"))
    .order_by(col(AttestationRow.id).desc())
    .limit(1)
)


def ground_of(session: Session, case: CaseRow) -> str | None:
    """The ground attested last in the conversation of this case; None when there is none."""
    found: str | None = session.execute(_LAST, {"conversation": _first(case)}).scalar()
    return found


def _first(case: CaseRow) -> int:
    return case.conversation or id_of(case)
