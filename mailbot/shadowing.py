"""The draft rules of [shadow], heard beside the live ones: noted, never done, never in the way."""

import logging
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from mailbot.config import Shadow
from mailbot.decided import Decided
from mailbot.edges import store
from mailbot.edges.shadows import ShadowRow
from mailbot.edges.tables import CaseRow
from mailbot.journey import judged

log = logging.getLogger(__name__)

LONGEST = 2000  # characters of an error


def hear(session: Session, case: CaseRow, decided: Decided, now: datetime) -> None:
    """Note what the draft would decide of a case just decided, in the same transaction.

    Whatever goes wrong with the draft is noted in the place of its verdict; whatever goes wrong
    with the note is undone alone. Neither reaches the decision.
    """
    shadow = decided.office.shadow
    if shadow is None:
        return
    try:
        with session.begin_nested():
            session.add(compared(case, decided, shadow, now))
    except Exception:
        log.exception("affaire %s : la comparaison avec les règles à l'essai est perdue", case.id)


def compared(case: CaseRow, decided: Decided, shadow: Shadow, now: datetime) -> ShadowRow:
    live = decided.verdict
    digest = shadow.book.digest if shadow.book else ""
    row = ShadowRow(
        case_id=store.id_of(case),
        at=now,
        digest=digest,
        was=live.outcome.word,
        was_reasons=list(live.reasons),
    )
    if shadow.book is None:
        row.error = shadow.problem[:LONGEST]
        return row
    try:
        draft = replace(decided.office, book=shadow.book)
        would = judged(case, decided.mail, decided.understood, decided.facts, decided.ruling, draft)
    except Exception as error:
        row.error = f"{type(error).__name__} : {error}"[:LONGEST]
        return row
    row.would, row.would_reasons = would.outcome.word, list(would.reasons)
    row.differs = (row.would, row.would_reasons) != (row.was, row.was_reasons)
    return row
