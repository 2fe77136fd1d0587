"""A message of an agency: each pair of numbers it gives, as if it were alone, with its verdict."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from mailbot import desk
from mailbot.console.case import CaseId, seen
from mailbot.console.rendering import render
from mailbot.console.visitors import Here, Visitor, may

router = APIRouter()


@router.get("/affaires/{case_id}/paires")
def pairs_page(
    request: Request,
    console: Here,
    who: Annotated[Visitor, Depends(may("look"))],
    case_id: CaseId,
) -> Response:
    words = seen(console, who, case_id, "page")
    with console.reading() as session:
        judged = desk.pairs(session, words["case"], console.office, console.now())
    return render(request, "pairs.html", {**words, "judged": judged}, who)
