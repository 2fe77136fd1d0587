"""A case about several persons, a line each, with what the rules would say of that line alone."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from mailbot.config import Office
from mailbot.core.decide import decide
from mailbot.edges.tables import CaseRow
from mailbot.journey import judge
from mailbot.values import Verdict


@dataclass(frozen=True, slots=True)
class Pair:
    """One line. Nothing is done with it but shown: each person asks for their own."""

    dossier_number: str | None
    certificate_number: str | None
    verdict: Verdict


def pairs(session: Session, case: CaseRow, office: Office, now: datetime) -> list[Pair]:
    """Every line of the case, in the order of reading; none where it is about one person."""
    decided = judge(session, case, office, now)
    kind, found = decided.kind, []
    for one in kind.by_line(decided.request):
        facts = kind.look_up(session, one, decided.facts.today)
        verdict = decide(kind, one, facts, office.rules[kind.name], office.common)
        shown = kind.describe(one, facts, office.rules[kind.name])
        found.append(Pair(shown["dossier_number"], shown["certificate_number"], verdict))
    return found
