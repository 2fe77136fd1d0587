"""The registry's rows that a case speaks of, as they stood before it was decided."""

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from mailbot.desk.anonymous_text import Anonymiser
from mailbot.edges.registry import CertificateRow, DossierRow, ExamRow, TransferRow
from mailbot.edges.registry_csv import SHEETS

Row = dict[str, Any]
Rows = dict[str, list[Row]]  # file → its rows, by the columns of the CSV

NUMBERS = ("number", "certificate_number", "dossier_number")


def rows_about(session: Session, numbers: Iterable[str], case_ids: Iterable[int]) -> Rows:
    """Of these numbers; what these cases transferred stands where it stood before."""
    wanted = sorted(set(numbers))
    undone = select(TransferRow.exam_id).where(col(TransferRow.case_id).in_(list(case_ids)))
    taken_back = set(session.exec(undone))
    exams = session.exec(
        select(ExamRow).where(
            or_(
                col(ExamRow.certificate_number).in_(wanted),
                col(ExamRow.dossier_number).in_(wanted),
            )
        )
    ).all()
    reopened = {exam.dossier_number for exam in exams if exam.id in taken_back}
    found = {
        CertificateRow: session.exec(
            select(CertificateRow).where(col(CertificateRow.number).in_(wanted))
        ).all(),
        DossierRow: session.exec(
            select(DossierRow).where(col(DossierRow.number).in_(wanted))
        ).all(),
        ExamRow: exams,
    }
    rows: Rows = {}
    for sheet in SHEETS:
        rows[sheet.file] = [
            {name: getattr(row, name) for name in sheet.columns} for row in found[sheet.table]
        ]
    for exam, row in zip(exams, rows["exams.csv"], strict=True):
        row["score"] = None  # no rule asks for it
        if exam.id in taken_back:
            row["dossier_number"] = None
    for row in rows["dossiers.csv"]:
        if row["number"] in reopened:
            row["status"] = "open"
    return rows


def anonymised(rows: Rows, by: Anonymiser) -> Rows:
    return {file: [one_row(row, by) for row in some] for file, some in rows.items()}


def one_row(row: Mapping[str, Any], by: Anonymiser) -> Row:
    new = dict(row)
    for name, value in row.items():
        if not value:
            continue
        if name in NUMBERS or name in ("family_name", "given_name"):
            new[name] = by.text(value)
        elif name == "email":
            new[name] = by.addresses(value)
        elif name == "birth_date":
            new[name] = by.pseudonyms.day(value)
    return new


def write(rows: Rows, folder: Path) -> None:
    """Add the rows to the three files of a folder, which are made where they are not."""
    folder.mkdir(parents=True, exist_ok=True)
    for sheet in SHEETS:
        path = folder / sheet.file
        is_new = not path.exists()
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            if is_new:
                writer.writerow(sheet.columns)
            for row in rows[sheet.file]:
                writer.writerow(["" if row[name] is None else row[name] for name in sheet.columns])
