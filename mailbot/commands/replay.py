"""mailbot replay: every stored case decided anew, nothing committed, what would change told."""

import argparse
import json
import multiprocessing
import os
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mailbot import config, replay
from mailbot.commands.office import opened
from mailbot.commands.progress import shown
from mailbot.config import Office
from mailbot.edges.database import reading
from mailbot.edges.settings import config_path
from mailbot.replay import Changed

CHUNK = 200  # cases given to a process at once
ALONE = 400  # fewer cases are decided sooner than other processes start


@dataclass(frozen=True)
class Job:
    """What each process must know to decide replay."""

    config: Path
    rules: Path | None
    today: date | None


def add_to(groups: Any) -> None:
    command = groups.add_parser(
        "replay", help="ce que d'autres règles, ou ce programme, décideraient des affaires gardées"
    )
    command.add_argument(
        "--since", metavar="AAAA-MM-JJ", type=date.fromisoformat, help="décidées depuis ce jour"
    )
    command.add_argument("--rules", metavar="DIR", type=Path, help="un brouillon de rules/")
    command.add_argument(
        "--today",
        metavar="AAAA-MM-JJ",
        type=date.fromisoformat,
        help="comme si l'on décidait ce jour-là ; avec --rules, les règles en vigueur aussi",
    )
    command.add_argument("--json", action="store_true", help="un objet par ligne")
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    job = Job(config_path(arguments.config), arguments.rules, arguments.today)
    if job.rules:
        config.book_in(job.rules, office.kinds)  # what is wrong with it is told before all else
    with reading(office.engine) as session:
        cases = replay.decided_since(session, start_of(arguments.since, office))
    changed = 0
    with shown() as progress, closing(decided_anew(cases, job, office)) as results:
        for done, one in enumerate(results, 1):
            progress("affaires décidées de nouveau", done, len(cases))
            if one:
                changed += 1
                tell(one, arguments.json)
    if not arguments.json:
        print(f"{len(cases)} affaire(s) décidée(s) de nouveau, {changed} changerai(en)t")
    return 0


def start_of(day: date | None, office: Office) -> datetime | None:
    zone = ZoneInfo(office.settings.office.timezone)
    return datetime.combine(day, time(), zone) if day else None


def decided_anew(
    cases: Sequence[int], job: Job, office: Office
) -> Generator[Changed | None, None, None]:
    """In the order of the cases; on every processor when there are many."""
    processes = os.cpu_count() or 1
    if len(cases) < ALONE or processes == 1:
        yield from some(cases, job, office)
        return
    chunks = [cases[n : n + CHUNK] for n in range(0, len(cases), CHUNK)]
    # A new interpreter each: a fork would share the connections of this one.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, fresh, initializer=begin, initargs=(job,)) as pool:
        for changed in pool.map(apart, chunks):
            yield from changed


_apart: dict[str, tuple[Job, Office]] = {}  # of a process that decides anew: what it works for


def begin(job: Job) -> None:
    _apart["job"] = job, config.load(job.config)


def apart(cases: Sequence[int]) -> list[Changed | None]:
    job, office = _apart["job"]
    return list(some(cases, job, office))


def some(cases: Sequence[int], job: Job, office: Office) -> Iterator[Changed | None]:
    draft, live = office, None
    if job.rules:
        draft = replace(office, book=config.book_in(job.rules, office.kinds))
        live = office if job.today else None
    with reading(office.engine) as session:
        yield from replay.changed(session, cases, replay.Hypothesis(draft, live, job.today))


def tell(one: Changed, as_json: bool) -> None:
    if as_json:
        print(json.dumps(replay.as_json(one), ensure_ascii=False, default=plain))
        return
    was, now = (replay.shown(told.decision, told.reasons) for told in (one.was, one.now))
    print(f"affaire {one.case_id}, reçue le {one.received_at:%Y-%m-%d} : {was} → {now}")
    for reason in one.why:
        print(f"    {reason}")


def plain(value: date) -> str:
    return value.isoformat()
