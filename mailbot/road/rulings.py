"""rule: an agent's word goes down the road with the case; it is input, never a way round."""

from dataclasses import asdict
from datetime import datetime

from mailbot.config import Office
from mailbot.edges import audit, store
from mailbot.edges.database import transaction
from mailbot.edges.tables import CaseRow, Status
from mailbot.values import Ruling


class NotHeld(Exception):
    """The case waits for no agent: someone else ruled first."""


def rule(case_id: int, ruling: Ruling, office: Office, now: datetime) -> None:
    """Note an agent's ruling and send the case down the road again, from its first byte.

    Raises NotHeld when the case is not one that waits for an agent.
    """
    with transaction(office.engine) as session:
        case = session.get(CaseRow, case_id, with_for_update=True)
        if case is None or case.status not in (Status.HELD, Status.FAILED):
            raise NotHeld(f"l'affaire {case_id} n'attend pas de décision")
        store.add_ruling(session, case_id, ruling, now)
        case.status, case.attempts, case.next_attempt_at = Status.WAITING, 0, None
        session.add(case)
        audit.record(session, now, ruling.by, "ruled", case_id, asdict(ruling))
