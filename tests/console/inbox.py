"""Messages in a database as the daemon would have left them, without a mail server."""

from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.resources import as_file, files

from sqlmodel import col, select

from mailbot import demo, road, turn
from mailbot.config import Office
from mailbot.demo.envelope import samples
from mailbot.edges import store
from mailbot.edges.database import reading, transaction
from mailbot.edges.tables import CaseRow
from mailbot.values import RawMessage

RECEIVED = datetime(2021, 1, 20, 15, tzinfo=UTC)


def fill(office: Office) -> None:
    """The demonstration's registry and its messages, settled."""
    with as_file(files(demo) / "registry") as registry:
        road.import_registry(registry, office, turn.silent)
    deliver(office, [(one.content, one.received_at) for one in samples()])


def deliver(office: Office, messages: Iterable[tuple[bytes, datetime]]) -> list[int]:
    """Receive and settle them; the numbers of their cases."""
    with reading(office.engine) as session:
        first = len(session.exec(select(CaseRow.id)).all()) + 1
    batch = [
        RawMessage(content, at, "infocertificat", 1, first + place, len(content))
        for place, (content, at) in enumerate(messages)
    ]
    road.receive(batch, "infocertificat", 1, first + len(batch), office)
    return settle_all(office)


def settle_all(office: Office) -> list[int]:
    now = datetime.now(UTC)
    with reading(office.engine) as session:
        waiting = store.waiting(session, now)
    for case_id in waiting:
        road.settle(case_id, office, now)
    return waiting


def case(office: Office, case_id: int) -> CaseRow:
    with reading(office.engine) as session:
        return session.get_one(CaseRow, case_id)


def change(office: Office, case_id: int, **columns: object) -> None:
    """The case as some earlier event would have left it."""
    with transaction(office.engine) as session:
        row = session.get_one(CaseRow, case_id)
        for name, value in columns.items():
            setattr(row, name, value)
        session.add(row)


def held_for(office: Office, *reasons: str) -> int:
    """The one held case with exactly these reasons."""
    with reading(office.engine) as session:
        held = session.exec(select(CaseRow).where(col(CaseRow.status) == "held")).all()
    [found] = [store.id_of(one) for one in held if one.reasons == list(reasons)]
    return found


def message(
    text: str = "Je voudrais faire transférer le résultat de mon examen.",
    sender: str = "Maxime Dubreuil <m@exemple.ca>",
    subject: str = "Transfert",
    more: str = "",
    message_id: str = "<1@exemple.ca>",
) -> bytes:
    """A message whose domain the office's server vouches for."""
    domain = sender.rpartition("@")[2].rstrip(">")
    head = (
        "Received: from mail.exemple.ca by mx.opc.gouv.qc.ca; Wed, 20 Jan 2021 10:00:00 -0500\r\n"
        f"Authentication-Results: mx.opc.gouv.qc.ca; dmarc=pass header.from={domain}\r\n"
        f"From: {sender}\r\nTo: infocertificat@opc.gouv.qc.ca\r\nSubject: {subject}\r\n"
        f"Message-ID: {message_id}\r\n{more}"
    )
    if "content-type" not in more.lower():
        head += "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
        head += "Content-Transfer-Encoding: 8bit\r\n"
    return (head + "\r\n" + text.replace("\n", "\r\n") + "\r\n").encode()
