"""Cases and their messages: how a row of each is made and read.

Nothing here commits: the road does. Every function takes the road's session.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, or_
from sqlmodel import Session, col, select

from mailbot.edges import receipts
from mailbot.edges.tables import (
    UNDATED,
    CaseRow,
    LetterRow,
    MessageRow,
    ReceiptRow,
    Status,
)
from mailbot.values import RawMessage

AT_ONCE = 2  #: messages in memory; one may be of 40 MB


def open_cases(session: Session, batch: Sequence[RawMessage]) -> list[int]:
    """A receipt for each message, and the id of its case: a new one, or that of its very bytes."""
    hashed = [(raw, hashlib.sha256(raw.content).hexdigest()) for raw in batch]
    wanted = {digest for _, digest in hashed}
    known = (
        select(MessageRow.sha256, CaseRow).join(CaseRow).where(col(MessageRow.sha256).in_(wanted))
    )
    cases = {digest: id_of(case) for digest, case in session.exec(known)}
    new = {digest: raw for raw, digest in hashed if digest not in cases}
    cases |= zip(new, new_cases(session, new), strict=True)
    eras = {name: receipts.era(session, name) for name in {raw.mailbox for raw in batch}}
    for raw, digest in hashed:
        session.add(
            ReceiptRow(
                mailbox=raw.mailbox,
                era=eras[raw.mailbox],
                uidvalidity=raw.uidvalidity,
                uid=raw.uid,
                case_id=cases[digest],
            )
        )
    return [cases[digest] for _, digest in hashed]


def new_cases(session: Session, messages: Mapping[str, RawMessage]) -> list[int]:
    """The ids of the cases of these new messages, by their SHA-256, in the same order."""
    stored = [
        MessageRow(sha256=digest, size=max(raw.size, len(raw.content)), content=raw.content)
        for digest, raw in messages.items()
    ]
    session.add_all(stored)
    session.flush()
    cases = [
        CaseRow(
            message_pk=id_of(row),
            mailbox=raw.mailbox,
            received_at=raw.received_at,
            details={UNDATED: True} if raw.undated else {},
        )
        for row, raw in zip(stored, messages.values(), strict=True)
    ]
    session.add_all(cases)
    session.flush()
    return [id_of(case) for case in cases]


def raw_of(session: Session, case: CaseRow) -> RawMessage:
    message = session.get_one(MessageRow, case.message_pk)
    return RawMessage(
        message.content,
        case.received_at,
        case.mailbox,
        uidvalidity=0,
        uid=0,
        size=message.size,
        sha256=message.sha256,
    )


def raws_of(session: Session, cases: Iterable[CaseRow]) -> Iterator[tuple[CaseRow, RawMessage]]:
    """Each case with its message, by one query, in no order; not all of them in memory at once."""
    by_message = {case.message_pk: case for case in cases}
    if not by_message:
        return
    found = session.execute(
        select(MessageRow.id, MessageRow.content, MessageRow.size, MessageRow.sha256)
        .where(col(MessageRow.id).in_(by_message))
        .execution_options(yield_per=AT_ONCE)
    )
    for number, content, size, sha256 in found:
        case = by_message[number]
        at, mailbox = case.received_at, case.mailbox
        yield case, RawMessage(content, at, mailbox, uidvalidity=0, uid=0, size=size, sha256=sha256)


def digest_of(session: Session, case: CaseRow) -> str:
    """SHA-256 of its message's bytes as received, in hex; the bytes are not read for it."""
    return session.exec(select(MessageRow.sha256).where(MessageRow.id == case.message_pk)).one()


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
