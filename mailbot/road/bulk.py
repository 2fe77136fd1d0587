"""close_many: several cases that need nobody, closed at once, each as by itself."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from mailbot.config import Office
from mailbot.edges.database import reading
from mailbot.edges.tables import CaseRow
from mailbot.road.refusals import Changed, NotAllowed, NotHeld
from mailbot.road.rulings import rule
from mailbot.road.settlement import settle
from mailbot.values import Ruling

ONE_BY_ONE = "ni un remerciement, ni un envoi non sollicité, ni un double : à clore une à une"


def close_many(
    case_ids: Iterable[int], by: str, reason: str, office: Office, now: datetime
) -> dict[int, str]:
    """Close thanks, unsolicited mail and duplicates. Gives what could not be closed, and why."""
    refused: dict[int, str] = {}
    for case_id in dict.fromkeys(case_ids):
        with reading(office.engine) as session:
            case = session.get(CaseRow, case_id)
            version = case.version if case else None
            if case is not None and not needless(session, case):
                refused[case_id] = ONE_BY_ONE
                continue
        try:
            rule(case_id, Ruling(by, reason, closed=True), office, now, version)
        except (NotHeld, Changed, NotAllowed) as error:
            refused[case_id] = str(error)
        else:
            settle(case_id, office, now)
    return refused


def needless(session: Session, case: CaseRow) -> bool:
    """Nothing is proposed to be done of it, or the same sender's other case says the same."""
    return case.proposal == "none" or is_duplicate(session, case)


def is_duplicate(session: Session, case: CaseRow) -> bool:
    """Another message under the same Message-ID, or the same numbers earlier in its conversation.

    Only of what its server authenticated: a conversation is of one sender (edges/conversation.py).
    """
    if case.details.get("same_message_id_as"):
        return True
    if case.conversation is None or not (case.dossier_number and case.certificate_number):
        return False
    same = select(CaseRow.id).where(
        col(CaseRow.sender) == case.sender,
        col(CaseRow.authenticated),
        col(CaseRow.id) < case.id,
        col(CaseRow.dossier_number) == case.dossier_number,
        col(CaseRow.certificate_number) == case.certificate_number,
    )
    return session.exec(same.limit(1)).first() is not None
