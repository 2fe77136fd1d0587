"""Help at the place: how the console is used, its keys, and whether it is alive."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy import text
from starlette.responses import PlainTextResponse, Response

from mailbot.console.rendering import render
from mailbot.console.visitors import Here, Visitor, may

router = APIRouter()


@router.get("/aide")
def help_page(request: Request, who: Annotated[Visitor, Depends(may("look"))]) -> Response:
    return render(request, "help.html", {}, who)


@router.get("/sante")
def health(console: Here) -> Response:
    """For a monitor: the process answers, and so does its database. Says nothing else."""
    with console.reading() as session:
        session.execute(text("SELECT 1"))
    return PlainTextResponse("bon\n")
