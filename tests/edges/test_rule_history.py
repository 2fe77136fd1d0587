"""Rules of another time: from a git revision, or from a folder."""

import subprocess
from pathlib import Path

import pytest

from mailbot.edges.rule_history import texts_of
from mailbot.edges.settings import ConfigError


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A repository whose rules/ was committed once, then changed."""
    file = tmp_path / "repository" / "rules" / "transfer" / "é.toml"
    file.parent.mkdir(parents=True)
    file.write_text("avant", encoding="utf-8")
    (file.parent / "notes.txt").write_text("x", encoding="utf-8")
    for words in (
        ("init", "-q"),
        ("add", "-A"),
        ("-c", "user.name=x", "-c", "user.email=x@x", "commit", "-q", "-m", "premier"),
    ):
        subprocess.run(["git", *words], cwd=tmp_path / "repository", check=True)
    file.write_text("après", encoding="utf-8")
    return file.parent.parent


def test_a_revision_gives_the_rules_as_they_were(rules: Path) -> None:
    assert texts_of("HEAD", rules) == {"transfer": {"é.toml": "avant"}}


def test_a_folder_gives_the_rules_as_they_are(rules: Path) -> None:
    assert texts_of(str(rules), rules.parent) == {"transfer": {"é.toml": "après"}}


@pytest.mark.parametrize("which", ["nowhere", "--help", "HEAD~7", "-"])
def test_what_is_neither_is_refused_in_one_line(rules: Path, which: str) -> None:
    with pytest.raises(ConfigError, match="ni un dossier, ni une révision de git") as refused:
        texts_of(which, rules)
    assert "\n" not in str(refused.value)


def test_a_folder_outside_any_repository_has_no_revisions(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="ni une révision"):
        texts_of("HEAD", tmp_path)
