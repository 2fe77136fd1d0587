"""mailbot rules page: docs/rules.md, the page of the rules for jurists."""

import argparse
from typing import Any

from mailbot.commands.rules.place import add_rules_option, place
from mailbot.core.rules.page import page


def add_to(actions: Any) -> None:
    command = actions.add_parser("page", help="la page des règles, en Markdown (docs/rules.md)")
    add_rules_option(command)
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    here = place(arguments)
    print(page(here.book(), here.twins), end="")
    return 0
