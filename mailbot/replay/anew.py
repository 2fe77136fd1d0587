"""Every stored case decided anew, by other rules or another program: what would change, and why."""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from mailbot.config import Office
from mailbot.edges import audit, store
from mailbot.edges.tables import GONE_WITH_THE_MESSAGE, AuditRow, CaseRow
from mailbot.replay.again import again
from mailbot.replay.then import Offices
from mailbot.replay.why import Told, ends_of, ends_told, reasons_of, recorded, told_of

log = logging.getLogger(__name__)

CRASH = "crash"  # in the place of a decision, as in `evaluate`


@dataclass(frozen=True)
class Changed:
    """A case that would be decided otherwise."""

    case_id: int
    received_at: datetime
    was: Told
    now: Told
    why: tuple[str, ...]  #: French


def decided_since(session: Session, since: datetime | None) -> list[int]:
    """The cases that were decided, the last time not before this instant, by their number; not
    those whose message was destroyed since."""
    kept = or_(col(CaseRow.purged).is_(None), col(CaseRow.purged).not_in(GONE_WITH_THE_MESSAGE))
    wanted = select(CaseRow.id).where(col(CaseRow.decided_at).is_not(None), kept)
    if since:
        wanted = wanted.where(col(CaseRow.decided_at) >= since)
    return [number for number in session.exec(wanted.order_by(col(CaseRow.id))) if number]


@dataclass(frozen=True)
class Hypothesis:
    """What if? Other rules, another program, another day."""

    office: Office  #: under whose rules each case is decided anew
    #: what is compared with: None, the decision on record; else what this office would decide on
    #: the same day, so that on another `today` only the rules make a difference
    live: Office | None = None
    today: date | None = None  #: None: each case on the day that it was decided


def changed(
    session: Session, case_ids: Iterable[int], what_if: Hypothesis
) -> Iterator[Changed | None]:
    """Each of these cases decided anew: None where nothing changes, or nothing was decided."""
    offices = Offices(session, what_if.office)
    for case_id in case_ids:
        row = session.exec(_LAST.where(col(AuditRow.case_id) == case_id)).first()
        if row is None:  # the code failed on it, and a person has it
            yield None
            continue
        case, told = session.get_one(CaseRow, case_id), audit.told(row)
        try:
            yield one_changed(session, case, told, row.at, what_if, offices)
        except Exception as error:  # of one message: the others are told all the same
            log.exception("affaire %s : échec", case_id)
            was, now = recorded(case, told), Told(CRASH, (), None, None, False)
            yield Changed(case_id, case.received_at, was, now, (f"{error!r}",))


def one_changed(
    session: Session,
    case: CaseRow,
    told: Mapping[str, Any],
    at: datetime,
    what_if: Hypothesis,
    offices: Offices,
) -> Changed | None:
    office, live, today = what_if.office, what_if.live, what_if.today
    made = again(session, case, told, at, office, today)
    if live:
        before = again(session, case, told, at, live, today)
        was, heard = told_of(before, live), ends_of(before)
    else:
        was, heard = recorded(case, told), ends_told(told)
    now = told_of(made, office)
    if was == now:
        return None
    why = reasons_of(was, now, made, heard, live or offices.known(told["rules"]), office)
    return Changed(store.id_of(case), case.received_at, was, now, tuple(why))


_LAST = (
    select(AuditRow)
    .where(col(AuditRow.event) == "decided")
    .order_by(col(AuditRow.id).desc())
    .limit(1)
)


def as_json(one: Changed) -> dict[str, Any]:
    """One object a line: `case`, `received_at`, `was`, `now`, `why`."""
    told = asdict(one)
    return {"case": told.pop("case_id"), **told}
