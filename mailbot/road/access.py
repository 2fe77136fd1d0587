"""Accounts, sessions, log-ins tried and cases looked at, each noted in a transaction of its own.

What concerns an account is audited under `by`, the account (or the system user) that did it.
"""

import secrets
from datetime import datetime, timedelta

from sqlmodel import Session

from mailbot.config import Office
from mailbot.edges import accounts, audit
from mailbot.edges.accounts import AccessRow, AccountRow, AttemptRow, Role, SessionRow
from mailbot.edges.database import transaction

KEPT = timedelta(days=30)  # log-ins tried
SEEN_EVERY = timedelta(minutes=1)  # a session's last use is noted no more often


class AccountProblem(ValueError):
    """The account cannot be changed so; the message says why, in French."""


def add_account(
    name: str,
    full_name: str,
    role: Role,
    password_hash: str,
    by: str,
    office: Office,
    now: datetime,
) -> None:
    """Raises AccountProblem when the name is taken or empty."""
    key = accounts.folded(name)
    with transaction(office.engine) as session:
        if session.get(AccountRow, key):
            raise AccountProblem(f"le compte « {key} » existe déjà")
        row = made(key, full_name, role, now)
        row.password_hash = password_hash
        session.add(row)
        audit.record(session, now, by, "account added", None, {"account": key, "role": role})


def admit(
    name: str, full_name: str, role: Role, subject: str, office: Office, now: datetime
) -> None:
    """Who the office's provider vouches for: their account is made, or brought to the role it says.

    A name may be given to another person there, so `subject` must be the one the account was made
    for. Raises AccountProblem when it is not, or when the account was closed here.
    """
    key = accounts.folded(name)
    with transaction(office.engine) as session:
        row = session.get(AccountRow, key)
        if row is None:
            row = made(key, full_name, role, now)
            row.subject = subject
            told = {"account": key, "role": role, "by": "OpenID Connect"}
            audit.record(session, now, key, "account added", None, told)
        elif row.subject != subject or row.disabled_at:
            raise AccountProblem(f"le compte « {key} » est fermé, ou il est à une autre personne")
        elif row.role != role:
            told = {"account": key, "was": row.role, "role": role, "by": "OpenID Connect"}
            audit.record(session, now, key, "account role", None, told)
        row.role, row.full_name = role, full_name
        session.add(row)


def made(key: str, full_name: str, role: Role, now: datetime) -> AccountRow:
    if not key or any(not (c.isalnum() or c in "._-@") for c in key) or len(key) > 80:
        raise AccountProblem(
            f"« {key[:80]} » : un nom de compte est fait de lettres, de chiffres et de . _ - @"
        )
    return AccountRow(name=key, full_name=full_name, role=role, created_at=now)


def reset_account(name: str, password_hash: str, by: str, office: Office, now: datetime) -> None:
    """Another password; the account may log in again, and its open sessions end."""
    with transaction(office.engine) as session:
        row = known(session, name)
        row.password_hash, row.disabled_at = password_hash, None
        session.add(row)
        accounts.end_sessions(session, row.name)
        audit.record(session, now, by, "account reset", None, {"account": row.name})


def disable_account(name: str, by: str, office: Office, now: datetime) -> None:
    with transaction(office.engine) as session:
        row = known(session, name)
        row.disabled_at = now
        session.add(row)
        accounts.end_sessions(session, row.name)
        audit.record(session, now, by, "account disabled", None, {"account": row.name})


def change_role(name: str, role: Role, by: str, office: Office, now: datetime) -> None:
    with transaction(office.engine) as session:
        row = known(session, name)
        data = {"account": row.name, "was": row.role, "role": role}
        row.role = role
        session.add(row)
        audit.record(session, now, by, "account role", None, data)


def known(session: Session, name: str) -> AccountRow:
    row = session.get(AccountRow, accounts.folded(name))
    if row is None:
        raise AccountProblem(f"il n'y a pas de compte « {accounts.folded(name)[:80]} »")
    return row


def rehash(name: str, password_hash: str, office: Office) -> None:
    """The same password under today's parameters: nothing to audit."""
    with transaction(office.engine) as session:
        row = known(session, name)
        row.password_hash = password_hash
        session.add(row)


def open_session(name: str, lasts: timedelta, office: Office, now: datetime) -> str:
    """A new session, under an identifier that nobody can guess. Returns what the cookie carries."""
    token = secrets.token_urlsafe(32)
    with transaction(office.engine) as session:
        accounts.end_older_sessions(session, now - lasts)
        session.add(
            SessionRow(
                digest=accounts.digest(token),
                account=known(session, name).name,
                csrf=secrets.token_urlsafe(32),
                opened_at=now,
                seen_at=now,
            )
        )
    return token


def note_use(digest: str, seen_at: datetime, office: Office, now: datetime) -> None:
    """The session is in use. `seen_at` is what is known: a minute's uses are one write."""
    if now - seen_at < SEEN_EVERY:
        return
    with transaction(office.engine) as session:
        row = session.get(SessionRow, digest)
        if row:
            row.seen_at = now
            session.add(row)


def close_session(digest: str, office: Office) -> None:
    with transaction(office.engine) as session:
        row = session.get(SessionRow, digest)
        if row:
            session.delete(row)


def note_attempt(name: str, address: str, office: Office, now: datetime) -> int:
    """A log-in is tried: it counts as failed until `note_success`, so that many at once count too.

    Gives its number. What is older than KEPT serves no throttle any more, and is forgotten.
    """
    with transaction(office.engine) as session:
        accounts.forget_attempts(session, now - KEPT)
        row = AttemptRow(
            at=now,
            account_digest=accounts.digest(accounts.folded(name)),
            address=address,
            succeeded=False,
        )
        session.add(row)
        session.flush()
        return row.id or 0


def note_success(attempt_id: int, office: Office) -> None:
    with transaction(office.engine) as session:
        row = session.get_one(AttemptRow, attempt_id)
        row.succeeded = True
        session.add(row)


def note_access(account: str, case_id: int, what: str, office: Office, now: datetime) -> None:
    """Who looked at a case. Noted before it is shown."""
    with transaction(office.engine) as session:
        session.add(AccessRow(at=now, account=account, case_id=case_id, what=what))
