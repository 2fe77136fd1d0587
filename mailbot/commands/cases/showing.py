"""mailbot cases show: a page for a reader at a terminal; JSON for whoever reads the output."""

import argparse
import json
import sys
from datetime import datetime
from typing import Any

from sqlmodel import Session

from mailbot import desk
from mailbot.commands.cases import page
from mailbot.commands.cases.asked import case_of, now, on_case
from mailbot.commands.cases.listing import as_json
from mailbot.commands.office import opened
from mailbot.config import Office
from mailbot.edges import history
from mailbot.edges.database import reading
from mailbot.edges.tables import AuditRow, CaseRow, LetterRow, NoteRow

LETTER = (
    "id", "step", "template", "recipient", "message_id", "fate", "attempts", "sent_at", "error",
    "by", "next_attempt_at",
)  # fmt: skip
MORE = (
    "sender", "intent", "question", "last_day", "urgent", "conversation", "details", "version",
    "holder_name", "claimed_by", "claimed_until", "noticed_until", "asked",
)  # fmt: skip


def add_to(commands: Any) -> None:
    on_case(commands, "show", "une affaire : message, avis, lettres, historique", go)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    with reading(office.engine) as session:
        case = case_of(session, arguments.id)
        if sys.stdout.isatty() and not arguments.json:
            page.tell(session, case, office, now())
        else:
            shown = whole(session, case, office, now())
            print(json.dumps(shown, ensure_ascii=False, indent=2, default=str))
    return 0


def whole(session: Session, case: CaseRow, office: Office, at: datetime) -> dict[str, Any]:
    """Everything that is known of the case; keys may be added and none taken away."""
    number = case.id or 0
    return {
        **as_json(case, history.first_receipt(session, number)),
        **{name: getattr(case, name) for name in MORE},
        "error": case.error or None,
        "suggestions": suggested(session, case, office, at),
        "letters": [letter_json(letter) for letter in history.letters(session, number)],
        "notes": [note_json(note) for note in history.notes(session, number)],
        "history": [audit_json(row) for row in history.events(session, number)],
    }


def suggested(session: Session, case: CaseRow, office: Office, at: datetime) -> Any:
    """Only of what waits for an agent, and on which the code does not fail."""
    return desk.suggestions(session, case, office, at) if case.status == "held" else {}


def letter_json(letter: LetterRow) -> dict[str, Any]:
    return {name: getattr(letter, name) for name in LETTER}


def note_json(note: NoteRow) -> dict[str, Any]:
    return {"at": note.at, "by": note.by, "text": note.text}


def audit_json(row: AuditRow) -> dict[str, Any]:
    return {"at": row.at, "actor": row.actor, "event": row.event, "data": json.loads(row.data)}
