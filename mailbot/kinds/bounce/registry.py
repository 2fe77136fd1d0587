"""Which of our letters a delivery report speaks of."""

from datetime import date

from sqlmodel import Session, col, select

from mailbot.edges.tables import LetterRow
from mailbot.kinds.bounce.request import BounceRequest
from mailbot.values import Facts


def look_up(session: Session, request: BounceRequest, today: date) -> Facts:
    """`about`: the case whose letter failed for good. A letter that is only late changes nothing.

    The report names our letter by its Message-ID, which nobody can guess; an address alone would
    let anybody reopen a case.
    """
    if not request.failed or not request.about:
        return Facts(today)
    letter = session.exec(
        select(LetterRow).where(col(LetterRow.message_id).in_(request.about[:20]))
    ).first()
    return Facts(today, about=letter.case_id if letter else None)
