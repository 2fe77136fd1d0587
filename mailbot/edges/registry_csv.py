"""The registry as three CSV files, in and out (domain.md section 3). A round trip loses nothing.

A kind may bring a file of its own beside them (Kind.sheets): absent, it changes nothing.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import insert, inspect, update
from sqlmodel import Session, SQLModel, col, select

from mailbot.edges.registry import CertificateRow, ExamRow, TransferRow
from mailbot.edges.registry_sheets import SHEETS, Sheet

__all__ = ["SHEETS", "RegistryError", "Sheet", "export_registry", "import_registry", "show"]

Row = dict[str, Any]
Progress = Callable[[str, int, int], None]  # (file, rows done, rows in all)
CHUNK = 1000


class RegistryError(ValueError):
    """A CSV file cannot be imported; the message names file, line and column. Nothing was."""


@dataclass
class Summary:
    """What an import did: rows a file, and what mailbot's own transfers kept from being undone."""

    rows: dict[str, int] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)  #: certificates whose transfer the files ignored


def import_registry(
    session: Session, folder: Path, progress: Progress, more: Sequence[Sheet] = ()
) -> Summary:
    """Read every file, then write them. Raises RegistryError before anything is written.

    The three must be there; of `more`, those that are.

    A row replaces the one of the same key. A transfer that mailbot did is never undone: the files
    may be older than it.
    """
    there = [sheet for sheet in more if (folder / sheet.file).exists()]
    read = {sheet: list(rows_of(sheet, folder / sheet.file)) for sheet in (*SHEETS, *there)}
    summary = Summary(rows={sheet.file: len(rows) for sheet, rows in read.items()})
    _, dossiers, exams = SHEETS
    keep_transfers(session, read[dossiers], read[exams], summary)
    for sheet, rows in read.items():
        write(session, sheet, rows, progress)
    return summary


def rows_of(sheet: Sheet, path: Path) -> Iterator[Row]:
    reader = csv.DictReader(io.StringIO(text_of(path), newline=""), strict=True)
    try:
        header = [name.strip() for name in reader.fieldnames or ()]
        missing = [name for name in sheet.columns if name not in header]
        if missing:
            raise RegistryError(
                f"{path}, ligne 1 : colonne absente : {', '.join(missing)} ;"
                f" attendu : {','.join(sheet.columns)}"
            )
        reader.fieldnames = header
        seen: dict[tuple[Any, ...], int] = {}
        for raw in reader:
            row = row_of(sheet, raw, f"{path}, ligne {reader.line_num}")
            key = tuple(row[name] for name in sheet.key)
            if first := seen.get(key):
                shown = " ".join(str(value) for value in key)
                raise RegistryError(
                    f"{path}, ligne {reader.line_num} : {shown} est déjà à la ligne {first} ;"
                    " chaque ligne doit être unique"
                )
            seen[key] = reader.line_num
            yield row
    except csv.Error as error:
        raise RegistryError(f"{path}, ligne {reader.line_num} : CSV mal formé : {error}") from None


def row_of(sheet: Sheet, raw: Mapping[str | None, Any], where: str) -> Row:
    if raw.get(None) or None in raw.values():
        raise RegistryError(
            f"{where} : {len(sheet.columns)} champs attendus : {','.join(sheet.columns)}"
        )
    row = {}
    for name, read in sheet.columns.items():
        text = raw[name].strip().replace("\0", "")
        try:
            row[name] = read(text)
        except ValueError as error:
            raise RegistryError(
                f"{where}, colonne {name} : « {text[:60]} » ; attendu : {error}"
            ) from None
    return row


def text_of(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        names = ", ".join(sheet.file for sheet in SHEETS)
        raise RegistryError(f"{path} : fichier absent ; il faut {names}") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise RegistryError(
            f"{path}, ligne {line} : octets qui ne sont pas de l'UTF-8 ;"
            " enregistrez le fichier en UTF-8"
        ) from None
    except OSError as error:
        raise RegistryError(f"{path} : illisible ({error.strerror})") from None


def keep_transfers(
    session: Session, dossiers: Iterable[Row], exams: Iterable[Row], summary: Summary
) -> None:
    """Carry mailbot's own transfers into rows that do not know them yet."""
    done = session.exec(
        select(ExamRow, TransferRow).join(TransferRow, col(TransferRow.exam_id) == col(ExamRow.id))
    ).all()
    ours = {(e.certificate_number, e.outcome, e.passed_on): t for e, t in done}
    for row in exams:
        transfer = ours.get((row["certificate_number"], row["outcome"], row["passed_on"]))
        if transfer is None or row["dossier_number"] == transfer.dossier_number:
            continue
        if row["dossier_number"]:
            raise RegistryError(
                f"exams.csv : le résultat de {row['certificate_number']} y est dans"
                f" {row['dossier_number']}, mais mailbot l'a transféré dans"
                f" {transfer.dossier_number} ; corrigez l'un ou l'autre"
            )
        row["dossier_number"] = transfer.dossier_number
        summary.kept.append(row["certificate_number"])
    filled = {transfer.dossier_number for transfer in ours.values()}
    for row in dossiers:
        if row["number"] in filled and row["status"] == "open":
            row["status"] = "awaiting_finalisation"


def write(session: Session, sheet: Sheet, rows: Sequence[Row], progress: Progress) -> None:
    known = known_ids(session, sheet)
    fresh = [row for row in rows if tuple(row[name] for name in sheet.key) not in known]
    changed = [
        {**row, **known[key]}
        for row in rows
        if (key := tuple(row[name] for name in sheet.key)) in known
    ]
    done = 0
    for statement, some in ((insert, fresh), (update, changed)):
        for start in range(0, len(some), CHUNK):
            chunk = some[start : start + CHUNK]
            session.execute(statement(sheet.table), chunk)
            done += len(chunk)
            progress(sheet.file, done, len(rows))


def known_ids(session: Session, sheet: Sheet) -> dict[tuple[Any, ...], Row]:
    """Key → primary key of the rows that the registry has."""
    primary = inspect(sheet.table).primary_key[0].name
    columns = [getattr(sheet.table, name) for name in (primary, *sheet.key)]
    return {tuple(row[1:]): {primary: row[0]} for row in session.execute(select(*columns))}


def export_registry(session: Session, folder: Path, more: Sequence[Sheet] = ()) -> dict[str, int]:
    """Write the three files, and those of `more` that have rows, in the order of their numbers.

    Returns the rows of each.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = {}
    for sheet in (*SHEETS, *more):
        columns = [getattr(sheet.table, name) for name in sheet.columns]
        order = [getattr(sheet.table, sheet.key[0])]
        rows = session.execute(select(*columns).order_by(*order, *columns)).all()
        if sheet in more and not rows:
            continue
        with open(folder / sheet.file, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(sheet.columns)
            writer.writerows(["" if value is None else value for value in row] for row in rows)
        counts[sheet.file] = len(rows)
    return counts


def show(session: Session, wanted: str, more: Sequence[Sheet] = ()) -> dict[str, Any] | None:
    """Everything the registry says of one number; None when it does not know it."""
    for sheet in SHEETS[:2]:
        row = session.get(sheet.table, wanted)
        if row is not None:
            by = "certificate_number" if sheet.table is CertificateRow else "dossier_number"
            return {
                "record": sheet.file.removesuffix("s.csv"),
                **told(sheet, row),
                "exams": rows_by(session, SHEETS[2], by, wanted),
                **{
                    other.file.removesuffix(".csv"): found
                    for other in more
                    if (found := rows_by(session, other, other.key[0], wanted))
                },
            }
    return None


def rows_by(session: Session, sheet: Sheet, column: str, wanted: str) -> list[Row]:
    rows = session.exec(select(sheet.table).where(getattr(sheet.table, column) == wanted))
    return [told(sheet, row) for row in rows]


def told(sheet: Sheet, row: SQLModel) -> Row:
    return {name: getattr(row, name) for name in sheet.columns}
