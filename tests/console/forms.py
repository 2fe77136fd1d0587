"""Forms as a page gives them: the token and the hidden fields are read from the page itself."""

import re
from html import unescape
from typing import Any

from fastapi.testclient import TestClient
from httpx2 import Response

HIDDEN = re.compile(r'<input type="hidden" name="([\w]+)" value="([^"]*)">')
FORM = re.compile(r"<form\b[^>]*>.*?</form>", re.S)


def forms(html: str) -> list[str]:
    return FORM.findall(html)


def form_to(html: str, action: str, containing: str = "") -> dict[str, str]:
    """The hidden fields of the one form that posts there."""
    [found] = [f for f in forms(html) if f'action="{action}"' in f and containing in f]
    return {name: unescape(value) for name, value in HIDDEN.findall(found)}


def token(browser: TestClient) -> str:
    return form_to(browser.get("/aide").text, "/deconnexion")["jeton"]


def act(browser: TestClient, case_id: int, acte: str, **fields: Any) -> Response:
    """Fill the form of an act on the case's page, and ask for its preview."""
    page = browser.get(f"/affaires/{case_id}").text
    hidden = form_to(page, f"/affaires/{case_id}/apercu", f'value="{acte}"')
    return browser.post(f"/affaires/{case_id}/apercu", data={**hidden, **fields})


def confirm(browser: TestClient, case_id: int, preview: Response) -> Response:
    """Press « Confirmer » on the preview."""
    assert preview.status_code == 200, preview.text
    hidden = form_to(preview.text, f"/affaires/{case_id}/decision")
    return browser.post(f"/affaires/{case_id}/decision", data=hidden)


def write(browser: TestClient, case_id: int, template: str = "", **fields: Any) -> Response:
    """Fill the form of a letter, and ask for its preview."""
    where = f"/affaires/{case_id}/lettre"
    page = browser.get(where, params={"gabarit": template})
    hidden = form_to(page.text, f"{where}/apercu")
    return browser.post(f"{where}/apercu", data={**hidden, **fields})


def send(browser: TestClient, case_id: int, preview: Response) -> Response:
    """Press « Envoyer » on the preview of a letter."""
    assert preview.status_code == 200, preview.text
    hidden = form_to(preview.text, f"/affaires/{case_id}/lettre")
    return browser.post(f"/affaires/{case_id}/lettre", data=hidden)


def text(answer: Response) -> str:
    """The page without tags, and with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())
