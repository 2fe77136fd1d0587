"""Sessions, log-ins tried and cases looked at, each noted in a transaction of its own."""

import secrets
from datetime import datetime, timedelta

from mailbot.config import Office
from mailbot.edges import accounts
from mailbot.edges.accounts import AccessRow, AttemptRow, SessionRow
from mailbot.edges.database import transaction
from mailbot.road.accounts import known

KEPT = timedelta(days=30)  # log-ins tried
SEEN_EVERY = timedelta(minutes=1)  # a session's last use is noted no more often


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
