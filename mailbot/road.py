"""The straight road of a message. Nothing else in mailbot commits.

    receive    messages in the inbox    → waiting cases
    settle     a waiting case           → done or held: verdict, transfer, letter and audit in one
                                          transaction
    rule       a held case and a ruling → waiting again: an agent's word is input, never a way round
    dispatch   a letter                 → sent: the attempt noted, the letter gone, the answer noted

Each can be killed at any instruction and run again.
"""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlmodel import Session

from mailbot.config import Office
from mailbot.edges import audit, letters, receipts, registry_csv, store
from mailbot.edges.database import rehearsal, transaction
from mailbot.edges.outbox import Delayed, Outbox, Refused, Unavailable, Unknown
from mailbot.edges.tables import CaseRow, Fate, LetterRow, Status
from mailbot.journey import MACHINE, Decided, travel
from mailbot.values import RawMessage, Ruling

log = logging.getLogger(__name__)

ATTEMPTS = 5  # of settling a case or giving a letter to the server, before a person looks
DAY = timedelta(days=1)
FIRST_WAIT = timedelta(minutes=1)  # doubled after each attempt


FATES = {Fate.REFUSED: "refusée", Fate.UNKNOWN: "sort inconnu : partie ou non"}


class NotHeld(Exception):
    """The case waits for no agent: someone else ruled first."""


def receive(
    batch: Sequence[RawMessage], mailbox: str, uidvalidity: int, cursor: int, office: Office
) -> None:
    """Store the bytes and open the cases, before the server is told anything.

    `cursor`: every UID up to it has its receipt once this is committed.
    """
    with transaction(office.engine) as session:
        for raw in batch:
            store.open_case(session, raw)
        receipts.advance(session, mailbox, uidvalidity, cursor)


def settle(case_id: int, office: Office, now: datetime) -> Decided | None:
    """Take one case from bytes to outcome. None when it is settled, or somebody else has it."""
    with transaction(office.engine) as session:
        case = store.claim(session, case_id)
        if case is None:
            return None
        decided = travel(session, case, office, now)
    reasons = ", ".join(decided.verdict.reasons)
    log.info("affaire %s : %s (%s) %s", case_id, case.decision, case.label, reasons)
    return decided


def set_aside(case_id: int, error: Exception, office: Office, now: datetime) -> None:
    """The code failed on this case: try again later, and after ATTEMPTS let a person look."""
    with transaction(office.engine) as session:
        case = store.claim(session, case_id)
        if case is None:
            return
        case.attempts += 1
        case.error = f"{type(error).__name__}: {error}"[:2000]
        case.next_attempt_at = now + FIRST_WAIT * 2 ** (case.attempts - 1)
        if case.attempts >= ATTEMPTS:
            case.status, case.decided_at = Status.FAILED, now
            audit.record(session, now, MACHINE, "failed", case_id, {"error": case.error})
        session.add(case)


def rule(case_id: int, ruling: Ruling, office: Office, now: datetime) -> None:
    """Note an agent's ruling and send the case down the road again, from its first byte.

    Raises NotHeld when the case is not one that waits for an agent.
    """
    with transaction(office.engine) as session:
        case = session.get(CaseRow, case_id, with_for_update=True)
        if case is None or case.status not in (Status.HELD, Status.FAILED):
            raise NotHeld(f"l'affaire {case_id} n'attend pas de décision")
        store.add_ruling(session, case_id, ruling, now)
        case.status, case.attempts, case.next_attempt_at = Status.WAITING, 0, None
        session.add(case)
        audit.record(session, now, ruling.by, "ruled", case_id, asdict(ruling))


@dataclass(frozen=True)
class Attempted:
    """What became of a letter that was given to the server, not noted yet."""

    letter_id: int
    fate: Fate
    error: str
    at: datetime


def dispatch(
    letter_id: int, outbox: Outbox, office: Office, now: datetime, before: Attempted | None = None
) -> Attempted | None:
    """Send one letter. None when it is not waiting, or somebody else sends it.

    The attempt is committed before the server hears of the letter: whatever happens after that, it
    is not sent again without knowing. What became of the letter before is noted in the same commit;
    `conclude` notes the last one's. The outbox is open.
    """
    with transaction(office.engine) as session:
        if before:
            note_fate(session, before)
        letter = letters.claim(session, letter_id, Fate.WAITING)
        if letter is None or flooded(session, letter, office, now):
            return None
        letter.fate, letter.attempted_at = Fate.SENDING, now
        letter.attempts += 1
        session.add(letter)
    fate, error = attempt(outbox, letter.recipient, letter.content)
    if fate is Fate.WAITING and letter.attempts >= ATTEMPTS:
        fate = Fate.REFUSED
    return Attempted(letter_id, fate, error, now)


def flooded(session: Session, letter: LetterRow, office: Office, now: datetime) -> bool:
    """Is this one letter too many to its address? Then a person looks: two machines may be talking.

    What counts is what was given to the server, so neither a restart nor another subject resets it.
    """
    most = office.settings.limits.letters_per_address_per_day
    if letter.attempts or letters.sent_to(session, letter.recipient, now - DAY) < most:
        return False
    letter.fate, letter.error = Fate.HELD, f"plus de {most} lettres en un jour à cette adresse"
    session.add(letter)
    hold(session, letter.case_id, Fate.HELD)
    told = {"message_id": letter.message_id, "error": letter.error}
    audit.record(session, now, MACHINE, "letter held", letter.case_id, told)
    log.error("affaire %s : %s ; la lettre attend une personne", letter.case_id, letter.error)
    return True


def conclude(last: Attempted, office: Office) -> None:
    with transaction(office.engine) as session:
        note_fate(session, last)


def note_fate(session: Session, ended: Attempted) -> None:
    letter = letters.claim(session, ended.letter_id, Fate.SENDING)
    if letter is None:
        return
    letter.fate, letter.error = ended.fate, ended.error
    letter.sent_at = ended.at if ended.fate is Fate.SENT else None
    letter.next_attempt_at = ended.at + FIRST_WAIT * 2 ** (letter.attempts - 1)
    session.add(letter)
    if ended.fate in (Fate.REFUSED, Fate.UNKNOWN):
        hold(session, letter.case_id, ended.fate)
        log.error(
            "affaire %s : lettre à %s, %s (%s) ; une personne doit voir",
            letter.case_id,
            letter.recipient,
            FATES[ended.fate],
            ended.error,
        )
    told = {"message_id": letter.message_id, "error": ended.error}
    event = f"letter {ended.fate}"
    audit.record(session, ended.at, MACHINE, event, letter.case_id, told)


def attempt(outbox: Outbox, recipient: str, content: bytes) -> tuple[Fate, str]:
    try:
        outbox.send(recipient, content)
    except (Delayed, Unavailable) as error:
        return Fate.WAITING, str(error)
    except Refused as error:
        return Fate.REFUSED, str(error)
    except Unknown as error:
        return Fate.UNKNOWN, str(error)
    return Fate.SENT, ""


def give_up_on_adrift(office: Office, before: datetime, now: datetime) -> int:
    """Letters whose sending began before this instant and was never ended: a person is told.

    A killed daemon leaves them. Whether the server took the letter cannot be known, so it is not
    sent again by itself. Returns how many there were.
    """
    with transaction(office.engine) as session:
        lost = letters.adrift(session, before)
        for letter in lost:
            letter.fate, letter.error = Fate.UNKNOWN, "mailbot s'est arrêté pendant l'envoi"
            session.add(letter)
            hold(session, letter.case_id, Fate.UNKNOWN)
            data = {"message_id": letter.message_id, "error": letter.error}
            audit.record(session, now, MACHINE, "letter unknown", letter.case_id, data)
        return len(lost)


def hold(session: Session, case_id: int, fate: Fate) -> None:
    case = session.get_one(CaseRow, case_id)
    case.status, case.details = Status.HELD, {**case.details, "letter": fate.value}
    session.add(case)


def filed(receipt_ids: Sequence[int], folder: str, office: Office) -> None:
    """Note where the messages were moved, once the server has agreed."""
    with transaction(office.engine) as session:
        receipts.note_filed(session, receipt_ids, folder)


def import_registry(
    folder: Path, office: Office, progress: registry_csv.Progress
) -> registry_csv.Summary:
    """All three files in one transaction, or nothing. Raises registry_csv.RegistryError."""
    with transaction(office.engine) as session:
        return registry_csv.import_registry(session, folder, progress)


def rehearse(
    messages: Sequence[RawMessage], office: Office, now: datetime
) -> Iterator[Decided | Exception]:
    """Walk the messages down the same road, in the order given, and leave no trace of it.

    What the code could not do for one message is given in its place.
    """
    with rehearsal(office.engine) as session:
        for raw in messages:
            try:
                with session.begin_nested():
                    case = store.new_case(session, raw, f"rehearsal {raw.mailbox} {raw.uid}")
                    yield travel(session, case, office, now)
            except Exception as error:
                log.exception("%s : échec", raw.mailbox)
                yield error
