"""An agent's letter: begun from a template, changed, sent in a minute, called back till then."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Path, Request
from starlette.responses import RedirectResponse, Response

from mailbot import road
from mailbot.console.case import CaseId, seen
from mailbot.console.console import Console
from mailbot.console.french import TEMPLATE
from mailbot.console.rendering import render
from mailbot.console.visitors import Here, Visitor, doing, may
from mailbot.core.letters import canned, freehand
from mailbot.edges.tables import CaseRow, LetterRow
from mailbot.values import Draft

router = APIRouter()

LetterId = Annotated[int, Path(ge=1, le=2**31 - 1)]
Writer = Annotated[Visitor, Depends(doing("write"))]
Text = Annotated[str, Form()]
LONGEST = 20_000  #: characters of a letter


@dataclass
class LetterForm:
    gabarit: Text = "libre"
    objet: Text = ""
    texte: Text = ""
    vu: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0
    depuis: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0

    @property
    def draft(self) -> Draft:
        if len(self.texte) > LONGEST:
            raise road.NotAllowed(f"La lettre est trop longue : {LONGEST} caractères au plus.")
        return Draft(self.gabarit[:80], self.objet, self.texte)


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
        words = seen(console, who, case_id, "page")
        kept = Draft(form.gabarit[:80], form.objet[:300], form.texte[:LONGEST])
        return asked(request, console, who, words, kept, str(error), 400)
    return RedirectResponse(f"/affaires/{case_id}?fait=envoyee#lettre-{sent}", 303)


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
