"""A handled case as a case for the tests: an anonymised mail, its registry, what is decided of it.

What an agent corrected is what is expected: the test fails until mailbot reads as they did.
Nothing is given out unless it is read and decided exactly as the original is, with the agent's
words and without them, and none of what was replaced is still in it.
"""

import random
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from mailbot.config import Office
from mailbot.core.understand import Understood
from mailbot.decided import Decided
from mailbot.desk import proof, registry_rows, spoken
from mailbot.desk.anonymous_mail import anonymous
from mailbot.desk.identity import MUSEUM, anonymiser, values_of
from mailbot.desk.proof import COMPARED, FORM
from mailbot.desk.registry_rows import Rows
from mailbot.edges import rulings, store
from mailbot.edges.tables import CaseRow
from mailbot.journey import judge, understood_in
from mailbot.values import NOTHING

SPOKEN_ONLY = ("question", "proposal")  # a null of these says nothing


@dataclass(frozen=True)
class Exported:
    """One message of the case's conversation, the case's own last."""

    content: bytes
    expected: dict[str, Any]
    absent: tuple[str, ...] = ()  #: numbers that the agent knew from elsewhere than the message


def export(
    session: Session, case: CaseRow, office: Office, now: datetime, chance: random.Random
) -> tuple[list[Exported], Rows]:
    """The case, what its sender wrote before, and their registry. Raises proof.NotExportable."""
    told = judge(session, case, office, now)
    cases = [*told.before, case]
    judged = [judge(session, one, office, now) for one in told.before] + [told]
    raws = [store.raw_of(session, one) for one in cases]
    said = [spoken.reading(rulings.heard_on(session, one)) for one in cases]
    read = [
        *(value for one in judged for value in values_of(one.understood)),
        *(value for one in judged for value in values_of(alone(session, case, one, office))),
        *(value for one in said for value in spoken.numbers(one)),
    ]
    numbers = {value for value in read if FORM.fullmatch(value)}
    rows = registry_rows.rows_about(session, numbers, [store.id_of(one) for one in cases])
    by = anonymiser(judged, read, rows, office, chance)
    museum = of_the_museum(office)
    written = [anonymous(housed(raw.content, office), raw.received_at, by) for raw in raws]
    mails = [
        replace(raw, content=content, size=len(content))
        for raw, content in zip(raws, written, strict=True)
    ]
    new_rows = registry_rows.anonymised(rows, by)
    proof.compare(proof.walked(raws, rows, office), proof.walked(mails, new_rows, museum), by)
    new_said = [spoken.anonymised(one, by) for one in said]
    before = proof.walked(raws, rows, office, said)
    after = proof.walked(mails, new_rows, museum, new_said)
    proof.compare(before, after, by)
    for mail in mails:
        proof.search(mail.content, by)
    found = []
    for mail, heard, ruling in zip(mails, after, new_said, strict=True):
        right = {**heard, **spoken.expected(ruling, heard["class"])}
        absent = [
            field
            for field in spoken.NUMBERS
            if ruling and field in ruling.corrections
            if not proof.names_number(mail.content, right[field])
        ]
        found.append(Exported(mail.content, expected(right), tuple(absent)))
    return found, new_rows


def alone(session: Session, case: CaseRow, decided: Decided, office: Office) -> Understood:
    """The message as mailbot reads it by itself: a number that an agent replaced is in it too."""
    nothing = {str(store.id_of(one)): NOTHING for one in decided.before}
    return understood_in(session, case, decided.mail, decided.before, None, office, nothing)


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


def expected(told: dict[str, Any]) -> dict[str, Any]:
    """What the museum compares; null is written as nothing, or as an empty text."""
    return {
        key: "" if told[key] is None else told[key]
        for key in COMPARED
        if not (told[key] is None and key in SPOKEN_ONLY)
    }
