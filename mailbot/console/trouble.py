"""What a person is told when something is wrong: in French, what happened and what to do."""

import logging
from urllib.parse import quote, urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from mailbot.console.rendering import render
from mailbot.console.visitors import Forged, NotAllowed, Unknown

log = logging.getLogger(__name__)


def tell(app: FastAPI) -> None:
    app.add_exception_handler(Unknown, to_the_log_in)
    app.add_exception_handler(NotAllowed, lambda request, error: told(request, 403, "role"))
    app.add_exception_handler(Forged, lambda request, error: told(request, 403, "jeton"))
    app.add_exception_handler(
        RequestValidationError, lambda request, error: told(request, 400, "adresse")
    )
    app.add_exception_handler(HTTPException, of_http)
    app.add_exception_handler(DBAPIError, of_the_database)
    app.add_exception_handler(Exception, of_the_program)


def told(request: Request, status: int, what: str) -> Response:
    return render(request, "trouble.html", {"what": what, "status": status}, status=status)


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
