"""What protects every answer, and what no request may be."""

import pytest

from mailbot.console.headers import HEADERS
from tests.console.forms import token


def test_every_answer_is_protected(visit) -> None:
    browser = visit("agathe")
    for path in ("/connexion", "/affaires", "/affaires/1/source", "/nulle-part", "/statique/x"):
        answer = browser.get(path)
        for name in HEADERS:
            assert name in answer.headers, (path, name)
        assert "unsafe" not in answer.headers["content-security-policy"]


def test_pages_are_kept_by_no_cache_and_files_may_be(visit) -> None:
    browser = visit("agathe")
    assert browser.get("/affaires").headers["cache-control"] == "no-store"
    assert "cache-control" not in browser.get("/statique/console.css").headers


@pytest.mark.parametrize("host", ["mechant.example", "", "127.0.0.1.mechant.example", "[::1"])
def test_another_name_is_refused(visit, host) -> None:
    assert visit().get("/connexion", headers={"host": host}).status_code == 400


def test_a_post_from_another_site_is_refused_though_it_has_all_else(visit) -> None:
    browser = visit("agathe")
    form = {"jeton": token(browser), "texte": "bonjour"}
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://mechant.example"},
        {"origin": "null"},
    ):
        assert browser.post("/affaires/11/note", data=form, headers=headers).status_code == 403
    good = {"sec-fetch-site": "same-origin", "origin": "http://127.0.0.1:8025"}
    assert browser.post("/affaires/11/note", data=form, headers=good).status_code == 303


def test_a_form_without_the_sessions_token_is_refused(visit) -> None:
    agathe, bruno = visit("agathe"), visit("bruno")
    for wrong in ("", "x", token(bruno), "é"):
        answer = agathe.post("/affaires/11/note", data={"jeton": wrong, "texte": "bonjour"})
        assert answer.status_code == 403
        assert "Le formulaire n'est plus valide" in answer.text.replace("&#39;", "'")


def test_a_form_too_long_is_refused(visit) -> None:
    browser = visit("agathe")
    form = {"jeton": token(browser), "texte": "x" * 1_200_000}
    assert browser.post("/affaires/11/note", data=form).status_code == 413


def test_a_body_that_says_no_length_may_not_grow_for_ever(visit) -> None:
    browser = visit("agathe")

    def chunks():
        for _ in range(3):
            yield b"x" * 500_000

    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = browser.post("/affaires/11/note", content=chunks(), headers=kind)
    assert answer.status_code in (400, 413)
