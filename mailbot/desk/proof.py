"""That an anonymous case is the case: read and decided alike, and nobody to be seen in it."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from mailbot import road
from mailbot.config import Office
from mailbot.desk import registry_rows
from mailbot.desk.anonymous_mail import texts
from mailbot.desk.anonymous_text import Anonymiser, plain
from mailbot.desk.identity import digits
from mailbot.desk.registry_rows import Rows
from mailbot.edges import database
from mailbot.report import as_json
from mailbot.values import RawMessage, Ruling

COMPARED = (
    "class", "dossier_number", "certificate_number", "intent", "question", "decision", "reasons",
    "proposal",
)  # fmt: skip
FORM = re.compile(r"CAR\d{10,12}")


class NotExportable(RuntimeError):
    """The case cannot be made anonymous without changing what is read of it."""


def walked(
    raws: Sequence[RawMessage], rows: Rows, office: Office, said: Sequence[Ruling | None] = ()
) -> list[dict[str, Any]]:
    """What is decided of the messages in order, over these rows alone, each as on its own day.

    `said`: how an agent reads each of them, where it is not as mailbot does.
    """
    with tempfile.TemporaryDirectory() as folder:
        registry_rows.write(rows, Path(folder))
        engine = database.in_memory()
        alone = replace(office, engine=engine, clock="received")
        road.import_registry(Path(folder), alone, lambda *_: None)
        numbered = [replace(raw, uid=place) for place, raw in enumerate(raws)]
        results = list(road.rehearse(numbered, alone, raws[-1].received_at, said))
        engine.dispose()
    told = []
    for raw, result in zip(numbered, results, strict=True):
        if isinstance(result, Exception):
            raise NotExportable(f"le code échoue sur ce message ({type(result).__name__})")
        told.append(as_json(raw.mailbox, raw.received_at, result))
    return told


def compare(
    before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]], by: Anonymiser
) -> None:
    for old, new in zip(before, after, strict=True):
        for key in COMPARED:
            was = (
                by.text(old[key])
                if isinstance(old[key], str) and FORM.fullmatch(old[key])
                else old[key]
            )
            if was != new[key]:
                raise NotExportable(
                    f"rendu anonyme, le message se lit autrement : {key} = {new[key]}, non {was}"
                )


def names_number(content: bytes, number: str) -> bool:
    """Do these digits stand in the message, however they are written apart?"""
    return any(digits(number) in bare(text) for text in texts(content))


def bare(text: str) -> str:
    return digits(re.sub(r"<[^>]*>", "", text))


def search(content: bytes, by: Anonymiser) -> None:
    """Raises NotExportable when something that was replaced is still to be seen."""
    for text in texts(content):
        shown = bare(text)
        for number in by.secrets.numbers:
            if len(number) >= 8 and number in shown:
                raise NotExportable("un numéro est resté dans le message")
        words = set(map(plain, re.findall(r"[^\W\d_]+", text)))
        if left := words & set(by.secrets.names):
            raise NotExportable(f"un nom est resté dans le message : {sorted(left)[0][:1]}…")
        if any(domain in text.lower() for domain in by.secrets.domains):
            raise NotExportable("une adresse est restée dans le message")
