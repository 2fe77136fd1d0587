"""rule: an agent's word goes down the road with the case; it is input, never a way round.

preview: the same, taken back: the new verdict and its letter before they count.
"""

from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session

from mailbot.config import Office
from mailbot.decided import Decided
from mailbot.edges import audit, rulings
from mailbot.edges.database import rehearsal, transaction
from mailbot.edges.tables import GONE_WITH_THE_MESSAGE, CaseRow, Status
from mailbot.journey import judge, travel
from mailbot.road.desk import BEFORE_A_PERSON, SETTLED, in_hand
from mailbot.road.refusals import NotAllowed
from mailbot.values import CLASSES, Ruling


def rule(
    case_id: int, ruling: Ruling, office: Office, now: datetime, seen: int | None = None
) -> None:
    """Note an agent's ruling and send the case down the road again, from its first byte.

    `seen`: the case's version when the agent looked at it. Raises NotHeld when the case waits for
    no agent, Changed when it is not as seen or is another's, NotAllowed when nobody may say that.
    """
    with transaction(office.engine) as session:
        case = heard(session, case_id, ruling, office, now, seen)
        case.attempts, case.next_attempt_at = 0, None
        # What the code fails on cannot be decided anew; an agent may end it all the same.
        ended = ruling.closed and case.status == Status.FAILED
        case.status = Status.DONE if ended else Status.WAITING
        session.add(case)
        audit.record(session, now, ruling.by, "ruled", case_id, asdict(ruling))


def preview(
    case_id: int, ruling: Ruling, office: Office, now: datetime, seen: int | None = None
) -> Decided:
    """What would follow from the ruling, with its letter. Raises as `rule`; nothing is kept."""
    with rehearsal(office.engine) as session:
        case = heard(session, case_id, ruling, office, now, seen)
        return travel(session, case, office, now)


def heard(
    session: Session,
    case_id: int,
    ruling: Ruling,
    office: Office,
    now: datetime,
    seen: int | None,
) -> CaseRow:
    """The case with the ruling noted on it, once it is certain that it may be said."""
    takes_up = ruling.reopened
    case = in_hand(
        session, case_id, ruling.by, office, now, seen, SETTLED if takes_up else BEFORE_A_PERSON
    )
    if takes_up and case.status != Status.DONE:
        raise NotAllowed(f"l'affaire {case_id} n'est pas terminée : rien à rouvrir")
    if takes_up and case.purged in GONE_WITH_THE_MESSAGE:
        raise NotAllowed(
            f"le message de l'affaire {case_id} est détruit, au terme de sa conservation :"
            " elle ne peut être rouverte"
        )
    argued = takes_up or ruling.closed or ruling.waived or ruling.seconded
    if argued and not ruling.reason.strip():
        raise NotAllowed("dites pourquoi : un motif est nécessaire")
    if ruling.label not in (None, *CLASSES):
        raise NotAllowed(f"« {ruling.label} » : nommez une de ces classes : {', '.join(CLASSES)}")
    if not ruling.bare and not ruling.closed and case.status != Status.FAILED:
        check(session, case, ruling, office, now)
    rulings.add(session, case_id, ruling, now)
    return case


def check(session: Session, case: CaseRow, ruling: Ruling, office: Office, now: datetime) -> None:
    """Is each correction of the right form, and may each objection be waived by this agent?"""
    with session.begin_nested() as tried:
        rulings.add(session, case.id or 0, ruling, now)
        session.flush()
        try:
            decided = judge(session, case, office, now)
        except ValueError as error:  # of an agent's correction: a French line (Kind.extract)
            raise NotAllowed(str(error)) from None
        tried.rollback()
    allowed = {finding.rule for finding in decided.verdict.findings if finding.waivable}
    allowed.update(decided.verdict.waived)
    if refused := sorted((ruling.waived | ruling.seconded) - allowed):
        can = ", ".join(sorted(allowed)) or "aucune"
        raise NotAllowed(
            f"« {refused[0]} » ne peut être levée : elle ne s'oppose pas ici, ou nul ne le peut"
            f" ; objections qui peuvent l'être : {can}"
        )
    heard_now = decided.ruling.seconded if decided.ruling else frozenset()
    if alone := sorted(ruling.seconded - heard_now):
        raise NotAllowed(
            f"« {alone[0]} » : un autre agent doit d'abord la lever ; nul ne confirme sa parole"
        )
