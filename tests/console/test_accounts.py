"""Accounts, from the terminal and from the page; never a default password, nor one shown twice."""

import io
import re
import sys
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from sqlmodel import col, select

from mailbot import road
from mailbot.__main__ import main
from mailbot.edges import accounts, passwords
from mailbot.edges.accounts import AccountRow, Role
from mailbot.edges.database import reading
from mailbot.edges.tables import AuditRow
from tests.console.conftest import PASSWORD, log_in
from tests.console.forms import text, token


@pytest.fixture
def users(office, capsys, monkeypatch):
    path = Path(office.engine.url.database or "").parent / "config.toml"

    def run(*words: str, typed: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        try:
            code = main(["--config", str(path), "users", *words])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_an_account_is_opened_with_a_password_given_or_made(users, visit) -> None:
    assert users("add", "Marie", "--role", "auditor", typed="phrase assez longue\n")[0] == 0
    assert log_in(visit(), "marie", "phrase assez longue").status_code == 303
    code, out, _ = users("add", "jean", "--generate")
    assert code == 0
    password = re.search(r"cette seule fois\) : (\S+)", out)[1]
    assert len(password) == 20
    assert log_in(visit(), "jean", password).status_code == 303


@pytest.mark.parametrize(
    ("words", "typed", "why"),
    [
        (("add", "agathe"), "phrase assez longue\n", "existe déjà"),
        (("add", "a b"), "phrase assez longue\n", "lettres"),
        (("add", "marie"), "", "12"),
        (("add", "marie"), "court\n", "12"),
        (("add", "marie"), "marie marie marie\n", "nom du compte"),
        (("add", "marie"), "aaaaaaaaaaaaaaa\n", "répète"),
        (("reset", "personne"), "phrase assez longue\n", "pas de compte"),
        (("disable", "personne"), "", "pas de compte"),
        (("add", "marie", "--role", "roi"), "phrase assez longue\n", "roi"),
    ],
)
def test_a_mistake_is_one_line_and_2(users, office, words, typed, why) -> None:
    code, _, error = users(*words, typed=typed)
    assert code == 2
    assert error.count("\n") == 1
    assert why in error
    with reading(office.engine) as session:
        assert len(accounts.accounts(session)) == 4


def test_reset_and_disable_end_the_open_sessions(users, visit) -> None:
    browser = visit("agathe")
    assert users("disable", "agathe")[0] == 0
    assert browser.get("/affaires").status_code == 303
    assert log_in(visit(), "agathe", PASSWORD).status_code == 401
    assert users("reset", "agathe", typed="une autre phrase longue\n")[0] == 0
    assert log_in(visit(), "agathe", "une autre phrase longue").status_code == 303
    code, out, _ = users("list")
    assert code == 0
    assert "solange" in out


def test_who_changed_an_account_is_in_the_audit_and_no_password_is(users, office) -> None:
    users("add", "marie", typed="phrase assez longue\n")
    users("disable", "marie")
    with reading(office.engine) as session:
        rows = session.exec(select(AuditRow).where(col(AuditRow.event).startswith("account")))
        told = [(row.event, row.data) for row in rows][-2:]
        stored = session.get_one(AccountRow, "marie").password_hash
    assert [event for event, _ in told] == ["account added", "account disabled"]
    assert "phrase" not in str(told)
    assert stored.startswith("$argon2id$")


def test_a_hash_of_todays_parameters_is_kept_and_an_older_one_made_anew(visit, office) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
    assert passwords.outdated(weak)
    road.rehash("agathe", weak, office)
    visit("agathe")
    with reading(office.engine) as session:
        assert not passwords.outdated(session.get_one(AccountRow, "agathe").password_hash)


def test_a_supervisor_keeps_the_accounts(visit, office) -> None:
    browser = visit("solange")
    form = {"jeton": token(browser), "compte": "Marie", "nom": "Marie  Roy", "role": "auditor"}
    page = browser.post("/comptes", data=form)
    password = page.text.split('class="shown-once"')[1].split("<code>")[1].split("<")[0]
    assert log_in(visit(), "marie", password).status_code == 303
    assert password not in browser.get("/comptes").text
    assert "existe déjà" in text(browser.post("/comptes", data=form))
    role = {**form, "role": "supervisor"}
    assert browser.post("/comptes/role", data=role).status_code == 303
    with reading(office.engine) as session:
        assert session.get_one(AccountRow, "marie").role == Role.SUPERVISOR
    again = browser.post("/comptes/reinitialiser", data=form)
    assert "shown-once" in again.text
    assert browser.post("/comptes/fermer", data=form).status_code == 303
    assert log_in(visit(), "marie", password).status_code == 401


def test_nobody_closes_or_promotes_themselves(visit, office) -> None:
    browser = visit("solange")
    form = {"jeton": token(browser), "compte": "SOLANGE", "role": "agent"}
    for path in ("/comptes/fermer", "/comptes/role"):
        assert browser.post(path, data=form).status_code == 400
    with reading(office.engine) as session:
        assert session.get_one(AccountRow, "solange").role == Role.SUPERVISOR
