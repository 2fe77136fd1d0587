"""mailbot audit verify."""

import argparse
from typing import Any

from mailbot.commands.office import opened
from mailbot.edges import audit
from mailbot.edges.database import reading


def add_to(groups: Any) -> None:
    group = groups.add_parser("audit", help="la piste de vérification : verify")
    commands = group.add_subparsers(dest="audit", metavar="ACTION", required=True)
    verify = commands.add_parser("verify", help="la chaîne est-elle entière ?")
    verify.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    with reading(office.engine) as session:
        broken = audit.breaks(session)
    for number in broken:
        print(f"audit : la chaîne est rompue à la ligne {number}")
    if not broken:
        print("audit : la chaîne est entière")
    return 1 if broken else 0
