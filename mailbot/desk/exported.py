"""A handled case as a case for the tests: an anonymised mail, its registry, what is decided of it.

Nothing is given out unless it is read and decided exactly as the original is, and none of what was
replaced is still in it.
"""

import random
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from mailbot.config import Office
from mailbot.desk import proof, registry_rows
from mailbot.desk.anonymous_mail import anonymous
from mailbot.desk.identity import MUSEUM, anonymiser, values_of
from mailbot.desk.proof import COMPARED, FORM
from mailbot.desk.registry_rows import Rows
from mailbot.edges import store
from mailbot.edges.tables import CaseRow
from mailbot.journey import judge

SPOKEN_ONLY = ("question", "proposal")  # a null of these says nothing


@dataclass(frozen=True)
class Exported:
    """One message of the case's conversation, the case's own last."""

    content: bytes
    expected: dict[str, Any]


def export(
    session: Session, case: CaseRow, office: Office, now: datetime, chance: random.Random
) -> tuple[list[Exported], Rows]:
    """The case, what its sender wrote before, and their registry. Raises proof.NotExportable."""
    told = judge(session, case, office, now)
    cases = [*told.before, case]
    judged = [judge(session, one, office, now) for one in told.before] + [told]
    raws = [store.raw_of(session, one) for one in cases]
    numbers = {value for one in judged for value in values_of(one) if FORM.fullmatch(value)}
    rows = registry_rows.rows_about(session, numbers, [store.id_of(one) for one in cases])
    by = anonymiser(judged, rows, office, chance)
    museum = of_the_museum(office)
    written = [anonymous(housed(raw.content, office), raw.received_at, by) for raw in raws]
    mails = [
        replace(raw, content=content, size=len(content))
        for raw, content in zip(raws, written, strict=True)
    ]
    new_rows = registry_rows.anonymised(rows, by)
    before = proof.walked(raws, rows, office)
    after = proof.walked(mails, new_rows, museum)
    proof.compare(before, after, by)
    for mail in mails:
        proof.search(mail.content, by)
    return [
        Exported(mail.content, expected(one)) for mail, one in zip(mails, after, strict=True)
    ], new_rows


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
