"""The log-in by the office's OpenID Connect provider: PKCE, nonce and state are Authlib's work."""

import logging
import secrets
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.starlette_client import OAuth
from fastapi import APIRouter, FastAPI, Request
from httpx2 import HTTPError
from joserfc.errors import JoseError
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.sessions import SessionMiddleware
from starlette.responses import Response

from mailbot import road
from mailbot.console.console import Console, console_of
from mailbot.console.entrance import entered, inside
from mailbot.console.rendering import render
from mailbot.edges.accounts import Role
from mailbot.edges.console_section import OidcSection

router = APIRouter()
log = logging.getLogger(__name__)

PLACE = "/connexion/office"
MINUTES = 10  # from leaving for the provider to coming back
BY_RANK = (Role.SUPERVISOR, Role.AGENT, Role.AUDITOR)


def prepare(app: FastAPI, console: Console) -> None:
    """Only where [console.oidc] is. The log-in under way is in a signed cookie of its own."""
    section = console.settings.oidc
    if section is None:
        return
    app.state.oidc = provider(section)
    app.add_middleware(
        SessionMiddleware,
        secret_key=secrets.token_hex(32),  # a restart ends only the log-ins under way
        session_cookie="mailbot-oidc",
        max_age=MINUTES * 60,
        path=PLACE,
        same_site="lax",
        https_only=console.secure,
    )
    app.include_router(router)


def provider(section: OidcSection) -> Any:
    return OAuth().register(
        "office",
        server_metadata_url=section.issuer.rstrip("/") + "/.well-known/openid-configuration",
        client_id=section.client_id,
        client_secret=section.secret(),
        client_kwargs={"scope": section.scope, "code_challenge_method": "S256", "timeout": 10},
    )


@router.get(PLACE)
async def leave(request: Request, suite: str = "/") -> Response:
    request.session.clear()
    request.session["suite"] = inside(suite)
    back = f"{console_of(request).settings.address}{PLACE}/retour"
    try:
        away: Response = await request.app.state.oidc.authorize_redirect(request, back)
    except (HTTPError, OAuthError, ValueError) as error:
        return failed(request, f"le fournisseur ne répond pas ({type(error).__name__})")
    return away


@router.get(PLACE + "/retour")
async def come_back(request: Request) -> Response:
    """Raises nothing that a forged or late answer could make a page of its own of."""
    console = console_of(request)
    section = console.settings.oidc
    if section is None:
        raise HTTPException(404)
    wanted = str(request.session.get("suite", "/"))
    try:
        token = await request.app.state.oidc.authorize_access_token(request)
        claims = dict(token.get("userinfo") or {})
    except (OAuthError, JoseError, HTTPError, ValueError, KeyError) as error:
        return failed(request, f"la réponse du fournisseur est refusée ({type(error).__name__})")
    request.session.clear()
    role = role_of(claims, section)
    name, subject = str(claims.get(section.name_claim) or ""), str(claims.get("sub") or "")
    if role is None or not subject:
        return failed(request, "votre compte de l'Office n'a aucun rôle dans cette console")
    full_name = " ".join(str(claims.get("name") or "").split())[:120]
    try:
        await run_in_threadpool(
            road.admit, name, full_name, role, subject, console.office, console.now()
        )
    except road.AccountProblem as error:
        return failed(request, str(error))
    return await run_in_threadpool(entered, console, name, wanted)


def role_of(claims: Mapping[str, Any], section: OidcSection) -> Role | None:
    """The highest role that the claim names; None when it names none."""
    said = claims.get(section.role_claim)
    named = set(said) if isinstance(said, list) else {str(said)}
    return next((role for role in BY_RANK if section.roles.get(role.value) in named), None)


def failed(request: Request, why: str) -> Response:
    log.warning("connexion par l'Office : %s", why)
    where = console_of(request).settings
    words = {"why": why, "provider": urlsplit(where.oidc.issuer).hostname if where.oidc else ""}
    return render(request, "oidc_failed.html", words, None, 403)
