"""Seeded messages with the registry they speak of, and what each must come to."""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from pathlib import Path
from random import Random

OFFICE, AUTHSERV = "infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca"
FIRST = datetime(2021, 1, 18, 14, 0, tzinfo=UTC)
GIVEN = ("Maxime", "Léa", "Noémie", "Étienne", "Zoé", "Karim", "Anaïs", "Loïc", "Mélissa", "Yan")
FAMILY = ("Dubreuil", "Tremblay", "Gagnon", "Côté", "Bélanger", "Nguyen", "Pelletier", "Lévesque")

Pair = tuple[str, str]  # (certificate, dossier)


@dataclass(frozen=True)
class Expected:
    """One message: its bytes, and what the Office must have decided of it in the end."""

    content: bytes
    received_at: datetime
    decision: str
    sender: str
    pair: Pair | None = None  #: transferred because of this message

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Person:
    number: int
    name: tuple[str, str]  #: given, family
    passed_on: str  #: ISO day of the exam

    @property
    def address(self) -> str:
        return f"personne{self.number}@exemple{self.number % 7}.ca"

    @property
    def certificate(self) -> str:
        return f"CAR2019{self.number:06d}"

    @property
    def dossier(self) -> str:
        return f"CAR2021{self.number:08d}"


@dataclass
class Post:
    """Everything delivered, in order (the same message may come twice), and the registry."""

    deliveries: list[Expected] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)

    @property
    def messages(self) -> dict[str, Expected]:
        return {one.sha256: one for one in self.deliveries}

    def write_registry(self, folder: Path) -> Path:
        """The three files of the Office's export (domain.md section 3)."""
        folder.mkdir()
        for name, rows in (
            ("certificates", [certificate_row(one) for one in self.persons]),
            ("dossiers", [dossier_row(one) for one in self.persons]),
            ("exams", [exam_row(one) for one in self.persons]),
        ):
            with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
        return folder


def certificate_row(person: Person) -> dict[str, str]:
    given, family = person.name
    return {
        "number": person.certificate, "kind": "temporary", "status": "expired",
        "family_name": family, "given_name": given, "birth_date": "1988-04-12",
        "email": person.address, "issued_on": "2019-10-01", "last_valid_on": "2020-12-31",
    }  # fmt: skip


def dossier_row(person: Person) -> dict[str, str]:
    given, family = person.name
    return {
        "number": person.dossier, "status": "open",
        "family_name": family, "given_name": given, "birth_date": "1988-04-12",
        "email": person.address, "opened_on": "2021-01-11",
    }  # fmt: skip


def exam_row(person: Person) -> dict[str, str]:
    return {
        "certificate_number": person.certificate, "dossier_number": "", "outcome": "passed",
        "passed_on": person.passed_on, "score": "80",
    }  # fmt: skip


class Writer:
    """Writes messages into a Post: each method is one thing that happens to an office."""

    def __init__(self, seed: int) -> None:
        self.random, self.post = Random(seed), Post()

    def person(self, passed_on: str = "2019-09-16") -> Person:
        name = self.random.choice(GIVEN), self.random.choice(FAMILY)
        person = Person(len(self.post.persons) + 1, name, passed_on)
        self.post.persons.append(person)
        return person

    def accept(self) -> Person:
        person = self.person()
        self.deliver(person, wish(person), "accept", person.certificate, person.dossier)
        return person

    def ask(self) -> None:
        person = self.person()
        text = "Bonjour, j'aimerais que le résultat de mon examen soit transféré dans mon nouveau"
        self.deliver(person, f"{text} dossier. Certificat expiré : {person.certificate}.", "ask")

    def review(self) -> None:
        person = self.person(passed_on="2018-11-20")
        self.deliver(person, wish(person), "review")

    def ignore(self) -> None:
        headers = {"Auto-Submitted": "auto-replied"}
        self.deliver(self.person(), "Je suis absent du bureau.", "ignore", headers=headers)

    def repeat(self) -> None:
        """The same wish in other words, under the same Message-ID as often as not."""
        person = self.accept()
        again = self.post.deliveries[-1] if self.random.random() < 0.5 else None
        self.deliver(person, f"Je vous réécris. {wish(person)}", "repeat", like=again)

    def duplicate(self) -> None:
        """The same bytes delivered twice, perhaps with another message between."""
        self.accept()
        twin = self.post.deliveries[-1]
        if self.random.random() < 0.5:
            self.ignore()
        self.post.deliveries.append(twin)

    def deliver(
        self, person: Person, text: str, decision: str, *pair: str,
        headers: dict[str, str] | None = None, like: Expected | None = None,
    ) -> None:  # fmt: skip
        at = FIRST + timedelta(seconds=len(self.post.deliveries) * 20)
        content = self.mail(person, text, at, headers or {}, like)
        wanted = (pair[0], pair[1]) if pair else None
        self.post.deliveries.append(Expected(content, at, decision, person.address, wanted))

    def mail(
        self, person: Person, text: str, at: datetime, headers: dict[str, str],
        like: Expected | None,
    ) -> bytes:  # fmt: skip
        mail = EmailMessage(policy=SMTP)
        domain = person.address.partition("@")[2]
        found = f"dmarc=pass header.from={domain}"
        mail["Received"] = f"from mail.{domain} by {AUTHSERV}; {format_datetime(at)}"
        mail["Authentication-Results"] = f"{AUTHSERV}; {found}"
        mail["From"] = f"{' '.join(person.name)} <{person.address}>"
        mail["To"] = OFFICE
        mail["Subject"] = self.random.choice(("Transfert", "Transfert de mon résultat", "Demande"))
        mail["Date"] = format_datetime(at)
        known = same_id(like) if like else f"<{self.random.getrandbits(64):x}@{domain}>"
        if like or self.random.random() < 0.9:  # some mail programs write none
            mail["Message-ID"] = known
        for name, value in headers.items():
            mail[name] = value
        mail.set_content(f"{text}\n\n{' '.join(person.name)}\n")
        if self.random.random() < 0.05:
            image = self.random.randbytes(self.random.randrange(20_000, 300_000))
            mail.add_attachment(image, maintype="image", subtype="jpeg", filename="photo.jpg")
            mail.set_boundary(f"={self.random.getrandbits(64):x}")
        return mail.as_bytes()


def wish(person: Person) -> str:
    return (
        "Bonjour, j'aimerais que le résultat de mon examen soit transféré dans mon nouveau dossier"
        f" {person.dossier}. Mon certificat expiré : {person.certificate}."
    )


def same_id(message: Expected) -> str:
    for line in message.content.split(b"\r\n\r\n", 1)[0].split(b"\r\n"):
        if line.lower().startswith(b"message-id:"):
            return line.partition(b":")[2].strip().decode()
    return "<sans@exemple.ca>"


def one_message() -> Post:
    writer = Writer(1)
    writer.accept()
    return writer.post


def mixed_batch() -> Post:
    """One of each: accept, ask, review, ignore, repeat, a duplicate delivery."""
    writer = Writer(2)
    for write in (writer.ask, writer.review, writer.ignore, writer.repeat, writer.duplicate):
        write()
    return writer.post


def many(seed: int, messages: int) -> Post:
    """So many deliveries of every sort, most of them accepted."""
    writer = Writer(seed)
    sorts = (
        (writer.accept, 8), (writer.ask, 3), (writer.review, 2), (writer.ignore, 2),
        (writer.repeat, 3), (writer.duplicate, 2),
    )  # fmt: skip
    while len(writer.post.deliveries) < messages:
        write = writer.random.choices([one for one, _ in sorts], [often for _, often in sorts])[0]
        write()
    return writer.post


def waves(deliveries: Sequence[Expected], size: int) -> Iterator[Sequence[Expected]]:
    for start in range(0, len(deliveries), size):
        yield deliveries[start : start + size]
