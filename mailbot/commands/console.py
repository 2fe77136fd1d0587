"""mailbot console: the staff's pages, until Ctrl-C."""

import argparse
import logging
from typing import Any

from mailbot.commands.office import opened
from mailbot.edges.settings import ConfigError


def add_to(groups: Any) -> None:
    command = groups.add_parser("console", help="les pages du personnel, à l'adresse de [console]")
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    try:
        from mailbot.console import serving  # FastAPI comes with the extra `console` only
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"la console demande l'extra « console » ({error.name} manque) :"
            " pip install 'mailbot[console]'"
        ) from None
    office = opened(arguments)
    logging.getLogger("mailbot").setLevel(logging.INFO)
    print(f"la console est à l'adresse {office.settings.console.address} (Ctrl-C pour l'arrêter)")
    serving.serve(office)
    return 0
