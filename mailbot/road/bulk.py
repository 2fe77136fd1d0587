"""close_many: several cases that need nobody, closed at once, each as by itself.

foresee: the same, taken back: which would be closed, which not, and why.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlmodel import Session

from mailbot.config import Office
from mailbot.core.read import read
from mailbot.edges import conversation, store
from mailbot.edges.database import rehearsal
from mailbot.edges.tables import CaseRow, Status
from mailbot.edges.words import searchable
from mailbot.road.refusals import Changed, NotAllowed, NotHeld
from mailbot.road.rulings import heard, rule
from mailbot.road.settlement import settle
from mailbot.values import Attachment, ParsedMail, Ruling, Voice

ONE_BY_ONE = "ni un remerciement, ni un envoi non sollicité, ni un double : à clore une à une"
REFUSALS = (NotHeld, Changed, NotAllowed)


def close_many(
    case_ids: Iterable[int], by: str, reason: str, office: Office, now: datetime
) -> dict[int, str]:
    """Close thanks, unsolicited mail and duplicates. Gives what could not be closed, and why."""
    refused: dict[int, str] = {}
    for case_id in dict.fromkeys(case_ids):
        try:
            version, _ = foreseen(case_id, by, reason, office, now)
            rule(case_id, Ruling(by, reason, closed=True), office, now, version)
        except REFUSALS as error:
            refused[case_id] = str(error)
        else:
            settle(case_id, office, now)
    return refused


def foresee(
    case_ids: Iterable[int], by: str, reason: str, office: Office, now: datetime
) -> tuple[dict[int, str], dict[int, str]]:
    """Which would be closed and which refused, each with its why; nothing is kept."""
    closed: dict[int, str] = {}
    refused: dict[int, str] = {}
    for case_id in dict.fromkeys(case_ids):
        try:
            _, closed[case_id] = foreseen(case_id, by, reason, office, now)
        except REFUSALS as error:
            refused[case_id] = str(error)
    return closed, refused


def foreseen(case_id: int, by: str, reason: str, office: Office, now: datetime) -> tuple[int, str]:
    """The version that may be closed, and why it needs nobody. Raises as `rule`."""
    with rehearsal(office.engine) as session:
        case = heard(session, case_id, Ruling(by, reason, closed=True), office, now, None)
        why = needless(session, case, office)
        if why is None:
            raise NotAllowed(ONE_BY_ONE)
        return case.version, why


def needless(session: Session, case: CaseRow, office: Office) -> str | None:
    """Why nobody needs to look: nothing is proposed to be done, or it was all said before."""
    if case.proposal == "none":
        return "rien à faire"
    if case.status != Status.HELD:  # the code fails on its message: nothing is known of it
        return None
    first = duplicate_of(session, case, office)
    return f"double de l'affaire {first}" if first else None


def duplicate_of(session: Session, case: CaseRow, office: Office) -> int | None:
    """The earlier case of its conversation that says the same, in its words or by both numbers.

    Only of what its server authenticated, and of one sender (edges/conversation.py). The same
    Message-ID over other words is another message (design.md section 1).
    """
    mail = read(store.raw_of(session, case), office.identity)
    before = conversation.earlier(session, case, mail)
    found = [*same_numbers(case, before), *same_words(session, mail, before, office)]
    return min(found, default=None)


def same_numbers(case: CaseRow, before: Iterable[CaseRow]) -> Iterator[int]:
    """A question is not said again by the numbers that it names."""
    given = (case.dossier_number, case.certificate_number)
    if all(given) and not case.question:
        for one in before:
            if (one.dossier_number, one.certificate_number) == given:
                yield store.id_of(one)


def same_words(
    session: Session, mail: ParsedMail, before: Iterable[CaseRow], office: Office
) -> Iterator[int]:
    said = words(mail)
    if said[1]:
        for one, raw in store.raws_of(session, before):
            if words(read(raw, office.identity)) == said:
                yield store.id_of(one)


def words(mail: ParsedMail) -> tuple[str, str, tuple[Attachment, ...]]:
    """What its sender says: the subject, their own text, and what they send with it."""
    own = "\n".join(one.content for one in mail.voiced(Voice.OWN) if one.part != "subject")
    return searchable(mail.subject), searchable(own), mail.attachments
