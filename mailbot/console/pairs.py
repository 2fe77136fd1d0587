"""A message of an agency: each pair of numbers it gives, as if it were alone, with its verdict."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from mailbot import road
from mailbot.console.case import CaseId, seen
from mailbot.console.console import Console
from mailbot.console.pairing import Pair, pairs_of
from mailbot.console.rendering import render
from mailbot.console.visitors import Here, Visitor, may
from mailbot.values import Ruling, Verdict

router = APIRouter()


@dataclass(frozen=True)
class Judged:
    pair: Pair
    verdict: Verdict | None  #: None: it could not be judged, and `problem` says why
    problem: str = ""


@router.get("/affaires/{case_id}/paires")
def pairs_page(
    request: Request,
    console: Here,
    who: Annotated[Visitor, Depends(may("look"))],
    case_id: CaseId,
) -> Response:
    words = seen(console, who, case_id, "page")
    judged = [judge(console, who, case_id, pair) for pair in pairs_of(words["evidence"])]
    return render(request, "pairs.html", {**words, "judged": judged}, who)


def judge(console: Console, who: Visitor, case_id: int, pair: Pair) -> Judged:
    """As the rules would hear the message if it gave this pair only; nothing is kept."""
    given = {"dossier_number": pair.dossier, "certificate_number": pair.certificate}
    ruling = Ruling(who.name, corrections=given)
    try:
        decided = road.preview(case_id, ruling, console.office, console.now())
    except (road.NotHeld, road.Changed, road.NotAllowed) as error:
        return Judged(pair, None, str(error))
    return Judged(pair, decided.verdict)
