"""Near misses: the registry's numbers that the sender may have meant, for an agent to choose."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlmodel import Session

from mailbot.config import Office
from mailbot.edges.tables import CaseRow
from mailbot.journey import judge


def suggestions(
    session: Session, case: CaseRow, office: Office, now: datetime
) -> Mapping[str, Sequence[str]]:
    """By field (dossier_number, certificate_number), at most three, the nearest first."""
    decided = judge(session, case, office, now)
    return decided.kind.suggest(session, decided.request)
