"""Which of our letters a delivery report speaks of."""

from datetime import date

from sqlmodel import Session, col, select

from mailbot.edges.tables import CaseRow, LetterRow
from mailbot.kinds.bounce.request import BounceRequest
from mailbot.values import Facts


def look_up(session: Session, request: BounceRequest, today: date) -> Facts:
    """`about`: the case whose letter failed for good. A letter that is only late changes nothing,
    nor does one whose case is so old that its retention has begun: there is nothing to read again.

    The report names our letter by its Message-ID, which nobody can guess; an address alone would
    let anybody reopen a case.
    """
    if not request.failed or not request.about:
        return Facts(today)
    letter = session.exec(
        select(LetterRow)
        .join(CaseRow, col(CaseRow.id) == col(LetterRow.case_id))
        .where(col(LetterRow.message_id).in_(request.about[:20]), col(CaseRow.purged).is_(None))
    ).first()
    return Facts(today, about=letter.case_id if letter else None)
