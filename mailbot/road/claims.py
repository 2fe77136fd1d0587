"""claim, release: who is at a case, so that two agents do not do the same work; annotate."""

from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col

from mailbot.config import Office
from mailbot.edges import audit
from mailbot.edges.database import transaction
from mailbot.edges.tables import CaseRow, NoteRow
from mailbot.road.desk import SETTLED, holder_of, in_hand
from mailbot.road.refusals import NotAllowed, NotHeld

LASTS = timedelta(minutes=15)
LONGEST_NOTE = 4000  # characters


def claim(case_id: int, by: str, office: Office, now: datetime) -> None:
    """Keep the others off for 15 minutes; claiming one's own again prolongs it.

    Raises Changed when another agent has it, NotHeld when there is no such case to be at.
    """
    with transaction(office.engine) as session:
        case = in_hand(session, case_id, by, office, now, status=SETTLED)
        prolonged = case.claimed_by == by and bool(case.claimed_until and case.claimed_until > now)
        note_claim(session, case_id, by, now + LASTS)
        if not prolonged:
            audit.record(session, now, by, "claimed", case_id, {})


def release(case_id: int, by: str, office: Office, now: datetime) -> None:
    """Let the others at it. One's own only; what is free already stays so, and nothing is noted."""
    with transaction(office.engine) as session:
        case = session.get(CaseRow, case_id, with_for_update={"key_share": True})
        if case is None or case.claimed_by != by or holder_of(case, "", now) is None:
            return
        note_claim(session, case_id, None, None)
        audit.record(session, now, by, "released", case_id, {})


def note_claim(session: Session, case_id: int, by: str | None, until: datetime | None) -> None:
    """Not by way of the row: a claim changes nothing that an agent sees, so not the version."""
    changed = update(CaseRow).where(col(CaseRow.id) == case_id)
    session.execute(changed.values(claimed_by=by, claimed_until=until))


def annotate(case_id: int, by: str, text: str, office: Office, now: datetime) -> None:
    """A note to the colleagues, on any case, whoever is at it. Raises NotAllowed, NotHeld.

    It decides nothing: what another agent is about to say of the case stays as good as it was.
    """
    said = text.strip()
    if not said or len(said) > LONGEST_NOTE:
        raise NotAllowed(f"une note a de 1 à {LONGEST_NOTE} caractères")
    with transaction(office.engine) as session:
        case = session.get(CaseRow, case_id, with_for_update={"key_share": True})
        if case is None:
            raise NotHeld(f"l'affaire {case_id} n'existe pas")
        session.add(NoteRow(case_id=case_id, by=by, at=now, text=said))
        audit.record(session, now, by, "noted", case_id, {"text": said})
