"""Cases of a transfer, settled each on a day of its own: what replays are about."""

from datetime import UTC, date, datetime, time
from email.utils import format_datetime

from sqlmodel import Session

from mailbot import road
from mailbot.config import Office
from mailbot.edges import store
from mailbot.edges.registry import CertificateRow, DossierRow, ExamRow
from mailbot.values import RawMessage

BORN = date(1988, 4, 12)


def numbers(n: int) -> tuple[str, str]:
    """Of the nth person: the new dossier, the expired certificate."""
    return f"CAR2021{n:08}", f"CAR2019{n:06}"


def register(office: Office, n: int, passed_on: date, born: date = BORN) -> None:
    """The nth person's certificate, exam and new, open dossier, in which they were `born`."""
    dossier, certificate = numbers(n)
    person = {"family_name": "Dubreuil", "given_name": "Maxime"}
    with Session(office.engine) as session, session.begin():
        session.add(
            CertificateRow(
                number=certificate,
                kind="temporary",
                status="expired",
                email="vieux@exemple.ca",
                last_valid_on=date(2020, 12, 31),
                birth_date=BORN,
                **person,
            )
        )
        session.add(
            DossierRow(
                number=dossier,
                status="open",
                email=address(n),
                opened_on=date(2021, 1, 2),
                birth_date=born,
                **person,
            )
        )
        session.add(ExamRow(certificate_number=certificate, outcome="passed", passed_on=passed_on))


def address(n: int) -> str:
    return f"maxime{n}@exemple.ca"


def settle(office: Office, n: int, on: date, body: str | None = None) -> int:
    """The nth person asks, and is decided, at noon that day; the case's number."""
    dossier, certificate = numbers(n)
    text = body or f"Veuillez transférer mon résultat du certificat {certificate} au {dossier}."
    at = datetime.combine(on, time(17), UTC)
    uid = int(at.timestamp()) + n
    raw = RawMessage(mail(n, text, at), at, "infocertificat", 1, uid)
    road.receive([raw], "infocertificat", 1, uid, office)
    with Session(office.engine) as session:
        [case_id] = store.waiting(session, at)
    assert road.settle(case_id, office, at)
    return case_id


def mail(n: int, text: str, at: datetime) -> bytes:
    """As the office's own server holds it, which vouches for the sender."""
    return (
        f"Received: from mail.exemple.ca by mx.opc.gouv.qc.ca; {format_datetime(at)}\r\n"
        "Authentication-Results: mx.opc.gouv.qc.ca; dmarc=pass header.from=exemple.ca\r\n"
        f"From: Maxime Dubreuil <{address(n)}>\r\nTo: infocertificat@opc.gouv.qc.ca\r\n"
        f"Subject: Transfert\r\nMessage-ID: <{n}.{at:%Y%m%d}@exemple.ca>\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n"
    ).encode()
