"""What the draft rules would have decided beside the live ones: kept, added up, listed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, Session, SQLModel, col, func, select


class ShadowRow(SQLModel, table=True):
    """One decision, heard a second time under the draft rules. Nothing followed from it."""

    __tablename__ = "shadow"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    at: datetime
    digest: str = Field(index=True)  #: of the draft's rule files; empty when it could not be read
    was: str  #: the outcome under the live rules
    was_reasons: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    would: str = ""  #: the outcome under the draft; empty when it failed
    would_reasons: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    differs: bool = False
    error: str = ""  #: why the draft could not be heard


@dataclass(frozen=True)
class Summary:
    """The decisions heard under one draft, for the statistics page and `mailbot rules shadow`."""

    digest: str
    compared: int = 0
    differing: int = 0
    failed: int = 0
    #: (outcome under the live rules, under the draft) → how many of the decisions that differ
    changes: Mapping[tuple[str, str], int] = field(default_factory=dict)


def latest_digest(session: Session) -> str | None:
    """The draft that was heard last; None when none ever was."""
    return session.exec(select(ShadowRow.digest).order_by(col(ShadowRow.id).desc())).first()


def summary(session: Session, digest: str) -> Summary:
    """Of the decisions heard under the draft of this digest ("": those it failed for)."""
    counted = session.exec(
        select(ShadowRow.was, ShadowRow.would, ShadowRow.differs, func.count())
        .where(col(ShadowRow.digest) == digest)
        .group_by(col(ShadowRow.was), col(ShadowRow.would), col(ShadowRow.differs))
    ).all()
    changes: dict[tuple[str, str], int] = {}
    for was, would, differs, count in counted:
        if differs:
            changes[was, would] = changes.get((was, would), 0) + count
    return Summary(
        digest,
        compared=sum(count for _, would, _, count in counted if would),
        differing=sum(changes.values()),
        failed=sum(count for _, would, _, count in counted if not would),
        changes=changes,
    )


def differing(session: Session, digest: str, most: int = 1000) -> Sequence[ShadowRow]:
    """The decisions that differ or failed under a draft, the newest first."""
    found = (
        select(ShadowRow)
        .where(
            col(ShadowRow.digest) == digest,
            col(ShadowRow.differs) | (col(ShadowRow.error) != ""),
        )
        .order_by(col(ShadowRow.id).desc())
        .limit(most)
    )
    return session.exec(found).all()
