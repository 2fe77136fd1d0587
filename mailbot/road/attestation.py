"""attest: an agent notes on a conversation why the law lets its letters be in English too."""

from datetime import datetime

from mailbot.config import Office
from mailbot.core.french import in_full
from mailbot.core.language import grounds
from mailbot.edges import attestations, audit
from mailbot.edges.database import transaction
from mailbot.edges.tables import CaseRow


class NotAttestable(Exception):
    """There is no such case, or the law of the day of its request knows no such ground."""


def attest(case_id: int, by: str, ground: str, office: Office, now: datetime) -> None:
    """Note it on the conversation of this case: the letters that follow bear English below.

    `by`: the agent's account name; `now` is aware. A letter already written stays as it is. Raises
    NotAttestable, whose message is a French sentence.
    """
    with transaction(office.engine) as session:
        case = session.get(CaseRow, case_id)
        if case is None:
            raise NotAttestable(f"affaire {case_id} : inconnue")
        day = office.day(case.received_at)
        known = grounds(office.common["language"], day)
        if ground not in known:
            possible = ", ".join(known) or "aucun"
            raise NotAttestable(
                f"« {ground} » n'est pas un motif que l'on puisse attester sous la loi du"
                f" {in_full(day)}, jour de la demande ; motifs possibles : {possible}"
            )
        attestations.add(session, case, by, ground, now)
        audit.record(session, now, by, "attested", case_id, {"ground": ground})
