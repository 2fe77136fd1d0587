"""The museum of renewals: messages of our own writing, each with what a clerk would decide.

Both kinds are on. `rivals` are the kinds that all recognise a message, which is why a person
decides; `request` is the kind it was decided as, "" for none.
"""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mailbot import config, road
from mailbot.commands.evaluate import COMPARED
from mailbot.commands.files import by_receipt, messages
from mailbot.decided import Decided
from mailbot.edges import database
from mailbot.edges.settings import read_settings
from mailbot.report import as_json

HERE = Path(__file__).parent / "cases"
ROOT = Path(__file__).parents[3]
FOLDERS = sorted(file.parent for file in HERE.glob("*/expected.toml"))
KEYS = {*COMPARED, "note", "request", "rivals", "reply", "last_day"}


def taking(*kinds: str) -> config.Office:
    """An office in memory whose mailbox takes these kinds."""
    settings = read_settings(ROOT / "config.toml")
    taken = {
        name: one.model_copy(update={"kinds": kinds}) for name, one in settings.mailbox.items()
    }
    engine = database.in_memory()
    office = config.office(settings.model_copy(update={"mailbox": taken}), engine, ROOT)
    return replace(office, clock="received")


def rehearsed(office: config.Office, files: list[Path]) -> list[Decided]:
    """What is decided of each file, in the order of the files."""
    now = datetime.now(UTC)
    ordered = by_receipt(messages(files, now))
    found = {}
    for raw, decided in zip(ordered, road.rehearse(ordered, office, now), strict=True):
        assert isinstance(decided, Decided), decided
        found[raw.uid] = decided
    return [found[place] for place in range(len(files))]


@pytest.fixture(scope="module")
def walked() -> dict[Path, dict[str, Any]]:
    office = taking("transfer", "renewal")
    road.import_registry(HERE / "registry", office, lambda *_: None)
    answers = {}
    decided = rehearsed(office, [folder / "mail.eml" for folder in FOLDERS])
    for folder, one in zip(FOLDERS, decided, strict=True):
        told = as_json(folder.name, one.mail.received_at, one)
        answers[folder] = {**told, "rivals": list(one.understood.rivals)}
    return answers


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_of_the_museum(folder: Path, walked: dict[Path, dict[str, Any]]) -> None:
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    assert set(expected) <= KEYS, "an unknown key in expected.toml"
    note = expected.pop("note")
    got = walked[folder]
    shown = {key: got[key] if got[key] is not None else "" for key in expected}
    assert expected == {k: v if k != "last_day" else str(v) for k, v in shown.items()}, note


def test_no_accepted_renewal_has_objections(walked: dict[Path, dict[str, Any]]) -> None:
    accepted = [got for got in walked.values() if got["decision"] == "accept"]
    assert len(accepted) >= 8
    assert all(got["reasons"] == [] and got["reply"] == "finalisez" for got in accepted)


def test_with_both_kinds_on_every_transfer_of_the_corpus_is_decided_as_before(
    shared: Path,
) -> None:
    """Nothing is accepted under the wrong kind, and nothing goes to a person because of renewal."""
    corpus = shared / "corpus" / "requests"
    files = sorted((corpus / "messages").glob("*.eml"))
    told = {}
    for kinds in (("transfer",), ("transfer", "renewal")):
        office = taking(*kinds)
        road.import_registry(corpus / "registry", office, lambda *_: None)
        told[kinds] = rehearsed(office, files)
    alone, both = told.values()
    assert [one.understood.rivals for one in both if one.understood.rivals] == []
    for file, before, after in zip(files, alone, both, strict=True):
        first, then = (as_json(file.name, one.mail.received_at, one) for one in (before, after))
        assert first == then


def test_with_renewal_alone_no_transfer_of_the_corpus_is_accepted(shared: Path) -> None:
    corpus = shared / "corpus" / "requests"
    office = taking("renewal")
    road.import_registry(corpus / "registry", office, lambda *_: None)
    decided = rehearsed(office, sorted((corpus / "messages").glob("*.eml")))
    assert {"review", "ignore"} >= {one.verdict.outcome.word for one in decided}
