"""Who gets in: the log-in, its throttle, sessions that end, forms that are one's own."""

import time
from datetime import timedelta
from pathlib import Path
from statistics import median

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from mailbot import config, road
from mailbot.console.app import create
from mailbot.edges import accounts
from mailbot.edges.accounts import AttemptRow, SessionRow
from mailbot.edges.database import reading
from tests.console.conftest import PASSWORD, log_in
from tests.console.forms import token


def test_nobody_sees_a_page_without_logging_in_and_comes_back_to_it(visit) -> None:
    stranger = visit()
    answer = stranger.get("/affaires/11?x=1")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/connexion?suite=%2Faffaires%2F11%3Fx%3D1"
    assert log_in(stranger, "agathe", PASSWORD, "/affaires/11?x=1").headers["location"] == (
        "/affaires/11?x=1"
    )


def test_the_name_is_typed_in_any_case(visit) -> None:
    assert log_in(visit(), "  AGATHE ", PASSWORD).status_code == 303


def test_the_cookie_is_the_scripts_of_nobody_and_of_this_site(visit) -> None:
    answer = log_in(visit(), "agathe", PASSWORD)
    [cookie] = [c for c in answer.headers.get_list("set-cookie") if c.startswith("mailbot=")]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie


def test_what_is_kept_of_a_session_opens_nothing(visit, office) -> None:
    browser = visit("agathe")
    with reading(office.engine) as session:
        [row] = session.exec(select(SessionRow)).all()
    assert browser.cookies["mailbot"] not in (row.digest, row.csrf)
    assert row.digest == accounts.digest(browser.cookies["mailbot"])


def words(html: str) -> str:
    return html[html.index('role="alert"') : html.index("</form>")].split("jeton")[0]


def test_a_wrong_password_and_an_unknown_account_are_told_alike(visit, office, clock) -> None:
    road.disable_account("bruno", "tests", office, clock())
    answers = [
        log_in(visit(), name, password)
        for name, password in (("agathe", "faux"), ("personne", "faux"), ("bruno", PASSWORD))
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({words(answer.text) for answer in answers}) == 1


def test_an_unknown_account_takes_as_long_as_a_wrong_password(visit) -> None:
    def seconds(name: str) -> float:
        browser = visit()
        began = time.perf_counter()
        log_in(browser, name, "faux")
        return time.perf_counter() - began

    known = median(seconds("agathe") for _ in range(3))
    unknown = median(seconds("personne") for _ in range(3))
    assert unknown > known / 3  # argon2 dominates both: without it, a hundredth


def test_five_failures_close_the_door_to_a_name_for_a_while(visit, clock) -> None:
    for _ in range(5):
        assert log_in(visit(), "agathe", "faux").status_code == 401
    refused = log_in(visit(), "agathe", PASSWORD)
    assert refused.status_code == 401
    assert "Trop d'essais" in refused.text or "Trop d&#39;essais" in refused.text
    assert log_in(visit(), "solange", PASSWORD).status_code == 303
    clock.at += timedelta(minutes=16)
    assert log_in(visit(), "agathe", PASSWORD).status_code == 303


def test_a_name_that_does_not_exist_is_throttled_too(visit) -> None:
    for _ in range(5):
        log_in(visit(), "personne", "faux")
    assert "Trop d" in log_in(visit(), "personne", "faux").text


def test_twenty_failures_close_the_door_to_an_address(visit, office, clock) -> None:
    for n in range(20):
        road.note_attempt(f"nom{n}", "testclient", office, clock())
    assert "Trop d" in log_in(visit(), "agathe", PASSWORD).text


def test_a_name_that_was_typed_is_not_kept(visit, office) -> None:
    log_in(visit(), "mon-mot-de-passe-ici", "x")
    with reading(office.engine) as session:
        [row] = session.exec(select(AttemptRow)).all()
    assert "mon-mot-de-passe-ici" not in str(row.model_dump())


@pytest.mark.parametrize(
    "wanted",
    ["//mechant.example", "https://mechant.example", "/\\mechant.example", "\\\\x", "javascript:x",
     "/a\nb", "", "mechant"],
)  # fmt: skip
def test_the_log_in_leads_nowhere_but_here(visit, wanted) -> None:
    assert log_in(visit(), "agathe", PASSWORD, wanted).headers["location"] == "/"


def test_a_session_ends_when_idle_and_at_the_end_of_the_day(visit, clock) -> None:
    browser = visit("agathe")
    for _ in range(19):  # in use all along
        clock.at += timedelta(minutes=29)
        assert browser.get("/affaires").status_code == 200
    clock.at += timedelta(minutes=31)
    assert browser.get("/affaires").status_code == 303
    browser = visit("agathe")
    for _ in range(21):
        clock.at += timedelta(minutes=29)
        last = browser.get("/affaires").status_code
    assert last == 303


def test_a_page_left_open_keeps_nobody_logged_in(visit, clock) -> None:
    """The queue asks for itself every 15 seconds; that is no sign of a person."""
    browser = visit("agathe")
    for _ in range(4):
        clock.at += timedelta(minutes=10)
        last = browser.get("/affaires?vu=x", headers={"hx-request": "true"})
    assert last.headers["hx-redirect"].startswith("/connexion")


def test_log_ins_tried_long_ago_are_forgotten(visit, office, clock) -> None:
    log_in(visit(), "agathe", "faux")
    clock.at += timedelta(days=31)
    visit("agathe")
    with reading(office.engine) as session:
        assert [row.succeeded for row in session.exec(select(AttemptRow))] == [True]


def test_over_tls_the_cookie_is_this_hosts_alone(office) -> None:
    path = Path(office.engine.url.database or "").parent / "config.toml"
    section = '\n[console]\nhost = "0.0.0.0"\nurl = "https://console.exemple.ca"\n'
    path.write_text(path.read_text("utf-8") + section, encoding="utf-8")
    app = create(config.load(path))
    browser = TestClient(app, base_url="https://console.exemple.ca", follow_redirects=False)
    answer = log_in(browser, "agathe", PASSWORD)
    [cookie] = [c for c in answer.headers.get_list("set-cookie") if "mailbot=" in c]
    assert cookie.startswith("__Host-mailbot=")
    for words in ("Secure", "HttpOnly", "Path=/"):
        assert words in cookie
    assert "max-age" in answer.headers["strict-transport-security"]
    assert browser.get("/affaires").status_code == 200
    assert browser.get("/affaires", headers={"host": "127.0.0.1"}).status_code == 400


def test_logging_out_ends_the_session_for_whoever_has_its_cookie(visit) -> None:
    browser = visit("agathe")
    stolen = visit()
    stolen.cookies.set("mailbot", browser.cookies["mailbot"])
    assert stolen.get("/affaires").status_code == 200
    assert browser.post("/deconnexion", data={"jeton": token(browser)}).status_code == 303
    assert stolen.get("/affaires").status_code == 303


def test_a_closed_account_is_out_at_once(visit, office, clock) -> None:
    browser = visit("agathe")
    road.disable_account("agathe", "tests", office, clock())
    assert browser.get("/affaires").status_code == 303


def test_one_changes_ones_password_and_other_sessions_end(visit) -> None:
    browser, elsewhere = visit("agathe"), visit("agathe")
    form = {"jeton": token(browser), "actuel": PASSWORD, "nouveau": "une tout autre phrase"}
    assert browser.post("/mot-de-passe", data={**form, "actuel": "faux"}).status_code == 400
    assert browser.post("/mot-de-passe", data={**form, "nouveau": "court"}).status_code == 400
    assert browser.post("/mot-de-passe", data=form).status_code == 303
    assert browser.get("/affaires").status_code == 200
    assert elsewhere.get("/affaires").status_code == 303
    assert log_in(visit(), "agathe", "une tout autre phrase").status_code == 303
    assert log_in(visit(), "agathe", PASSWORD).status_code == 401
