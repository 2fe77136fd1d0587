"""The préavis as it stands on a case: sent, answered by the person, its days gone by."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from mailbot.edges import audit
from mailbot.edges.tables import CaseRow, Status

ANSWERED, EXPIRED = "answered", "expired"  #: details["notice"], why the case came back
KEYS = ("notice", "answered_by", "draft")  #: of a case's details: what a notice leaves there
ACTOR = "mailbot"


def answered(session: Session, by: CaseRow, before: Sequence[CaseRow], now: datetime) -> None:
    """The same authenticated sender wrote again: what waited for their answer is an agent's again.

    A case that an agent is just ruling on is before a person already, and is left alone.
    """
    waiting = [case.id for case in before if case.noticed_until and case.status == Status.DONE]
    for number in waiting:
        found = session.exec(
            select(CaseRow)
            .where(col(CaseRow.id) == number, col(CaseRow.status) == Status.DONE)
            .with_for_update(skip_locked=True, key_share=True)
            .execution_options(populate_existing=True)
        ).first()
        if found is None or found.noticed_until is None:
            continue
        found.details = {**found.details, "notice": ANSWERED, "answered_by": by.id}
        found.status, found.proposal = Status.HELD, "answer"
        session.add(found)
        audit.record(session, now, ACTOR, "notice answered", found.id, {"by": by.id})


def due(session: Session, today: date) -> Sequence[CaseRow]:
    """The cases whose days to answer are over and that nobody was told of yet; locked."""
    # Asked and sorted by the last day alone: by status or number SQLite would read every case.
    found = session.exec(
        select(CaseRow)
        .where(col(CaseRow.noticed_until) < today)
        .order_by(col(CaseRow.noticed_until), col(CaseRow.id))
        .with_for_update(skip_locked=True, key_share=True)
    ).all()
    return [one for one in found if one.status == Status.DONE or is_untold(one)]


def is_untold(case: CaseRow) -> bool:
    """Is it before the agents without the decision that its days gone by call for?"""
    return case.status == Status.HELD and "draft" not in case.details


def expire(session: Session, case: CaseRow, now: datetime) -> None:
    """Back before the agents, who find the decision drafted; only one of them sends it."""
    case.details = {**case.details, "notice": EXPIRED, "draft": "decision"}
    case.status, case.proposal = Status.HELD, "answer"
    session.add(case)
    audit.record(session, now, ACTOR, "brought back", case.id, {"until": case.noticed_until})
