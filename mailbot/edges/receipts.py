"""Receipts as rows: what of a mailbox was read, and what is still to be filed.

`account` says where the mailbox of that name stands (Inbox.account). What was read of another
account, host or folder is known to its cases only: its numbers mean other messages here.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, update
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


def known(session: Session, mailbox: str) -> MailboxRow | None:
    """Where it was last read; None when it never was."""
    return session.get(MailboxRow, mailbox)


def era(session: Session, mailbox: str) -> int:
    row = session.get(MailboxRow, mailbox)
    return row.era if row else 0


def arrive(session: Session, mailbox: str, account: str, uidvalidity: int) -> bool:
    """It is read here from now on. Is that somewhere else than before? Then from the beginning.

    A row that names no account, of an older mailbot, is of the one that is configured now.
    """
    row = session.get(MailboxRow, mailbox)
    if row is None:
        session.add(MailboxRow(name=mailbox, account=account, uidvalidity=uidvalidity))
        return False
    moved = row.account not in ("", account)
    anew = moved or row.uidvalidity != uidvalidity
    row.account, row.uidvalidity = account, uidvalidity
    row.era += moved
    row.cursor = 0 if anew else row.cursor
    session.add(row)
    return anew


def advance(session: Session, mailbox: str, uidvalidity: int, to: int) -> None:
    row = session.get(MailboxRow, mailbox) or MailboxRow(name=mailbox, uidvalidity=uidvalidity)
    if row.uidvalidity != uidvalidity:
        row.uidvalidity, row.cursor = uidvalidity, 0
    row.cursor = max(row.cursor, to)
    session.add(row)


def here(mailbox: str, account: str, uidvalidity: int) -> tuple[ColumnElement[bool], ...]:
    """The receipts of what stands or stood in this folder; none while it is read elsewhere."""
    era = select(MailboxRow.era).where(
        col(MailboxRow.name) == mailbox, col(MailboxRow.account).in_(("", account))
    )
    return (
        col(ReceiptRow.mailbox) == mailbox,
        col(ReceiptRow.era) == era.scalar_subquery(),
        col(ReceiptRow.uidvalidity) == uidvalidity,
    )


def received(
    session: Session, mailbox: str, account: str, uidvalidity: int, above: int
) -> set[int]:
    """The UIDs above the cursor that have their receipt already."""
    place = here(mailbox, account, uidvalidity)
    return set(session.exec(select(ReceiptRow.uid).where(*place, col(ReceiptRow.uid) > above)))


def unfiled(
    session: Session, mailbox: str, account: str, uidvalidity: int, after: int
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
            *here(mailbox, account, uidvalidity),
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
