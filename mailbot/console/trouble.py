"""What a person is told when something is wrong: in French, what happened and what to do."""

import logging
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from mailbot import road
from mailbot.console import history
from mailbot.console.console import console_of
from mailbot.console.letter_form import LONGEST
from mailbot.console.look import past
from mailbot.console.rendering import render
from mailbot.console.visitors import Forged, NotAllowed, Unknown, Visitor, visitor
from mailbot.edges.tables import CaseRow, Status

#: Fields that no agent fills.
OF_THE_PAGE = frozenset({"jeton", "vu", "depuis", "modifier"})

log = logging.getLogger(__name__)


def tell(app: FastAPI) -> None:
    app.add_exception_handler(Unknown, to_the_log_in)
    app.add_exception_handler(NotAllowed, lambda request, error: told(request, 403, "role"))
    app.add_exception_handler(Forged, lambda request, error: told(request, 403, "jeton"))
    for refusal in (road.Changed, road.NotHeld, road.NotAllowed):
        app.add_exception_handler(refusal, of_the_road)
    app.add_exception_handler(
        RequestValidationError, lambda request, error: told(request, 400, "adresse")
    )
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(DBAPIError, of_the_database)
    app.add_exception_handler(Exception, of_the_program)


def told(request: Request, status: int, what: str) -> Response:
    words = {"what": what, "status": status}
    return render(request, "trouble.html", words, guest(request) if status < 500 else None, status)


def to_the_log_in(request: Request, error: Exception) -> Response:
    """Then back to the page that was wanted. htmx is told to leave the page it is on."""
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = {"suite": wanted} if request.method == "GET" and wanted != "/" else {}
    if request.headers.get("hx-request"):
        current = request.headers.get("hx-current-url", "")
        path = "/" + quote(current.split("//", 1)[-1].partition("/")[2], safe="/?=&%")
        return Response(status_code=204, headers={"HX-Redirect": f"/connexion?suite={quote(path)}"})
    where = "/connexion" + (f"?{urlencode(back)}" if back else "")
    return RedirectResponse(where, 303)


async def of_the_road(request: Request, error: Exception) -> Response:
    """The act was refused: why, and what happened to the case since the page was opened."""
    form = await request.form()
    given = {name: value for name, value in form.items() if isinstance(value, str)}
    return await run_in_threadpool(refusal, request, str(error), given)


def refusal(request: Request, why: str, given: Mapping[str, str]) -> Response:
    """With what was typed, in a form over the case as it is now: nothing has to be typed again."""
    console = console_of(request)
    number = request.path_params.get("case_id", "")
    case_id = int(number) if str(number).isdigit() else None
    since = given.get("depuis", "")
    case, events, latest = None, [], 0
    if case_id is not None:
        with console.reading() as session:
            case = session.get(CaseRow, case_id)
            rows = past(session, case_id)
        latest = rows[-1].id or 0 if rows else 0
        if since.isascii() and since.isdigit() and len(since) < 10:
            events = history.events(
                [row for row in rows if (row.id or 0) > int(since)], console.office.templates
            )
    words = {
        "why": why,
        "case": case,
        "events": events,
        "accesses": (),
        "since": latest,
        "typed": typed(given),
        "again": again(request.url.path, case),
    }
    return render(request, "refused.html", words, guest(request), 409)


def typed(given: Mapping[str, str]) -> dict[str, str]:
    """What an agent chose or wrote, without what the page itself put into the form."""
    kept = {name: value[:LONGEST] for name, value in given.items() if name not in OF_THE_PAGE}
    return {name: value for name, value in kept.items() if value.strip()}


def again(path: str, case: CaseRow | None) -> str:
    """Where the same words are looked at anew before they count; empty where they cannot be."""
    if case is None:
        return ""
    if "/lettre" in path:
        return f"/affaires/{case.id}/lettre/apercu"
    if path.endswith(("/apercu", "/decision")):
        # What the code fails on has no preview.
        return f"/affaires/{case.id}/{'decision' if case.status == Status.FAILED else 'apercu'}"
    return ""


def guest(request: Request) -> Visitor | None:
    try:
        return visitor(request, console_of(request))
    except Unknown:
        return None


def of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    what = {404: "absent", 405: "methode", 413: "long"}.get(error.status_code, "adresse")
    return told(request, error.status_code, what)


def of_the_database(request: Request, error: Exception) -> Response:
    log.error("%s %s : base de données : %s", request.method, request.url.path, error)
    return told(request, 503, "base")


def of_the_program(request: Request, error: Exception) -> Response:
    log.exception("%s %s", request.method, request.url.path, exc_info=error)
    return told(request, 500, "programme")
