"""What the commands on one case share: who acts, on which case, and how it is told."""

import argparse
import getpass
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from mailbot.config import Office
from mailbot.edges.database import reading
from mailbot.edges.settings import ConfigError
from mailbot.edges.tables import CaseRow, LetterRow


def actor() -> str:
    """The system's user: nobody acts in another's name."""
    return getpass.getuser()


def now() -> datetime:
    return datetime.now(UTC)


def on_case(
    commands: Any, name: str, words: str, go: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    """A command on one case. --json: one object instead of words."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=words)
    command.add_argument("id", metavar="ID", type=int)
    command.add_argument("--json", action="store_true", help="un objet JSON")
    command.set_defaults(go=go)
    return command


def with_seen(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument(
        "--seen",
        metavar="VERSION",
        type=int,
        help="la version affichée par « show » ; refuse si l'affaire a changé depuis",
    )
    return command


def case_of(session: Session, case_id: int) -> CaseRow:
    case = session.get(CaseRow, case_id)
    if case is None:
        raise ConfigError(f"affaire {case_id} : inconnue")
    return case


def letter_of(office: Office, case_id: int, letter_id: int) -> None:
    """Raises ConfigError unless the letter is this case's: a number mistyped is nobody else's."""
    with reading(office.engine) as session:
        letter = session.get(LetterRow, letter_id)
    if letter is None or letter.case_id != case_id:
        raise ConfigError(f"lettre {letter_id} : aucune de ce numéro dans l'affaire {case_id}")


def say_where(arguments: argparse.Namespace, office: Office, **more: Any) -> int:
    """Where the case has come to, after an act on it."""
    with reading(office.engine) as session:
        case = case_of(session, arguments.id)
    told = {
        "id": case.id,
        "status": case.status,
        "class": case.label,
        "decision": case.decision,
        "reasons": case.reasons,
        "proposal": case.proposal,
        "version": case.version,
        "awaiting_second": case.details.get("awaiting_second", []),
        **more,
    }
    say(arguments, told, in_words(case))
    return 0


def in_words(case: CaseRow) -> str:
    line = f"affaire {case.id} : {case.decision or case.status} {', '.join(case.reasons)}".rstrip()
    if case.details.get("awaiting_second"):
        line += " ; un second agent doit confirmer (mailbot cases second)"
    return line


def say(arguments: argparse.Namespace, told: Mapping[str, Any], words: str) -> None:
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False, default=as_text))
    elif words:
        print(words)


def as_text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
