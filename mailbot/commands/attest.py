"""mailbot cases attest ID --ground MOTIF: English below the French, where the law allows it."""

import argparse
import getpass
from datetime import UTC, datetime
from typing import Any

from mailbot import road
from mailbot.commands.office import opened
from mailbot.edges.settings import ConfigError


def add_to(commands: Any) -> None:
    """Among the actions of `mailbot cases`."""
    command = commands.add_parser(
        "attest", help="attester un motif (C-11) : les lettres de la conversation aussi en anglais"
    )
    command.add_argument("id", metavar="ID", type=int)
    command.add_argument(
        "--ground", metavar="MOTIF", required=True, help="l'article qui le permet : 22.2 ou 22.3"
    )
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    try:
        road.attest(arguments.id, getpass.getuser(), arguments.ground, office, datetime.now(UTC))
    except road.NotAttestable as error:
        raise ConfigError(str(error)) from None
    print(
        f"affaire {arguments.id} : {arguments.ground} attesté ; l'anglais sera joint, sous le"
        " français, aux prochaines lettres de la conversation"
    )
    return 0
