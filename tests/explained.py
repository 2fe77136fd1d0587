"""Every decision of a corpus, settled for good, with what the tests of its explanation compare."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from mailbot import config, road
from mailbot.commands.files import by_receipt, eml_files, messages
from mailbot.config import Office
from mailbot.core.explanation import Explanation
from mailbot.edges import database, store
from mailbot.edges.settings import read_settings
from mailbot.explanation import Court, court_of, explanation_of, render_person

ROOT = Path(__file__).parents[1]
MUSEUM = ROOT / "tests" / "cases"


@dataclass(frozen=True)
class Told:
    """One decision, and the two explanations of it."""

    file: str
    reasons: tuple[str, ...]  #: as decided
    outcome: str
    person: Explanation
    court: Court
    text: str  #: the person's

    @property
    def grounds(self) -> str:
        """The section that gives the reasons."""
        return self.text.partition("LES RAISONS")[2].partition("LES AUTRES RÈGLES")[0]

    @property
    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = self.court.told["facts"]
        return facts


def office_of(folder: Path, engine: Engine | None = None) -> Office:
    """The shipped rules over an empty database, with this registry."""
    engine = engine or database.in_memory()
    settings = read_settings(ROOT / "config.toml")
    office = replace(config.office(settings, engine, ROOT), clock="received")
    road.import_registry(folder, office, lambda *_: None)
    return office


def explained(folder: Path) -> Iterator[Told]:
    """The messages below a folder, in the order of their receipt, over its registry."""
    office = office_of(folder / "registry")
    now = datetime.now(UTC)
    files = list(eml_files([folder]))
    for raw in by_receipt(messages(files, now)):
        road.receive([replace(raw, mailbox="infocertificat")], "infocertificat", 1, 0, office)
        with database.reading(office.engine) as session:
            due = store.waiting(session, now)
        for case_id in due:  # none when the very same bytes came before
            decided = road.settle(case_id, office, now)
            assert decided is not None
            verdict = decided.verdict
            escalated = (verdict.escalated.rule,) if verdict.escalated else ()
            with database.reading(office.engine) as session:
                person, court = both(session, case_id, office)
            yield Told(
                str(files[raw.uid].relative_to(folder)),
                (*verdict.reasons, *escalated),
                verdict.outcome.word,
                person,
                court,
                render_person(person, office, "txt"),
            )


def both(session: Session, case_id: int, office: Office) -> tuple[Explanation, Court]:
    person = explanation_of(session, case_id, office)
    court = court_of(session, case_id, office)
    assert person is not None
    assert court is not None
    return person, court


def labels(manifest: Path) -> dict[str, dict[str, Any]]:
    lines = map(json.loads, manifest.read_text(encoding="utf-8").splitlines())
    return {line["file"]: line for line in lines}
