"""Accounts opened, closed and changed; each is audited under `by`, who did it."""

from datetime import datetime

from sqlmodel import Session

from mailbot.config import Office
from mailbot.edges import accounts, audit
from mailbot.edges.accounts import AccountRow, Role
from mailbot.edges.database import transaction


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
