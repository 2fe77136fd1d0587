"""settle: a waiting case goes from its bytes to its outcome, in one transaction."""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session

from mailbot import shadowing
from mailbot.config import Office
from mailbot.decided import Decided
from mailbot.edges import audit, store
from mailbot.edges.database import transaction
from mailbot.edges.tables import CaseRow, Status
from mailbot.journey import travel
from mailbot.road.claims import note_claim

log = logging.getLogger(__name__)

ATTEMPTS = 5  # of settling a case, before a person looks
FIRST_WAIT = timedelta(minutes=1)  # doubled after each attempt


def settle(case_id: int, office: Office, now: datetime) -> Decided | None:
    """Take one case from bytes to outcome. None when it is settled, or somebody else has it."""
    with transaction(office.engine) as session:
        case = store.claim(session, case_id)
        if case is None:
            return None
        decided = travel(session, case, office, now)
        shadowing.hear(session, case, decided, now)
        hand_over(session, case, now)
    reasons = ", ".join(decided.verdict.reasons)
    log.info("affaire %s : %s (%s) %s", case_id, case.decision, case.label, reasons)
    return decided


def hand_over(session: Session, case: CaseRow, now: datetime) -> None:
    """What awaits a second agent is nobody's: whoever waived would keep the other one off."""
    if case.details.get("awaiting_second") and case.claimed_by:
        by, case_id = case.claimed_by, store.id_of(case)
        note_claim(session, case_id, None, None)
        audit.record(session, now, by, "released", case_id, {})


def set_aside(case_id: int, error: Exception, office: Office, now: datetime) -> None:
    """The code failed on this case: try again later, and after ATTEMPTS let a person look."""
    with transaction(office.engine) as session:
        case = store.claim(session, case_id)
        if case is None:
            return
        case.attempts += 1
        case.error = told(error)
        case.next_attempt_at = now + FIRST_WAIT * 2 ** (case.attempts - 1)
        if case.attempts >= ATTEMPTS:
            case.status, case.decided_at = Status.FAILED, now
            audit.record(session, now, audit.MACHINE, "failed", case_id, {"error": case.error})
        session.add(case)


def told(error: Exception) -> str:
    """For the case. It may quote what a message holds, and no database keeps NUL or a surrogate."""
    words = f"{type(error).__name__}: {error}"[:2000]
    return "".join(one if one.isprintable() or one in "\n\t" else "\ufffd" for one in words)
