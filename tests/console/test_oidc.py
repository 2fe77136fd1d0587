"""The office's OpenID Connect: who it vouches for gets in, in the role it says; no lie does."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from fastapi.testclient import TestClient
from joserfc.jwk import RSAKey

from mailbot import config
from mailbot.console.app import create
from mailbot.edges.accounts import AccountRow
from mailbot.edges.database import reading
from tests.console.conftest import ADDRESS, log_in
from tests.console.forms import text
from tests.console.provider import CLIENT, SECRET, Provider, provider

SECTION = """
[console.oidc]
issuer = "{issuer}"
client_id = "{client}"
client_secret = "{secret}"
roles = {{ agent = "mailbot-agent", supervisor = "mailbot-chef" }}
"""


@pytest.fixture
def idp() -> Iterator[Provider]:
    with provider() as ours:
        ours.claims = {
            "sub": "0042",
            "preferred_username": "Odile",
            "name": "Odile Gagnon",
            "roles": ["autre", "mailbot-agent"],
        }
        yield ours


@pytest.fixture
def browser(office, idp) -> Callable[[], TestClient]:
    path = Path(office.engine.url.database or "").parent / "config.toml"
    section = SECTION.format(issuer=idp.issuer, client=CLIENT, secret=SECRET)
    path.write_text(path.read_text("utf-8") + section, encoding="utf-8")
    app = create(config.load(path))
    return lambda: TestClient(app, base_url=ADDRESS, follow_redirects=False)


def through(browser: TestClient, wanted: str = "/affaires/11"):
    """To the provider and back, as a browser goes."""
    away = browser.get("/connexion/office", params={"suite": wanted})
    assert away.status_code in (302, 303), away.text
    back = httpx2.get(away.headers["location"]).headers["location"]
    return browser.get(back.removeprefix(ADDRESS))


def account(office, name: str) -> AccountRow | None:
    with reading(office.engine) as session:
        return session.get(AccountRow, name)


def test_who_the_provider_vouches_for_gets_in(browser, office) -> None:
    person = browser()
    assert "Se connecter avec son compte de l'Office" in text(person.get("/connexion"))
    answer = through(person)
    assert answer.headers["location"] == "/affaires/11"
    assert "Odile Gagnon (agent)" in text(person.get("/affaires"))
    made = account(office, "odile")
    assert (made.role, made.subject, made.password_hash) == ("agent", "0042", "")
    assert log_in(browser(), "odile", "").status_code == 401  # no password is no way in


def test_the_role_is_the_providers_each_time(browser, office, idp) -> None:
    through(browser())
    idp.claims["roles"] = ["mailbot-agent", "mailbot-chef"]
    through(browser())
    assert account(office, "odile").role == "supervisor"
    idp.claims["roles"] = "autre"
    assert through(browser()).status_code == 403


@pytest.mark.parametrize(
    "lies",
    [
        {"nonce": "autre"},
        {"nonce": None},
        {"iss": "http://127.0.0.1:1"},
        {"aud": "autre"},
        {"exp": 1},
        {"sub": ""},
        {"roles": []},
        {"preferred_username": ""},
        {"preferred_username": "../x"},
    ],
    ids=str,
)
def test_a_token_that_is_not_ours_lets_nobody_in(browser, office, idp, lies) -> None:
    idp.lies = lies
    person = browser()
    answer = through(person)
    assert answer.status_code == 403
    assert "n'a pas réussi" in text(answer)
    assert person.get("/affaires").status_code == 303
    assert account(office, "odile") is None


def test_a_token_of_another_key_lets_nobody_in(browser, office, idp) -> None:
    idp.signs_with = RSAKey.generate_key(2048, {"kid": "k"})
    assert through(browser()).status_code == 403
    assert account(office, "odile") is None


def test_an_answer_without_its_question_lets_nobody_in(browser) -> None:
    person, other = browser(), browser()
    away = other.get("/connexion/office").headers["location"]
    back = httpx2.get(away).headers["location"].removeprefix(ADDRESS)
    assert person.get(back).status_code == 403  # no state of its own
    state = parse_qs(urlsplit(back).query)["state"][0]
    assert other.get(f"/connexion/office/retour?code=faux&state={state}").status_code == 403
    assert other.get("/connexion/office/retour").status_code == 403
    assert other.get("/connexion/office/retour?error=access_denied").status_code == 403


def test_a_name_given_to_another_person_is_not_the_same_account(browser, idp) -> None:
    through(browser())
    idp.claims["sub"] = "0043"
    assert through(browser()).status_code == 403


def test_a_local_account_is_not_the_providers(browser, idp) -> None:
    idp.claims["preferred_username"] = "solange"
    assert through(browser()).status_code == 403


def test_a_provider_that_is_away_is_said_in_french(browser, idp, office) -> None:
    idp_address = idp.issuer
    person = browser()
    person.app.state.oidc.server_metadata_url = "http://127.0.0.1:1/x"
    person.app.state.oidc._server_metadata_url = "http://127.0.0.1:1/x"
    answer = person.get("/connexion/office")
    assert answer.status_code == 403
    assert "ne répond pas" in text(answer)
    assert idp_address


def test_without_the_section_there_is_no_such_way_in(visit) -> None:
    assert visit().get("/connexion/office").status_code == 404
    assert "compte de l'Office" not in text(visit().get("/connexion"))
