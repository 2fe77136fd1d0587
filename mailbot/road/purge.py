"""purge: what was kept long enough is destroyed, a conversation at a time; the proof stays."""

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from mailbot.config import Office
from mailbot.edges import audit, destruction, incidents, retention
from mailbot.edges.database import checkpoint, is_away, reading, transaction
from mailbot.edges.retention import Due
from mailbot.edges.tables import AuditRow

log = logging.getLogger(__name__)


@dataclass
class Purge:
    """What is due, or was destroyed."""

    cases: Counter[tuple[str, str]] = field(default_factory=Counter)  #: by class and stage
    waiting: list[Due] = field(default_factory=list)  #: due, but not to be touched yet
    accesses: int = 0
    rows: int = 0  #: of the audit, about no case
    incidents: list[int] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.cases or self.accesses or self.rows or self.incidents)


def due(office: Office, now: datetime) -> Purge:
    """What `purge` would destroy at this instant; nothing is changed."""
    found, settings = Purge(), office.settings.retention
    with reading(office.engine) as session:
        for one in retention.due(session, settings, now):
            count(found, one)
        found.accesses = destruction.old_logs(session, before(now, settings.access), remove=False)
        old = before(now, settings.request.audit)
        found.rows = len(destruction.rows_of_no_case(session, old))
        found.incidents = old_incidents(session, office, now)
    return found


def purge(
    office: Office,
    now: datetime,
    by: str = audit.MACHINE,
    stopping: Callable[[], bool] = lambda: False,
) -> Purge:
    """Destroy what is due, each conversation in a transaction of its own; killed, it goes on from
    there. What is undecided, unsent or in a running préavis is left, and told.
    """
    found = Purge()
    with reading(office.engine) as session:
        candidates = retention.due(session, office.settings.retention, now)
    for candidate in candidates:
        if stopping():
            return found
        for one in purge_one(candidate, office, now, by):
            count(found, one)
    purge_the_rest(office, now, by, found)
    checkpoint(office.engine)
    return found


def purge_one(candidate: Due, office: Office, now: datetime, by: str) -> list[Due]:
    """One conversation; what goes wrong stays with it and delays no other."""
    roots, terms = [candidate.root], office.settings.retention.terms()
    try:
        with transaction(office.engine) as session:
            thoroughly(session)
            # Judged again: a message or an agent may have come since.
            judged = retention.judged(session, roots, terms, now, lock=True)
            for one in judged:
                if not one.waits:
                    destruction.destroy(session, one, office.identity, now, by)
            return judged
    except Exception as error:
        if isinstance(error, DBAPIError) and is_away(error):
            raise
        log.exception("affaire %s : échec de la purge", candidate.root)
        return [replace(candidate, waits=f"échec de la destruction ({type(error).__name__})")]


def purge_the_rest(office: Office, now: datetime, by: str, found: Purge) -> None:
    """What hangs on no conversation: access logs, audit rows about no case, old incidents."""
    settings = office.settings.retention
    with transaction(office.engine) as session:
        thoroughly(session)
        found.accesses = destruction.old_logs(session, before(now, settings.access), remove=True)
        old = destruction.rows_of_no_case(session, before(now, settings.request.audit))
        found.incidents = old_incidents(session, office, now)
        for number in found.incidents:
            session.delete(session.get_one(incidents.IncidentRow, number))
        rows = destruction.emptied_rows(session, col(AuditRow.id).in_(old)) if old else {}
        found.rows = len(rows)
        if rows or found.accesses or found.incidents:
            counts = {"accesses": found.accesses, "incidents": found.incidents}
            told = {"purged": "others", "rows": rows, "counts": counts}
            audit.record(session, now, by, audit.PURGED, None, told)


def count(found: Purge, one: Due) -> None:
    if one.waits:
        found.waiting.append(one)
        return
    for label in one.labels:
        found.cases[label, one.stage.value] += 1


def old_incidents(session: Session, office: Office, now: datetime) -> list[int]:
    return incidents.old(session, office.day(before(now, office.settings.retention.incident)))


def before(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def thoroughly(session: Session) -> None:
    """SQLite writes zeros over what it deletes; PostgreSQL's VACUUM gives the room to new rows."""
    if session.get_bind().dialect.name == "sqlite":
        session.execute(text("PRAGMA secure_delete = ON"))
