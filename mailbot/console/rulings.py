"""An agent's ruling from a form: seen first, with what would follow, then said for good.

The actor is the session's; the form says what, and which version of the case was looked at.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from starlette.responses import RedirectResponse, Response

from mailbot import road
from mailbot.console.case import seen
from mailbot.console.console import Console
from mailbot.console.rendering import render
from mailbot.console.ruling_form import FIELDS, RulingForm
from mailbot.console.thread import told
from mailbot.console.visitors import Here, Visitor, doing
from mailbot.decided import Decided
from mailbot.edges.tables import CaseRow, Status

router = APIRouter()

CaseId = Annotated[int, Path(ge=1, le=2**31 - 1)]
Ruler = Annotated[Visitor, Depends(doing("rule"))]


@router.post("/affaires/{case_id}/apercu")
def preview(
    request: Request,
    console: Here,
    who: Ruler,
    case_id: CaseId,
    form: Annotated[RulingForm, Depends()],
) -> Response:
    """What would follow. Nothing counts yet."""
    now = console.now()
    try:
        decided = road.preview(case_id, form.ruling(who), console.office, now, form.vu)
    except road.NotAllowed as error:
        return refused(request, console, who, case_id, form, error)
    words = seen(console, who, case_id, "page")
    words |= {"form": form, "said": form.said(), **after(decided)}
    return render(request, "preview.html", words, who)


def after(decided: Decided) -> dict[str, Any]:
    letter = decided.letter
    return {
        "would": decided.verdict,
        "ends": decided.verdict.closed is not None,
        "letter": letter,
        "letter_text": told(letter.content) if letter else ("", ""),
    }


@router.post("/affaires/{case_id}/decision")
def decide(
    request: Request,
    console: Here,
    who: Ruler,
    case_id: CaseId,
    form: Annotated[RulingForm, Depends()],
) -> Response:
    """The ruling counts, and the case goes down the road again at once; what the code had failed on
    waits for the daemon, which counts its attempts."""
    now = console.now()
    with console.reading() as session:
        case = session.get(CaseRow, case_id)
        failed = case is not None and case.status == Status.FAILED
    try:
        road.rule(case_id, form.ruling(who), console.office, now, form.vu)
    except road.NotAllowed as error:
        return refused(request, console, who, case_id, form, error)
    decided = None if failed else road.settle(case_id, console.office, now)
    waits = form.acte == "ecarter" and decided is not None and decided.verdict.unseconded
    return RedirectResponse(f"/affaires/{case_id}?fait={'second' if waits else form.acte}", 303)


def refused(
    request: Request,
    console: Console,
    who: Visitor,
    case_id: int,
    form: RulingForm,
    error: Exception,
) -> Response:
    """The case's page again, with what is wrong beside the act's first field."""
    words = seen(console, who, case_id, "page")
    field = FIELDS.get(form.acte, ("",))[0]
    words |= {"problem": str(error), "at": f"{form.acte}-{field}", "act": form.acte}
    words |= {"given": form.said()}
    return render(request, "case_acts.html", words, who, 400)
