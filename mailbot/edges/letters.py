"""Letters as rows: which are to be sent, what became of each."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Table, bindparam, insert, or_, update
from sqlalchemy import func as sql
from sqlmodel import Session, col, select

from mailbot.edges.tables import Fate, LetterRow
from mailbot.values import Letter

# Built once, and spoken to the table: every letter passes here, and the ORM takes twice the time.
_TABLE: Table = LetterRow.__table__  # type: ignore[attr-defined]
_ADD = insert(_TABLE).returning(_TABLE.c.id)
_NOTE = (
    update(_TABLE)
    .where(
        _TABLE.c.id == bindparam("letter_id"),
        _TABLE.c.fate == Fate.SENDING,
        _TABLE.c.attempted_at == bindparam("tried"),
    )
    .values(
        fate=bindparam("became"),
        error=bindparam("why"),
        sent_at=bindparam("sent"),
        next_attempt_at=bindparam("again"),
    )
)

FOR_A_PERSON = (Fate.HELD, Fate.REFUSED, Fate.UNKNOWN)


def next_step(session: Session, case_id: int) -> int:
    """Which letter of its case the next one is, counted from 1."""
    last = session.exec(
        select(sql.max(LetterRow.step)).where(col(LetterRow.case_id) == case_id)
    ).one()
    return (last or 0) + 1


def add(
    session: Session,
    case_id: int,
    step: int,
    letter: Letter,
    by: str | None = None,
    leaves_at: datetime | None = None,
) -> int:
    """A letter that leaves with the next turn, an agent's (`by`) no sooner than it says; its id."""
    row = LetterRow(
        case_id=case_id,
        step=step,
        template=letter.template,
        recipient=letter.recipient,
        message_id=letter.message_id,
        content=letter.content,
        by=by,
        next_attempt_at=leaves_at,
    )
    number: int = session.execute(_ADD, row.model_dump(exclude={"id"})).scalar_one()
    return number


def unsent(session: Session, now: datetime) -> list[int]:
    due = or_(col(LetterRow.next_attempt_at).is_(None), col(LetterRow.next_attempt_at) <= now)
    found = session.exec(
        select(LetterRow.id)
        .where(col(LetterRow.fate) == Fate.WAITING, due)
        .order_by(col(LetterRow.id))
    )
    return [number for number in found if number is not None]


# Built once: every letter asks.
_CLAIM = (
    select(LetterRow)
    .where(col(LetterRow.id) == bindparam("id"), col(LetterRow.fate) == bindparam("fate"))
    .with_for_update(skip_locked=True)
)
_SENT_TO = select(sql.count()).where(
    col(LetterRow.recipient) == bindparam("recipient"),
    col(LetterRow.attempted_at) > bindparam("since"),
)


def claim(session: Session, letter_id: int, fate: Fate) -> LetterRow | None:
    """The letter, locked until the transaction ends; None when it has met another fate."""
    return session.execute(_CLAIM, {"id": letter_id, "fate": fate}).scalars().first()


def note(
    session: Session,
    letter: LetterRow,
    fate: Fate,
    error: str,
    sent_at: datetime | None,
    next_attempt_at: datetime,
) -> bool:
    """Note what became of this attempt at a letter; False when it ended otherwise meanwhile, and
    whatever is being sent now is another attempt."""
    told = {"letter_id": letter.id, "tried": letter.attempted_at, "became": fate, "why": error}
    when = {"sent": sent_at, "again": next_attempt_at}
    return bool(session.execute(_NOTE, {**told, **when}).rowcount)  # type: ignore[attr-defined]


def troubled(session: Session, case_id: int) -> bool:
    """Has the case a letter of which a person has to decide what becomes?"""
    found = select(LetterRow.id).where(
        col(LetterRow.case_id) == case_id, col(LetterRow.fate).in_(FOR_A_PERSON)
    )
    return session.exec(found.limit(1)).first() is not None


def sent_to(session: Session, recipient: str, since: datetime) -> int:
    """Letters given to the server for this address since then, whatever became of them."""
    found: int = session.execute(_SENT_TO, {"recipient": recipient, "since": since}).scalar_one()
    return found


def sent_since(session: Session, since: datetime) -> int:
    return session.exec(select(sql.count()).where(col(LetterRow.attempted_at) > since)).one()


def adrift(session: Session, before: datetime, now: datetime) -> Sequence[LetterRow]:
    """Letters whose sending was noted before this instant and never ended: nobody knows.

    So too what was noted as far in the future, or the clock was set back since: else nobody would
    be told until it has come round to that instant again.
    """
    noted = col(LetterRow.attempted_at)
    return session.exec(
        select(LetterRow)
        .where(
            col(LetterRow.fate) == Fate.SENDING,
            or_(noted <= before, noted > now + (now - before)),
        )
        .with_for_update(skip_locked=True)
    ).all()
