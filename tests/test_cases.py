"""The museum: messages of the project's own writing, each with what a clerk would decide.

tests/cases/<wing>/registry/ is the wing's registry; tests/cases/<wing>/<case>/ holds mail.eml and
expected.toml. Each wing is walked in the order of receipt, so that conversations are read as such.
"""

import tomllib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mailbot import config, road
from mailbot.commands.evaluate import COMPARED, told
from mailbot.commands.files import by_receipt, messages
from mailbot.edges import database
from mailbot.edges.settings import read_settings

pytestmark = pytest.mark.xdist_group("museum")  # walked once, by one worker
CASES = Path(__file__).parent / "cases"
ROOT = Path(__file__).parents[1]
CASE_FOLDERS = sorted(file.parent for file in CASES.glob("*/*/expected.toml"))
KEYS = {*COMPARED, "note"}


def walk(wing: Path, folders: list[Path]) -> dict[Path, dict[str, Any]]:
    """Case folder → what mailbot says of it, in the order of receipt, over the wing's registry."""
    settings = read_settings(ROOT / "config.toml")
    engine = database.in_memory()
    office = replace(config.office(settings, engine, ROOT), clock="received")
    road.import_registry(wing / "registry", office, lambda *_: None)
    now = datetime.now(UTC)
    raws = by_receipt(messages([folder / "mail.eml" for folder in folders], now))
    said = zip(raws, road.rehearse(raws, office, now), strict=True)
    return {folders[raw.uid]: told(raw, decided) for raw, decided in said}


@pytest.fixture(scope="session")
def walked() -> dict[Path, dict[str, Any]]:
    """Case folder → what mailbot says of it, for every wing."""
    answers: dict[Path, dict[str, Any]] = {}
    for wing in sorted({folder.parent for folder in CASE_FOLDERS}):
        answers |= walk(wing, [folder for folder in CASE_FOLDERS if folder.parent == wing])
    return answers


@pytest.mark.parametrize("folder", CASE_FOLDERS, ids=lambda f: f"{f.parent.name}/{f.name}")
def test_a_case_of_the_museum(folder: Path, walked: dict[Path, dict[str, Any]]) -> None:
    expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
    assert set(expected) <= KEYS, "an unknown key in expected.toml"
    note = expected.pop("note", "")
    got = walked[folder]
    shown = {key: got.get(key) if got.get(key) is not None else "" for key in expected}
    assert expected == shown, note
