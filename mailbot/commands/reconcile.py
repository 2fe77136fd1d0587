"""mailbot reconcile: server, receipts, cases and letters, held against each other."""

import argparse
from datetime import UTC, datetime
from typing import Any

from mailbot import reconciliation
from mailbot.commands.office import opened
from mailbot.edges import reconcile


def add_to(groups: Any) -> None:
    command = groups.add_parser("reconcile", help="ce qui ne concorde pas, ligne par ligne")
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    lines = reconciliation.found(office, datetime.now(UTC))
    for line in reconcile.gathered(lines):
        print(line)
    if not lines:
        print("tout concorde : serveur, reçus, affaires, transferts et lettres")
    return 1 if lines else 0
