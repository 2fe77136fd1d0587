"""What came in and what became of it, week by week: counted, drawn, and told in a table."""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Depends, Request
from sqlalchemy import case, or_, select
from sqlalchemy import func as sql
from sqlmodel import Session, col
from starlette.responses import Response

from mailbot.config import Office
from mailbot.console.chart import Chart, drawn
from mailbot.console.listing import REASONS, today_of
from mailbot.console.rendering import render
from mailbot.console.urgency import PROMISED, WARNED, received_before
from mailbot.console.views import ASKED, HELD
from mailbot.console.visitors import Here, Visitor, may
from mailbot.edges import shadows
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
        draft = shadows.latest_digest(session)
        shadow = shadows.summary(session, draft) if draft is not None else None
    words: dict[str, Any] = {"weeks": weeks, "series": SERIES, "periods": PERIODS, "period": period}
    words |= {"chart": chart(weeks), "waiting": waiting, "shadow": shadow, **by_reason(weeks)}
    return render(request, "statistics.html", words, who)


def counted(session: Session, office: Office, today: date, many: int) -> list[Week]:
    """One query, whatever the number of weeks."""
    this_week = today - timedelta(days=today.weekday())
    weeks = [Week(this_week - timedelta(weeks=n)) for n in reversed(range(many))]
    zone = ZoneInfo(office.settings.office.timezone)
    begins = [datetime.combine(week.monday, time(), zone).astimezone(UTC) for week in weeks]
    rows = session.execute(
        select(col(CaseRow.received_at), col(CaseRow.decision), REASONS).where(
            col(CaseRow.received_at) >= begins[0]
        )
    )
    # The same week, decision and reasons come often: each sort is taken apart once.
    sorts = Counter((bisect_right(begins, at) - 1, *said) for at, *said in rows)
    for (place, decision, reasons), count in sorts.items():
        week = weeks[place]
        week.received += count
        week.decisions[COUNTED_AS.get(decision, decision)] += count
        week.reasons.update(dict.fromkeys(json.loads(reasons), count))
    return weeks


def open_ages(session: Session, office: Office, today: date) -> dict[str, int]:
    """How long what waits for a person has waited, in working days."""
    zone, received = office.settings.office.timezone, col(CaseRow.received_at)
    warned, late = (received_before(age, today, zone) for age in (WARNED, PROMISED))
    late_ones, warned_ones, every = session.execute(
        select(
            sql.coalesce(sql.sum(case((received < late, 1), else_=0)), 0),
            sql.coalesce(sql.sum(case((received < warned, 1), else_=0)), 0),
            sql.count(),
        ).where(or_(HELD, ASKED))
    ).one()
    return {
        "in_time": every - warned_ones,
        "warned": warned_ones - late_ones,
        "late": late_ones,
    }


def chart(weeks: Sequence[Week]) -> Chart:
    bars = [[week.decisions[one] for one in SERIES] for week in weeks]
    return drawn(bars, [f"{week.monday:%m-%d}" for week in weeks])


def by_reason(weeks: Sequence[Week]) -> dict[str, Any]:
    """The latest weeks, and the whole period; the most frequent reason first."""
    whole: Counter[str] = Counter()
    for week in weeks:
        whole.update(week.reasons)
    return {"reasons": whole.most_common(), "latest": list(weeks)[-REASON_WEEKS:]}
