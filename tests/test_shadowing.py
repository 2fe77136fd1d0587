"""Draft rules heard beside the live ones: what they would decide is noted, whatever happens."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session, select

from mailbot import config
from mailbot.__main__ import main
from mailbot.edges import shadows
from mailbot.edges.shadows import ShadowRow
from mailbot.edges.tables import CaseRow
from tests.rule_editing import THREE_YEARS, add_version, copied, edit
from tests.stored_cases import register, settle

PASSED, LATE = date(2019, 9, 16), date(2021, 9, 20)


@pytest.fixture
def draft(config_path: Path) -> Path:
    """Asked for before `office`: three years of validity, in [shadow] only."""
    rules = copied(config_path.parent)
    draft = Path(shutil.copytree(rules, config_path.parent / "brouillon"))
    longer = THREE_YEARS.replace("2027-01-01", "2021-09-01")
    add_version(draft / "transfer" / "exam_valid.toml", longer)
    written = config_path.read_text(encoding="utf-8")
    config_path.write_text(f'{written}[shadow]\nrules = "brouillon"\n', encoding="utf-8")
    return draft


def rows(office) -> list[ShadowRow]:
    with Session(office.engine) as session:
        return list(session.exec(select(ShadowRow).order_by(ShadowRow.id)))


def decision(office, case_id: int) -> str:
    with Session(office.engine) as session:
        return session.get_one(CaseRow, case_id).decision


def test_a_draft_decides_nothing_and_its_difference_is_kept(draft, office) -> None:
    for n in (1, 2):
        register(office, n, PASSED)
    settle(office, 1, date(2021, 3, 1))
    settle(office, 2, LATE)
    assert (decision(office, 1), decision(office, 2)) == ("accept", "review")
    same, other = rows(office)
    assert (same.was, same.would, same.differs) == ("accept", "accept", False)
    assert (other.was, other.was_reasons) == ("review", ["exam_valid"])
    assert (other.would, other.would_reasons, other.differs) == ("accept", [], True)
    assert other.digest == config.book_in(draft, office.kinds).digest


def test_the_differences_are_added_up_for_the_statistics(draft, office) -> None:
    register(office, 2, PASSED)
    settle(office, 2, LATE)
    settle(office, 3, LATE)
    with Session(office.engine) as session:
        digest = shadows.latest_digest(session)
        told = shadows.summary(session, digest)
        listed = shadows.differing(session, digest)
    assert (told.compared, told.differing, told.failed) == (2, 1, 0)
    assert told.changes == {("review", "accept"): 1}
    assert [row.case_id for row in listed] == [1]


def test_an_error_of_the_draft_is_kept_as_such_and_the_decision_stands(
    draft, office, monkeypatch
) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("cassé")

    register(office, 1, PASSED)
    monkeypatch.setattr("mailbot.shadowing.judged", breaks)
    settle(office, 1, date(2021, 3, 1))
    assert decision(office, 1) == "accept"
    [row] = rows(office)
    assert (row.error, row.would, row.differs) == ("RuntimeError : cassé", "", False)


def test_a_note_that_cannot_be_written_is_lost_alone(draft, office) -> None:
    register(office, 1, PASSED)
    with office.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE shadow")
    settle(office, 1, date(2021, 3, 1))
    assert decision(office, 1) == "accept"


def test_a_draft_that_cannot_be_read_is_noted_with_its_line(draft, config_path, office) -> None:
    edit(draft / "transfer" / "exam_valid.toml", "question", "questoin")
    broken = config.load(config_path)
    register(broken, 1, PASSED)
    settle(broken, 1, date(2021, 3, 1))
    [row] = rows(broken)
    assert row.digest == ""
    assert "exam_valid.toml, ligne 1" in row.error


def test_without_a_draft_nothing_is_noted(office) -> None:
    register(office, 1, PASSED)
    settle(office, 1, date(2021, 3, 1))
    assert rows(office) == []


def test_the_differences_are_listed_from_the_terminal(draft, office, config_path, capsys) -> None:
    def said(*words: str) -> list[str]:
        assert main(["--config", str(config_path), "rules", "shadow", *words]) == 0
        return capsys.readouterr().out.splitlines()

    assert "aucune décision" in said()[0]
    register(office, 1, PASSED)
    settle(office, 1, LATE)
    lines = said()
    assert lines[0] == "affaire 1, le 2021-09-20 : review (exam_valid) → accept"
    assert lines[1].endswith("1 décision(s) comparée(s), 1 autre(s), 0 en échec")
    [told] = [json.loads(line) for line in said("--json")]
    assert (told["case_id"], told["was"], told["would"]) == (1, "review", "accept")


def test_mailbot_check_says_whether_the_draft_can_be_read(draft, config_path, capsys) -> None:
    main(["--config", str(config_path), "check"])
    assert "règles à l'essai : bon : empreinte" in capsys.readouterr().out
    edit(draft / "common" / "asks.toml", "most = 2", "most = -2")
    assert main(["--config", str(config_path), "check"]) == 1
    assert "règles à l'essai : ÉCHEC : " in capsys.readouterr().out
