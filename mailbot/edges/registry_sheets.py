"""The registry's CSV files: their columns, how each is read, and what tells their rows apart."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import SQLModel

from mailbot.edges.registry import (
    CERTIFICATE_KINDS,
    CERTIFICATE_STATUSES,
    DOSSIER_STATUSES,
    EXAM_OUTCOMES,
    CertificateRow,
    DossierRow,
    ExamRow,
)


@dataclass(frozen=True, eq=False)
class Sheet:
    """One CSV file: its columns, how each is read, and what tells its rows apart.

    The first column of the key is the number that `registry show` finds its rows by.
    """

    file: str
    table: type[SQLModel]
    columns: Mapping[str, Callable[[str], Any]]
    key: tuple[str, ...]


def number(text: str) -> str:
    """CAR, a year and 6 or 8 digits; spaces around and lower case are forgiven."""
    if not re.fullmatch(r"CAR\d{4}(\d{6}|\d{8})", text.upper()):
        raise ValueError("un numéro CAR, par exemple CAR202100418823 ou CAR2019003417")
    return text.upper()


def optional_number(text: str) -> str | None:
    return number(text) if text else None


def day(text: str) -> date | None:
    if not text:
        return None
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("une date AAAA-MM-JJ, par exemple 2020-12-31, ou rien")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("une date qui existe, AAAA-MM-JJ") from None


def whole(text: str) -> int | None:
    if not text:
        return None
    if not re.fullmatch(r"-?\d{1,9}", text):
        raise ValueError("un nombre entier, ou rien")
    return int(text)


def word(*allowed: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"un de : {', '.join(allowed)}")
        return text

    return read


HOLDER: Mapping[str, Callable[[str], Any]] = {
    "family_name": str,
    "given_name": str,
    "birth_date": day,
    "email": str,
}
SHEETS = (
    Sheet(
        "certificates.csv",
        CertificateRow,
        {
            "number": number,
            "kind": word(*CERTIFICATE_KINDS),
            "status": word(*CERTIFICATE_STATUSES),
            **HOLDER,
            "issued_on": day,
            "last_valid_on": day,
        },
        ("number",),
    ),
    Sheet(
        "dossiers.csv",
        DossierRow,
        {"number": number, "status": word(*DOSSIER_STATUSES), **HOLDER, "opened_on": day},
        ("number",),
    ),
    Sheet(
        "exams.csv",
        ExamRow,
        {
            "certificate_number": number,
            "dossier_number": optional_number,
            "outcome": word(*EXAM_OUTCOMES),
            "passed_on": day,
            "score": whole,
        },
        ("certificate_number", "outcome", "passed_on"),
    ),
)
