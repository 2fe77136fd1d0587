"""What is told to the person and to a court; a draft's differences; rules that change meanwhile."""

from datetime import UTC, datetime

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from mailbot import config
from mailbot.console.app import create
from mailbot.edges import database
from mailbot.edges.accounts import AccessRow
from mailbot.edges.shadows import ShadowRow
from tests.console.conftest import ADDRESS, PASSWORD, log_in
from tests.console.forms import text
from tests.console.inbox import held_for
from tests.rule_editing import copied


def test_the_explanation_is_a_page_to_print_and_who_looked_is_noted(visit, office) -> None:
    case_id = held_for(office, "exam_valid")
    answer = visit("agathe").get(f"/affaires/{case_id}/explication")
    assert answer.status_code == 200
    assert "L'examen est-il encore valide" in text(answer).replace("’", "'")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    with database.reading(office.engine) as session:
        looked = session.exec(select(AccessRow).where(AccessRow.what == "explanation")).all()
    assert [(row.account, row.case_id) for row in looked] == [("agathe", case_id)]


def test_the_record_for_a_court_has_the_hash_of_the_message(visit, office) -> None:
    case_id = held_for(office, "exam_valid")
    assert "SHA-256" in text(visit("agathe").get(f"/affaires/{case_id}/explication/tribunal"))


@pytest.mark.parametrize("path", ["/explication", "/explication/tribunal"])
def test_of_a_case_that_is_not_there_nothing_is_explained(visit, path) -> None:
    assert visit("agathe").get(f"/affaires/999999{path}").status_code == 404


def test_what_a_draft_would_change_is_counted(visit, office) -> None:
    assert "Règles à l’essai" not in visit("agathe").get("/statistiques").text
    row = ShadowRow(case_id=1, at=datetime.now(UTC), digest="a" * 64, was="accept", would="review")
    row.differs = True
    with database.transaction(office.engine) as session:
        session.add(row)
    page = text(visit("agathe").get("/statistiques"))
    assert "1 décisions comparées ; 1 seraient autres" in page


def test_the_pages_follow_the_rules_as_their_files_change(office, clock, tmp_path) -> None:
    file = copied(tmp_path) / "common" / "asks.toml"
    browser = TestClient(create(config.load(tmp_path / "config.toml"), clock), base_url=ADDRESS)
    log_in(browser, "agathe", PASSWORD)
    assert "question à poser" in browser.get("/regles").text
    rule = file.read_text(encoding="utf-8")
    edited = rule.replace("Reste-t-il une question à poser", "Peut-on encore demander")
    file.write_text(edited, encoding="utf-8")
    assert "Peut-on encore demander" in browser.get("/regles").text
