"""The queue's questions to the database: as many whatever the number of cases."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, String, and_, case, cast, or_, select
from sqlalchemy import func as sql
from sqlmodel import Session, col

from mailbot.console.filters import Filter
from mailbot.console.urgency import received_before
from mailbot.console.views import order, views
from mailbot.edges.search import WORDS, searched
from mailbot.edges.tables import CaseRow
from mailbot.edges.words import WordsRow

PAGE = 50  #: rows
REASONS = cast(CaseRow.reasons, String)


@dataclass(frozen=True)
class Moment:
    """Who looks, and when: what a filter depends on beside itself."""

    visitor: str
    now: datetime  #: aware; until when a case is somebody's
    today: date  #: the office's day, from which ages count
    timezone: str


@dataclass(frozen=True)
class Found:
    rows: Sequence[tuple[CaseRow, WordsRow | None]]
    total: int  #: of the filter
    views: dict[str, int]  #: of every view
    reasons: list[tuple[str, int]]  #: of the view, the most frequent first


def find(session: Session, wanted: Filter, moment: Moment) -> Found:
    ids = select(col(CaseRow.id)).where(*conditions(wanted, moment))
    if wanted.q:
        ids = ids.outerjoin(*WORDS)
    total = session.execute(select(sql.count()).select_from(ids.subquery())).scalar_one()
    # The numbers alone are sorted; only the page's own rows are fetched whole.
    page = ids.order_by(*order(moment.today)).limit(PAGE).offset((wanted.page - 1) * PAGE)
    rows = session.execute(
        select(CaseRow, WordsRow)
        .outerjoin(*WORDS)
        .where(col(CaseRow.id).in_(page))
        .order_by(*order(moment.today))
    )
    return Found(
        [(row[0], row[1]) for row in rows],
        total,
        totals(session, moment.today),
        reasons(session, wanted, moment),
    )


def conditions(wanted: Filter, moment: Moment) -> list[ColumnElement[bool]]:
    found = [views(moment.today)[wanted.vue]]
    if wanted.motif:
        found.append(of_reason(wanted.motif))
    if wanted.classe:
        found.append(col(CaseRow.label) == wanted.classe)
    if wanted.age:
        before = received_before(int(wanted.age), moment.today, moment.timezone)
        found.append(col(CaseRow.received_at) < before)
    if wanted.qui:
        theirs = and_(col(CaseRow.claimed_by).is_not(None), col(CaseRow.claimed_until) > moment.now)
        mine = and_(theirs, col(CaseRow.claimed_by) == moment.visitor)
        found.append(mine if wanted.qui == "miennes" else or_(mine, theirs.is_not(True)))
    if wanted.q:
        found.append(searched(wanted.q))
    return found


def of_reason(rule: str) -> ColumnElement[bool]:
    if rule == "aucun":
        return REASONS == "[]"
    return REASONS.contains(f'"{rule}"', autoescape=True)


def totals(session: Session, today: date) -> dict[str, int]:
    """How many cases each view holds, in one pass."""
    counted = views(today)
    sums = [
        sql.coalesce(sql.sum(case((holds, 1), else_=0)), 0).label(name)
        for name, holds in counted.items()
    ]
    row = session.execute(select(*sums).select_from(CaseRow)).one()
    return dict(zip(counted, map(int, row), strict=True))


def reasons(session: Session, wanted: Filter, moment: Moment) -> list[tuple[str, int]]:
    """How often each rule objects in the view; a case may have several."""
    view = views(moment.today)[wanted.vue]
    rows = session.execute(select(REASONS, sql.count()).where(view).group_by(REASONS))
    counted: Counter[str] = Counter()
    for listed, count in rows:
        for rule in json.loads(listed) or ["aucun"]:
            counted[rule] += count
    return counted.most_common()


def today_of(session: Session, clock: str, now: datetime) -> datetime:
    """Now; where messages are decided as on the day of their receipt, the latest receipt."""
    if clock != "received":
        return now
    latest = session.execute(
        select(col(CaseRow.received_at)).order_by(col(CaseRow.received_at).desc()).limit(1)
    ).scalar()
    return latest or now
