"""The message itself, on request: its source, its headers, its attachments. Never shown inline."""

import re
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mailbot import road
from mailbot.console.rendering import render
from mailbot.console.visitors import Here, Visitor, may
from mailbot.core.attached import attached
from mailbot.core.read import read
from mailbot.edges import store
from mailbot.edges.tables import CaseRow
from mailbot.values import RawMessage

router = APIRouter()

CaseId = Annotated[int, Path(ge=1, le=2**31 - 1)]
Looking = Annotated[Visitor, Depends(may("look"))]
SANDBOX = {"Content-Security-Policy": "default-src 'none'; sandbox"}
MOST_HEADERS = 300
LONGEST_HEADER = 4_000  #: characters of one field on the page


@router.get("/affaires/{case_id}/source")
def source(console: Here, who: Looking, case_id: CaseId) -> Response:
    """The bytes as received, to be saved: whatever opens them is not this browser."""
    raw = raw_of(console, case_id)
    road.note_access(who.name, case_id, "source", console.office, console.now())
    return download(raw.content, f"affaire-{case_id}.eml")


@router.get("/affaires/{case_id}/piece")
def attachment(console: Here, who: Looking, case_id: CaseId, partie: str = "") -> Response:
    raw = raw_of(console, case_id)
    mail = read(raw, console.office.identity)
    found = next((one for one in mail.attachments if one.part == partie), None)
    content = attached(raw.content, partie) if found else None
    if found is None or content is None:
        raise HTTPException(404)
    what = f"attachment {partie}"[:80]
    road.note_access(who.name, case_id, what, console.office, console.now())
    return download(content, found.name or f"affaire-{case_id}-{partie.replace('/', '-')}")


@router.get("/affaires/{case_id}/entetes")
def headers(request: Request, console: Here, who: Looking, case_id: CaseId) -> Response:
    raw = raw_of(console, case_id)
    mail = read(raw, console.office.identity)
    road.note_access(who.name, case_id, "headers", console.office, console.now())
    fields = [(name, value[:LONGEST_HEADER], len(value)) for name, value in mail.headers]
    words = {
        "case_id": case_id,
        "fields": fields[:MOST_HEADERS],
        "more": len(fields) - MOST_HEADERS,
        "longest": LONGEST_HEADER,
    }
    return render(request, "headers.html", words, who)


def raw_of(console: Here, case_id: int) -> RawMessage:
    with console.reading() as session:
        case = session.get(CaseRow, case_id)
        if case is None:
            raise HTTPException(404)
        return store.raw_of(session, case)


def download(content: bytes, name: str) -> Response:
    """Under its own name, as bytes of no type: a browser saves it and opens nothing."""
    harmless = re.sub(r"[^\w.() -]", "_", name.replace("\n", " "))[-120:].strip(" .") or "fichier"
    plain = harmless.encode("ascii", "replace").decode().replace("?", "_")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(harmless, safe='')}"
    headers = {**SANDBOX, "Content-Disposition": disposition}
    return Response(content, media_type="application/octet-stream", headers=headers)
