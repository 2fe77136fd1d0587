"""An agent's ruling from a form: seen first, with what would follow, then said for good.

The actor is the session's; the form says what, and which version of the case was looked at.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Path, Request
from starlette.responses import RedirectResponse, Response

from mailbot import road
from mailbot.console.case import seen
from mailbot.console.console import Console
from mailbot.console.rendering import render
from mailbot.console.thread import told
from mailbot.console.visitors import Here, NotAllowed, Visitor, doing
from mailbot.journey import Decided
from mailbot.values import CLASSES, Ruling

router = APIRouter()

CaseId = Annotated[int, Path(ge=1, le=2**31 - 1)]
Ruler = Annotated[Visitor, Depends(doing("rule"))]
Text = Annotated[str, Form()]
LONGEST_REASON = 1_000
#: The fields of each act, in the order of its form: the first is where a mistake is told.
FIELDS = {
    "corriger": ("dossier_number", "certificate_number", "intent", "question"),
    "ecarter": ("regle", "raison"),
    "confirmer": ("regle", "raison"),
    "classer": ("classe",),
    "clore": ("raison",),
    "rouvrir": ("raison",),
}
CORRECTED = FIELDS["corriger"]


@dataclass
class RulingForm:
    """What the form of an act says; each act looks at its own fields only."""

    acte: Text = ""
    vu: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0  #: the case's version that was looked at
    depuis: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0  #: the last line of its history then
    raison: Text = ""
    regle: Text = ""
    classe: Text = ""
    dossier_number: Text = ""
    certificate_number: Text = ""
    intent: Text = ""
    question: Text = ""

    def ruling(self, who: Visitor) -> Ruling:
        """Raises NotAllowed for another role's act, road.NotAllowed for one that says nothing."""
        reason = plain(self.raison)
        if self.acte in ("ecarter", "confirmer", "clore", "rouvrir") and not reason:
            raise road.NotAllowed("Dites pourquoi : une raison est nécessaire.")
        match self.acte:
            case "corriger":
                return Ruling(who.name, reason, corrections=self.corrections())
            case "ecarter":
                return Ruling(who.name, reason, waived=frozenset({plain(self.regle)}))
            case "confirmer":
                if not who.may("second"):
                    raise NotAllowed("second")
                return Ruling(who.name, reason, seconded=frozenset({plain(self.regle)}))
            case "classer":
                if self.classe not in CLASSES:
                    raise road.NotAllowed("Choisissez une classe.")
                return Ruling(who.name, reason, label=self.classe)
            case "clore":
                return Ruling(who.name, reason, closed=True)
            case "rouvrir":
                return Ruling(who.name, reason, reopened=True)
        raise road.NotAllowed("Choisissez un acte.")

    def corrections(self) -> Mapping[str, str]:
        given = {name: plain(getattr(self, name)) for name in CORRECTED}
        said = {name: value for name, value in given.items() if value}
        if not said:
            raise road.NotAllowed("Rien n'est corrigé : écrivez ce qui a été mal lu.")
        return said

    def said(self) -> dict[str, str]:
        """The fields of its act, to be sent again by the page that confirms."""
        names = ("raison", *FIELDS.get(self.acte, ()))
        return {name: plain(getattr(self, name)) for name in dict.fromkeys(names)}


def plain(text: str) -> str:
    """One line of printable characters."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:LONGEST_REASON]


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
    """The ruling counts, and the case goes down the road again at once."""
    now = console.now()
    try:
        road.rule(case_id, form.ruling(who), console.office, now, form.vu)
    except road.NotAllowed as error:
        return refused(request, console, who, case_id, form, error)
    road.settle(case_id, console.office, now)
    return RedirectResponse(f"/affaires/{case_id}?fait={form.acte}", 303)


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
