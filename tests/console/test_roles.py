"""Every route, walked by every role: who may what, proved on the routes themselves."""

import pytest
from fastapi.routing import APIRoute

from mailbot.console.app import create
from mailbot.edges.accounts import Role
from tests.console.conftest import PEOPLE
from tests.console.forms import token

READERS = set(Role)
AGENTS = {Role.AGENT, Role.SUPERVISOR}
#: Every route, and who may use it; None: nobody needs to be logged in.
ROUTES = {
    ("GET", "/connexion"): None,
    ("POST", "/connexion"): None,
    ("GET", "/sante"): None,
    ("GET", "/"): READERS,
    ("GET", "/affaires"): READERS,
    ("GET", "/affaires/{case_id}"): READERS,
    ("GET", "/affaires/{case_id}/impression"): READERS,
    ("GET", "/affaires/{case_id}/explication"): READERS,
    ("GET", "/affaires/{case_id}/explication/tribunal"): READERS,
    ("GET", "/affaires/{case_id}/source"): READERS,
    ("GET", "/affaires/{case_id}/entetes"): READERS,
    ("GET", "/affaires/{case_id}/piece"): READERS,
    ("GET", "/affaires/{case_id}/paires"): READERS,
    ("GET", "/statistiques"): READERS,
    ("GET", "/regles"): READERS,
    ("GET", "/aide"): READERS,
    ("GET", "/mot-de-passe"): READERS,
    ("POST", "/mot-de-passe"): READERS,
    ("POST", "/deconnexion"): READERS,
    ("GET", "/affaires/{case_id}/lettre"): AGENTS,
    ("POST", "/affaires/{case_id}/lettre"): AGENTS,
    ("POST", "/affaires/{case_id}/lettre/apercu"): AGENTS,
    ("POST", "/affaires/{case_id}/apercu"): AGENTS,
    ("POST", "/affaires/{case_id}/decision"): AGENTS,
    ("POST", "/affaires/{case_id}/prendre"): AGENTS,
    ("POST", "/affaires/{case_id}/rendre"): AGENTS,
    ("POST", "/affaires/{case_id}/note"): AGENTS,
    ("POST", "/lettres/{letter_id}/rappeler"): AGENTS,
    ("POST", "/lettres/{letter_id}/renvoyer"): AGENTS,
    ("POST", "/lettres/{letter_id}/partie"): AGENTS,
    ("POST", "/affaires/lot"): {Role.SUPERVISOR},
    ("POST", "/affaires/lot/clore"): {Role.SUPERVISOR},
    ("GET", "/comptes"): {Role.SUPERVISOR},
    ("POST", "/comptes"): {Role.SUPERVISOR},
    ("POST", "/comptes/reinitialiser"): {Role.SUPERVISOR},
    ("POST", "/comptes/fermer"): {Role.SUPERVISOR},
    ("POST", "/comptes/role"): {Role.SUPERVISOR},
}
NAMES = {role: name for name, role in PEOPLE.items()}
DENIED = "Votre rôle ne permet pas ceci"


def routes_of(app) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    waiting = list(app.routes)
    while waiting:
        one = waiting.pop()
        if isinstance(one, APIRoute):
            found |= {(method, one.path) for method in one.methods if method != "HEAD"}
        else:
            inner = getattr(one, "original_router", None) or getattr(one, "app", None)
            waiting += getattr(inner, "routes", None) or []
    return found


def test_the_table_names_every_route(office) -> None:
    assert routes_of(create(office)) == set(ROUTES)


def ask(browser, method: str, path: str, jeton: str = ""):
    where = path.format(case_id=11, letter_id=1)
    if method == "GET":
        return browser.get(where)
    return browser.post(where, data={"jeton": jeton})


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_a_role_is_refused_what_it_may_not(visit, role) -> None:
    browser = visit(NAMES[role])
    jeton = token(browser)
    for (method, path), allowed in ROUTES.items():
        if allowed is None or path == "/deconnexion":
            continue
        answer = ask(browser, method, path, jeton)
        refused = answer.status_code == 403 and DENIED in answer.text
        assert refused == (role not in allowed), (role, method, path, answer.status_code)
        assert answer.status_code < 500


def test_a_stranger_is_sent_to_the_log_in_by_every_other_route(visit) -> None:
    browser = visit()
    for (method, path), allowed in ROUTES.items():
        if allowed is not None:
            answer = ask(browser, method, path)
            assert answer.status_code == 303, (method, path)
            assert answer.headers["location"].startswith("/connexion")


@pytest.mark.parametrize("name", ["agathe", "solange", "viateur"])
def test_every_post_wants_the_sessions_token(visit, name) -> None:
    browser = visit(name)
    for (method, path), allowed in ROUTES.items():
        if method == "POST" and path != "/connexion":
            answer = ask(browser, method, path, "faux")
            expected = 403
            assert answer.status_code == expected, (path, allowed)


def test_an_agent_cannot_be_the_second_one(visit) -> None:
    browser = visit("agathe")
    form = {"jeton": token(browser), "acte": "confirmer", "regle": "holder_same", "raison": "vu"}
    answer = browser.post("/affaires/11/decision", data=form)
    assert answer.status_code == 403
    assert DENIED in answer.text


def test_the_auditor_sees_no_act(visit) -> None:
    page = visit("viateur").get("/affaires/11").text
    assert 'action="/affaires/11' not in page
    assert 'href="/affaires/11/lettre' not in page
    assert "Qui a regardé cette affaire" in page
    assert "Qui a regardé cette affaire" not in visit("agathe").get("/affaires/11").text
