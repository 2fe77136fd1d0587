"""The views of the queue as conditions on a case, and the order in which they are shown."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlmodel import col

from mailbot.console.urgency import SOON
from mailbot.edges.letters import FOR_A_PERSON
from mailbot.edges.search import AWAITING_SECOND
from mailbot.edges.tables import CaseRow, LetterRow, Status

HELD = col(CaseRow.status).in_([Status.HELD, Status.FAILED])
# Decided, but for a question that nobody has answered, nor closed as needing no answer.
ASKED = and_(
    col(CaseRow.status) == Status.DONE,
    col(CaseRow.question).is_(True),
    CaseRow.details[("answer", "message_id")].as_string().is_(None),  # type: ignore[index]
    col(CaseRow.decision) != "ignore",
)
ADRIFT = select(col(LetterRow.case_id)).where(col(LetterRow.fate).in_(FOR_A_PERSON))


def views(today: date) -> dict[str, ColumnElement[bool]]:
    """What each view holds."""
    status = col(CaseRow.status)
    return {
        "a-traiter": or_(HELD, ASKED),
        "urgentes": and_(or_(HELD, ASKED), urgent(today)),
        "questions": and_(col(CaseRow.question).is_(True), or_(HELD, ASKED)),
        "second": and_(HELD, AWAITING_SECOND),
        "preavis": col(CaseRow.noticed_until).is_not(None),
        "sort-inconnu": and_(HELD, col(CaseRow.id).in_(ADRIFT)),
        "rebonds": and_(HELD, CaseRow.details["bounced"].as_boolean()),
        "echecs": status == Status.FAILED,
        "attente": status == Status.WAITING,
        "terminees": status == Status.DONE,
        "toutes": col(CaseRow.id).is_not(None),
    }


def urgent(today: date) -> ColumnElement[bool]:
    return col(CaseRow.last_day).between(today, today + timedelta(days=SOON))


def order(today: date) -> tuple[Any, ...]:
    """The exam's last day when it is near, then age; who was given time to answer comes last."""
    rank = case(
        (urgent(today), 0),
        (col(CaseRow.noticed_until) >= today, 2),
        else_=1,
    )
    near = case((urgent(today), CaseRow.last_day), else_=None)
    return rank, near, col(CaseRow.received_at), col(CaseRow.id)
