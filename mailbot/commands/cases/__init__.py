"""mailbot cases …: everything an agent does with a case, from a terminal, on the console's road."""

from typing import Any

from mailbot.commands.cases import (
    batch,
    correspondence,
    export,
    hands,
    listing,
    redress,
    rulings,
    showing,
)


def add_to(groups: Any) -> None:
    group = groups.add_parser("cases", help="les affaires : les lister, les lire, y agir")
    commands = group.add_subparsers(dest="cases", metavar="ACTION", required=True)
    for module in (listing, showing, rulings, hands, correspondence, redress, batch, export):
        module.add_to(commands)
