"""mailbot reconcile: server, receipts, cases and letters, held against each other."""

import argparse
from datetime import UTC, datetime
from typing import Any

from mailbot.commands.office import opened
from mailbot.config import Office
from mailbot.edges import reconcile
from mailbot.edges.database import reading
from mailbot.edges.inbox import Inbox


def add_to(groups: Any) -> None:
    command = groups.add_parser("reconcile", help="ce qui ne concorde pas, ligne par ligne")
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    lines = found(office)
    for line in lines:
        print(line)
    if not lines:
        print("tout concorde : serveur, reçus, affaires, transferts et lettres")
    return 1 if lines else 0


def found(office: Office) -> list[str]:
    """Raises inbox.Failure when the mail server cannot be asked."""
    with reading(office.engine) as session:
        lines = list(reconcile.orphans(session, datetime.now(UTC)))
        for name, section in office.settings.mailbox.items():
            with Inbox(name, section) as inbox:
                uids = inbox.new(0, set())
                lines += reconcile.strays(session, name, inbox.uidvalidity, uids)
    return lines
