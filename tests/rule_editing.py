"""Rules and templates of a test's own, to be edited as an office would."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[1]

THREE_YEARS = """
[[version]]
since = 2027-01-01
reference = { title = "Essai", place = "article 1", consulted = 2026-11-23, verified = false }
parameters = { years = 3, also = ["samedi", "2 janvier", "26 décembre"] }
"""


def copied(folder: Path) -> Path:
    """rules/ and templates/ as shipped, in a folder that may be written to; gives its rules."""
    for name in ("rules", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    return folder / "rules"


def add_version(file: Path, version: str) -> None:
    """After the file's last version, before its examples."""
    text = file.read_text(encoding="utf-8")
    head, mark, examples = text.partition("\n[[example]]")
    file.write_text(f"{head.rstrip()}\n{version}{mark}{examples}", encoding="utf-8")


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{file}: {old}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def asks_at_most(most: int, since: str) -> str:
    """One more version of rules/common/asks.toml."""
    reference = '{ title = "Essai", place = "1", consulted = 2026-11-23, verified = false }'
    parameters = f"parameters = {{ most = {most} }}"
    return f"\n[[version]]\nsince = {since}\nreference = {reference}\n{parameters}\n"
