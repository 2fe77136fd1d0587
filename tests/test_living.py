"""Rules and templates that change while the office runs: taken whole when valid, else refused."""

import logging
import shutil
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailbot import config, living
from mailbot.living import Living
from tests.rule_editing import THREE_YEARS, add_version, copied, edit

NOW = datetime(2026, 11, 25, 15, tzinfo=UTC)
DAY = date(2027, 1, 1)


@pytest.fixture
def rules(config_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(living, "QUIET", 0.01)
    return copied(config_path.parent)


@pytest.fixture
def alive(config_path: Path, rules: Path) -> Living:
    return Living(config.load(config_path), clock=lambda: NOW)


def years(alive: Living, day: date = DAY) -> int:
    return alive.current().rules["transfer"]["exam_valid"].on(day).parameters["years"]


def alerts(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [entry.getMessage() for entry in caplog.records if entry.levelno >= logging.ERROR]


def test_the_office_stays_the_same_object_while_nothing_changes(alive) -> None:
    assert alive.current() is alive.current()


def test_a_new_version_is_taken_without_a_restart(alive, rules) -> None:
    before = alive.current()
    add_version(rules / "transfer" / "exam_valid.toml", THREE_YEARS)
    assert years(alive) == 3
    assert years(alive, date(2026, 12, 31)) == 2
    assert before.rules["transfer"]["exam_valid"].on(DAY).parameters["years"] == 2
    assert alive.current().engine is before.engine
    assert alive.current().rules_digest != before.rules_digest


@pytest.mark.parametrize(
    ("file", "name", "old", "new"),
    [
        ("transfer/exam_time_left.toml", "least_days", "least_days = 3", "least_days = 10"),
        ("transfer/exam_time_left.toml", "urgent_days", "urgent_days = 30", "urgent_days = 45"),
        ("common/asks.toml", "most", "most = 2", "most = 3"),
    ],
)
def test_what_the_office_will_change_first_is_one_line_of_a_new_version(
    alive, rules, file, name, old, new
) -> None:
    text = (rules / file).read_text(encoding="utf-8")
    version = "[[version]]" + text.partition("[[version]]")[2].partition("\n[[example]]")[0]
    since = version.partition("since = ")[2][:10]
    add_version(rules / file, version.replace(since, "2027-01-01").replace(old, new))
    folder, check = Path(file).parent.name, Path(file).stem
    rule = alive.current().book.folders[folder][check]
    assert str(rule.on(date(2026, 12, 31)).parameters[name]) == old.split()[-1]
    assert str(rule.on(date(2027, 1, 1)).parameters[name]) == new.split()[-1]


def test_a_wrong_edit_is_told_once_and_changes_nothing_until_it_is_mended(
    alive, rules, caplog
) -> None:
    file = rules / "transfer" / "exam_valid.toml"
    good = alive.current()
    edit(file, 'leads_to = "review"', 'leads_to = "accept"')
    assert [alive.current() for _ in range(3)] == [good] * 3
    [alert] = alerts(caplog)
    assert alert.startswith(f"{file}, ligne 2 : une règle n'accepte ni ne refuse")
    assert alert.endswith("les règles et gabarits d'avant restent en vigueur")
    edit(file, 'leads_to = "accept"', 'leads_to = "review"')
    add_version(file, THREE_YEARS)
    assert years(alive) == 3
    assert len(alerts(caplog)) == 1


def test_all_or_nothing_is_taken(alive, rules) -> None:
    add_version(rules / "transfer" / "exam_valid.toml", THREE_YEARS)
    (rules.parent / "templates" / "letter.txt").write_text("{% if %}", encoding="utf-8")
    assert years(alive) == 2


def test_a_letter_changes_with_its_template_and_never_under_a_case_in_hand(alive, rules) -> None:
    before = alive.current()
    edit(rules.parent / "templates" / "letter.txt", "Bonjour", "Bonsoir")
    after = alive.current()
    source = [
        office.templates.loader.get_source(office.templates, "letter.txt")[0]
        for office in (before, after)
    ]
    assert ["Bonjour" in source[0], "Bonsoir" in source[1]] == [True, True]


def test_a_past_version_may_not_be_edited_under_a_running_office(alive, rules, caplog) -> None:
    file = rules / "transfer" / "exam_valid.toml"
    edit(file, "years = 2", "years = 5")
    assert years(alive) == 2
    [alert] = alerts(caplog)
    assert "years passe de 2 à 5" in alert
    assert "ajoutez une version" in alert
    assert alert.startswith(f"{file}, ligne ")


def test_a_folder_that_went_away_is_told_and_what_was_read_stays(alive, rules, caplog) -> None:
    shutil.rmtree(rules)
    assert years(alive) == 2
    assert "dossier de règles introuvable" in alerts(caplog)[0]


def test_files_that_are_none_of_ours_are_not_looked_at(alive, rules) -> None:
    before = alive.current()
    (rules / "transfer" / "exam_valid.toml~").write_text("x", encoding="utf-8")
    (rules / "transfer" / ".exam_valid.toml.swp").write_text("x", encoding="utf-8")
    assert alive.current() is before


def test_threads_that_ask_during_a_reading_are_not_kept_waiting(alive, rules, monkeypatch) -> None:
    before, inside, go = alive.current(), threading.Event(), threading.Event()

    def slow(office):
        inside.set()
        go.wait(5)
        return office

    monkeypatch.setattr(config, "reread", slow)
    add_version(rules / "transfer" / "exam_valid.toml", THREE_YEARS)
    reader = threading.Thread(target=alive.current)
    reader.start()
    assert inside.wait(5)
    assert alive.current() is before
    go.set()
    reader.join(5)


def test_draft_rules_that_cannot_be_read_stop_nothing(config_path, rules, caplog) -> None:
    draft = config_path.parent / "brouillon"
    shutil.copytree(rules, draft)
    edit(draft / "transfer" / "exam_valid.toml", "question =", "queston =")
    config_path.write_text(
        f'{config_path.read_text(encoding="utf-8")}[shadow]\nrules = "brouillon"\n', "utf-8"
    )
    alive = Living(config.load(config_path), clock=lambda: NOW)
    assert alive.current().shadow.book is None
    assert "queston" in alive.current().shadow.problem
    assert "à l'essai" in alerts(caplog)[0]
    edit(draft / "transfer" / "exam_valid.toml", "queston =", "question =")
    assert alive.current().shadow.book
