"""mailbot cases attest ID --ground MOTIF: English below the French, where the law allows it."""

import argparse
from typing import Any

from mailbot import road
from mailbot.commands.cases.asked import actor, now, on_case, say_where
from mailbot.commands.office import opened
from mailbot.edges.settings import ConfigError


def add_to(commands: Any) -> None:
    words = "attester un motif (C-11) : les lettres de la conversation aussi en anglais"
    command = on_case(commands, "attest", words, go)
    command.add_argument(
        "--ground", metavar="MOTIF", required=True, help="l'article qui le permet : 22.2 ou 22.3"
    )


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    try:
        road.attest(arguments.id, actor(), arguments.ground, office, now())
    except road.NotAttestable as error:
        raise ConfigError(str(error)) from None
    if not arguments.json:
        print(
            f"affaire {arguments.id} : {arguments.ground} attesté ; l'anglais sera joint, sous le"
            " français, aux prochaines lettres de la conversation"
        )
        return 0
    return say_where(arguments, office, attested=arguments.ground)
