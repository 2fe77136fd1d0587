"""The two moments a request touches the registry: looked up, and carried out. The road commits."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, or_, update
from sqlmodel import Session, col, select

from mailbot.certificates.records import (
    Certificate,
    CertificateFacts,
    CertificateRequest,
    Dossier,
    Exam,
    Holder,
)
from mailbot.edges.registry import CertificateRow, DossierRow, ExamRow, TransferRow


class AlreadyTransferred(RuntimeError):
    """Another transfer took the result or the dossier since the facts were read."""


def facts_of(session: Session, request: CertificateRequest, today: date) -> CertificateFacts:
    """What the registry holds under the one number given of each sort, repaired or not."""
    unknown = unknown_repairs(session, request)
    dossier = request.dossier.corrected(unknown).only
    certificate = request.certificate.corrected(unknown).only
    exams = exams_of(session, certificate, dossier)
    inside = any(exam.dossier_number == dossier for exam in exams)
    return CertificateFacts(
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
        unknown=unknown,
    )


def unknown_repairs(session: Session, request: CertificateRequest) -> frozenset[str]:
    """The repaired numbers that stand beside a well-formed one and that are nobody's."""
    beside = [
        (row, number)
        for row, given in ((DossierRow, request.dossier), (CertificateRow, request.certificate))
        for number in given.repaired
        if given.well_formed
    ]
    return frozenset(number for row, number in beside if session.get(row, number) is None)


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


# Built once: every transfer makes both changes.
_MOVED = (
    update(ExamRow)
    .where(col(ExamRow.id) == bindparam("exam"), col(ExamRow.dossier_number).is_(None))
    .values(dossier_number=bindparam("into"))
)
_OPENED = (
    update(DossierRow)
    .where(col(DossierRow.number) == bindparam("dossier"), col(DossierRow.status) == "open")
    .values(status="awaiting_finalisation")
)


def perform(
    session: Session,
    request: CertificateRequest,
    facts: CertificateFacts,
    case_id: int,
    now: datetime,
) -> None:
    """Move the result that counts from the certificate to the dossier, which now awaits its holder.

    Raises AlreadyTransferred when the registry is no longer as the facts say; the constraints of
    `transfer` refuse whatever this could still miss. Either way nothing is committed.
    """
    exam = facts.exam
    if exam is None or facts.dossier is None or facts.certificate is None:
        raise ValueError("a transfer needs an exam result, a certificate and a dossier")
    number = facts.dossier.number
    for change, values in (
        (_MOVED, {"exam": exam.id, "into": number}),
        (_OPENED, {"dossier": number}),
    ):
        if session.execute(change, values).rowcount != 1:  # type: ignore[attr-defined]
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
