"""Each decision of the audit made again under its own rules: does it come out as it was?"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from mailbot import __version__
from mailbot.config import Office
from mailbot.edges import audit, store
from mailbot.edges.tables import GONE_WITH_THE_MESSAGE, AuditRow, CaseRow
from mailbot.replay.again import again, shown
from mailbot.replay.then import Lost, NeverKept, Offices

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Difference:
    """A decision that comes out otherwise, or that cannot be decided again."""

    case_id: int
    was: str  #: the outcome and the rules that objected
    now: str
    grave: bool = True  #: False: the program or the files explain it, and `now` says how


@dataclass(frozen=True)
class Gone:
    """A decision on what was destroyed since, at the end of its time: its proof alone is left."""


def purged(session: Session) -> frozenset[int]:
    """The cases whose message is destroyed: nothing of them can be decided again."""
    gone = select(CaseRow.id).where(col(CaseRow.purged).in_(GONE_WITH_THE_MESSAGE))
    return frozenset(number for number in session.exec(gone) if number is not None)


def differences(session: Session, office: Office) -> Iterator[Difference | Gone | None]:
    """Each decision of the audit, oldest first: None where it comes out as it was."""
    offices, gone = Offices(session, office), purged(session)
    rows = select(AuditRow).where(col(AuditRow.event) == "decided").order_by(col(AuditRow.id))
    for row in session.exec(rows.execution_options(yield_per=200)):
        told = audit.told(row)
        if gone & {row.case_id, *told.get("earlier", ())}:
            yield Gone()
        else:
            yield difference(session, row, told, offices)


def difference(
    session: Session, row: AuditRow, told: Mapping[str, Any], offices: "Offices"
) -> Difference | None:
    case = session.get(CaseRow, row.case_id)
    if case is None:
        return Difference(row.case_id or 0, told["outcome"], "l'affaire n'existe plus")
    was = shown(told["outcome"], [finding["rule"] for finding in told["findings"]])
    try:
        office = offices.then(told["rules"])
    except NeverKept as why:
        now = made_again(session, case, told, row, offices.today)
        alike = was == now
        return None if alike else Difference(store.id_of(case), was, f"{now} ; {why}", why.grave)
    except Lost as why:
        return Difference(store.id_of(case), was, str(why), why.grave)
    now = made_again(session, case, told, row, office)
    if was == now:
        return None
    if told["version"] == __version__:
        return Difference(store.id_of(case), was, now)
    by = f"{now}, par mailbot {__version__} ; la décision est de mailbot {told['version']}"
    return Difference(store.id_of(case), was, by, grave=False)


def made_again(
    session: Session, case: CaseRow, told: Mapping[str, Any], row: AuditRow, office: Office
) -> str:
    try:
        verdict = again(session, case, told, row.at, office).verdict
    except Exception as error:  # of one message: the others are verified all the same
        log.exception("affaire %s : échec", case.id)
        return f"échec ({error!r})"
    return shown(verdict.outcome.word, verdict.reasons)
