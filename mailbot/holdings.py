"""Everything that mailbot holds about one person (A-2.1): theirs, and nothing of anybody else's.

A message is the person's when their address is on it and the office's server vouched for it, unless
it speaks of somebody else's numbers. Of what others wrote about the person's numbers, only that it
was written is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, or_, select

from mailbot import kinds
from mailbot.config import Office
from mailbot.edges import incidents, registry_csv
from mailbot.edges.registry import CertificateRow, DossierRow, ExamRow, TransferRow
from mailbot.edges.store import id_of
from mailbot.edges.tables import AuditRow, CaseRow, LetterRow, MessageRow
from mailbot.explanation import explanation_of, render_person
from mailbot.person import Person, Record, identify

SHEETS = {CertificateRow: registry_csv.SHEETS[0], DossierRow: registry_csv.SHEETS[1]}
OF_A_CASE = (
    "id", "received_at", "status", "label", "decision", "reasons", "dossier_number",
    "certificate_number", "last_day", "sender", "message_id", "purged",
)  # fmt: skip
OF_A_LETTER = ("step", "template", "recipient", "message_id", "fate", "sent_at")
TO_READ_AGAIN = (
    "les notes et les motifs écrits par des agents ne sont pas joints : une personne doit s'assurer"
    " qu'ils ne parlent de personne d'autre (mailbot cases show)"
)
OF_AN_INCIDENT = ("id", "learned_on", "persons_told_on")


@dataclass(frozen=True)
class Holdings:
    """What is given: one JSON text's worth, and files beside it."""

    told: Mapping[str, Any]
    files: Mapping[str, bytes]  #: name → content

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(found) for name, found in self.told.items() if isinstance(found, list)}


def held_about(session: Session, words: str, office: Office, born: date | None = None) -> Holdings:
    """`words`: an address, a number of the registry, or a name. Raises person.Unclear."""
    person = identify(session, words, born)
    own = [case for case in candidates(session, person) if is_own(session, case, person)]
    numbers = [id_of(case) for case in own]
    told = {
        "personne": " ".join(words.split()),
        "registre": [record_told(session, record, person) for record in person.records],
        "affaires": [case_told(session, case, office) for case in own],
        "mentions": list(mentions(session, person, numbers)),
        "incidents": [picked(row, OF_AN_INCIDENT) for row in incidents.of_cases(session, numbers)],
        "à relire": TO_READ_AGAIN,
    }
    return Holdings(told, dict(files_of(session, own, office)))


def candidates(session: Session, person: Person) -> Sequence[CaseRow]:
    senders = sorted(person.addresses | person.shared)
    wanted = select(CaseRow).where(col(CaseRow.sender).in_(senders), col(CaseRow.authenticated))
    return session.exec(wanted.order_by(col(CaseRow.received_at), col(CaseRow.id))).all()


def is_own(session: Session, case: CaseRow, person: Person) -> bool:
    """Not when it gives somebody else's number; from a shared address, only with one of theirs."""
    given = {number for number in (case.dossier_number, case.certificate_number) if number}
    if case.sender in person.shared and not given & person.numbers:
        return False
    return not any(is_known(session, number) for number in given - person.numbers)


def is_known(session: Session, number: str) -> bool:
    return any(session.get(table, number) for table in SHEETS)


def mentions(session: Session, person: Person, own: Sequence[int]) -> Iterator[dict[str, Any]]:
    """What others wrote about the person's numbers, or nobody vouched for under their address."""
    numbers = sorted(person.numbers)
    about = or_(
        col(CaseRow.dossier_number).in_(numbers),
        col(CaseRow.certificate_number).in_(numbers),
        col(CaseRow.sender).in_(sorted(person.addresses)),
    )
    wanted = select(CaseRow).where(about, col(CaseRow.id).not_in(own)).order_by(col(CaseRow.id))
    for case in session.exec(wanted):
        given = {case.dossier_number, case.certificate_number} & person.numbers
        yield {
            "affaire": case.id,
            "reçue": case.received_at,
            "numéros": sorted(filter(None, given)),
            "décision": case.decision,
        }


def record_told(session: Session, record: Record, person: Person) -> dict[str, Any]:
    sheet = SHEETS[type(record)]
    told = {"fichier": sheet.file, **{name: getattr(record, name) for name in sheet.columns}}
    if isinstance(record, CertificateRow):
        exams = select(ExamRow).where(col(ExamRow.certificate_number) == record.number)
        told["examens"] = [exam_told(exam, person) for exam in session.exec(exams)]
    else:
        done = select(TransferRow).where(col(TransferRow.dossier_number) == record.number)
        told["transferts"] = [transfer_told(row, person) for row in session.exec(done)]
    for more in kinds.sheets():
        if found := registry_csv.rows_by(session, more, more.key[0], record.number):
            told[more.file.removesuffix(".csv")] = found
    return told


def exam_told(exam: ExamRow, person: Person) -> dict[str, Any]:
    told = {name: getattr(exam, name) for name in registry_csv.SHEETS[2].columns}
    if exam.dossier_number and exam.dossier_number not in person.numbers:
        told["dossier_number"] = "un dossier qui n'est pas au nom de cette personne"
    return told


def transfer_told(row: TransferRow, person: Person) -> dict[str, Any]:
    theirs = person.addresses | person.shared
    return {
        "fait": row.performed_at,
        "affaire": row.case_id,
        "certificat": row.certificate_number if row.certificate_number in person.numbers else None,
        "demandé par": row.requested_by if row.requested_by in theirs else None,
    }


def case_told(session: Session, case: CaseRow, office: Office) -> dict[str, Any]:
    explained = explanation_of(session, id_of(case), office)
    history = select(AuditRow.at, AuditRow.event).where(col(AuditRow.case_id) == case.id)
    return {
        **picked(case, OF_A_CASE),
        "lettres": [picked(one, OF_A_LETTER) for one in letters(session, case)],
        "explication": asdict(explained) if explained else None,
        "historique": [
            {"at": at, "event": event}
            for at, event in session.exec(history.order_by(col(AuditRow.id)))
        ],
    }


def letters(session: Session, case: CaseRow) -> Sequence[LetterRow]:
    wanted = select(LetterRow).where(col(LetterRow.case_id) == case.id)
    return session.exec(wanted.order_by(col(LetterRow.step))).all()


def files_of(
    session: Session, cases: Sequence[CaseRow], office: Office
) -> Iterator[tuple[str, bytes]]:
    """The messages and the letters as they were, and each explanation as it would be printed."""
    for case in cases:
        content = session.get_one(MessageRow, case.message_pk).content
        if content:
            yield f"messages/{case.id}.eml", content
        for letter in letters(session, case):
            if letter.content:
                yield f"lettres/{case.id}-{letter.step}.eml", letter.content
        if explained := explanation_of(session, id_of(case), office):
            yield f"explications/{case.id}.txt", render_person(explained, office, "txt").encode()


def picked(row: object, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
