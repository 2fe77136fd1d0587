"""mailbot cases explain ID: the explanation owed to the person, or the whole record for a court."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from mailbot.commands.office import opened
from mailbot.edges.database import reading
from mailbot.edges.settings import ConfigError
from mailbot.explanation import court_of, explanation_of, render_court, render_person


def add_to(commands: Any) -> None:
    explain = commands.add_parser("explain", help="l'explication d'une décision, à imprimer")
    explain.add_argument("id", metavar="ID", type=int)
    explain.add_argument(
        "--court",
        action="store_true",
        help="tout ce qui en est gardé, y compris sur d'autres : pour un tribunal",
    )
    form = explain.add_mutually_exclusive_group()
    form.add_argument("--html", action="store_true", help="une page HTML au lieu du texte")
    form.add_argument("--json", action="store_true", help="un objet JSON au lieu du texte")
    explain.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    form = "html" if arguments.html else "txt"
    with reading(office.engine) as session:
        of, render = (
            (court_of, render_court) if arguments.court else (explanation_of, render_person)
        )
        found: Any = of(session, arguments.id, office)
        if found is None:
            raise ConfigError(f"affaire {arguments.id} : inconnue, ou pas encore décidée")
        if arguments.json:
            print(json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str))
        else:
            print(render(found, office, form), end="")
    return 0
