"""Each decision has what follows from it, and nothing has happened without its decision.

Read only, and a query for each question, however many cases there are. What a purge destroyed of
the audit is taken for said.
"""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Executable, and_, exists, or_
from sqlmodel import Session, col, select

from mailbot.edges.registry import DossierRow, ExamRow, TransferRow
from mailbot.edges.tables import AuditRow, CaseRow, Fate, LetterRow, Status

ANSWERED = ("accept", "repeat", "ask")
LEFT = ("letter sent", "letter marked sent")
ACCEPTED = '"outcome":"accept"'  # as the audit's canonical JSON has it

decided = col(AuditRow.event) == "decided"
accepted = and_(decided, col(AuditRow.data).contains(ACCEPTED))


def of_cases(session: Session) -> Iterator[str]:
    decision, status = col(CaseRow.decision), col(CaseRow.status)
    done = status.in_((Status.DONE, Status.HELD))
    transfer = exists().where(col(TransferRow.case_id) == CaseRow.id)
    letter = exists().where(col(LetterRow.case_id) == CaseRow.id)
    audited = exists().where(col(AuditRow.case_id) == CaseRow.id, decided)
    # An agent may end what the code failed on; then nothing was ever decided.
    failed = exists().where(col(AuditRow.case_id) == CaseRow.id, col(AuditRow.event) == "failed")
    for wanted, line in (
        (select(CaseRow.id).where(decision == "accept", done, ~transfer),
         "affaire {} : acceptée sans transfert"),
        (select(CaseRow.id).where(decision.in_(ANSWERED), done, ~letter),
         "affaire {} : décidée sans lettre"),
        (select(CaseRow.id).where(done, ~audited, ~and_(failed, decision.is_(None))),
         "affaire {} : décidée sans ligne d'audit"),
    ):  # fmt: skip
        yield from told(session, wanted, line)


def of_transfers(session: Session) -> Iterator[str]:
    moved = exists().where(
        col(ExamRow.id) == TransferRow.exam_id,
        col(ExamRow.dossier_number) == TransferRow.dossier_number,
    )
    known = exists().where(col(DossierRow.number) == TransferRow.dossier_number)
    # Decided otherwise later, or its letter came back: the transfer stays done.
    otherwise = or_(col(AuditRow.event) == "bounced", and_(decided, ~accepted))
    not_accepted = select(TransferRow.case_id).where(
        exists().where(
            col(CaseRow.id) == TransferRow.case_id,
            or_(col(CaseRow.decision).is_(None), col(CaseRow.decision) != "accept"),
        )
    )
    of_it = col(AuditRow.case_id) == TransferRow.case_id
    for wanted, line in (
        (select(TransferRow.case_id).where(~moved),
         "affaire {} : le résultat transféré n'est plus dans le dossier"),
        (select(TransferRow.case_id).where(~known),
         "affaire {} : le dossier du transfert n'est plus au registre"),
        (select(TransferRow.case_id).where(~exists().where(of_it, accepted)),
         "affaire {} : transfert sans décision qui l'accepte"),
        (not_accepted.where(exists().where(of_it, accepted), ~exists().where(of_it, otherwise)),
         "affaire {} : transfert fait, et l'affaire n'est plus acceptée"),
    ):  # fmt: skip
        yield from told(session, wanted, line)


def of_letters(session: Session) -> Iterator[str]:
    """Each letter was decided, or written by an agent; one that left is noted to have left."""
    of_it = col(AuditRow.case_id) == LetterRow.case_id
    names = or_(
        col(AuditRow.data).contains(LetterRow.message_id),
        col(AuditRow.personal).contains(LetterRow.message_id),
    )
    written = exists().where(of_it, event("letter written"), said(names))
    left = exists().where(of_it, event(*LEFT), said(names))
    by, fate = col(LetterRow.by), col(LetterRow.fate)
    letter = select(LetterRow.case_id, LetterRow.template).order_by(col(LetterRow.id))
    for wanted, line in (
        (letter.where(by.is_(None), ~exists().where(of_it, decided, names)),
         "affaire {} : lettre {} qu'aucune décision n'a écrite"),
        (letter.where(by.is_not(None), ~written),
         "affaire {} : lettre {} d'un agent, que l'audit ne connaît pas"),
        (letter.where(fate == Fate.SENT, ~left),
         "affaire {} : lettre {} envoyée sans ligne d'audit"),
    ):  # fmt: skip
        yield from told(session, wanted, line)


def event(*names: str) -> ColumnElement[bool]:
    return col(AuditRow.event).in_(names)


def said(names: ColumnElement[bool]) -> ColumnElement[bool]:
    """The row says it, or said it once: emptied, it is passed."""
    return or_(names, col(AuditRow.personal).is_(None))


def told(session: Session, wanted: Executable, line: str) -> Iterator[str]:
    for row in session.execute(wanted):
        yield line.format(*row)
