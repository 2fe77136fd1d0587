"""The accounts, for supervisors: open, close, another role or password, which is shown once."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from mailbot import road
from mailbot.console.rendering import render
from mailbot.console.visitors import Here, Visitor, doing, may
from mailbot.edges import accounts, passwords
from mailbot.edges.accounts import Role

router = APIRouter()

Keeping = Annotated[Visitor, Depends(doing("accounts"))]
Name = Annotated[str, Form()]
ONESELF = "On ne ferme pas son propre compte et on ne change pas son propre rôle."


def page(
    request: Request, console: Here, who: Visitor, status: int = 200, **words: str
) -> Response:
    with console.reading() as session:
        rows = accounts.accounts(session)
    shown = {"rows": rows, "problem": "", "password": "", "name": "", "full_name": "", **words}
    return render(request, "accounts.html", {**shown, "roles": list(Role)}, who, status)


@router.get("/comptes")
def accounts_page(
    request: Request, console: Here, who: Annotated[Visitor, Depends(may("accounts"))]
) -> Response:
    return page(request, console, who)


@router.post("/comptes")
def open_account(
    request: Request,
    console: Here,
    who: Keeping,
    compte: Name = "",
    nom: Name = "",
    role: Name = "",
) -> Response:
    known = next((one for one in Role if one == role), Role.AGENT)
    password = passwords.generated()
    try:
        road.add_account(
            compte,
            " ".join(nom.split())[:120],
            known,
            passwords.hashed(password),
            who.name,
            console.office,
            console.now(),
        )
    except road.AccountProblem as error:
        return page(request, console, who, 400, problem=str(error), full_name=nom[:120])
    return page(request, console, who, password=password, name=accounts.folded(compte))


@router.post("/comptes/reinitialiser")
def reset(request: Request, console: Here, who: Keeping, compte: Name = "") -> Response:
    password = passwords.generated()
    try:
        road.reset_account(
            compte, passwords.hashed(password), who.name, console.office, console.now()
        )
    except road.AccountProblem as error:
        return page(request, console, who, 400, problem=str(error))
    return page(request, console, who, password=password, name=accounts.folded(compte))


@router.post("/comptes/fermer")
def close(request: Request, console: Here, who: Keeping, compte: Name = "") -> Response:
    try:
        if accounts.folded(compte) == who.name:
            raise road.AccountProblem(ONESELF)
        road.disable_account(compte, who.name, console.office, console.now())
    except road.AccountProblem as error:
        return page(request, console, who, 400, problem=str(error))
    return RedirectResponse("/comptes?fait=compte", 303)


@router.post("/comptes/role")
def change_role(
    request: Request, console: Here, who: Keeping, compte: Name = "", role: Name = ""
) -> Response:
    known = next((one for one in Role if one == role), None)
    try:
        if accounts.folded(compte) == who.name:
            raise road.AccountProblem(ONESELF)
        if known is None:
            raise road.AccountProblem("Ce rôle n'existe pas.")
        road.change_role(compte, known, who.name, console.office, console.now())
    except road.AccountProblem as error:
        return page(request, console, who, 400, problem=str(error))
    return RedirectResponse("/comptes?fait=compte", 303)
