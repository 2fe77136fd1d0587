"""The console as an ASGI application: its pages, its protection, and what it says of a mistake."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from mailbot.config import Office
from mailbot.console import (
    accounts_page,
    bulk,
    case,
    claims,
    entrance,
    explained,
    help_pages,
    letters,
    oidc,
    pairs,
    queue,
    rules_page,
    rulings,
    source,
    statistics,
    trouble,
)
from mailbot.console.console import Console, utc_now
from mailbot.console.headers import Protected
from mailbot.console.rendering import environment
from mailbot.living import Living

STATIC = Path(__file__).parent / "static"
PAGES = (
    entrance,
    bulk,  # before the case's: /affaires/lot is no case
    queue,
    case,
    claims,
    rulings,
    letters,
    pairs,
    source,
    explained,
    statistics,
    rules_page,
    help_pages,
    accounts_page,
)


def create(office: Office, now: Callable[[], datetime] = utc_now) -> FastAPI:
    """The application of one office. It describes itself to nobody: no OpenAPI page."""
    app = FastAPI(title="mailbot", openapi_url=None, docs_url=None, redoc_url=None)
    app.state.living = Living(office)  # its rules and letters follow their files
    app.state.console = Console(office, environment(office), now)
    oidc.prepare(app, app.state.console)
    app.add_middleware(Protected, address=office.settings.console.address)
    app.mount("/statique", StaticFiles(directory=STATIC), name="statique")
    for page in PAGES:
        app.include_router(page.router)
    trouble.tell(app)
    return app
