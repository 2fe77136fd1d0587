"""Receipts as rows: what of a mailbox was read, and what is still to be filed."""

from collections.abc import Sequence

from sqlalchemy import exists, update
from sqlmodel import Session, col, select

from mailbot.edges.tables import (
    CaseRow,
    Fate,
    LetterRow,
    MailboxRow,
    ReceiptRow,
    Status,
)

PAGE = 1000  # rows in memory at once


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
    session: Session, mailbox: str, uidvalidity: int, after: int
) -> Sequence[tuple[ReceiptRow, CaseRow]]:
    """Receipts whose message still stands in the inbox though its case has come to an end, the
    first PAGE of those with a greater id than `after`.

    A case whose letter is on its way has not: a refusal may yet put it before a person.
    """
    on_its_way = exists().where(
        col(LetterRow.case_id) == CaseRow.id,
        col(LetterRow.fate).in_((Fate.WAITING, Fate.SENDING)),
    )
    return session.exec(
        select(ReceiptRow, CaseRow)
        .join(CaseRow, col(CaseRow.id) == col(ReceiptRow.case_id))
        .where(
            col(ReceiptRow.mailbox) == mailbox,
            col(ReceiptRow.uidvalidity) == uidvalidity,
            col(ReceiptRow.filed_to).is_(None),
            col(CaseRow.status) != Status.WAITING,
            ~on_its_way,
            col(ReceiptRow.id) > after,
        )
        .order_by(col(ReceiptRow.id))
        .limit(PAGE)
    ).all()


def note_filed(session: Session, receipt_ids: Sequence[int], folder: str) -> None:
    session.execute(
        update(ReceiptRow).where(col(ReceiptRow.id).in_(receipt_ids)).values(filed_to=folder)
    )
