"""The queue: what waits for a person, the most urgent first, and why."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from mailbot.console.console import Console
from mailbot.console.filters import AGES, CLASSES, LEFT, VIEWS, WHOSE, Filter
from mailbot.console.listing import PAGE, Found, Moment, find, today_of
from mailbot.console.rendering import render
from mailbot.console.urgency import PROMISED, SOON, WARNED, ages
from mailbot.console.visitors import Here, Visitor, may
from mailbot.edges.store import id_of
from mailbot.edges.tables import CaseRow
from mailbot.edges.words import WordsRow

router = APIRouter()


@dataclass(frozen=True)
class Row:
    """One line of the queue, as it is shown."""

    case: CaseRow
    name: str  #: the sender as they call themselves, else the address: never the dossier's holder
    subject: str
    age: int  #: working days
    urgent: bool  #: the exam's last day is near
    by: str  #: who is at it now; empty: nobody
    mine: bool

    @property
    def id(self) -> int:
        return id_of(self.case)

    @property
    def late(self) -> str:
        """ "": in time; "warned": soon late; "late": the promise is broken."""
        if self.case.status == "done" and not self.case.question:
            return ""
        return "late" if self.age >= PROMISED else "warned" if self.age >= WARNED else ""


@router.get("/")
def first_page(who: Annotated[Visitor, Depends(may("look"))]) -> Response:
    return RedirectResponse("/affaires", 303)


@router.get("/affaires")
def queue_page(
    request: Request, console: Here, who: Annotated[Visitor, Depends(may("look"))], vu: str = ""
) -> Response:
    """The page; for htmx only its list, or nothing (204) when the list is as the page has it."""
    wanted = Filter.of(request.query_params)
    now = console.now()
    with console.reading() as session:
        at = today_of(session, console.office.clock, now)
        zone = console.office.settings.office.timezone
        moment = Moment(who.name, now, console.office.day(at), zone)
        found = find(session, wanted, moment)
    words = {
        **shown(found, wanted, moment, console),
        "wanted": wanted,
        "found": found,
        "views": VIEWS,
        "classes": CLASSES,
        "ages": AGES,
        "whose": WHOSE,
        "here": wanted.url(page=wanted.page),
    }
    fragment = render(request, "queue_list.html", words, who)
    digest = hashlib.sha256(fragment.body).hexdigest()[:16]
    poll = f"{wanted.url(page=wanted.page)}{'&' if '?' in wanted.url(page=wanted.page) else '?'}"
    words["listed"] = Markup(bytes(fragment.body).decode())
    words["poll"] = poll + urlencode({"vu": digest})
    if request.headers.get("hx-request") == "true":
        if vu == digest:
            return HTMLResponse("", 204)
        return render(request, "queue_live.html", words, who)
    page = render(request, "queue.html", words, who)
    # Every page of a case leads back here, also after an act, and without scripts.
    query = wanted.url(page=wanted.page).partition("?")[2]
    page.set_cookie(LEFT, query, secure=console.secure, httponly=True, samesite="lax")
    return page


def shown(found: Found, wanted: Filter, moment: Moment, console: Console) -> dict[str, object]:
    days = [console.office.day(case.received_at) for case, _ in found.rows]
    age_of = ages(days, moment.today)
    rows = [
        row(case, words, age_of[day], moment)
        for (case, words), day in zip(found.rows, days, strict=True)
    ]
    return {"rows": rows, "pages": max(1, -(-found.total // PAGE))}


def row(case: CaseRow, words: WordsRow | None, age: int, moment: Moment) -> Row:
    name = (words.sender_name if words else "") or case.sender
    by = claimed_by(case, moment.now)
    return Row(
        case,
        name,
        words.subject if words else "",
        age,
        is_urgent(case, moment.today),
        by,
        by == moment.visitor,
    )


def claimed_by(case: CaseRow, now: datetime) -> str:
    """The agent who is at it now; empty when nobody is, or no more."""
    held = case.claimed_by and case.claimed_until and case.claimed_until > now
    return case.claimed_by or "" if held else ""


def is_urgent(case: CaseRow, today: date) -> bool:
    return case.last_day is not None and 0 <= (case.last_day - today).days <= SOON
