"""A few messages received and settled for good, with terms short enough to see their end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from itertools import count
from pathlib import Path

from sqlmodel import select

from mailbot import road
from mailbot.config import Office
from mailbot.edges import audit, database, store
from mailbot.edges.settings import RetentionSection, Term
from mailbot.edges.tables import Fate, LetterRow
from mailbot.values import RawMessage
from tests.explained import ROOT, office_of

AT = datetime(2021, 1, 20, 15, tzinfo=UTC)
DOSSIER, CERTIFICATE = "CAR202100310017", "CAR2019007101"
HOLDER = "anais.courtemanche@exemple.ca"
TERM = Term(attachments=10, message=20, case=30, audit=40)
TERMS = RetentionSection(
    request=TERM,
    other=TERM.model_copy(update={"audit": 35, "case": 25}),
    automatic=Term(attachments=1, message=2, case=3, audit=4),
    bounce=TERM,
    access=730,
    incident=1830,
)
WISH = f"Veuillez transférer mon résultat dans {DOSSIER}, ancien certificat {CERTIFICATE}."


def mail(
    body: str = WISH,
    sender: str = HOLDER,
    number: int = 1,
    attached: bytes = b"",
    answers: str = "",
) -> bytes:
    message = EmailMessage(policy=policy.SMTP)
    domain = sender.rpartition("@")[2]
    message["Received"] = f"from {domain} by mx.opc.gouv.qc.ca; Wed, 20 Jan 2021 10:00:00 -0500"
    message["Authentication-Results"] = f"mx.opc.gouv.qc.ca; dmarc=pass header.from={domain}"
    message["From"] = f"Anaïs Courtemanche <{sender}>"
    message["To"] = "infocertificat@opc.gouv.qc.ca"
    message["Subject"] = "Transfert"
    message["Message-ID"] = f"<m{number}@{domain}>"
    if answers:
        message["In-Reply-To"] = answers
    message.set_content(body)
    if attached:
        message.add_attachment(attached, maintype="application", subtype="pdf", filename="nas.pdf")
    return message.as_bytes()


def short_lived(folder: Path) -> Office:
    """The demonstration's registry over a SQLite file of its own."""
    (folder / "m.db").write_bytes(database.empty())
    engine = database.connect(f"sqlite:///{folder}/m.db")
    made = office_of(ROOT / "mailbot" / "demo" / "registry", engine)
    return replace(made, settings=made.settings.model_copy(update={"retention": TERMS}))


class Taker:
    """Receives a message and settles its case, as of a day; its letter is sent."""

    def __init__(self, office: Office) -> None:
        self.office, self.uids = office, count(1)

    def __call__(self, content: bytes, days: float = 0) -> None:
        at, uid = later(days), next(self.uids)
        raw = RawMessage(content, at, "infocertificat", 1, uid)
        road.receive([raw], "infocertificat", 1, uid, self.office)
        with database.reading(self.office.engine) as session:
            due = store.waiting(session, at)
        for number in due:
            road.settle(number, self.office, at)
        with database.transaction(self.office.engine) as session:
            for letter in session.exec(select(LetterRow).where(LetterRow.fate == Fate.WAITING)):
                letter.fate, letter.sent_at = Fate.SENT, at
                session.add(letter)
                told = {"message_id": letter.message_id}
                audit.record(session, at, audit.MACHINE, "letter sent", letter.case_id, told)


def later(days: float) -> datetime:
    return AT + timedelta(days=days)
