"""Pages from templates/console: everything is escaped, and outside text shows what hides in it."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
from fastapi import Request
from starlette.responses import HTMLResponse

from mailbot import __version__
from mailbot.config import SHIPPED, Office
from mailbot.console import french
from mailbot.console.console import console_of
from mailbot.console.filters import Filter
from mailbot.console.visitors import Visitor
from mailbot.core.french import in_full

SHORT = 160  #: characters of outside text in a list
SPACES = "\u00a0\u202f\u2009\u2007"


def environment(office: Office) -> jinja2.Environment:
    """The console's templates come with the program; an office changes its letters, not these."""
    folders = [place / "templates" / "console" for place in SHIPPED]
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    zone = ZoneInfo(office.settings.office.timezone)

    def moment(at: datetime) -> str:
        here = at.astimezone(zone)
        return f"{here:%Y-%m-%d} à {here:%H}\u00a0h\u00a0{here:%M}"

    def hour(at: datetime) -> str:
        return f"{at.astimezone(zone):%H\u00a0h\u00a0%M}"

    made.filters |= {"visible": visible, "short": short, "moment": moment, "day": day}
    made.filters["hour"] = hour
    made.filters |= french.FILTERS
    made.globals |= {"office": office.settings.office, "version": __version__}
    return made


def visible(text: str) -> str:
    """Outside text with nothing hidden in it: what has no shape, or turns the direction of writing,
    is shown as a dot, one for one; so the places of what was read stay right."""
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(c: str) -> str:
    if c in "\n\t" or c in SPACES or c.isprintable():
        return c
    return "·" if unicodedata.category(c) != "Zs" else c


def short(text: str, longest: int = SHORT) -> str:
    """The beginning of outside text, on one line."""
    line = " ".join(text[: longest * 4].split())
    return visible(line if len(line) <= longest else line[: longest - 1] + "…")


def day(value: date | None) -> str:
    return in_full(value) if value else ""


def render(
    request: Request,
    template: str,
    words: Mapping[str, Any],
    visitor: Visitor | None = None,
    status: int = 200,
) -> HTMLResponse:
    """The page. `fait` in its address names what was just done, in words that are the console's."""
    console = console_of(request)
    done = request.query_params.get("fait", "")
    left = Filter.left(request.cookies)
    text = console.templates.get_template(template).render(
        {
            "visitor": visitor,
            "path": request.url.path,
            "queue": left.url(page=left.page),
            "done": french.DONE.get(done, ""),
            "office_templates": console.office.templates,
            "live": request.headers.get("hx-request") == "true",
            **words,
        }
    )
    return HTMLResponse(text, status)
