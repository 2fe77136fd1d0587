"""The rules from a terminal, and the walk of somebody who changes one for the first time."""

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from mailbot.__main__ import main
from tests.rule_editing import ROOT, THREE_YEARS, add_version, copied, edit
from tests.stored_cases import register, settle

PASSED = date(2019, 9, 16)


@pytest.fixture
def rules(config_path: Path) -> Path:
    return copied(config_path.parent)


@pytest.fixture
def mailbot(rules, config_path, capsys):
    """Run `mailbot rules …`; give its exit code and its lines, those of an error too."""

    def run(*words: object) -> tuple[int, list[str]]:
        code = main(["--config", str(config_path), "rules", *(str(word) for word in words)])
        said = capsys.readouterr()
        return code, [*said.out.splitlines(), *said.err.splitlines()]

    return run


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=x", "-c", "user.email=x@exemple.ca")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def test_a_newcomer_lengthens_the_validity_and_sees_what_would_change(
    rules, config_path, office, capsys
) -> None:
    git(rules, "init", "-q")
    git(rules, "add", "-A")
    git(rules, "commit", "-qm", "les règles en vigueur")
    for n, on in ((1, date(2021, 3, 1)), (2, date(2026, 12, 31)), (3, date(2027, 1, 1))):
        register(office, n, date(2024, 6, 1) if n > 1 else PASSED)
        settle(office, n, on)

    def run(*words: str) -> tuple[int, list[str]]:
        code = main(["--config", str(config_path), *words])
        said = capsys.readouterr()
        return code, [*said.out.splitlines(), *said.err.splitlines()]

    file = rules / "transfer" / "exam_valid.toml"
    add_version(file, THREE_YEARS.replace("years = 3, also", "year = 3, also"))
    first, second = lines_of(file, "[[version]]")
    code, said = run("rules", "check")
    assert (code, len(said)) == (1, 1)
    assert said[0] == (
        f"refusé : {file}, ligne {second + 3} : clé inconnue « year » ; écrire « years »"
    )
    edit(file, "year = 3", "years = 3")
    code, said = run("rules", "check", "--against", "HEAD")
    assert code == 0
    assert any("Essai, article 1" in one and "à vérifier" in one for one in said)
    assert said[-1].startswith(f"règles : bon : {how_many(rules)} règles")
    assert run("rules", "diff", "HEAD") == (
        0,
        [
            "transfer/exam_valid : nouvelle version, à compter du 1er janvier 2027 :"
            " years passe de 2 à 3 ; Essai, article 1 (à vérifier)"
        ],
    )
    code, said = run("replay")
    assert code == 0
    assert said == [
        "affaire 3, reçue le 2027-01-01 : review (exam_passed, exam_valid) → review (exam_passed)",
        "    exam_valid ne s'oppose plus",
        "    dernier jour : 1er juin 2026 devient 1er juin 2027",
        "    exam_valid, version du 1er janvier 2027 : years passe de 2 à 3",
        "3 affaire(s) décidée(s) de nouveau, 1 changerai(en)t",
    ]
    assert run("audit", "verify")[0] == 0
    edit(file, "years = 2", "years = 3")
    code, said = run("rules", "check", "--against", "HEAD")
    assert code == 1
    assert said[-1].startswith(
        f"refusé : {file}, ligne {first} : version du 1er août 2019 modifiée"
    )


def how_many(rules: Path) -> int:
    return len(list(rules.glob("*/*.toml")))


def lines_of(file: Path, wanted: str) -> list[int]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if line == wanted]


def test_the_rules_in_force_on_a_day_are_listed(mailbot, rules) -> None:
    add_version(rules / "transfer" / "exam_valid.toml", THREE_YEARS)

    def years(day: str) -> object:
        _, lines = mailbot("list", "--json", "--on", day)
        found = {one["rule"]: one for one in map(json.loads, lines)}
        return found["transfer/exam_valid"]["parameters"]["years"], len(found)

    assert years("2026-12-31") == (2, how_many(rules))
    assert years("2027-01-01") == (3, how_many(rules))
    _, lines = mailbot("list", "--json", "--on", "2019-07-31")
    assert "transfer/exam_valid" not in {json.loads(line)["rule"] for line in lines}


def test_the_list_says_what_a_reader_needs(mailbot) -> None:
    code, lines = mailbot("list", "--on", "2022-01-01")
    assert (code, lines[0]) == (0, "Règles en vigueur le 1er janvier 2022")
    at = lines.index(
        "transfer/exam_time_left : Reste-t-il assez de jours pour terminer la démarche ?"
    )
    assert lines[at + 1 : at + 3] == [
        "    depuis le 1er août 2019, gravité : review",
        "    least_days = 3 ; urgent_days = 30",
    ]
    assert lines[at + 3].endswith("(consultée le 23 novembre 2026, à vérifier)")


def test_a_rule_is_shown_with_its_versions_and_its_examples(mailbot, rules) -> None:
    add_version(rules / "transfer" / "exam_valid.toml", THREE_YEARS)
    code, lines = mailbot("show", "exam_valid")
    assert code == 0
    assert any(line.startswith("  depuis le 1er janvier 2027 : years = 3") for line in lines)
    assert any("examen réussi le 29 février 2020" in line for line in lines)
    [told] = [json.loads(line) for line in mailbot("show", "transfer/exam_valid", "--json")[1]]
    assert [one["since"] for one in told["versions"]] == ["2019-08-01", "2027-01-01"]
    assert told["examples"][0]["expected"] == "holds"
    shown = [json.loads(line)["rule"] for line in mailbot("show", "sender_human", "--json")[1]]
    kinds = ("automatic", "bounce", "renewal", "transfer")
    assert sorted(shown) == [f"{kind}/sender_human" for kind in kinds]


def test_an_unknown_rule_is_answered_with_those_there_are(mailbot) -> None:
    code, [line] = mailbot("show", "exam")
    assert code == 2
    assert "« exam » : inconnue ; il y a : " in line
    assert "transfer/exam_valid" in line


def test_every_fault_is_told_with_its_file_and_line(mailbot, rules) -> None:
    edit(rules / "transfer" / "exam_valid.toml", 'leads_to = "review"', 'leads_to = "refuse"')
    edit(rules / "common" / "asks.toml", "most = 2", "most = -1")
    (rules / "transfer" / "exam_vaild.toml").write_text("", encoding="utf-8")
    (rules / "transfert").mkdir()
    (rules / "transfert" / "x.toml").write_text("", encoding="utf-8")
    code, lines = mailbot("check")
    assert code == 1
    assert len(lines) == 4
    assert all(line.startswith(f"refusé : {rules}/") for line in lines)
    assert json.loads(mailbot("check", "--json")[1][0])["refused"] == [
        line.removeprefix("refusé : ") for line in lines
    ]


def test_an_example_that_is_not_borne_out_is_a_fault(mailbot, rules) -> None:
    file = rules / "transfer" / "exam_passed.toml"
    edit(file, "passed_by = 2020-12-31", "passed_by = 2020-12-30")
    code, lines = mailbot("check")
    assert code == 1
    [fault] = [line for line in lines if line.startswith("refusé")]
    assert "cet exemple attend « holds », la vérification dit « review »" in fault
    line = int(fault.partition("ligne ")[2].partition(" ")[0])
    assert file.read_text(encoding="utf-8").splitlines()[line - 1] == "[[example]]"


def test_a_letter_that_cites_what_nobody_verified_is_a_fault(mailbot, rules) -> None:
    letter = rules.parent / "templates" / "transfer" / "finalisez.txt"
    edit(letter, "DATE LIMITE", "DATE LIMITE (P-40.1, article 269)")
    motif = rules / "transfer" / "exam_extension.toml"
    edit(motif, "permettrait encore", "(P-40.1) permettrait encore")
    code, lines = mailbot("check")
    assert code == 1
    faults = [line for line in lines if line.startswith("refusé")]
    assert faults[0].startswith(f"refusé : {letter}, ligne ")
    assert faults[1].startswith(f"refusé : {motif} : le motif « review » cite P-40.1")


def test_the_rules_are_sound_only_from_the_day_they_begin(mailbot) -> None:
    code, lines = mailbot("check", "--on", "2019-07-31")
    assert code == 1
    assert any("exam_valid.toml, ligne 9 : la règle ne commence que" in line for line in lines)


def test_a_folder_serves_as_what_was_before(mailbot, rules, tmp_path) -> None:
    before = shutil.copytree(rules, tmp_path / "avant")
    assert mailbot("diff", before) == (0, ["rien ne change"])
    edit(rules / "common" / "asks.toml", "most = 2", "most = 3")
    code, [line] = mailbot("diff", before)
    assert code == 1
    assert line.startswith("refusé : common/asks : version du 1er mai 2019 modifiée : most passe")
    told = json.loads(mailbot("diff", before, "--json")[1][0])
    assert (told["rule"], told["refused"]) == ("common/asks", True)
    assert mailbot("diff", rules, "--rules", before)[0] == 1


@pytest.mark.parametrize("words", [("diff", "nulle-part"), ("check", "--against", "HEAD~900")])
def test_what_is_no_earlier_set_of_rules_is_refused_in_one_line(mailbot, words) -> None:
    code, lines = mailbot(*words)
    assert code == 2
    assert "ni un dossier, ni une révision de git" in lines[-1]


def test_the_page_for_jurists_is_the_one_in_docs(capsys) -> None:
    """`mailbot rules page > docs/rules.md` after each change of a rule."""
    assert main(["--config", str(ROOT / "config.toml"), "rules", "page"]) == 0
    assert capsys.readouterr().out == (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
