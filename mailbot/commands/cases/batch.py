"""mailbot cases pairs | close-many: an agency's message a line a person; many closed at once."""

import argparse
import json
from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from mailbot import desk, road
from mailbot.commands.cases.asked import actor, case_of, now, on_case, say
from mailbot.commands.office import opened
from mailbot.config import Office
from mailbot.edges.database import reading


def add_to(commands: Any) -> None:
    on_case(commands, "pairs", "les couples de numéros d'un envoi groupé, et leur avis", go_pairs)
    many = commands.add_parser("close-many", help="clore remerciements, pourriels et doubles")
    many.add_argument("ids", metavar="ID", type=int, nargs="+")
    many.add_argument("--reason", metavar="MOTIF", required=True)
    many.add_argument("--preview", action="store_true", help="dire ce qui serait clos, sans clore")
    many.add_argument("--json", action="store_true", help="un objet JSON")
    many.set_defaults(go=go_close_many)


def go_pairs(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    with reading(office.engine) as session:
        found = desk.pairs(session, case_of(session, arguments.id), office, now())
    if arguments.json:
        print(json.dumps([pair_json(pair) for pair in found], ensure_ascii=False))
        return 0
    table = Table("dossier", "certificat", "décision", "motifs")
    for pair in found:
        told = pair_json(pair)
        table.add_row(
            pair.dossier_number or "",
            pair.certificate_number or "",
            told["decision"],
            ", ".join(told["reasons"]),
        )
    Console().print(table)
    return 0


def pair_json(pair: desk.Pair) -> dict[str, Any]:
    return {
        "dossier_number": pair.dossier_number,
        "certificate_number": pair.certificate_number,
        "decision": pair.verdict.outcome.word,
        "reasons": list(pair.verdict.reasons),
    }


def go_close_many(arguments: argparse.Namespace) -> int:
    """Exit 1 when one could not be closed; each is named, with its why."""
    office = opened(arguments)
    if arguments.preview:
        return foresee(arguments, office)
    refused = road.close_many(arguments.ids, actor(), arguments.reason, office, now())
    closed = [number for number in dict.fromkeys(arguments.ids) if number not in refused]
    words = "\n".join([f"{len(closed)} affaire(s) close(s)", *whys("non close", refused)])
    say(arguments, {"closed": closed, "refused": refused}, words)
    return 1 if refused else 0


def foresee(arguments: argparse.Namespace, office: Office) -> int:
    given = (arguments.ids, actor(), arguments.reason, office, now())
    would, refused = road.foresee(*given)
    words = "\n".join([*whys("serait close", would), *whys("resterait", refused)])
    say(arguments, {"would_close": would, "refused": refused}, words)
    return 1 if refused else 0


def whys(what: str, found: Mapping[int, str]) -> list[str]:
    return [f"affaire {number} : {what} ({why})" for number, why in found.items()]
