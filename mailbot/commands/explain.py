"""mailbot explain PATH... [--json] [--today DATE]: what would be decided, and why."""

import argparse
import json
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from rich.console import Console

from mailbot import road
from mailbot.commands import narrative
from mailbot.commands.files import by_receipt, eml_files, messages
from mailbot.commands.office import opened
from mailbot.report import as_json


def add_to(groups: Any) -> None:
    command = groups.add_parser("explain", help="ce qui serait décidé de messages, et pourquoi")
    command.add_argument("paths", metavar="CHEMIN", nargs="+", type=Path)
    command.add_argument("--json", action="store_true", help="un objet par ligne")
    command.add_argument(
        "--today",
        metavar="AAAA-MM-JJ",
        type=date.fromisoformat,
        help="décider comme ce jour-là (sinon, le jour de la réception)",
    )
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    now = datetime.now(UTC)
    office = replace(office, clock="received")
    if arguments.today:
        zone = ZoneInfo(office.settings.office.timezone)
        now = datetime.combine(arguments.today, time(12), zone)
        office = replace(office, clock="now")
    files = list(eml_files(arguments.paths))
    ordered = by_receipt(messages(files, now))
    results = dict(
        zip((raw.uid for raw in ordered), road.rehearse(ordered, office, now), strict=True)
    )
    console, failed = Console(), False
    received = {raw.uid: raw.received_at for raw in ordered}
    for place, file in enumerate(files):
        decided = results[place]
        if isinstance(decided, Exception):
            failed = True
            print(json.dumps({"file": str(file), "error": repr(decided)}, ensure_ascii=False))
        elif arguments.json:
            print(
                json.dumps(
                    as_json(str(file), received[place], decided), ensure_ascii=False, default=str
                )
            )
        else:
            narrative.tell(
                console, str(file), received[place], decided, office.rules[decided.kind.name]
            )
    return 1 if failed else 0
