"""The audit: what was decided and done, append-only, each row's hash covering the one before.

Whoever changes, removes or adds a row afterwards breaks the chain at that row (C-1.1, s. 6).
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session, col, select

from mailbot.edges.tables import AuditRow

START = "0" * 64
CHAIN_LOCK = 0x6D61696C  # any number, the same for every mailbot of this database


_LAST = select(AuditRow.hash).order_by(col(AuditRow.id).desc()).limit(1)


def record(
    session: Session,
    at: datetime,
    actor: str,
    event: str,
    case_id: int | None,
    data: Mapping[str, Any],
) -> None:
    """Add one row. Writers queue here until they commit: two rows cannot follow the same one."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
    previous = session.execute(_LAST).scalar()
    row = AuditRow(
        at=at,
        case_id=case_id,
        actor=actor,
        event=event,
        data=canonical(data),
        previous=previous or START,
        hash="",
    )
    row.hash = digest(row)
    session.add(row)
    session.flush()


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


def digest(row: AuditRow) -> str:
    at = row.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = (row.previous, at, str(row.case_id), row.actor, row.event, row.data)
    return hashlib.sha256("\n".join(fields).encode()).hexdigest()


def breaks(session: Session) -> list[int]:
    """The ids of the rows where the chain does not hold; empty when all is as it was written."""
    previous, broken = START, []
    for row in session.exec(select(AuditRow).order_by(col(AuditRow.id))):
        if row.previous != previous or row.hash != digest(row):
            broken.append(row.id or 0)
        previous = row.hash
    return broken
