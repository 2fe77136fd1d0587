"""Who gets into the console: accounts, sessions, log-ins tried, and who looked at which case.

Nothing here commits: the road does. A session's cookie and a tried name are kept as hashes only.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, delete
from sqlalchemy import func as sql
from sqlmodel import Field, Session, SQLModel, col, select

from mailbot.edges.schema import one_of


class Role(StrEnum):
    """What a person may do in the console."""

    AGENT = "agent"  #: reads all, and settles cases
    SUPERVISOR = "supervisor"  #: and is the second agent, closes in bulk, keeps the accounts
    AUDITOR = "auditor"  #: reads all, changes nothing


class AccountRow(SQLModel, table=True):
    __tablename__ = "account"
    __table_args__ = (one_of("role", tuple(Role)),)

    name: str = Field(primary_key=True)  #: as typed at the log-in, case folded
    full_name: str = ""
    role: str
    password_hash: str = ""  #: argon2id; empty: only the office's OpenID Connect lets them in
    subject: str = ""  #: who that is for the office's provider ("sub"); empty: a local account
    created_at: datetime
    disabled_at: datetime | None = None


class SessionRow(SQLModel, table=True):
    """One person logged in, on one browser."""

    __tablename__ = "console_session"

    digest: str = Field(primary_key=True)  #: SHA-256 of the cookie
    account: str = Field(foreign_key="account.name", index=True)
    csrf: str
    opened_at: datetime
    seen_at: datetime


class AttemptRow(SQLModel, table=True):
    """A log-in that was tried. The name is hashed: people type their password there."""

    __tablename__ = "login_attempt"
    __table_args__ = (
        Index("ix_login_attempt_account", "account_digest", "at"),
        Index("ix_login_attempt_address", "address", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    account_digest: str
    address: str
    succeeded: bool


class AccessRow(SQLModel, table=True):
    """Who looked at a case, when, and at what of it."""

    __tablename__ = "case_access"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    account: str
    case_id: int = Field(foreign_key="cases.id", index=True, ondelete="CASCADE")
    what: str  #: "page", "source", "headers", "attachment 2", "print"


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def folded(name: str) -> str:
    return name.strip().casefold()


def account(session: Session, name: str) -> AccountRow | None:
    """An account that may log in; None when there is none, or it was disabled."""
    row = session.get(AccountRow, folded(name))
    return row if row and row.disabled_at is None else None


def accounts(session: Session) -> Sequence[AccountRow]:
    return session.exec(select(AccountRow).order_by(col(AccountRow.name))).all()


def opened(session: Session, token: str) -> tuple[SessionRow, AccountRow] | None:
    """The session of this cookie with its account, whatever its age; None when it was ended."""
    return session.exec(
        select(SessionRow, AccountRow)
        .join(AccountRow, col(AccountRow.name) == col(SessionRow.account))
        .where(col(SessionRow.digest) == digest(token), col(AccountRow.disabled_at).is_(None))
    ).first()


def end_sessions(session: Session, name: str) -> None:
    session.execute(delete(SessionRow).where(col(SessionRow.account) == name))


def end_older_sessions(session: Session, opened_before: datetime) -> None:
    session.execute(delete(SessionRow).where(col(SessionRow.opened_at) < opened_before))


def forget_attempts(session: Session, before: datetime) -> None:
    session.execute(delete(AttemptRow).where(col(AttemptRow.at) < before))


def failures(session: Session, name: str, address: str, since: datetime) -> tuple[int, int]:
    """Log-ins that failed since then: (of this name, from this address)."""
    failed = select(sql.count()).where(
        col(AttemptRow.at) > since, col(AttemptRow.succeeded).is_(False)
    )
    of_name = col(AttemptRow.account_digest) == digest(folded(name))
    return (
        session.exec(failed.where(of_name)).one(),
        session.exec(failed.where(col(AttemptRow.address) == address)).one(),
    )


def accesses(session: Session, case_id: int, most: int) -> Sequence[AccessRow]:
    """Who looked at a case, the latest first."""
    return session.exec(
        select(AccessRow)
        .where(col(AccessRow.case_id) == case_id)
        .order_by(col(AccessRow.id).desc())
        .limit(most)
    ).all()
