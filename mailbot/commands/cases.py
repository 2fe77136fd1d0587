"""mailbot cases list | show | correct | waive | close: the staff's queue from a terminal."""

import argparse
import getpass
import json
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlmodel import Session, col, select

from mailbot import road
from mailbot.commands import attest
from mailbot.commands.narrative import printable
from mailbot.commands.office import opened
from mailbot.edges import store
from mailbot.edges.database import reading
from mailbot.edges.settings import ConfigError
from mailbot.edges.tables import AuditRow, CaseRow, LetterRow, ReceiptRow
from mailbot.values import Ruling

CORRECTED = ("dossier_number", "certificate_number", "intent", "kind")
CHUNK = 500  # cases read at once


def add_to(groups: Any) -> None:
    group = groups.add_parser("cases", help="les affaires : list, show, correct, waive, close")
    commands = group.add_subparsers(dest="cases", metavar="ACTION", required=True)
    listing = commands.add_parser("list", help="toutes les affaires, ou --status")
    listing.add_argument("--json", action="store_true", help="un objet par ligne")
    listing.add_argument("--status", choices=("waiting", "done", "held", "failed"))
    listing.set_defaults(go=go_list)
    show = commands.add_parser("show", help="une affaire : message, décision, lettres, historique")
    show.add_argument("id", metavar="ID", type=int)
    show.set_defaults(go=go_show)
    correct = commands.add_parser("correct", help="corriger ce qui a été lu")
    correct.add_argument("id", metavar="ID", type=int)
    correct.add_argument("correction", metavar="CHAMP=VALEUR", nargs="+")
    correct.add_argument("--reason", default="")
    correct.set_defaults(go=go_correct)
    waive = commands.add_parser("waive", help="écarter une objection qui peut l'être")
    waive.add_argument("id", metavar="ID", type=int)
    waive.add_argument("rule", metavar="RÈGLE")
    waive.add_argument("--reason", required=True)
    waive.set_defaults(go=go_waive)
    close = commands.add_parser("close", help="clore sans lettre")
    close.add_argument("id", metavar="ID", type=int)
    close.add_argument("--reason", required=True)
    close.set_defaults(go=go_close)
    attest.add_to(commands)


def go_list(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    table = Table("n°", "reçue", "état", "décision", "motifs", "de", "dossier", "certificat")
    with reading(office.engine) as session:
        for case, receipt in listed(session, arguments.status):
            if arguments.json:
                print(json.dumps(as_json(case, receipt), ensure_ascii=False, default=str))
            else:
                table.add_row(*cells(case))
    if not arguments.json:
        Console().print(table)
    return 0


def listed(session: Session, status: str | None) -> Any:
    """Each case with its first receipt, in the order of arrival."""
    receipts: dict[int, ReceiptRow] = {}
    for receipt in session.exec(select(ReceiptRow).order_by(col(ReceiptRow.id).desc())):
        receipts[receipt.case_id] = receipt
    wanted = select(CaseRow).order_by(col(CaseRow.received_at), col(CaseRow.id))
    if status:
        wanted = wanted.where(col(CaseRow.status) == status)
    for case in session.exec(wanted.execution_options(yield_per=CHUNK)):
        yield case, receipts.get(store.id_of(case))


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


def go_show(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    with reading(office.engine) as session:
        case = session.get(CaseRow, arguments.id)
        if case is None:
            raise ConfigError(f"affaire {arguments.id} : inconnue")
        shown = {
            **as_json(case, first_receipt(session, arguments.id)),
            "sender": case.sender,
            "intent": case.intent,
            "question": case.question,
            "last_day": case.last_day,
            "urgent": case.urgent,
            "conversation": case.conversation,
            "error": case.error or None,
            "details": case.details,
            "letters": [letter_json(letter) for letter in letters(session, arguments.id)],
            "history": [audit_json(row) for row in history(session, arguments.id)],
        }
    print(json.dumps(shown, ensure_ascii=False, indent=2, default=str))
    return 0


def first_receipt(session: Session, case_id: int) -> ReceiptRow | None:
    return session.exec(
        select(ReceiptRow).where(col(ReceiptRow.case_id) == case_id).order_by(col(ReceiptRow.id))
    ).first()


def letters(session: Session, case_id: int) -> Any:
    return session.exec(
        select(LetterRow).where(col(LetterRow.case_id) == case_id).order_by(col(LetterRow.step))
    )


def history(session: Session, case_id: int) -> Any:
    return session.exec(
        select(AuditRow).where(col(AuditRow.case_id) == case_id).order_by(col(AuditRow.id))
    )


def letter_json(letter: LetterRow) -> dict[str, Any]:
    columns = (
        "step",
        "template",
        "recipient",
        "message_id",
        "fate",
        "attempts",
        "sent_at",
        "error",
    )
    return {name: getattr(letter, name) for name in columns}


def audit_json(row: AuditRow) -> dict[str, Any]:
    return {"at": row.at, "actor": row.actor, "event": row.event, "data": json.loads(row.data)}


def go_correct(arguments: argparse.Namespace) -> int:
    corrections = {}
    for one in arguments.correction:
        field, equals, value = one.partition("=")
        if not equals or field not in CORRECTED:
            raise ConfigError(
                f"« {one} » : écrivez CHAMP=VALEUR, CHAMP parmi {', '.join(CORRECTED)}"
            )
        corrections[field] = value.strip()
    return ruled(arguments, Ruling(actor(), arguments.reason, corrections))


def go_waive(arguments: argparse.Namespace) -> int:
    return ruled(arguments, Ruling(actor(), arguments.reason, waived=frozenset({arguments.rule})))


def go_close(arguments: argparse.Namespace) -> int:
    return ruled(arguments, Ruling(actor(), arguments.reason, closed=True))


def actor() -> str:
    return getpass.getuser()


def ruled(arguments: argparse.Namespace, ruling: Ruling) -> int:
    """Note the ruling, send the case down the road again, and say where it arrived."""
    office, now = opened(arguments), datetime.now(UTC)
    road.rule(arguments.id, ruling, office, now)
    decided = road.settle(arguments.id, office, now)
    if decided:
        reasons = ", ".join(decided.verdict.reasons)
        print(f"affaire {arguments.id} : {decided.verdict.outcome.word} {reasons}".rstrip())
    return 0
