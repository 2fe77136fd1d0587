"""One turn: read the inbox, settle what waits, send what is written, file what is finished.

Each step stands on what the database says, so a turn that is cut short is taken up by the next.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy.exc import DBAPIError

from mailbot import road
from mailbot.config import Office
from mailbot.edges import database, letters, receipts, store
from mailbot.edges.database import reading
from mailbot.edges.inbox import FilingRefused, Inbox
from mailbot.edges.outbox import Outbox, Unavailable
from mailbot.edges.settings import MailboxSection
from mailbot.edges.tables import GONE, CaseRow, ReceiptRow, Status
from mailbot.road import Attempted
from mailbot.values import Outcome

log = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
ADRIFT_AFTER = timedelta(minutes=10)  # a letter takes seconds; SMTP timeouts add up to less

Clock = Callable[[], datetime]  # aware
Progress = Callable[[str, int, int], None]  # (what, done, in all)


def utc_now() -> datetime:
    return datetime.now(UTC)


def silent(what: str, done: int, whole: int) -> None:
    """No progress shown."""


@dataclass(frozen=True)
class Watch:
    """What a turn looks at besides the office: the time, who wants to know, whether to stop."""

    clock: Clock = utc_now
    progress: Progress = silent
    stopping: Callable[[], bool] = lambda: False  #: asked between two cases and two letters


def poll(inbox: Inbox, office: Office, watch: Watch) -> None:
    """Store what is new in the inbox, if no other daemon is at it. Raises Failure."""
    with database.Turn(office.engine, inbox.name) as turn:
        if turn.mine:
            read_new(inbox, office, watch, turn)


def read_new(inbox: Inbox, office: Office, watch: Watch, turn: database.Turn) -> None:
    name, validity = inbox.name, inbox.uidvalidity
    with reading(office.engine) as session:
        before = receipts.known_validity(session, name)
        above = receipts.cursor(session, name, validity)
        known = receipts.received(session, name, validity, above)
    if before not in (None, validity):
        log.error(
            "%s : UIDVALIDITY a changé (%s → %s) ; tout le dossier est relu,"
            " rien n'est fait deux fois",
            name,
            before,
            validity,
        )
    new = inbox.new(above, known)
    missing, got = set(new), 0
    for batch in inbox.fetch(new):
        missing -= {raw.uid for raw in batch}
        got += len(batch)
        reached = max((raw.uid for raw in batch), default=above)
        skipped = [uid for uid in missing if uid < reached]
        road.receive(batch, name, validity, min([reached, *(u - 1 for u in skipped)]), office)
        watch.progress("messages lus", got, len(new))
        turn.keep()
        if watch.stopping():
            break


def settle_all(office: Office, watch: Watch) -> None:
    with reading(office.engine) as session:
        due = store.waiting(session, watch.clock())
    for done, case_id in enumerate(due, 1):
        if watch.stopping():
            return
        settle(case_id, office, watch.clock)
        watch.progress("messages décidés", done, len(due))


def settle(case_id: int, office: Office, clock: Clock) -> None:
    """One case; what it does wrong stays with it and delays no other."""
    try:
        road.settle(case_id, office, clock())
    except Exception as error:
        if isinstance(error, DBAPIError) and database.is_away(error):
            raise  # that is nobody's failure: the case waits
        log.exception("affaire %s : échec, mise de côté", case_id)
        road.set_aside(case_id, error, office, clock())


def dispatch_all(outbox: Outbox, office: Office, watch: Watch) -> None:
    """Every letter that is due. When the server is away they wait, and it costs no attempt."""
    now = watch.clock()
    with reading(office.engine) as session:
        due = letters.unsent(session, now)
        left = office.settings.limits.letters_per_hour - letters.sent_since(session, now - HOUR)
    if len(due) > left:
        log.error(
            "limite de lettres par heure atteinte : %s attendent ; une boucle de courriel ?",
            len(due) - max(0, left),
        )
    last: Attempted | None = None
    try:
        for done, letter_id in enumerate(due[: max(0, left)]):
            if watch.stopping() or not reachable(outbox, len(due) - done):
                break
            last = road.dispatch(letter_id, outbox, office, watch.clock(), last)
            watch.progress("lettres envoyées", done + 1, len(due))
    finally:  # whatever breaks this off, what is known of the last letter is not lost
        if last:
            road.conclude(last, office)


def reachable(outbox: Outbox, letters: int) -> bool:
    try:
        outbox.open()
    except Unavailable as error:
        log.warning("SMTP : serveur indisponible (%s) ; %s lettre(s) attendent", error, letters)
        return False
    return True


def file_all(inbox: Inbox, office: Office) -> None:
    """Move what has come to an end out of the inbox, a folder at a time. Raises Failure."""
    with database.Turn(office.engine, inbox.name) as turn:
        if not turn.mine:
            return  # a MOVE claims nothing: two daemons would each leave a copy
        with reading(office.engine) as session:
            ended = receipts.unfiled(session, inbox.name, inbox.uidvalidity)
        places: dict[str, list[ReceiptRow]] = {}
        for receipt, case in ended:
            places.setdefault(folder_of(case, inbox.section), []).append(receipt)
        refused: FilingRefused | None = None
        for folder, ended_there in places.items():
            try:
                file_in(folder or inbox.section.folder, ended_there, inbox, office)
            except FilingRefused as error:  # this folder's; the others are filed all the same
                refused = error
            turn.keep()
        if refused:
            raise refused


def file_in(folder: str, ended: Sequence[ReceiptRow], inbox: Inbox, office: Office) -> None:
    """One folder. What somebody moved or deleted meanwhile is noted as gone; that is no error."""
    uids = [receipt.uid for receipt in ended]
    moved = set(uids) if folder == inbox.section.folder else inbox.move(uids, folder)
    road.filed([store.id_of(one) for one in ended if one.uid in moved], folder, office)
    gone = [store.id_of(one) for one in ended if one.uid not in moved]
    if gone:
        # Somebody moved them; or we did, and were killed before we could note it.
        log.warning("%s : %s message(s) déjà sortis de la boîte", inbox.name, len(gone))
        road.filed(gone, GONE, office)


def folder_of(case: CaseRow, section: MailboxSection) -> str:
    if case.status in (Status.HELD, Status.FAILED):
        return section.held_folder
    if case.decision == Outcome.IGNORE.word:
        return section.ignored_folder
    return section.done_folder


def take(inbox: Inbox, office: Office, watch: Watch) -> None:
    """The whole turn of one open mailbox. Raises inbox.Failure, DBAPIError, ConfigError."""
    poll(inbox, office, watch)
    settle_all(office, watch)
    now = watch.clock()
    if due := road.bring_back(office, now):
        log.info("%s affaire(s) dont le délai du préavis est écoulé", due)
    give_up(office, now - ADRIFT_AFTER, now)  # another daemon may have died since this one's start
    with Outbox(office.settings.smtp) as outbox:
        dispatch_all(outbox, office, watch)
    file_all(inbox, office)


def once(office: Office, watch: Watch) -> None:
    """One turn of every mailbox. Raises what stops it."""
    begin(office, watch.clock())
    for name, section in office.settings.mailbox.items():
        with Inbox(name, section) as inbox:
            take(inbox, office, watch)


def begin(office: Office, now: datetime) -> None:
    """What a killed mailbot left. On SQLite this process is the only one: nobody is sending."""
    alone = office.engine.dialect.name == "sqlite"
    give_up(office, now if alone else now - ADRIFT_AFTER, now)


def give_up(office: Office, before: datetime, now: datetime) -> None:
    lost = road.give_up_on_adrift(office, before, now)
    if lost:
        log.error("%s lettre(s) au sort inconnu : à vérifier par une personne", lost)
