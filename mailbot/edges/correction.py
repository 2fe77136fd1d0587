"""One record of the registry, corrected: each field read as the import reads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from mailbot.edges.registry import CertificateRow, DossierRow, ExamRow, TransferRow
from mailbot.edges.registry_csv import SHEETS, RegistryError, Sheet

CERTIFICATES, DOSSIERS, EXAMS = SHEETS
Row = CertificateRow | DossierRow | ExamRow
EXAM = "exam."  #: before a field of the certificate's exam result: exam.passed_on
NEVER = ("number", "certificate_number", "dossier_number")  #: what ties records together


@dataclass(frozen=True)
class Corrected:
    """What was changed, for the trace: French readers get the values as the files write them."""

    record: str  #: certificates, dossiers
    number: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def correct(
    session: Session, number: str, changes: Mapping[str, str], exam_of: date | None = None
) -> Corrected:
    """Change fields of a certificate or a dossier, or of the exam result of a certificate.

    `changes`: field → as a file would write it. `exam_of`: the date of the result meant, where a
    certificate has several. Raises RegistryError, and nothing is changed.
    """
    sheet, row = found(session, number)
    own = {name: text for name, text in changes.items() if not name.startswith(EXAM)}
    of_exam = {name.removeprefix(EXAM): text for name, text in changes.items() if name not in own}
    plan: list[tuple[Row, Sheet, Mapping[str, str], str]] = [(row, sheet, own, "")]
    if of_exam:
        plan.append((exam(session, sheet, number, exam_of), EXAMS, of_exam, EXAM))
    before, after = {}, {}
    for record, of, fields, prefix in plan:
        values = {name: value(of, name, text, prefix) for name, text in fields.items()}
        before.update({prefix + name: getattr(record, name) for name in values})
        after.update({prefix + name: each for name, each in values.items()})
        if isinstance(record, ExamRow):
            refuse_twin(session, record, values)
        for name, each in values.items():
            setattr(record, name, each)
        session.add(record)
    if before == after:
        raise RegistryError(f"{number} : le registre dit déjà cela ; rien n'est à corriger")
    refuse_reopening(session, row)
    session.flush()
    return Corrected(sheet.file.removesuffix(".csv"), number, before, after)


def found(session: Session, number: str) -> tuple[Sheet, CertificateRow | DossierRow]:
    for sheet in (CERTIFICATES, DOSSIERS):
        row = session.get(sheet.table, number, with_for_update=True)
        if isinstance(row, CertificateRow | DossierRow):
            return sheet, row
    raise RegistryError(f"{number} : inconnu du registre ; un numéro de certificat ou de dossier")


def exam(session: Session, sheet: Sheet, number: str, passed_on: date | None) -> ExamRow:
    """The one result of the certificate, or the one of that date."""
    if sheet is not CERTIFICATES:
        raise RegistryError(
            f"{number} : un résultat d'examen se corrige par le numéro de son certificat"
        )
    wanted = select(ExamRow).where(col(ExamRow.certificate_number) == number)
    rows = session.exec(wanted.with_for_update()).all()
    if passed_on is not None:
        rows = [row for row in rows if row.passed_on == passed_on]
    if len(rows) != 1:
        dates = ", ".join(str(row.passed_on or "sans date") for row in rows) or "aucun"
        raise RegistryError(
            f"{number} : un seul résultat d'examen attendu ; il y a : {dates} ;"
            " désignez-le par --exam AAAA-MM-JJ"
        )
    return rows[0]


def value(sheet: Sheet, name: str, text: str, prefix: str) -> Any:
    readers: Mapping[str, Callable[[str], Any]] = {
        column: read for column, read in sheet.columns.items() if column not in NEVER
    }
    if name not in readers:
        allowed = ", ".join(prefix + column for column in readers)
        raise RegistryError(f"champ « {prefix + name} » : un de : {allowed}")
    try:
        return readers[name](text.strip().replace("\0", ""))
    except ValueError as error:
        raise RegistryError(
            f"champ {prefix + name} : « {text[:60]} » ; attendu : {error}"
        ) from None


def refuse_twin(session: Session, row: ExamRow, values: Mapping[str, Any]) -> None:
    """Two results of one certificate differ by their outcome or their date."""
    key = [values.get(name, getattr(row, name)) for name in ("outcome", "passed_on")]
    for other in session.exec(
        select(ExamRow).where(
            col(ExamRow.certificate_number) == row.certificate_number, col(ExamRow.id) != row.id
        )
    ):
        if [other.outcome, other.passed_on] == key:
            raise RegistryError(f"{row.certificate_number} : ce résultat existe déjà à cette date")


def refuse_reopening(session: Session, row: SQLModel) -> None:
    """A transfer that mailbot did is not undone by opening its dossier again."""
    if not isinstance(row, DossierRow) or row.status != "open":
        return
    done = select(TransferRow).where(col(TransferRow.dossier_number) == row.number)
    if session.exec(done).first():
        raise RegistryError(
            f"{row.number} : mailbot y a transféré un résultat ; il ne peut pas redevenir « open »"
        )
