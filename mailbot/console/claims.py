"""Who is at a case, and what the agents tell one another of it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from mailbot import road
from mailbot.console.case import CaseId, seen
from mailbot.console.filters import Filter
from mailbot.console.rendering import render
from mailbot.console.visitors import Here, Visitor, doing

router = APIRouter()

Claimer = Annotated[Visitor, Depends(doing("claim"))]


@router.post("/affaires/{case_id}/prendre")
def claim(console: Here, who: Claimer, case_id: CaseId) -> Response:
    road.claim(case_id, who.name, console.office, console.now())
    return RedirectResponse(f"/affaires/{case_id}?fait=prise", 303)


@router.post("/affaires/{case_id}/rendre")
def release(request: Request, console: Here, who: Claimer, case_id: CaseId) -> Response:
    road.release(case_id, who.name, console.office, console.now())
    left = Filter.left(request.cookies)
    queue = left.url(page=left.page)
    return RedirectResponse(f"{queue}{'&' if '?' in queue else '?'}fait=rendue", 303)


@router.post("/affaires/{case_id}/note")
def annotate(
    request: Request,
    console: Here,
    who: Annotated[Visitor, Depends(doing("note"))],
    case_id: CaseId,
    texte: Annotated[str, Form()] = "",
) -> Response:
    said = "".join(c for c in texte if c.isprintable() or c in "\n\t")
    try:
        road.annotate(case_id, who.name, said, console.office, console.now())
    except road.NotAllowed as error:
        words = seen(console, who, case_id, "page")
        words |= {"problem": str(error).capitalize() + ".", "at": "note", "act": "note"}
        words |= {"given": {"texte": said}}
        return render(request, "case_acts.html", words, who, 400)
    return RedirectResponse(f"/affaires/{case_id}?fait=note#notes", 303)
