"""The commands of the office's duties, as a person types them."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.__main__ import main
from tests.explained import ROOT
from tests.settled import CERTIFICATE, DOSSIER, later, mail


@pytest.fixture
def mailbot(config_path: Path, capsys: pytest.CaptureFixture[str], world):
    def run(*words: object) -> tuple[int, str, str]:
        try:
            code = main(["--config", str(config_path), *(str(word) for word in words)])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    run("registry", "import", ROOT / "mailbot" / "demo" / "registry")
    world.deliver(mail(), later(0))
    run("run", "--once")
    return run


def test_a_decision_is_explained_on_paper_as_a_page_or_as_data(mailbot) -> None:
    code, text, _ = mailbot("cases", "explain", 1)
    assert code == 0
    assert "votre demande a été acceptée" in text
    assert f"Du registre de l’Office, dossier {DOSSIER}" in text
    assert "Valeur, durée de validité de l’examen, en années\u00a0: 2." in text
    assert mailbot("cases", "explain", 1, "--html")[1].startswith("<!DOCTYPE html>")
    told = json.loads(mailbot("cases", "explain", 1, "--json")[1])
    assert (told["outcome"], told["agent"], told["purged"]) == ("accept", False, False)
    assert told["letters"][0]["fate"] == "sent"


def test_a_court_is_told_everything(mailbot) -> None:
    code, text, _ = mailbot("cases", "explain", 1, "--court")
    assert code == 0
    for words in ("SHA-256 du message reçu", "SHA-256 du fichier", "least_days = 3", "letter sent"):
        assert words in text
    told = json.loads(mailbot("cases", "explain", 1, "--court", "--json")[1])
    assert told["actor"] == "mailbot"
    assert {len(rule["sha256"]) for rule in told["rules"]} == {64}
    assert [event["event"] for event in told["history"]] == ["decided", "letter sent"]


def test_an_unknown_case_is_one_line(mailbot) -> None:
    code, _, error = mailbot("cases", "explain", 99)
    assert (code, error.count("\n")) == (2, 1)


def test_a_purge_says_what_is_due_before_it_does_it(mailbot, config_path: Path) -> None:
    """The clock is today's: the message of 2021 was decided just now, so its time runs from now."""
    assert mailbot("purge", "--dry-run")[1] == "rien n'est arrivé au terme de sa conservation\n"
    assert mailbot("purge")[0] == 2
    assert mailbot("purge", "--yes", "--dry-run")[0] == 2
    assert mailbot("purge", "--yes")[0] == 0
    assert mailbot("audit", "verify")[0] == 0


def test_what_is_due_is_told_by_class(mailbot, monkeypatch) -> None:
    class Later(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2040, 1, 1, tzinfo=UTC)

    monkeypatch.setattr("mailbot.commands.purge.datetime", Later)
    told = mailbot("purge", "--dry-run")[1]
    assert "demandes : piste de vérification anonymisée : 1" in told
    assert "rien n'a été détruit" in told
    assert mailbot("purge", "--yes")[0] == 0
    assert "1 décision(s) purgée(s)" in mailbot("audit", "verify")[1]
    assert "ont été détruits" in mailbot("cases", "explain", 1)[1]
    assert json.loads(mailbot("cases", "show", 1)[1])["sender"] == ""


def test_a_correction_of_the_registry_shows_what_it_changed(mailbot) -> None:
    words = ("registry", "correct", CERTIFICATE, "exam.score=81", "email=a@exemple.ca")
    code, out, _ = mailbot(*words, "--reason", "attestation")
    assert code == 0
    assert "exam.score : " in out
    assert "→ 81" in out
    shown = json.loads(mailbot("registry", "show", CERTIFICATE)[1])
    assert (shown["email"], shown["exams"][0]["score"]) == ("a@exemple.ca", 81)
    code, _, error = mailbot(*words, "--reason", "encore")
    assert (code, "dit déjà cela" in error) == (2, True)
    assert mailbot("registry", "correct", CERTIFICATE, "email=x")[0] == 2
    assert mailbot("registry", "correct", CERTIFICATE, "email", "--reason", "x")[0] == 2
    assert mailbot("audit", "verify")[0] == 0
