"""The two moments a transfer touches the registry. Never commits: the road does."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, or_, update
from sqlmodel import Session, col, select

from mailbot.edges.registry import CertificateRow, DossierRow, ExamRow, TransferRow
from mailbot.kinds.transfer.repairs import counted
from mailbot.kinds.transfer.request import (
    Certificate,
    Dossier,
    Exam,
    Holder,
    TransferFacts,
    TransferRequest,
)
from mailbot.kinds.transfer.suggest import near_misses, neighbours

MOST_SUGGESTED_FOR = 3  #: numbers of one sort, of which a near miss is looked for


class AlreadyTransferred(RuntimeError):
    """Another transfer took the result or the dossier since the facts were read."""


def look_up(session: Session, request: TransferRequest, today: date) -> TransferFacts:
    dossier, certificate = request.dossier.only, request.certificate.only
    exams = exams_of(session, certificate, dossier)
    inside = any(exam.dossier_number == dossier for exam in exams)
    facts = TransferFacts(
        today=today,
        dossier_number=dossier,
        certificate_number=certificate,
        dossier=dossier_of(session, dossier, inside),
        certificate=certificate_of(session, certificate),
        exams=tuple(
            Exam(row.id or 0, row.outcome, row.passed_on, row.dossier_number)
            for row in exams
            if row.certificate_number == certificate
        ),
    )
    return counted(request, facts)


def dossier_of(session: Session, number: str | None, has_result: bool) -> Dossier | None:
    row = session.get(DossierRow, number) if number else None
    if row is None:
        return None
    return Dossier(
        number=row.number,
        status=row.status,
        holder=holder(row),
        email=row.email.casefold(),
        has_result=has_result,
    )


def certificate_of(session: Session, number: str | None) -> Certificate | None:
    row = session.get(CertificateRow, number) if number else None
    if row is None:
        return None
    return Certificate(
        number=row.number,
        kind=row.kind,
        status=row.status,
        holder=holder(row),
        email=row.email.casefold(),
        last_valid_on=row.last_valid_on,
    )


def holder(row: DossierRow | CertificateRow) -> Holder:
    return Holder(row.family_name, row.given_name, row.birth_date)


def suggest(session: Session, request: TransferRequest) -> dict[str, tuple[str, ...]]:
    """What the registry has that is one slip away from a number it does not know, by its field.

    For the staff to look at: nothing of it is ever accepted by itself.
    """
    asked = {"dossier_number": request.dossier, "certificate_number": request.certificate}
    columns = {"dossier_number": DossierRow.number, "certificate_number": CertificateRow.number}
    found = {}
    for field, given in asked.items():
        written = (*given.malformed, *given.well_formed, *given.repaired)[:MOST_SUGGESTED_FOR]
        number = col(columns[field])
        near = {one: neighbours(one) for one in written}
        every = sorted(frozenset().union(*near.values()))
        known = session.exec(select(number).where(number.in_(every))).all() if every else ()
        close = [hit for one in written if one not in known for hit in near_misses(one, known)]
        if close:
            found[field] = tuple(dict.fromkeys(close))
    return found


# Built once: every request asks. A number that was not given is no row's.
_EXAMS = (
    select(ExamRow)
    .where(
        or_(
            col(ExamRow.certificate_number) == bindparam("certificate"),
            col(ExamRow.dossier_number) == bindparam("dossier"),
        )
    )
    .order_by(col(ExamRow.passed_on).nulls_first(), col(ExamRow.id))
)


def exams_of(session: Session, certificate: str | None, dossier: str | None) -> Sequence[ExamRow]:
    """The results obtained under the certificate, and those that are in the dossier."""
    if certificate is None and dossier is None:
        return ()
    given = {"certificate": certificate or "", "dossier": dossier or ""}
    return session.execute(_EXAMS, given).scalars().all()


def perform(
    session: Session, request: TransferRequest, facts: TransferFacts, case_id: int, now: datetime
) -> None:
    """Move the result that counts from the certificate to the dossier, which now awaits its holder.

    Raises AlreadyTransferred when the registry is no longer as the facts say; the constraints of
    `transfer` refuse whatever this could still miss. Either way nothing is committed.
    """
    exam = facts.exam
    if exam is None or facts.dossier is None or facts.certificate is None:
        raise ValueError("a transfer needs an exam result, a certificate and a dossier")
    number = facts.dossier.number
    moved = update(ExamRow).where(col(ExamRow.id) == exam.id, col(ExamRow.dossier_number).is_(None))
    opened = update(DossierRow).where(
        col(DossierRow.number) == number, col(DossierRow.status) == "open"
    )
    for change in (
        moved.values(dossier_number=number),
        opened.values(status="awaiting_finalisation"),
    ):
        if session.execute(change).rowcount != 1:  # type: ignore[attr-defined]
            raise AlreadyTransferred(f"{facts.certificate.number} → {number}")
    session.add(
        TransferRow(
            case_id=case_id,
            exam_id=exam.id,
            certificate_number=facts.certificate.number,
            dossier_number=number,
            requested_by=request.sender,
            performed_at=now,
        )
    )
    session.flush()
