"""dispatch: a letter leaves; the attempt is noted before, the answer after."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from mailbot.config import Office
from mailbot.edges import audit, letters
from mailbot.edges.database import transaction
from mailbot.edges.outbox import Delayed, Outbox, Refused, Unavailable, Unknown
from mailbot.edges.tables import CaseRow, Fate, LetterRow, Status

log = logging.getLogger(__name__)

ATTEMPTS = 10  # of giving a letter to the server, in 8 h 31: a full disk may last a night
DAY = timedelta(days=1)
FIRST_WAIT = timedelta(minutes=1)  # doubled after each attempt

FATES = {Fate.REFUSED: "refusée", Fate.UNKNOWN: "sort inconnu : partie ou non"}


@dataclass(frozen=True)
class Attempted:
    """What became of a letter that was given to the server, not noted yet."""

    letter: LetterRow  #: as the attempt was noted
    fate: Fate
    error: str
    at: datetime
    away: Unavailable | None = None  #: nothing was said of this letter: it is the server


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
        if letter is None or not due(letter, now) or flooded(session, letter, office, now):
            return None
        letter.fate, letter.attempted_at = Fate.SENDING, now
        letter.attempts += 1
        session.add(letter)
    fate, error = attempt(outbox, letter.recipient, letter.content)
    if fate is Fate.WAITING and letter.attempts >= ATTEMPTS:
        fate = Fate.REFUSED
    away = error if isinstance(error, Unavailable) else None
    return Attempted(letter, fate, str(error or ""), now, away)


def due(letter: LetterRow, now: datetime) -> bool:
    """May it leave yet? An agent may call theirs back until then."""
    return letter.next_attempt_at is None or letter.next_attempt_at <= now


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
    audit.record(session, now, audit.MACHINE, "letter held", letter.case_id, told)
    log.error("affaire %s : %s ; la lettre attend une personne", letter.case_id, letter.error)
    return True


def conclude(last: Attempted, office: Office) -> None:
    with transaction(office.engine) as session:
        note_fate(session, last)


def note_fate(session: Session, ended: Attempted) -> None:
    letter = ended.letter
    sent_at = ended.at if ended.fate is Fate.SENT else None
    wait = FIRST_WAIT * 2 ** (letter.attempts - 1)
    again = ended.at + wait
    if not letters.note(session, letter, ended.fate, ended.error, sent_at, again):
        return
    if ended.fate in (Fate.REFUSED, Fate.UNKNOWN):
        hold(session, letter.case_id, ended.fate)
        log.error(
            "affaire %s : lettre à %s, %s (%s) ; une personne doit voir",
            letter.case_id,
            letter.recipient,
            FATES[ended.fate],
            ended.error,
        )
    elif ended.fate is Fate.WAITING and not ended.away:
        log.warning(
            "affaire %s : lettre à %s, remise à plus tard par le serveur (%s) ; nouvel essai dans"
            " %.0f min (essai %s sur %s)",
            letter.case_id,
            letter.recipient,
            ended.error,
            wait / timedelta(minutes=1),
            letter.attempts,
            ATTEMPTS,
        )
    told = {"message_id": letter.message_id, "error": ended.error}
    event = f"letter {ended.fate}"
    audit.record(session, ended.at, audit.MACHINE, event, letter.case_id, told)


def attempt(outbox: Outbox, recipient: str, content: bytes) -> tuple[Fate, Exception | None]:
    try:
        outbox.send(recipient, content)
    except (Delayed, Unavailable) as error:
        return Fate.WAITING, error
    except Refused as error:
        return Fate.REFUSED, error
    except Unknown as error:
        return Fate.UNKNOWN, error
    return Fate.SENT, None


def give_up_on_adrift(office: Office, before: datetime, now: datetime) -> int:
    """Letters whose sending began before this instant and was never ended: a person is told.

    A killed daemon leaves them. Whether the server took the letter cannot be known, so it is not
    sent again by itself. Returns how many there were.
    """
    with transaction(office.engine) as session:
        lost = letters.adrift(session, before, now)
        for letter in lost:
            letter.fate, letter.error = Fate.UNKNOWN, "mailbot s'est arrêté pendant l'envoi"
            session.add(letter)
            hold(session, letter.case_id, Fate.UNKNOWN)
            data = {"message_id": letter.message_id, "error": letter.error}
            audit.record(session, now, audit.MACHINE, "letter unknown", letter.case_id, data)
        return len(lost)


def hold(session: Session, case_id: int, fate: Fate) -> None:
    """Put the case before a person; `letter_alone`: nothing but its letter brings it there.

    Not so of one that failed, or that waits to be decided anew: its ruling is not heard yet.
    """
    case = session.get_one(CaseRow, case_id, with_for_update={"key_share": True})
    already = case.status == Status.HELD and bool(case.details.get("letter_alone"))
    alone = case.status == Status.DONE or already
    case.details = {**case.details, "letter": fate.value, "letter_alone": alone}
    case.status = Status.HELD
    session.add(case)
