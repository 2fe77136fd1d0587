"""mailbot rules check: everything that is wrong with the rules, each with its file and line."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from mailbot import config
from mailbot.commands.rules.place import Place, add_rules_option, place
from mailbot.core import rulebook
from mailbot.core.letters.citations import unverified_citations
from mailbot.core.rulebook import Book
from mailbot.core.rules.changes import changes
from mailbot.core.rules.examples import contradicted
from mailbot.core.rules.soundness import remarks
from mailbot.edges import rule_files, rule_history
from mailbot.edges.settings import ConfigError


@dataclass(frozen=True)
class Fault:
    """One line of the check's answer."""

    what: str  #: file, line and what would be right
    grave: bool = True  #: False: for a person to look at, nothing is refused


def add_to(actions: Any) -> None:
    check = actions.add_parser(
        "check", help="tout ce qui ne va pas, avec le fichier et la ligne ; les exemples aussi"
    )
    check.add_argument(
        "--against",
        metavar="RÉV|DIR",
        help="une révision de git ou un dossier d'avant : aucune version passée n'a changé ?",
    )
    check.add_argument(
        "--on", metavar="AAAA-MM-JJ", type=date.fromisoformat, help="vérifier comme ce jour-là"
    )
    check.add_argument("--json", action="store_true", help="un objet")
    add_rules_option(check)
    check.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    here = place(arguments)
    today = arguments.on or here.today
    found = list(faults(here, arguments.against, today))
    grave = [fault.what for fault in found if fault.grave]
    light = [fault.what for fault in found if not fault.grave]
    if arguments.json:
        print(json.dumps({"refused": grave, "remarks": light}, ensure_ascii=False))
        return 1 if grave else 0
    for what in light:
        print(f"à savoir : {what}")
    for what in grave:
        print(f"refusé : {what}")
    if not grave:
        every = [rule for _, rule in here.book().each()]
        examples = sum(len(rule.examples) for rule in every)
        print(f"règles : bon : {len(every)} règles, {examples} exemples tenus")
    return 1 if grave else 0


def faults(here: Place, against: str | None, today: date) -> Iterator[Fault]:
    texts, twins = rule_files.texts_in(here.rules), here.twins
    unread = rulebook.faults(str(here.rules), texts, twins)
    yield from (Fault(str(error)) for error in unread)
    if unread:
        return
    try:
        book = rulebook.parse_book(str(here.rules), texts, twins)
    except rulebook.RuleError as error:
        yield Fault(str(error))
        return
    for remark in remarks(book, today):
        yield Fault(remark.located(str(here.rules)), remark.grave)
    for one in contradicted(book, twins):
        where = f"{here.rules}/{one.folder}/{one.rule.name}.toml, ligne {one.example.line}"
        yield Fault(f"{where} : {one.what}")
    yield from in_letters(here, book)
    if against:
        yield from edited_past(here, book, against, today)


def in_letters(here: Place, book: Book) -> Iterator[Fault]:
    """No letter cites what nobody verified, nor does a motif, which a letter may say."""
    folder = here.folders.templates
    try:
        config.templates_in(folder, here.kinds)
        texts = rule_files.templates_in(folder)
    except ConfigError as error:
        yield Fault(str(error))
        return
    # Not the pages of the staff, who read what is not verified, flagged as such.
    letters = {path: text for path, text in texts.items() if kind_of(path) in ("", *here.kinds)}
    references = [version.reference for _, rule in book.each() for version in rule.versions]
    for path, line, what in unverified_citations(letters, references):
        yield Fault(f"{folder}/{path}, ligne {line} : cette lettre {what}")
    for name, rule in book.each():
        motifs = {end.word: motif for end, motif in rule.motifs.items()}
        for end, _, what in unverified_citations(motifs, references):
            yield Fault(f"{here.rules}/{name}.toml : le motif « {end} » {what}")


def kind_of(path: str) -> str:
    """The kind whose letter a template is; "" for what all letters share."""
    folder, inside, _ = path.partition("/")
    return folder if inside else ""


def edited_past(here: Place, book: Book, against: str, today: date) -> Iterator[Fault]:
    try:
        texts = rule_history.texts_of(against, here.rules)
        before = rulebook.parse_freely(against, texts)
    except rulebook.RuleError as error:
        raise ConfigError(str(error)) from None
    for change in changes(before, book, today):
        if change.refused or change.warned:
            yield Fault(change.located(str(here.rules)), change.refused)
