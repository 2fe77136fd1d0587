"""The two moments a transfer touches the registry. Never commits: the road does."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import bindparam, or_, update
from sqlmodel import Session, col, select

from mailbot.edges.registry import CertificateRow, DossierRow, ExamRow, TransferRow
from mailbot.kinds.transfer.forms import CERTIFICATE, DOSSIER
from mailbot.kinds.transfer.repairs import counted
from mailbot.kinds.transfer.request import (
    Certificate,
    Dossier,
    Exam,
    Holder,
    TransferFacts,
    TransferRequest,
)
from mailbot.kinds.transfer.suggest import MOST, meant, near_misses, neighbours

MOST_WRITTEN = 5  # values of one sort for which near misses are sought


class AlreadyTransferred(RuntimeError):
    """Another transfer took the result or the dossier since the facts were read."""


def look_up(session: Session, request: TransferRequest, today: date) -> TransferFacts:
    unknown = unknown_repairs(session, request)
    request = replace(
        request,
        dossier=request.dossier.corrected(unknown),
        certificate=request.certificate.corrected(unknown),
    )
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
        unknown=unknown,
    )
    return counted(request, facts)


def unknown_repairs(session: Session, request: TransferRequest) -> frozenset[str]:
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


def suggest(session: Session, request: TransferRequest) -> dict[str, tuple[str, ...]]:
    """The registry's numbers one slip away from what was written, by field; for the staff only."""
    given = {
        DOSSIER: (request.dossier, col(DossierRow.number)),
        CERTIFICATE: (request.certificate, col(CertificateRow.number)),
    }
    found = {}
    for field, (numbers, column) in given.items():
        written = (*numbers.well_formed, *numbers.repaired, *numbers.malformed)[:MOST_WRITTEN]
        keys = sorted(frozenset().union(*map(neighbours, written)))
        known = session.execute(select(column).where(column.in_(keys))).scalars().all()
        # What the registry has as it was written is no miss, whatever stands near it.
        near = [one for text in written if meant(text) not in known
                for one in near_misses(text, known)]  # fmt: skip
        if near:
            found[field] = tuple(dict.fromkeys(near))[:MOST]
    return found


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
