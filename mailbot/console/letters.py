"""An agent's letter: begun from a template, changed, seen whole, sent; called back for a minute."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import RedirectResponse, Response

from mailbot import road
from mailbot.console.case import CaseId, seen
from mailbot.console.console import Console
from mailbot.console.french import TEMPLATE
from mailbot.console.letter_form import LetterForm, Text
from mailbot.console.rendering import render
from mailbot.console.thread import told
from mailbot.console.visitors import Here, Visitor, doing, may
from mailbot.core.letters import canned, freehand
from mailbot.edges.tables import CaseRow, LetterRow
from mailbot.values import Draft

router = APIRouter()

LetterId = Annotated[int, Path(ge=1, le=2**31 - 1)]
Writer = Annotated[Visitor, Depends(doing("write"))]


def choices(case: CaseRow, console: Console) -> dict[str, str]:
    """The letters of this kind of case, the free one, and the canned texts, by their title."""
    kind = console.office.kinds.get(case.kind or "")
    own = {name: TEMPLATE.get(name, name) for name in (kind.drafts if kind else ())}
    texts = canned.read(console.office.templates)
    return {**own, freehand.FREE: TEMPLATE["libre"], **{k: v.title for k, v in texts.items()}}


@router.get("/affaires/{case_id}/lettre")
def letter_page(
    request: Request,
    console: Here,
    who: Annotated[Visitor, Depends(may("write"))],
    case_id: CaseId,
    gabarit: str = "",
) -> Response:
    words = seen(console, who, case_id, "page")
    template = gabarit or road.proposed(words["case"], console.office)
    problem = ""
    try:
        draft = road.draft(case_id, template, console.office, console.now())
    except (road.NotAllowed, road.NotHeld) as error:
        problem, draft = str(error), Draft(freehand.FREE, "", "")
    return asked(request, console, who, words, draft, problem, 400 if problem else 200)


def asked(
    request: Request,
    console: Console,
    who: Visitor,
    words: dict[str, Any],
    draft: Draft,
    problem: str = "",
    status: int = 200,
) -> Response:
    words |= {"draft": draft, "problem": problem, "choices": choices(words["case"], console)}
    return render(request, "letter.html", words, who, status)


@router.post("/affaires/{case_id}/lettre/apercu")
def preview(
    request: Request,
    console: Here,
    who: Writer,
    case_id: CaseId,
    form: Annotated[LetterForm, Depends()],
) -> Response:
    """The letter in its frame, as it would leave; or its text again, to be changed."""
    if form.modifier:
        return asked(request, console, who, seen(console, who, case_id, "page"), form.kept)
    try:
        would = (case_id, who.name, form.draft, console.office, console.now(), form.vu)
        letter = road.preview_letter(*would)
    except road.NotAllowed as error:
        return refused(request, console, who, case_id, form, error)
    words = seen(console, who, case_id, "page")
    words |= {"form": form, "letter": letter, "letter_text": told(letter.content)}
    return render(request, "letter_preview.html", words, who)


@router.post("/affaires/{case_id}/lettre")
def send(
    request: Request,
    console: Here,
    who: Writer,
    case_id: CaseId,
    form: Annotated[LetterForm, Depends()],
) -> Response:
    """The letter leaves in one minute. What may not leave so comes back with what is wrong."""
    try:
        sent = road.send(case_id, who.name, form.draft, console.office, console.now(), form.vu)
    except road.NotAllowed as error:
        return refused(request, console, who, case_id, form, error)
    return RedirectResponse(f"/affaires/{case_id}?fait=envoyee#lettre-{sent}", 303)


def refused(
    request: Request,
    console: Console,
    who: Visitor,
    case_id: int,
    form: LetterForm,
    error: Exception,
) -> Response:
    words = seen(console, who, case_id, "page")
    return asked(request, console, who, words, form.kept, str(error), 400)


@router.post("/lettres/{letter_id}/rappeler")
def call_back(console: Here, who: Writer, letter_id: LetterId) -> Response:
    road.call_back(letter_id, who.name, console.office, console.now())
    return back(console, letter_id, "rappelee")


@router.post("/lettres/{letter_id}/renvoyer")
def resend(console: Here, who: Writer, letter_id: LetterId) -> Response:
    road.resend(letter_id, who.name, console.office, console.now())
    return back(console, letter_id, "renvoyee")


@router.post("/lettres/{letter_id}/partie")
def mark_sent(console: Here, who: Writer, letter_id: LetterId, raison: Text = "") -> Response:
    reason = " ".join(raison.split())[:1000]
    road.mark_sent(letter_id, who.name, reason, console.office, console.now())
    return back(console, letter_id, "partie")


def back(console: Console, letter_id: int, done: str) -> Response:
    with console.reading() as session:
        case_id = session.get_one(LetterRow, letter_id).case_id
    return RedirectResponse(f"/affaires/{case_id}?fait={done}#lettre-{letter_id}", 303)
