"""What came in and what became of it, week by week: counted, drawn, and told in a table."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from sqlalchemy import or_, select
from sqlmodel import Session, col
from starlette.responses import Response

from mailbot.config import Office
from mailbot.console.chart import Chart, drawn
from mailbot.console.listing import ASKED, HELD, REASONS, today_of
from mailbot.console.rendering import render
from mailbot.console.urgency import PROMISED, WARNED, ages
from mailbot.console.visitors import Here, Visitor, may
from mailbot.edges.tables import CaseRow

router = APIRouter()

PERIODS = {"8": "8 semaines", "13": "3 mois", "26": "6 mois", "52": "un an"}
REASON_WEEKS = 8  #: columns of the table of reasons
#: What each case is counted as: by its decision, the last one.
SERIES = {
    "accept": "acceptées",
    "ask": "renseignements demandés",
    "review": "remises à une personne",
    "ignore": "classées sans réponse",
}
COUNTED_AS = {"repeat": "accept"}


@dataclass
class Week:
    monday: date
    received: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)


@router.get("/statistiques")
def statistics_page(
    request: Request,
    console: Here,
    who: Annotated[Visitor, Depends(may("look"))],
    periode: str = "13",
) -> Response:
    period = periode if periode in PERIODS else "13"
    with console.reading() as session:
        today = console.office.day(today_of(session, console.office.clock, console.now()))
        weeks = counted(session, console.office, today, int(period))
        waiting = open_ages(session, console.office, today)
    words: dict[str, Any] = {"weeks": weeks, "series": SERIES, "periods": PERIODS, "period": period}
    words |= {"chart": chart(weeks), "waiting": waiting, **by_reason(weeks)}
    return render(request, "statistics.html", words, who)


def counted(session: Session, office: Office, today: date, many: int) -> list[Week]:
    """One query, whatever the number of weeks."""
    this_week = today - timedelta(days=today.weekday())
    first = this_week - timedelta(weeks=many - 1)
    weeks = [Week(first + timedelta(weeks=n)) for n in range(many)]
    since = datetime.combine(first, time(), ZoneInfo(office.settings.office.timezone))
    rows = session.execute(
        select(col(CaseRow.received_at), col(CaseRow.decision), REASONS).where(
            col(CaseRow.received_at) >= since
        )
    )
    for received_at, decision, reasons in rows:
        place = (office.day(received_at) - first).days // 7
        if place < many:
            week = weeks[place]
            week.received += 1
            week.decisions[COUNTED_AS.get(decision, decision)] += 1
            week.reasons.update(json.loads(reasons))
    return weeks


def open_ages(session: Session, office: Office, today: date) -> dict[str, int]:
    """How long what waits for a person has waited, in working days."""
    received = [
        office.day(at)
        for at in session.execute(
            select(col(CaseRow.received_at)).where(or_(HELD, ASKED))
        ).scalars()
    ]
    age_of = ages(received, today)
    found = {"in_time": 0, "warned": 0, "late": 0}
    for day in received:
        age = age_of[day]
        found["late" if age >= PROMISED else "warned" if age >= WARNED else "in_time"] += 1
    return found


def chart(weeks: Sequence[Week]) -> Chart:
    bars = [[week.decisions[one] for one in SERIES] for week in weeks]
    return drawn(bars, [f"{week.monday:%m-%d}" for week in weeks])


def by_reason(weeks: Sequence[Week]) -> dict[str, Any]:
    """The latest weeks, and the whole period; the most frequent reason first."""
    whole: Counter[str] = Counter()
    for week in weeks:
        whole.update(week.reasons)
    return {"reasons": whole.most_common(), "latest": list(weeks)[-REASON_WEEKS:]}
