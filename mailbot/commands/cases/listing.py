"""mailbot cases list: all of them, or those that are asked for."""

import argparse
import json
from typing import Any

from rich.console import Console
from rich.table import Table

from mailbot.commands.cases.asked import actor
from mailbot.commands.narrative import printable
from mailbot.commands.office import opened
from mailbot.edges import listing
from mailbot.edges.database import reading
from mailbot.edges.tables import CaseRow, ReceiptRow, Status

COLUMNS = ("n°", "reçue", "état", "décision", "motifs", "de", "dossier", "certificat")


def add_to(commands: Any) -> None:
    command = commands.add_parser("list", help="toutes les affaires, ou celles qu'on cherche")
    command.add_argument("--json", action="store_true", help="un objet par ligne")
    command.add_argument("--status", choices=[status.value for status in Status])
    command.add_argument("--class", dest="label", metavar="CLASSE")
    command.add_argument("--reason", metavar="RÈGLE", help="celles que cette règle retient")
    command.add_argument("--proposal", metavar="PROPOSITION")
    command.add_argument("--mine", action="store_true", help="celles que j'ai prises")
    command.add_argument(
        "--awaiting-second", action="store_true", help="celles qui attendent un second agent"
    )
    command.add_argument(
        "--search", metavar="MOT", help="dans un numéro, un nom, l'adresse ou le message"
    )
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    wanted = listing.Wanted(
        status=arguments.status,
        label=arguments.label,
        reason=arguments.reason,
        proposal=arguments.proposal,
        claimed_by=actor() if arguments.mine else None,
        awaiting_second=arguments.awaiting_second,
        search=arguments.search,
    )
    table = Table(*COLUMNS)
    with reading(office.engine) as session:
        for case, receipt in listing.cases(session, wanted):
            if arguments.json:
                print(json.dumps(as_json(case, receipt), ensure_ascii=False, default=str))
            else:
                table.add_row(*cells(case))
    if not arguments.json:
        Console().print(table)
    return 0


def as_json(case: CaseRow, receipt: ReceiptRow | None) -> dict[str, Any]:
    """The keys are a contract (design.md section 4)."""
    return {
        "id": case.id,
        "status": case.status,
        "class": case.label,
        "decision": case.decision,
        "reasons": case.reasons,
        "proposal": case.proposal,
        "message_id": case.message_id or None,
        "mailbox": case.mailbox,
        "uidvalidity": receipt.uidvalidity if receipt else None,
        "uid": receipt.uid if receipt else None,
        "received_at": case.received_at.isoformat(),
        "dossier_number": case.dossier_number,
        "certificate_number": case.certificate_number,
    }


def cells(case: CaseRow) -> tuple[str, ...]:
    return (
        str(case.id),
        f"{case.received_at:%Y-%m-%d %H:%M}",
        case.status,
        case.decision or "",
        ", ".join(case.reasons),
        printable(case.sender),
        case.dossier_number or "",
        case.certificate_number or "",
    )
