"""mailbot check: each thing the daemon needs, one line each."""

import argparse
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy.exc import DBAPIError

from mailbot import config
from mailbot.config import Office, Shadow
from mailbot.edges import database
from mailbot.edges.inbox import Failure, Inbox, LoginRefused
from mailbot.edges.outbox import Outbox, Unavailable
from mailbot.edges.settings import ConfigError, MailboxSection, config_path
from mailbot.edges.tables import MailboxRow

TROUBLE = (ConfigError, DBAPIError, LoginRefused, Unavailable, database.SchemaOutdated, *Failure)


def add_to(groups: Any) -> None:
    command = groups.add_parser("check", help="vérifie configuration, règles, base, IMAP et SMTP")
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    path = config_path(arguments.config)
    try:
        office = config.load(path)
    except ConfigError as error:
        print(f"configuration : ÉCHEC : {error}")
        return 1
    rules = sum(len(of) for of in office.rules.values()) + len(office.common)
    steps: list[tuple[str, Callable[[], str]]] = [
        ("configuration", lambda: str(path)),
        ("règles", lambda: f"{rules} en vigueur, empreinte {office.rules_digest[:12]}"),
        ("gabarits", lambda: f"{len(office.templates.list_templates())} fichiers"),
        ("base de données", lambda: schema(office)),
    ]
    if office.shadow:
        steps.insert(2, ("règles à l'essai", partial(draft, office.shadow)))
    for name, section in office.settings.mailbox.items():
        steps.append((f"IMAP {name}", partial(imap, name, section)))
    steps.append(("SMTP", lambda: smtp(office)))
    good = [said(name, step) for name, step in steps]  # every one, even after a failure
    return 0 if all(good) else 1


def said(name: str, step: Callable[[], str]) -> bool:
    try:
        print(f"{name} : bon : {step()}")
    except TROUBLE as error:
        what = str(error.orig) if isinstance(error, DBAPIError) else str(error)
        print(f"{name} : ÉCHEC : {' '.join(what.split()) or type(error).__name__}")
        return False
    return True


def draft(shadow: Shadow) -> str:
    if shadow.book is None:
        raise ConfigError(shadow.problem)
    return f"empreinte {shadow.book.digest[:12]}"


def schema(office: Office) -> str:
    """A file, a disk or a server that can only be read is well until the first message comes."""
    database.prepare(office.engine)
    with database.rehearsal(office.engine) as session:
        session.add(MailboxRow(name="mailbot check", uidvalidity=0))
        session.flush()
    return office.engine.url.render_as_string(hide_password=True)


def imap(name: str, section: MailboxSection) -> str:
    """The folders are made as the first message to file would make them: nothing else tells."""
    with Inbox(name, section) as inbox:
        waiting = len(inbox.new(0, set()))
        for folder in (section.done_folder, section.held_folder, section.ignored_folder):
            if folder:
                inbox.ensure(folder)
    return f"{section.username}@{section.host}, dossier {section.folder}, {waiting} message(s)"


def smtp(office: Office) -> str:
    with Outbox(office.settings.smtp) as outbox:
        outbox.open()
    return office.settings.smtp.host
