"""The explanation owed to a person (A-2.1, s. 65.2), and the record for a court: to be printed."""

import base64
import hashlib
import re

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from mailbot import road
from mailbot.console.source import CaseId, Looking
from mailbot.console.visitors import Here
from mailbot.explanation import court_of, explanation_of, render_court, render_person

router = APIRouter()

# Documents of their own, with their style in them; nothing else may be loaded, run or sent.
POLICY = (
    "default-src 'none'; style-src {style}; form-action 'none'; base-uri 'none';"
    " frame-ancestors 'none'"
)
STYLE = re.compile(r"<style>(.*?)</style>", re.S)


@router.get("/affaires/{case_id}/explication")
def for_the_person(console: Here, who: Looking, case_id: CaseId) -> Response:
    office = console.office
    with console.reading() as session:
        found = explanation_of(session, case_id, office)
        if found is None:
            raise HTTPException(404)
        page = render_person(found, office, "html")
    road.note_access(who.name, case_id, "explanation", office, console.now())
    return alone(page)


@router.get("/affaires/{case_id}/explication/tribunal")
def for_a_court(console: Here, who: Looking, case_id: CaseId) -> Response:
    office = console.office
    with console.reading() as session:
        found = court_of(session, case_id, office)
        if found is None:
            raise HTTPException(404)
        page = render_court(found, office, "html")
    road.note_access(who.name, case_id, "record for a court", office, console.now())
    return alone(page)


def alone(page: str) -> Response:
    """Its style, which an office may change in its templates, is allowed by its hash alone."""
    style = STYLE.search(page)
    digest = hashlib.sha256(style[1].encode() if style else b"").digest()
    allowed = f"'sha256-{base64.b64encode(digest).decode()}'"
    return HTMLResponse(page, headers={"Content-Security-Policy": POLICY.format(style=allowed)})
