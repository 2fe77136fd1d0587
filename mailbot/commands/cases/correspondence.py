"""mailbot cases draft | ask | send-notice | answer | call-back: the letters an agent sends."""

import argparse
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from rich.console import Console

from mailbot import road
from mailbot.commands.cases.asked import (
    actor,
    case_of,
    letter_of,
    now,
    on_case,
    say,
    say_where,
    with_seen,
)
from mailbot.commands.cases.telling import letter_json, tell_letter
from mailbot.commands.narrative import printable
from mailbot.commands.office import opened
from mailbot.edges.database import reading
from mailbot.edges.settings import ConfigError
from mailbot.values import Letter

FREE, QUESTION, NOTICE = "libre", "renseignements", "preavis"


def add_to(commands: Any) -> None:
    draft = on_case(commands, "draft", "le brouillon d'une lettre, sur la sortie", go_draft)
    draft.add_argument("template", metavar="LETTRE", nargs="?", help="sinon, celle qui convient")
    for name, template, words in (
        ("ask", QUESTION, "demander ce qui manque"),
        ("send-notice", NOTICE, "envoyer le préavis d'une décision défavorable"),
    ):
        command = with_seen(on_case(commands, name, words, go_send))
        command.set_defaults(template=template, subject=None)
        with_preview(command)
        command.add_argument("--file", metavar="FICHIER", help="le texte modifié ; - : l'entrée")
    answer = with_preview(with_seen(on_case(commands, "answer", "répondre librement", go_send)))
    answer.add_argument("--file", metavar="FICHIER", help="le texte ; - : l'entrée")
    answer.add_argument("--template", metavar="LETTRE", default=FREE, help="decision, texte type…")
    answer.add_argument("--subject", metavar="OBJET")
    back = on_case(commands, "call-back", "rappeler une lettre avant son départ", go_call_back)
    back.add_argument("letter", metavar="LETTRE", type=int, help="son numéro, selon « show »")


def with_preview(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    words = "montrer la lettre telle qu'elle partirait, sans l'envoyer"
    command.add_argument("--preview", action="store_true", help=words)
    return command


def go_draft(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    with reading(office.engine) as session:
        likely = road.proposed(case_of(session, arguments.id), office)
    draft = road.draft(arguments.id, arguments.template or likely, office, now())
    say(arguments, asdict(draft), printable(draft.text))
    return 0


def go_send(arguments: argparse.Namespace) -> int:
    """The draft of its template, or what the agent made of it; it leaves in a minute."""
    office, text = opened(arguments), read_text(arguments.file)
    draft = road.draft(arguments.id, arguments.template, office, now())
    if text is not None:
        draft = replace(draft, text=text)
    if arguments.subject:
        draft = replace(draft, subject=arguments.subject)
    given = (arguments.id, actor(), draft, office, now(), arguments.seen)
    if arguments.preview:
        return show(arguments, road.preview_letter(*given))
    letter = road.send(*given)
    if not arguments.json:
        print(f"lettre {letter} : elle part dans une minute (mailbot cases call-back)")
    return say_where(arguments, office, letter=letter)


def show(arguments: argparse.Namespace, letter: Letter) -> int:
    if arguments.json:
        told = letter_json(letter.template, letter.content)
        say(arguments, {"id": arguments.id, "letter": told}, "")
    else:
        tell_letter(Console(), letter.content)
    return 0


def go_call_back(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    letter_of(office, arguments.id, arguments.letter)
    road.call_back(arguments.letter, actor(), office, now())
    return say_where(arguments, office, letter=arguments.letter)


def read_text(file: str | None) -> str | None:
    if file is None:
        return None
    try:
        return sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise ConfigError(f"{file} : absent ou illisible ; un fichier de texte en UTF-8") from None
