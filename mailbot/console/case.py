"""The page of one case: the message, what was read, what registry and rules say, what next."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from sqlmodel import Session, col, select
from starlette.exceptions import HTTPException
from starlette.responses import Response

from mailbot import road
from mailbot.config import Office
from mailbot.console import hearing, history, marks, thread
from mailbot.console.console import Console
from mailbot.console.listing import today_of
from mailbot.console.look import Look, examine
from mailbot.console.queue import claimed_by, is_urgent
from mailbot.console.rendering import render
from mailbot.console.spoken import spoken
from mailbot.console.urgency import PROMISED, WARNED, ages
from mailbot.console.visitors import Here, Visitor, may
from mailbot.edges import accounts
from mailbot.edges.store import id_of
from mailbot.edges.tables import CaseRow, NoteRow, Status

router = APIRouter()

CaseId = Annotated[int, Path(ge=1, le=2**31 - 1)]
Looking = Annotated[Visitor, Depends(may("look"))]
MOST_ACCESSES = 30
OPEN = (Status.HELD, Status.FAILED)
NO_PROBLEM: Mapping[str, Any] = {"problem": "", "at": "", "act": "", "given": {}}


@router.get("/affaires/{case_id}")
def case_page(request: Request, console: Here, who: Looking, case_id: CaseId) -> Response:
    """Opening it takes it in charge, where nobody has and it waits for an agent."""
    words = seen(console, who, case_id, "page", opening=True)
    return render(request, "case_acts.html" if who.may("rule") else "case.html", words, who)


@router.get("/affaires/{case_id}/impression")
def print_page(request: Request, console: Here, who: Looking, case_id: CaseId) -> Response:
    words = seen(console, who, case_id, "print")
    return render(request, "print.html", words, who)


def seen(
    console: Console, who: Visitor, case_id: int, what: str, opening: bool = False
) -> dict[str, Any]:
    """All that the page shows. That it was looked at is noted first."""
    now = console.now()
    admit(console, who, case_id, what, opening)
    with console.reading() as session:
        case = session.get_one(CaseRow, case_id)
        look = examine(session, case, console.office, now)
        conversation = thread.turns(session, case)
        words = {
            **told(look, console.office),
            "notes": notes(session, case_id),
            "spoken": spoken(session, case_id),
            "accesses": accounts.accesses(session, case_id, MOST_ACCESSES)
            if who.may("accesses")
            else (),
            **waited(session, case, console),
        }
    by = claimed_by(case, now)
    return {
        **words,
        "case": case,
        "turns": conversation,
        "letters": thread.of_case(conversation, case),
        "by": by,
        "mine": by == who.name,
        "open": case.status in OPEN,
        **NO_PROBLEM,
        **draft(console, case, now),
    }


def admit(console: Console, who: Visitor, case_id: int, what: str, opening: bool) -> None:
    """Note who looks. Whoever opens what is free takes it; whoever is at it keeps it longer."""
    now = console.now()
    with console.reading() as session:
        case = session.get(CaseRow, case_id)
    if case is None:
        raise HTTPException(404)
    road.note_access(who.name, case_id, what, console.office, now)
    if not who.may("claim") or case.status not in OPEN:
        return
    by = claimed_by(case, now)
    if by == who.name or (opening and not by and takes_up(console, who, case)):
        take(console, who, case_id)


def takes_up(console: Console, who: Visitor, case: CaseRow) -> bool:
    """Has whoever opens it anything to do there? What awaits a second agent is for one of those:
    whoever waived would keep them off by looking at it again."""
    if not case.details.get("awaiting_second"):
        return True
    with console.reading() as session:
        waivers = spoken(session, id_of(case)).waivers
    return who.may("second") and all(
        waivers[rule].by != who.name for rule in case.details["awaiting_second"] if rule in waivers
    )


def notes(session: Session, case_id: int) -> Sequence[NoteRow]:
    return session.exec(
        select(NoteRow).where(col(NoteRow.case_id) == case_id).order_by(col(NoteRow.id))
    ).all()


def waited(session: Session, case: CaseRow, console: Console) -> dict[str, Any]:
    """For how long, and whether there is a hurry."""
    at = today_of(session, console.office.clock, console.now())
    today, received_on = console.office.day(at), console.office.day(case.received_at)
    age = ages([received_on], today)[received_on]
    late = "late" if age >= PROMISED else "warned" if age >= WARNED else ""
    return {"age": age, "late": late, "urgent": is_urgent(case, today)}


def draft(console: Console, case: CaseRow, now: datetime) -> dict[str, Any]:
    """The letter that an agent is likely to send, as it begins; none where there is none."""
    found: dict[str, Any] = {"proposed": None}
    if case.status == Status.HELD:
        template = road.proposed(case, console.office)
        with suppress(road.NotAllowed, road.NotHeld):
            found["proposed"] = road.draft(id_of(case), template, console.office, now)
    return found


def take(console: Console, who: Visitor, case_id: int) -> None:
    """A colleague who was quicker keeps it; the page then says so."""
    with suppress(road.Changed, road.NotHeld):
        road.claim(case_id, who.name, console.office, console.now())


def told(look: Look, office: Office) -> Mapping[str, Any]:
    decided = look.decided
    evidence = decided.understood.read.evidence
    return {
        "mail": decided.mail,
        "kind": decided.kind,
        "verdict": decided.verdict,
        "described": decided.described,
        "evidence": evidence,
        "texts": marks.shown(decided.mail, evidence),
        "suggestions": look.suggestions,
        "sheet": decided.kind.sheet(decided.facts),
        "heard": hearing.heard(decided),
        "events": history.events(look.history, office.templates),
        "since": look.history[-1].id if look.history else 0,
        "pairs": len(decided.kind.by_line(decided.request)),
    }
