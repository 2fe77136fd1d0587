"""Several cases closed at once: shown first, each with why it may or may not be."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from sqlmodel import col, select
from starlette.responses import Response

from mailbot import road
from mailbot.config import Office
from mailbot.console.console import Console
from mailbot.console.rendering import render
from mailbot.console.ruling_form import plain
from mailbot.console.visitors import Here, Visitor, doing
from mailbot.edges.tables import CaseRow
from mailbot.edges.words import WordsRow

router = APIRouter()

Bulk = Annotated[Visitor, Depends(doing("bulk"))]
Chosen = Annotated[list[str], Form()]
MOST = 200  #: cases at once


@router.post("/affaires/lot")
def bulk_page(
    request: Request,
    console: Here,
    who: Bulk,
    affaire: Chosen = [],  # noqa: B006  (FastAPI copies it)
    raison: Annotated[str, Form()] = "",
) -> Response:
    ids, reason = chosen(affaire), plain(raison)
    with console.reading() as session:
        rows = session.exec(
            select(CaseRow, WordsRow)
            .outerjoin(WordsRow, col(WordsRow.case_id) == col(CaseRow.id))
            .where(col(CaseRow.id).in_(ids))
            .order_by(col(CaseRow.id))
        ).all()
    problem = "" if rows else "Aucune affaire n'est cochée : revenez à la file et choisissez."
    problem = problem or ("" if reason else "Dites pourquoi : une raison est nécessaire.")
    would, stay = ({}, {}) if problem else road.foresee(ids, *doer(console, who, reason))
    words = {
        "rows": rows,
        "would": would,
        "stay": stay,
        "reason": reason,
        "refused": None,
        "problem": problem,
        "closed": 0,
    }
    return render(request, "bulk.html", words, who, 400 if problem else 200)


@router.post("/affaires/lot/clore")
def close_many(
    request: Request,
    console: Here,
    who: Bulk,
    affaire: Chosen = [],  # noqa: B006  (FastAPI copies it)
    raison: Annotated[str, Form()] = "",
) -> Response:
    ids, reason = chosen(affaire), plain(raison)
    refused: dict[int, str] = {}
    problem = "" if reason else "Dites pourquoi : une raison est nécessaire."
    if reason:
        refused = road.close_many(ids, *doer(console, who, reason))
    closed = len(ids) - len(refused) if reason else 0
    words: dict[str, object] = {
        "rows": (),
        "reason": reason,
        "refused": refused,
        "problem": problem,
        "closed": closed,
    }
    return render(request, "bulk.html", words, who, 400 if problem else 200)


def doer(console: Console, who: Visitor, reason: str) -> tuple[str, str, Office, datetime]:
    return who.name, reason, console.office, console.now()


def chosen(affaire: list[str]) -> list[int]:
    numbers = [int(one) for one in affaire if one.isascii() and one.isdigit() and len(one) < 10]
    return list(dict.fromkeys(numbers))[:MOST]
