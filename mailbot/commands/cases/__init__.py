"""mailbot cases …: everything an agent does with a case, from a terminal, on the console's road."""

from typing import Any

from mailbot.commands.cases import (
    attest,
    batch,
    correspondence,
    explain,
    export,
    hands,
    listing,
    redress,
    rulings,
    showing,
)

EACH = (
    *(listing, showing, explain, rulings, hands, attest),
    *(correspondence, redress, batch, export),
)


def add_to(groups: Any) -> None:
    group = groups.add_parser("cases", help="les affaires : les lister, les lire, y agir")
    commands = group.add_subparsers(dest="cases", metavar="ACTION", required=True)
    for module in EACH:
        module.add_to(commands)
