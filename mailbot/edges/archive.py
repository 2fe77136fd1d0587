"""The rule files under which something was decided, kept for ever: their digest is their name."""

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam
from sqlmodel import Field, Session, SQLModel, col, select

from mailbot.core import rulebook
from mailbot.core.rulebook import Book, Texts
from mailbot.edges.schema import INSERT


class RuleBookRow(SQLModel, table=True):
    """All the rule files of one moment; a decision's audit bears the digest."""

    __tablename__ = "rule_book"

    digest: str = Field(primary_key=True)
    kept_at: datetime
    texts: str  #: JSON: folder of rules/ → file → its text


# Built once: every decision asks.
_KNOWN = select(col(RuleBookRow.digest)).where(col(RuleBookRow.digest) == bindparam("digest"))


def has(session: Session, digest: str) -> bool:
    """Is anything kept under this digest?"""
    return bool(session.execute(_KNOWN, {"digest": digest}).scalar())


def keep(session: Session, book: Book, now: datetime) -> None:
    """Keep the texts of a book, once. Two daemons may do so at the same time."""
    if has(session, book.digest):
        return
    plain = {folder: dict(files) for folder, files in book.texts.items()}
    texts = json.dumps(plain, ensure_ascii=False, sort_keys=True)
    insert = INSERT[session.get_bind().dialect.name](RuleBookRow)
    row = {"digest": book.digest, "kept_at": now, "texts": texts}
    session.execute(insert.values(row).on_conflict_do_nothing())


def others(session: Session, digest: str) -> list[RuleBookRow]:
    """The rules that decided before those of this digest, the oldest first."""
    found = select(RuleBookRow).where(col(RuleBookRow.digest) != digest)
    return list(session.exec(found.order_by(col(RuleBookRow.kept_at))))


def texts_of(session: Session, digest: str) -> Texts | None:
    """The rule files of this digest; None when there are none, or they are not what they were."""
    row = session.get(RuleBookRow, digest)
    if row is None:
        return None
    texts: Mapping[str, Mapping[str, str]] = json.loads(row.texts)
    return texts if rulebook.digest(texts) == digest else None


def whole(session: Session) -> frozenset[str]:
    """The digests whose rule files are what their name says."""
    rows = session.exec(select(RuleBookRow))
    return frozenset(
        row.digest for row in rows if rulebook.digest(json.loads(row.texts)) == row.digest
    )
