"""The demonstration itself: fill the inbox, walk the real road, tell what happened."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import mkdtemp

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from sqlmodel import Session, col, select

from mailbot import config, road, turn
from mailbot.config import Office
from mailbot.demo.envelope import OFFICE, Sample, samples
from mailbot.demo.world import HOST, PASSWORD, USER, Sent, World
from mailbot.edges import database
from mailbot.edges.settings import read_settings
from mailbot.edges.tables import CaseRow, LetterRow, MessageRow

CONFIG = """[office]
address = "{address}"
clock = "received"
[mailbox.infocertificat]
host = "{host}"
port = {imap}
security = "plain"
username = "{user}"
password = "{password}"
[smtp]
host = "{host}"
port = {smtp}
security = "plain"
[identity]
authserv_id = "{authserv_id}"
"""


def play(console: Console) -> None:
    """Everything on loopback and in a temporary folder; nothing is left behind."""
    with played(console):
        pass


@contextmanager
def played(console: Console) -> Iterator[Office]:
    """The demonstration's office once it was played and told, its servers still running."""
    with World() as world, staged(world) as office:
        inbox = list(samples())
        for sample in inbox:
            world.deliver(sample.content, sample.received_at)
        console.print(
            f"Un serveur IMAP (port {world.imap_port}) et un serveur SMTP (port {world.smtp_port})"
            f" de démonstration ; {len(inbox)} messages dans la boîte.\n",
            highlight=False,
        )
        turn.once(office, turn.Watch())
        with database.reading(office.engine) as session:
            console.print(table(session, inbox))
        tell_letter(console, world.sent)
        yield office


@contextmanager
def staged(world: World) -> Iterator[Office]:
    folder = Path(mkdtemp(prefix="mailbot-demo-"))
    try:
        path = folder / "config.toml"
        path.write_text(
            CONFIG.format(
                address=OFFICE.address,
                authserv_id=OFFICE.authserv_id,
                host=HOST,
                imap=world.imap_port,
                smtp=world.smtp_port,
                user=USER,
                password=PASSWORD,
            ),
            encoding="utf-8",
        )
        settings = read_settings(path)
        office = config.office(settings, database.connect(settings.database.url), folder)
        database.migrate(office.engine)
        with as_file(files(__package__) / "registry") as registry:
            road.import_registry(registry, office, turn.silent)
        yield office
        office.engine.dispose()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def table(session: Session, inbox: list[Sample]) -> Table:
    about = {sample.content: sample.about for sample in inbox}
    told = Table("reçu", "message", "décision", "pourquoi", "lettre")
    cases = session.exec(
        select(CaseRow, MessageRow, LetterRow)
        .join(MessageRow, col(MessageRow.id) == col(CaseRow.message_pk))
        .outerjoin(LetterRow, col(LetterRow.case_id) == col(CaseRow.id))
        .order_by(col(CaseRow.received_at))
    )
    for case, message, letter in cases:
        told.add_row(
            f"{case.received_at:%m-%d}",
            about.get(message.content, case.sender),
            case.decision,
            ", ".join(case.reasons),
            f"{letter.template}, {letter.fate}" if letter else "",
        )
    return told


def tell_letter(console: Console, sent: list[Sent]) -> None:
    """One letter in full, as it left."""
    letter = sent[0]
    mail = message_from_bytes(letter.content, policy=policy.default)
    names = ("From", "To", "Subject", "In-Reply-To", "Auto-Submitted", "Message-ID")
    head = "\n".join(f"{name}: {mail[name]}" for name in names)
    body = mail.get_body(("plain",))
    text = body.get_content() if body else ""
    console.print(Panel(Text(f"{head}\n\n{text}"), title=f"la première des {len(sent)} lettres"))
