"""resend, mark_sent: what an agent decides of a letter whose fate is not known, or not good."""

from datetime import datetime

from sqlmodel import Session

from mailbot.config import Office
from mailbot.edges import audit, letters
from mailbot.edges.database import transaction
from mailbot.edges.letters import FOR_A_PERSON
from mailbot.edges.tables import CaseRow, Fate, LetterRow, Status
from mailbot.road.desk import in_hand
from mailbot.road.refusals import NotAllowed, NotHeld


def resend(letter_id: int, by: str, office: Office, now: datetime) -> None:
    """The same bytes again, with the next turn. Raises NotHeld, Changed.

    A letter held as one too many in a day is held again while that is so.
    """
    with transaction(office.engine) as session:
        letter, case = taken(session, letter_id, by, office, now, FOR_A_PERSON)
        letter.fate, letter.next_attempt_at, letter.error = Fate.WAITING, None, ""
        letter.attempts = min(letter.attempts, 1)
        session.add(letter)
        settled(session, letter, case)
        told = {"message_id": letter.message_id}
        audit.record(session, now, by, "letter resent", letter.case_id, told)


def mark_sent(letter_id: int, by: str, reason: str, office: Office, now: datetime) -> None:
    """The person has it, says the agent, and how they know. Raises NotHeld, Changed, NotAllowed."""
    if not reason.strip():
        raise NotAllowed("dites comment vous le savez : un motif est nécessaire")
    with transaction(office.engine) as session:
        fates = (Fate.UNKNOWN, Fate.REFUSED)
        letter, case = taken(session, letter_id, by, office, now, fates)
        letter.fate, letter.sent_at = Fate.SENT, letter.attempted_at
        session.add(letter)
        settled(session, letter, case)
        told = {"message_id": letter.message_id, "reason": reason.strip()}
        audit.record(session, now, by, "letter marked sent", letter.case_id, told)


def taken(
    session: Session,
    letter_id: int,
    by: str,
    office: Office,
    now: datetime,
    fates: tuple[Fate, ...],
) -> tuple[LetterRow, CaseRow]:
    """The letter, and its case in the agent's hand; the letter first, as `dispatch` takes them."""
    letter = session.get(LetterRow, letter_id, with_for_update=True)
    if letter is None or letter.fate not in fates:
        raise NotHeld("cette lettre n'attend la décision de personne")
    return letter, in_hand(session, letter.case_id, by, office, now)


def settled(session: Session, letter: LetterRow, case: CaseRow) -> None:
    """The case leaves the queue, if nothing but this letter kept it there."""
    session.flush()
    if letters.troubled(session, letter.case_id):
        return
    alone = case.details.get("letter_alone", True) and case.details.get("letter")
    gone = ("letter", "letter_alone")
    case.details = {key: value for key, value in case.details.items() if key not in gone}
    if alone:
        case.status = Status.DONE
    session.add(case)
