"""The log-in, the log-out, and one's own password."""

import hmac
import secrets
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from mailbot import road
from mailbot.console.console import Console
from mailbot.console.filters import LEFT
from mailbot.console.rendering import render
from mailbot.console.visitors import Forged, Guest, Here, Visitor, address_of, doing
from mailbot.edges import accounts, passwords

router = APIRouter()

WINDOW = timedelta(minutes=15)
MOST_OF_NAME, MOST_FROM_ADDRESS = 5, 20  # log-ins that may fail within WINDOW
BEFORE = "mailbot-avant"  # the cookie whose value the log-in form repeats
REFUSED = "Ce nom et ce mot de passe ne vont pas ensemble, ou le compte est fermé."
THROTTLED = "Trop d'essais ont échoué. Attendez 15 minutes, puis essayez de nouveau."


@router.get("/connexion")
def log_in_page(request: Request, console: Here, suite: str = "/") -> Response:
    return asked(request, console, suite)


def asked(
    request: Request, console: Console, wanted: str, problem: str = "", name: str = ""
) -> Response:
    """The form. Its token is in a cookie too: another site can read neither."""
    token = request.cookies.get(BEFORE) or secrets.token_urlsafe(24)
    words: dict[str, object] = {
        "suite": inside(wanted),
        "problem": problem,
        "name": name[:80],
        "jeton": token,
    }
    words["oidc"] = console.settings.oidc is not None
    page = render(request, "log_in.html", words, status=401 if problem else 200)
    page.set_cookie(BEFORE, token, secure=console.secure, httponly=True, samesite="strict")
    return page


@router.post("/connexion")
def log_in(
    request: Request,
    console: Here,
    compte: Annotated[str, Form()] = "",
    mot_de_passe: Annotated[str, Form()] = "",
    jeton: Annotated[str, Form()] = "",
    suite: Annotated[str, Form()] = "/",
) -> Response:
    """The same words and the same work whether the account exists or not."""
    known = request.cookies.get(BEFORE, "")
    if not known or not hmac.compare_digest(known.encode(), jeton.encode("utf-8", "replace")):
        raise Forged
    if throttled(console, compte, address_of(request)):
        return asked(request, console, suite, THROTTLED, compte)
    tried = road.note_attempt(compte, address_of(request), console.office, console.now())
    with console.reading() as session:
        account = accounts.account(session, compte)
    right = passwords.matches(mot_de_passe, account.password_hash if account else None)
    if account is None or not right:
        return asked(request, console, suite, REFUSED, compte)
    road.note_success(tried, console.office)
    if passwords.outdated(account.password_hash):
        road.rehash(account.name, passwords.hashed(mot_de_passe), console.office)
    return entered(console, account.name, suite)


def throttled(console: Console, name: str, address: str) -> bool:
    """Counted by name and by address, for names that do not exist too."""
    with console.reading() as session:
        of_name, from_address = accounts.failures(session, name, address, console.now() - WINDOW)
    return of_name >= MOST_OF_NAME or from_address >= MOST_FROM_ADDRESS


def entered(console: Console, name: str, wanted: str) -> Response:
    """A session of its own for each log-in: none that was there before goes on."""
    lasts = timedelta(hours=console.settings.session_hours)
    token = road.open_session(name, lasts, console.office, console.now())
    answer = RedirectResponse(inside(wanted), 303)
    answer.set_cookie(
        console.cookie, token, secure=console.secure, httponly=True, samesite="lax", path="/"
    )
    answer.delete_cookie(BEFORE)
    answer.delete_cookie(LEFT)  # another person's, perhaps
    return answer


def inside(wanted: str) -> str:
    """A path of this site; whatever else was asked for is the first page."""
    clean = wanted.startswith("/") and not wanted.startswith(("//", "/\\"))
    return wanted if clean and wanted.isprintable() and "\\" not in wanted else "/"


@router.post("/deconnexion")
def log_out(console: Here, who: Annotated[Visitor, Depends(doing("look"))]) -> Response:
    road.close_session(who.session, console.office)
    answer = RedirectResponse("/connexion?fait=deconnexion", 303)
    answer.delete_cookie(console.cookie, secure=console.secure, httponly=True, samesite="lax")
    answer.delete_cookie(LEFT)
    return answer


@router.get("/mot-de-passe")
def password_page(request: Request, who: Guest) -> Response:
    return render(request, "password.html", {"problem": ""}, who)


@router.post("/mot-de-passe")
def change_password(
    request: Request,
    console: Here,
    who: Annotated[Visitor, Depends(doing("look"))],
    actuel: Annotated[str, Form()] = "",
    nouveau: Annotated[str, Form()] = "",
) -> Response:
    """One's own password: the one of today is asked, under the same throttle as the log-in."""
    if throttled(console, who.name, address_of(request)):
        return render(request, "password.html", {"problem": THROTTLED}, who, 400)
    tried = road.note_attempt(who.name, address_of(request), console.office, console.now())
    with console.reading() as session:
        account = accounts.account(session, who.name)
    if account is None or not passwords.matches(actuel, account.password_hash):
        problem: str | None = "Ce n'est pas votre mot de passe actuel."
    else:
        road.note_success(tried, console.office)
        problem = passwords.problem(nouveau, who.name)
    if problem:
        return render(request, "password.html", {"problem": problem}, who, 400)
    road.reset_account(who.name, passwords.hashed(nouveau), who.name, console.office, console.now())
    return entered(console, who.name, "/mot-de-passe?fait=mot-de-passe")
