"""The audit: what was decided and done, append-only, each row's hash covering the one before.

Whoever changes, removes or adds a row afterwards breaks the chain at that row (C-1.1, s. 6).

What speaks of a person stands apart in its row, salted, and the row's hash covers only its SHA-256:
once emptied (edges/retention), the row still verifies, and no hash tells whose name it was. Rows of
the first schema (`sealed` NULL) had it inside; what a purge left of them is vouched for by the
`purged` row that follows.
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import func, insert, text
from sqlmodel import Session, col, select

from mailbot.core.proof import joined, parted
from mailbot.edges import archive
from mailbot.edges.tables import AuditRow

START = "0" * 64
MACHINE = "mailbot"  # the actor of what no agent did
PURGED = "purged"  # the event that says what was emptied
CHAIN_LOCK = 0x6D61696C  # any number, the same for every mailbot of this database


_ADD = insert(AuditRow.__table__)  # type: ignore[attr-defined]  # half the time of the ORM's
_LAST = select(AuditRow.hash).order_by(col(AuditRow.id).desc()).limit(1)


def record(
    session: Session,
    at: datetime,
    actor: str,
    event: str,
    case_id: int | None,
    data: Mapping[str, Any],
) -> None:
    """Add one row. Writers queue here until they commit: two rows cannot follow the same one.

    What of `data` is no proof (core/proof.py) goes into the part that can be purged.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
    previous = session.execute(_LAST).scalar()
    proof, personal = parted(data)
    hidden = canonical({**personal, "salt": secrets.token_hex(16)}) if personal else None
    row = AuditRow(
        at=at,
        case_id=case_id,
        actor=actor,
        event=event,
        data=canonical(proof),
        personal=hidden,
        sealed=sha256(hidden) if hidden else "",
        previous=previous or START,
        hash="",
    )
    row.hash = digest(row)
    session.execute(_ADD, row.model_dump(exclude={"id"}))


def told(row: AuditRow) -> dict[str, Any]:
    """What the row says: all of it, or what a purge has left."""
    proof, personal = json.loads(row.data), json.loads(row.personal or "{}")
    personal.pop("salt", None)
    whole: dict[str, Any] = joined(proof, personal)
    return whole


def canonical(data: Mapping[str, Any]) -> str:
    """JSON with one form for one content: sorted keys, no spaces, dates in ISO."""
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
    )


def plain(value: Any) -> Any:
    """Days and instants in ISO 8601; a set has no order of its own, so it gets one."""
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def sha256(written: str) -> str:
    return hashlib.sha256(written.encode()).hexdigest()


def fields(row: AuditRow) -> list[str]:
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    return [row.previous, at, str(row.case_id), row.actor, row.event, row.data]


def digest(row: AuditRow) -> str:
    sealed = [] if row.sealed is None else [row.sealed]
    return sha256("\n".join([*fields(row), *sealed]))


def left(row: AuditRow) -> str:
    """What the `purged` row says of a row that it emptied: SHA-256 of all that stays of it."""
    return sha256("\n".join([*fields(row), row.hash]))


def empty(row: AuditRow) -> None:
    """Destroy what the row says of a person. Its hash stays, and so does the chain."""
    if row.sealed is None:
        row.data = canonical(parted(json.loads(row.data))[0])
    row.personal = None


def breaks(session: Session) -> list[int]:
    """The ids of the rows where the chain does not hold; empty when all is as it was written."""
    previous, broken = START, []
    emptied: dict[int, str] = {}
    vouched: dict[str, str] = {}
    books = archive.whole(session)
    for row in session.exec(select(AuditRow).order_by(col(AuditRow.id))):
        number, says = row.id or 0, proof_of(row)
        if row.previous != previous or not holds(row) or stands_on_nothing(row, says, books):
            broken.append(number)
        if is_emptied(row):
            emptied[number] = left(row)
        if row.event == PURGED:
            vouched.update(says.get("rows", {}))
        previous = row.hash
    broken += [number for number in emptied if vouched.get(str(number)) != emptied[number]]
    return sorted(set(broken))


def end(session: Session) -> tuple[int, str]:
    """How many rows there are, and the hash of the last: kept elsewhere, it proves that none of
    them was taken away since. Nothing kept here could: who deletes rows can change it as well."""
    count = session.execute(select(func.count()).select_from(AuditRow)).scalar_one()
    return count, session.execute(_LAST).scalar() or START


def has(session: Session, hashed: str) -> bool:
    """Is there still a row of this hash? START stands before the first."""
    found = select(AuditRow.id).where(AuditRow.hash == hashed)
    return hashed == START or session.exec(found).first() is not None


def stands_on_nothing(row: AuditRow, says: Mapping[str, Any], books: Collection[str]) -> bool:
    """Are the rule files of a decision no more what they were? (The first schema kept none.)"""
    named = says.get("rules")
    return named is not None and row.sealed is not None and named not in books


def proof_of(row: AuditRow) -> dict[str, Any]:
    """What stays of a row; of one that somebody made unreadable, nothing."""
    try:
        proof: dict[str, Any] = json.loads(row.data)
        return proof
    except ValueError:
        return {}


def holds(row: AuditRow) -> bool:
    """Is the row what its hash says? One of the first schema may have been emptied since."""
    if row.sealed is None:
        return row.personal is None
    written = row.personal is None or sha256(row.personal) == row.sealed
    return written and row.hash == digest(row)


def is_emptied(row: AuditRow) -> bool:
    """Is something missing of it, for which a later `purged` row must vouch?"""
    return row.hash != digest(row) if row.sealed is None else bool(row.sealed and not row.personal)
