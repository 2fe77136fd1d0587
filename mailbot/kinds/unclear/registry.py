"""Whether the office has just written to this sender."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel import Session, col, select

from mailbot.edges.tables import CaseRow, LetterRow
from mailbot.kinds.unclear.understand import UnclearRequest
from mailbot.values import Facts

THANKED_WITHIN = timedelta(
    days=60
)  # after our answer: thanks that come later are of something else
DONE = ("accept", "repeat")


@dataclass(frozen=True, slots=True)
class UnclearFacts(Facts):
    answered: bool = False  #: this sender's request was done, and we told them so


def look_up(session: Session, request: UnclearRequest, today: date) -> UnclearFacts:
    """Asked only of thanks, and of a sender that the office's server authenticated."""
    if not (request.thanks and request.sender and request.authentication.passed):
        return UnclearFacts(today)
    since = datetime.combine(today - THANKED_WITHIN, time(), UTC)
    told = session.exec(
        select(LetterRow.id)
        .join(CaseRow, col(CaseRow.id) == col(LetterRow.case_id))
        .where(
            col(LetterRow.recipient) == request.sender,
            col(CaseRow.decision).in_(DONE),
            col(CaseRow.received_at) >= since,
        )
    ).first()
    return UnclearFacts(today, answered=told is not None)
