"""The explanation owed to a person (A-2.1, s. 65.2), and the record for a court: to be printed."""

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from mailbot import road
from mailbot.console.source import CaseId, Looking
from mailbot.console.visitors import Here
from mailbot.explanation import court_of, explanation_of, render_court, render_person

router = APIRouter()

# A document of its own, with its style in it; nothing else may be loaded or run.
ALONE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}


@router.get("/affaires/{case_id}/explication")
def for_the_person(console: Here, who: Looking, case_id: CaseId) -> Response:
    office = console.office
    with console.reading() as session:
        found = explanation_of(session, case_id, office)
        if found is None:
            raise HTTPException(404)
        page = render_person(found, office, "html")
    road.note_access(who.name, case_id, "explanation", office, console.now())
    return HTMLResponse(page, headers=ALONE)


@router.get("/affaires/{case_id}/explication/tribunal")
def for_a_court(console: Here, who: Looking, case_id: CaseId) -> Response:
    office = console.office
    with console.reading() as session:
        found = court_of(session, case_id, office)
        if found is None:
            raise HTTPException(404)
        page = render_court(found, office, "html")
    road.note_access(who.name, case_id, "record for a court", office, console.now())
    return HTMLResponse(page, headers=ALONE)
