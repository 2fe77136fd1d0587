"""The rules as they stand on a given day, each with its source."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from mailbot.config import Office
from mailbot.console.listing import today_of
from mailbot.console.rendering import render
from mailbot.console.visitors import Here, Visitor, may
from mailbot.core.rulebook import NoRuleInForce, Rule, Rules, Version

router = APIRouter()


@dataclass(frozen=True)
class Standing:
    """A rule on a day: its version in force, or none yet."""

    rule: Rule
    version: Version | None


@router.get("/regles")
def rules_page(
    request: Request,
    console: Here,
    who: Annotated[Visitor, Depends(may("look"))],
    jour: str = "",
) -> Response:
    with console.reading() as session:
        today = console.office.day(today_of(session, console.office.clock, console.now()))
    problem = ""
    try:
        day = date.fromisoformat(jour) if jour else today
    except ValueError:
        day, problem = today, "Écrivez le jour ainsi : AAAA-MM-JJ, par exemple 2021-06-24."
    words = {
        "chosen": day,
        "written": jour,
        "problem": problem,
        "groups": groups(console.office, day),
    }
    return render(request, "rules.html", words, who, 400 if problem else 200)


def groups(office: Office, day: date) -> list[tuple[str, list[Standing]]]:
    """By kind, what is common to all last."""
    every: list[tuple[str, Rules]] = [*office.rules.items(), ("common", office.common)]
    return [
        (name, [standing(rule, day) for rule in rules.values()]) for name, rules in every if rules
    ]


def standing(rule: Rule, day: date) -> Standing:
    try:
        return Standing(rule, rule.on(day))
    except NoRuleInForce:
        return Standing(rule, None)
