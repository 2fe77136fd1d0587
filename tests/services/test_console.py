"""The console on both databases: every page, every filter, and an agent's act with its preview."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from mailbot import config, road
from mailbot.config import Office
from mailbot.console.app import create
from mailbot.console.filters import AGES, CLASSES, VIEWS, WHOSE
from mailbot.edges import database, passwords
from mailbot.edges.accounts import Role
from tests.configured import write_config
from tests.console.conftest import ADDRESS, PASSWORD, log_in
from tests.console.forms import act, confirm, text
from tests.console.inbox import case, fill, held_for


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    loaded = config.load(write_config(tmp_path, url=database_url, imap=1, smtp=1))
    database.migrate(loaded.engine)
    fill(loaded)
    yield loaded
    loaded.engine.dispose()


@pytest.fixture
def browser(office: Office) -> TestClient:
    now = datetime.now(UTC)
    password_hash = passwords.hashed(PASSWORD)
    road.add_account("solange", "Solange", Role.SUPERVISOR, password_hash, "tests", office, now)
    client = TestClient(create(office), base_url=ADDRESS, follow_redirects=False)
    assert log_in(client, "solange", PASSWORD).status_code == 303
    return client


def test_every_page_opens(browser) -> None:
    for path in ("/statistiques", "/regles", "/comptes", "/aide", "/sante", "/affaires/15/paires"):
        assert browser.get(path).status_code == 200, path
    for number in range(1, 21):
        assert browser.get(f"/affaires/{number}").status_code == 200


def test_every_view_and_filter_is_asked_alike(browser) -> None:
    counts = {}
    for view in VIEWS:
        page = browser.get(f"/affaires?vue={view}")
        assert page.status_code == 200
        counts[view] = page.text.count("data-case=")
    assert counts["toutes"] == 20
    assert counts["a-traiter"] == 7
    for classe, age, qui in product(["", *CLASSES], ["", *AGES], ["", *WHOSE]):
        where = f"/affaires?vue=toutes&classe={classe}&age={age}&qui={qui}&motif=exam_valid"
        assert browser.get(where).status_code == 200
    found = browser.get("/affaires?vue=toutes&q=ARÈS")
    assert "Sylvie Arès" in text(found)
    assert browser.get("/affaires?q=%00%25_'").status_code == 200


def test_an_act_is_seen_first_and_then_counts(browser, office) -> None:
    case_id = held_for(office, "sender_holder")
    seen = act(browser, case_id, "ecarter", raison="vu")
    assert case(office, case_id).status == "held"
    assert confirm(browser, case_id, seen).status_code == 303
    assert (case(office, case_id).status, case(office, case_id).decision) == ("done", "accept")
