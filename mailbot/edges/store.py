"""Cases, receipts and letters: what is read of them, and how a row of each is made.

Nothing here commits: the road does. Every function takes the road's session.
"""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, update
from sqlalchemy import func as sql
from sqlmodel import Session, col, select

from mailbot.edges.tables import (
    CaseRow,
    Fate,
    LetterRow,
    MailboxRow,
    MessageRow,
    ReceiptRow,
    RulingRow,
    Status,
)
from mailbot.values import Letter, ParsedMail, RawMessage, Ruling

CONVERSATION = timedelta(days=30)  # domain.md section 7: same sender within 30 days
LONGEST_CONVERSATION = 20  # older messages of one sender than these are not read again
FOLLOWED = ("request", "other")  # a machine's messages are nobody's conversation


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


def claim(session: Session, case_id: int) -> CaseRow | None:
    """The case, locked until the transaction ends; None when it is settled or somebody has it."""
    return session.exec(
        select(CaseRow)
        .where(col(CaseRow.id) == case_id, col(CaseRow.status) == Status.WAITING)
        .with_for_update(skip_locked=True)
    ).first()


def waiting(session: Session, now: datetime) -> list[int]:
    """The cases to settle now, in the order of their receipt: a conversation is read in order."""
    due = or_(col(CaseRow.next_attempt_at).is_(None), col(CaseRow.next_attempt_at) <= now)
    found = session.exec(
        select(CaseRow.id)
        .where(col(CaseRow.status) == Status.WAITING, due)
        .order_by(col(CaseRow.received_at), col(CaseRow.id))
    )
    return [number for number in found if number is not None]


def earlier(session: Session, case: CaseRow, mail: ParsedMail) -> Sequence[CaseRow]:
    """The sender's earlier messages of this conversation, oldest first (domain.md section 7).

    Only of the same sender, and only messages that the office's server authenticated: what anybody
    can write in a header (References, From) never brings another person's words into a request.
    """
    if not (mail.authentication.passed and mail.sender):
        return ()
    recent = col(CaseRow.received_at) >= case.received_at - CONVERSATION
    threads = referenced(session, mail.references)
    found = session.exec(
        select(CaseRow)
        .where(
            col(CaseRow.sender) == mail.sender,
            col(CaseRow.authenticated),
            col(CaseRow.label).in_(FOLLOWED),
            col(CaseRow.id) != case.id,
            or_(
                col(CaseRow.received_at) < case.received_at,
                and_(col(CaseRow.received_at) == case.received_at, col(CaseRow.id) < id_of(case)),
            ),
            or_(recent, col(CaseRow.id).in_(threads), col(CaseRow.conversation).in_(threads)),
        )
        .order_by(col(CaseRow.received_at).desc(), col(CaseRow.id).desc())
        .limit(LONGEST_CONVERSATION)
    )
    return list(reversed(found.all()))


def referenced(session: Session, references: Iterable[str]) -> list[int]:
    """The conversations that these Message-IDs belong to: our letters', or earlier messages'."""
    ids = list(references)[-50:]
    if not ids:
        return []
    ours = select(LetterRow.case_id).where(col(LetterRow.message_id).in_(ids))
    found = session.exec(
        select(CaseRow.id, CaseRow.conversation).where(
            or_(col(CaseRow.id).in_(ours), col(CaseRow.message_id).in_(ids))
        )
    ).all()
    return sorted({root or number for number, root in found if number is not None})


def asked(cases: Iterable[CaseRow]) -> int:
    return sum(case.decision == "ask" for case in cases)


def same_message_id(session: Session, case: CaseRow) -> int | None:
    """Another case whose message bears the same Message-ID over other bytes."""
    if not case.message_id:
        return None
    return session.exec(
        select(CaseRow.id)
        .where(col(CaseRow.message_id) == case.message_id, col(CaseRow.id) != case.id)
        .order_by(col(CaseRow.id))
    ).first()


def ruling_on(session: Session, case: CaseRow) -> Ruling | None:
    """Every ruling on the case, added up: the newest correction of a field wins."""
    if case.decided_at is None:
        return None  # only what was decided once can be ruled on
    rows = session.exec(
        select(RulingRow).where(col(RulingRow.case_id) == case.id).order_by(col(RulingRow.id))
    ).all()
    if not rows:
        return None
    return Ruling(
        by=rows[-1].by,
        reason=rows[-1].reason,
        corrections={key: value for row in rows for key, value in row.corrections.items()},
        waived=frozenset(name for row in rows for name in row.waived),
        closed=rows[-1].closed,
    )


def add_ruling(session: Session, case_id: int, ruling: Ruling, now: datetime) -> None:
    session.add(
        RulingRow(
            case_id=case_id,
            by=ruling.by,
            at=now,
            reason=ruling.reason,
            corrections=dict(ruling.corrections),
            waived=sorted(ruling.waived),
            closed=ruling.closed,
        )
    )


def next_step(session: Session, case_id: int) -> int:
    """Which letter of its case the next one is, counted from 1."""
    last = session.exec(
        select(sql.max(LetterRow.step)).where(col(LetterRow.case_id) == case_id)
    ).one()
    return (last or 0) + 1


def add_letter(session: Session, case_id: int, step: int, letter: Letter) -> None:
    session.add(
        LetterRow(
            case_id=case_id,
            step=step,
            template=letter.template,
            recipient=letter.recipient,
            message_id=letter.message_id,
            content=letter.content,
        )
    )


def unsent(session: Session, now: datetime) -> list[int]:
    due = or_(col(LetterRow.next_attempt_at).is_(None), col(LetterRow.next_attempt_at) <= now)
    found = session.exec(
        select(LetterRow.id)
        .where(col(LetterRow.fate) == Fate.WAITING, due)
        .order_by(col(LetterRow.id))
    )
    return [number for number in found if number is not None]


def claim_letter(session: Session, letter_id: int, fate: Fate) -> LetterRow | None:
    return session.exec(
        select(LetterRow)
        .where(col(LetterRow.id) == letter_id, col(LetterRow.fate) == fate)
        .with_for_update(skip_locked=True)
    ).first()


def sent_to(session: Session, recipient: str, since: datetime) -> int:
    """Letters given to the server for this address since then, whatever became of them."""
    return session.exec(
        select(sql.count()).where(
            col(LetterRow.recipient) == recipient, col(LetterRow.attempted_at) > since
        )
    ).one()


def sent_since(session: Session, since: datetime) -> int:
    return session.exec(select(sql.count()).where(col(LetterRow.attempted_at) > since)).one()


def adrift(session: Session, before: datetime) -> Sequence[LetterRow]:
    """Letters whose sending was noted before this instant and never ended: nobody knows."""
    return session.exec(
        select(LetterRow)
        .where(col(LetterRow.fate) == Fate.SENDING, col(LetterRow.attempted_at) <= before)
        .with_for_update(skip_locked=True)
    ).all()


def cursor(session: Session, mailbox: str, uidvalidity: int) -> int:
    row = session.get(MailboxRow, mailbox)
    return row.cursor if row and row.uidvalidity == uidvalidity else 0


def known_validity(session: Session, mailbox: str) -> int | None:
    row = session.get(MailboxRow, mailbox)
    return row.uidvalidity if row else None


def advance(session: Session, mailbox: str, uidvalidity: int, to: int) -> None:
    row = session.get(MailboxRow, mailbox) or MailboxRow(name=mailbox, uidvalidity=uidvalidity)
    if row.uidvalidity != uidvalidity:
        row.uidvalidity, row.cursor = uidvalidity, 0
    row.cursor = max(row.cursor, to)
    session.add(row)


def received(session: Session, mailbox: str, uidvalidity: int, above: int) -> set[int]:
    """The UIDs above the cursor that have their receipt already."""
    return set(
        session.exec(
            select(ReceiptRow.uid).where(
                col(ReceiptRow.mailbox) == mailbox,
                col(ReceiptRow.uidvalidity) == uidvalidity,
                col(ReceiptRow.uid) > above,
            )
        )
    )


def unfiled(
    session: Session, mailbox: str, uidvalidity: int
) -> Sequence[tuple[ReceiptRow, CaseRow]]:
    """Receipts whose message still stands in the inbox though its case has come to an end."""
    return session.exec(
        select(ReceiptRow, CaseRow)
        .join(CaseRow, col(CaseRow.id) == col(ReceiptRow.case_id))
        .where(
            col(ReceiptRow.mailbox) == mailbox,
            col(ReceiptRow.uidvalidity) == uidvalidity,
            col(ReceiptRow.filed_to).is_(None),
            col(CaseRow.status) != Status.WAITING,
        )
    ).all()


def note_filed(session: Session, receipt_ids: Sequence[int], folder: str) -> None:
    session.execute(
        update(ReceiptRow).where(col(ReceiptRow.id).in_(receipt_ids)).values(filed_to=folder)
    )


def id_of(row: CaseRow | MessageRow | LetterRow | ReceiptRow) -> int:
    assert row.id is not None, "a stored row has its id"
    return row.id
