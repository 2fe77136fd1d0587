"""What the office has kept long enough (A-2.1, s. 73): conversations, and why some must wait.

A conversation goes as one: what an earlier message gave was part of the decision on a later one.
Its time runs from the last thing that happened in it, by the longest term of its messages.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func as sql
from sqlalchemy import or_
from sqlmodel import Session, col, select

from mailbot.edges import audit
from mailbot.edges.settings import RetentionSection, Term
from mailbot.edges.store import id_of
from mailbot.edges.tables import AuditRow, CaseRow, Fate, LetterRow, Purged, Status

UNSETTLED = (Fate.WAITING, Fate.SENDING, Fate.HELD, Fate.UNKNOWN)
STAGES = tuple(Purged)
CHUNK = 500  # cases asked for at once
NEVER_DECIDED = "request"  #: the term of what has no class yet: the longest

_ROOT = sql.coalesce(CaseRow.conversation, CaseRow.id)


@dataclass(frozen=True)
class Due:
    """A conversation whose time has come, up to a stage."""

    root: int  #: its first case
    cases: tuple[int, ...]
    labels: tuple[str, ...]  #: the class of each
    stage: Purged
    waits: str = ""  #: why it may not be touched yet, in French; empty: it may


def due(session: Session, settings: RetentionSection, now: datetime) -> list[Due]:
    """Every conversation of which something is to be destroyed at this instant, oldest first."""
    terms = settings.terms()
    shortest = min(term.attachments for term in terms.values())
    old = select(_ROOT).where(
        col(CaseRow.received_at) <= now - timedelta(days=shortest),
        or_(col(CaseRow.purged).is_(None), col(CaseRow.purged) != Purged.AUDIT),
    )
    roots = sorted(set(session.exec(old)))
    found = []
    for start in range(0, len(roots), CHUNK):
        found += judged(session, roots[start : start + CHUNK], terms, now)
    return found


def judged(
    session: Session,
    roots: Sequence[int],
    terms: Mapping[str, Term],
    now: datetime,
    *,
    lock: bool = False,
) -> list[Due]:
    """The same of these conversations only; `lock`: their cases are, until the transaction ends."""
    # Each side has its index; the coalesce of both has none.
    member = or_(col(CaseRow.id).in_(roots), col(CaseRow.conversation).in_(roots))
    wanted = select(CaseRow).where(member).order_by(col(CaseRow.id))
    wanted = wanted.with_for_update() if lock else wanted
    every: dict[int, list[CaseRow]] = defaultdict(list)
    for case in session.exec(wanted):
        every[case.conversation or id_of(case)].append(case)
    members = {root: every[root] for root in roots if root in every}
    numbers = [id_of(case) for cases in members.values() for case in cases]
    last, unsettled = last_events(session, numbers), unsettled_letters(session, numbers)
    found = []
    for root, cases in members.items():
        ended = max(last.get(id_of(case), case.received_at) for case in cases)
        stage = reached([longest(case, terms) for case in cases], (now - ended).days)
        if stage and any(behind(case, stage) for case in cases):
            ids = tuple(id_of(case) for case in cases)
            labels = tuple(case.label or "" for case in cases)
            found.append(Due(root, ids, labels, stage, obstacle(cases, unsettled)))
    return found


def last_events(session: Session, cases: Sequence[int]) -> dict[int, datetime]:
    """Case → the last thing that happened with it; a purge is nothing that happened."""
    asked = (
        select(AuditRow.case_id, sql.max(AuditRow.at))
        .where(col(AuditRow.case_id).in_(cases), col(AuditRow.event) != audit.PURGED)
        .group_by(col(AuditRow.case_id))
    )
    return {number: at for number, at in session.exec(asked) if number is not None}


def unsettled_letters(session: Session, cases: Sequence[int]) -> set[int]:
    wanted = select(LetterRow.case_id).where(
        col(LetterRow.case_id).in_(cases), col(LetterRow.fate).in_(UNSETTLED)
    )
    return set(session.exec(wanted))


def longest(case: CaseRow, terms: Mapping[str, Term]) -> Term:
    return terms.get(case.label or NEVER_DECIDED, terms[NEVER_DECIDED])


def reached(terms: Iterable[Term], days: int) -> Purged | None:
    """The furthest stage for which every message of the conversation has waited long enough."""
    every = list(terms)
    stages = [stage for stage in STAGES if all(days >= getattr(term, stage) for term in every)]
    return stages[-1] if stages else None


def behind(case: CaseRow, stage: Purged) -> bool:
    return case.purged is None or STAGES.index(Purged(case.purged)) < STAGES.index(stage)


def obstacle(cases: Sequence[CaseRow], unsettled: set[int]) -> str:
    """What forbids to touch a conversation: the first that one finds, for a person to settle."""
    for case in cases:
        if case.status != Status.DONE:
            return f"l'affaire {case.id} n'est pas terminée ({case.status})"
        if getattr(case, "noticed_until", None):
            return f"le préavis de l'affaire {case.id} court"
        if case.id in unsettled:
            return f"une lettre de l'affaire {case.id} n'est pas partie, ou son sort est inconnu"
    return ""
