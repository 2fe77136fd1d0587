"""What a case has behind it: receipts, letters, notes, and what was done, oldest first."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from mailbot.edges.tables import AuditRow, LetterRow, NoteRow, ReceiptRow


def first_receipt(session: Session, case_id: int) -> ReceiptRow | None:
    return session.exec(
        select(ReceiptRow).where(col(ReceiptRow.case_id) == case_id).order_by(col(ReceiptRow.id))
    ).first()


def letters(session: Session, case_id: int) -> Sequence[LetterRow]:
    return session.exec(
        select(LetterRow).where(col(LetterRow.case_id) == case_id).order_by(col(LetterRow.step))
    ).all()


def notes(session: Session, case_id: int) -> Sequence[NoteRow]:
    return session.exec(
        select(NoteRow).where(col(NoteRow.case_id) == case_id).order_by(col(NoteRow.id))
    ).all()


def events(session: Session, case_id: int) -> Sequence[AuditRow]:
    return session.exec(
        select(AuditRow).where(col(AuditRow.case_id) == case_id).order_by(col(AuditRow.id))
    ).all()
