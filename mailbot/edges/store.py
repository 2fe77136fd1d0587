"""Cases and their messages: how a row of each is made and read.

Nothing here commits: the road does. Every function takes the road's session.
"""

import hashlib
from datetime import datetime

from sqlalchemy import bindparam, or_
from sqlmodel import Session, col, select

from mailbot.edges.tables import (
    CaseRow,
    LetterRow,
    MessageRow,
    ReceiptRow,
    Status,
)
from mailbot.values import RawMessage


def open_case(session: Session, raw: RawMessage) -> CaseRow:
    """The case of this message: a new one, or the one that its very bytes already have."""
    digest = hashlib.sha256(raw.content).hexdigest()
    known = session.exec(
        select(CaseRow).join(MessageRow).where(col(MessageRow.sha256) == digest)
    ).first()
    case = known or new_case(session, raw, digest)
    session.add(
        ReceiptRow(
            mailbox=raw.mailbox, uidvalidity=raw.uidvalidity, uid=raw.uid, case_id=id_of(case)
        )
    )
    return case


def new_case(session: Session, raw: RawMessage, digest: str) -> CaseRow:
    message = MessageRow(sha256=digest, size=max(raw.size, len(raw.content)), content=raw.content)
    session.add(message)
    session.flush()
    case = CaseRow(message_pk=id_of(message), mailbox=raw.mailbox, received_at=raw.received_at)
    session.add(case)
    session.flush()
    return case


def raw_of(session: Session, case: CaseRow) -> RawMessage:
    message = session.get_one(MessageRow, case.message_pk)
    return RawMessage(
        message.content, case.received_at, case.mailbox, uidvalidity=0, uid=0, size=message.size
    )


def digest_of(session: Session, case: CaseRow) -> str:
    return session.get_one(MessageRow, case.message_pk).sha256


# FOR NO KEY UPDATE: the same sender's next case may refer to this one while it is held.
_CLAIM = (
    select(CaseRow)
    .where(col(CaseRow.id) == bindparam("id"), col(CaseRow.status) == Status.WAITING)
    .with_for_update(skip_locked=True, key_share=True)
)


def claim(session: Session, case_id: int) -> CaseRow | None:
    """The case, locked until the transaction ends; None when it is settled or somebody has it."""
    return session.execute(_CLAIM, {"id": case_id}).scalars().first()


def waiting(session: Session, now: datetime) -> list[int]:
    """The cases to settle now, in the order of their receipt: a conversation is read in order."""
    due = or_(col(CaseRow.next_attempt_at).is_(None), col(CaseRow.next_attempt_at) <= now)
    found = session.exec(
        select(CaseRow.id)
        .where(col(CaseRow.status) == Status.WAITING, due)
        .order_by(col(CaseRow.received_at), col(CaseRow.id))
    )
    return [number for number in found if number is not None]


def id_of(row: CaseRow | MessageRow | LetterRow | ReceiptRow) -> int:
    assert row.id is not None, "a stored row has its id"
    return row.id
