"""A case as an agent takes it in hand: locked, still as they saw it, and no other agent's."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select

from mailbot.config import Office
from mailbot.edges.tables import CaseRow, Status
from mailbot.road.refusals import Changed, NotHeld

BEFORE_A_PERSON = (Status.HELD, Status.FAILED)
SETTLED = (*BEFORE_A_PERSON, Status.DONE)


def in_hand(
    session: Session,
    case_id: int,
    by: str,
    office: Office,
    now: datetime,
    seen: int | None = None,
    status: tuple[Status, ...] = BEFORE_A_PERSON,
) -> CaseRow:
    """The case, locked until the transaction ends. Raises NotHeld, Changed.

    `seen`: its version when the agent looked at it; None does not ask.
    """
    case = session.exec(
        select(CaseRow).where(col(CaseRow.id) == case_id).with_for_update(key_share=True)
    ).first()
    if case is None:
        raise NotHeld(f"l'affaire {case_id} n'existe pas")
    if other := holder_of(case, by, now):
        raise Changed(f"l'affaire {case_id} est prise par {other}, jusqu'à {until(case, office)}")
    if seen is not None and seen != case.version:
        raise Changed(f"l'affaire {case_id} a changé depuis que vous l'avez ouverte ; relisez-la")
    if case.status not in status:
        raise NotHeld(f"l'affaire {case_id} n'attend pas de décision")
    return case


def holder_of(case: CaseRow, by: str, now: datetime) -> str | None:
    """The other agent who is at it; None when it is free, or one's own."""
    if case.claimed_by in (None, by) or not case.claimed_until or case.claimed_until <= now:
        return None
    return case.claimed_by


def until(case: CaseRow, office: Office) -> str:
    zone = ZoneInfo(office.settings.office.timezone)
    return f"{case.claimed_until.astimezone(zone):%H h %M}" if case.claimed_until else ""
