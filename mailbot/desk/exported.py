"""A handled case as a case for the tests: an anonymised mail, its registry, what is decided of it.

Nothing is given out unless it is read and decided exactly as the original is, and none of what was
replaced is still in it.
"""

import random
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from mailbot import road
from mailbot.config import Office
from mailbot.core.letters.greeting import NOT_A_NAME, PARTICLES, greeting_name
from mailbot.core.senders.sender import organisation
from mailbot.desk import registry_rows
from mailbot.desk.anonymous_mail import anonymous, texts
from mailbot.desk.anonymous_text import Anonymiser, Secrets, name_words, plain
from mailbot.desk.pseudonyms import KEPT_DOMAINS, Pseudonyms
from mailbot.desk.registry_rows import Rows
from mailbot.edges import database, store
from mailbot.edges.tables import CaseRow
from mailbot.journey import Decided, judge
from mailbot.report import as_json
from mailbot.values import RawMessage

COMPARED = (
    "class", "dossier_number", "certificate_number", "intent", "question", "decision", "reasons",
    "proposal",
)  # fmt: skip
SPOKEN_ONLY = ("question", "proposal")  # a null of these says nothing
MUSEUM = ("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")  # whose mail the museum's is
FORM = re.compile(r"CAR\d{10,12}")


class NotExportable(RuntimeError):
    """The case cannot be made anonymous without changing what is read of it."""


@dataclass(frozen=True)
class Exported:
    """One message of the case's conversation, the case's own last."""

    content: bytes
    expected: dict[str, Any]


def export(
    session: Session, case: CaseRow, office: Office, now: datetime, chance: random.Random
) -> tuple[list[Exported], Rows]:
    """The case with what its sender wrote before, and their registry. Raises NotExportable."""
    told = judge(session, case, office, now)
    cases = [*told.before, case]
    judged = [judge(session, one, office, now) for one in told.before] + [told]
    raws = [store.raw_of(session, one) for one in cases]
    numbers = {value for one in judged for value in values_of(one) if FORM.fullmatch(value)}
    rows = registry_rows.rows_about(session, numbers, [store.id_of(one) for one in cases])
    by = anonymiser(judged, rows, office, chance)
    museum = of_the_museum(office)
    mails = [
        replace(raw, content=anonymous(housed(raw.content, office), raw.received_at, by))
        for raw in raws
    ]
    new_rows = registry_rows.anonymised(rows, by)
    before = walked(raws, rows, office)
    after = walked(mails, new_rows, museum)
    compare(before, after, by)
    for mail in mails:
        search(mail.content, by)
    return [
        Exported(mail.content, expected(one)) for mail, one in zip(mails, after, strict=True)
    ], new_rows


def anonymiser(
    judged: Sequence[Decided], rows: Rows, office: Office, chance: random.Random
) -> Anonymiser:
    """Everything that tells who it is: read in the messages, or held in the registry."""
    secrets = Secrets()
    ours = own_domains(office)
    names: dict[str, str] = {}
    for one in (row for some in rows.values() for row in some):
        secrets.numbers.update(
            filter(None, (digits(one.get(n) or "") for n in registry_rows.NUMBERS))
        )
        names.update(
            {one["family_name"]: "family", one["given_name"]: "given"} if "email" in one else {}
        )
        secrets.births.update(filter(None, [one.get("birth_date")]))
        add_domain(secrets, one.get("email") or "", ours)
    for decided in judged:
        secrets.numbers.update(filter(None, map(digits, values_of(decided))))
        for address in (*decided.mail.senders, *decided.mail.reply_to):
            add_domain(secrets, address.address, ours)
            for place, word in enumerate(greeting_name(address.name).split()):
                names.setdefault(word, "family" if place else "given")
    secrets.names = name_words(names, NOT_A_NAME | PARTICLES)
    pseudonyms = Pseudonyms(chance, ours)
    for decided in judged:
        pseudonyms.keep_digits(standing_letters(decided))
    return Anonymiser(secrets, pseudonyms, ours)


def values_of(decided: Decided) -> list[str]:
    """Every number read, as it counts and as it was written."""
    read = [one for one in decided.understood.read.evidence if one.field.endswith("_number")]
    return [text for one in read for text in (one.value, one.quote)]


def digits(text: str) -> str:
    found = "".join(c for c in text.translate(LETTERS) if c.isdecimal())
    return "".join(str(int(c)) for c in found) if len(found) >= 5 else ""


LETTERS = str.maketrans({"O": "0", "o": "0", "I": "1", "l": "1"})


def standing_letters(decided: Decided) -> list[tuple[int, str]]:
    """Where a letter stands for a digit in a repaired number: (place in the serial, the digit)."""
    found = []
    for one in decided.understood.read.evidence:
        if not one.repaired:
            continue
        signs = [c for c in one.quote if c.isdecimal() or c in "OoIl"]
        for place, sign in enumerate(signs[-(len(one.value) - 7) :]):
            if not sign.isdecimal():
                found.append((place, "0" if sign in "Oo" else "1"))
    return found


def own_domains(office: Office) -> set[str]:
    address, authserv = office.settings.office.address, office.settings.identity.authserv_id
    named = {
        address.rpartition("@")[2].lower(),
        authserv.lower(),
        *(m.split("@")[-1] for m in MUSEUM),
    }
    return named | {organisation(name) or name for name in named}


def add_domain(secrets: Secrets, address: str, ours: set[str]) -> None:
    own = organisation(address.rpartition("@")[2].lower())
    if own and own not in ours and own not in KEPT_DOMAINS:
        secrets.domains.add(own)


def housed(content: bytes, office: Office) -> bytes:
    """The message as the museum's office would have received it."""
    address, authserv = office.settings.office.address, office.settings.identity.authserv_id
    for name, new in zip((address, authserv), MUSEUM, strict=True):
        if name:
            content = content.replace(name.encode(), new.encode())
    return content


def of_the_museum(office: Office) -> Office:
    address, authserv = MUSEUM
    settings = office.settings
    identity = {"authserv_id": authserv, "anonymous_authserv": False}
    return replace(
        office,
        settings=settings.model_copy(
            update={
                "office": settings.office.model_copy(update={"address": address}),
                "identity": settings.identity.model_copy(update=identity),
            }
        ),
    )


def walked(raws: Sequence[RawMessage], rows: Rows, office: Office) -> list[dict[str, Any]]:
    """What is decided of the messages in order, over these rows alone, each as on its own day."""
    with tempfile.TemporaryDirectory() as folder:
        registry_rows.write(rows, Path(folder))
        engine = database.connect("sqlite://")
        database.migrate(engine)
        alone = replace(office, engine=engine, clock="received")
        road.import_registry(Path(folder), alone, lambda *_: None)
        numbered = [replace(raw, uid=place) for place, raw in enumerate(raws)]
        results = list(road.rehearse(numbered, alone, raws[-1].received_at))
        engine.dispose()
    told = []
    for raw, result in zip(numbered, results, strict=True):
        if isinstance(result, Exception):
            raise NotExportable(f"le code échoue sur ce message ({type(result).__name__})")
        told.append(as_json(raw.mailbox, raw.received_at, result))
    return told


def compare(
    before: Sequence[dict[str, Any]], after: Sequence[dict[str, Any]], by: Anonymiser
) -> None:
    for old, new in zip(before, after, strict=True):
        for key in COMPARED:
            was = (
                by.text(old[key])
                if isinstance(old[key], str) and FORM.fullmatch(old[key])
                else old[key]
            )
            if was != new[key]:
                raise NotExportable(
                    f"rendu anonyme, le message se lit autrement : {key} = {new[key]}, non {was}"
                )


def search(content: bytes, by: Anonymiser) -> None:
    """Raises NotExportable when something that was replaced is still to be seen."""
    for text in texts(content):
        bare = digits(re.sub(r"<[^>]*>", "", text))
        for number in by.secrets.numbers:
            if len(number) >= 8 and number in bare:
                raise NotExportable("un numéro est resté dans le message")
        words = set(map(plain, re.findall(r"[^\W\d_]+", text)))
        if left := words & set(by.secrets.names):
            raise NotExportable(f"un nom est resté dans le message : {sorted(left)[0][:1]}…")
        if any(domain in text.lower() for domain in by.secrets.domains):
            raise NotExportable("une adresse est restée dans le message")


def expected(told: dict[str, Any]) -> dict[str, Any]:
    """What the museum compares; null is written as nothing, or as an empty text."""
    return {
        key: "" if told[key] is None else told[key]
        for key in COMPARED
        if not (told[key] is None and key in SPOKEN_ONLY)
    }
