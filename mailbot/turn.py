"""One turn: read the inbox, settle what waits, send what is written, file what is finished.

Each step stands on what the database says, so a turn that is cut short is taken up by the next.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.exc import DBAPIError

from mailbot import road
from mailbot.config import Office
from mailbot.edges import database, receipts, store
from mailbot.edges.database import reading
from mailbot.edges.inbox import Failure, FilingRefused, Inbox
from mailbot.edges.outbox import Outbox
from mailbot.edges.settings import MailboxSection
from mailbot.edges.tables import GONE, CaseRow, ReceiptRow, Status
from mailbot.intake import poll as poll
from mailbot.post import Post
from mailbot.values import Outcome
from mailbot.watch import Clock
from mailbot.watch import Watch as Watch
from mailbot.watch import silent as silent

log = logging.getLogger(__name__)

ADRIFT_AFTER = timedelta(minutes=10)  # a letter takes seconds; SMTP timeouts add up to less


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


def take(inbox: Inbox, post: Post, office: Office, watch: Watch) -> None:
    """The whole turn of one open mailbox. Raises inbox.Failure, DBAPIError, ConfigError."""
    lost: Exception | None = None
    try:
        poll(inbox, office, watch)
    except Failure as error:
        lost = error
    work(post, office, watch)  # what was received does not wait for what was not
    if lost:
        raise lost
    file_all(inbox, office)


def work(post: Post, office: Office, watch: Watch) -> None:
    """What needs no mailbox: cases are settled, letters leave. Raises DBAPIError."""
    post.conclude()
    settle_all(office, watch)
    now = watch.clock()
    if due := road.bring_back(office, now):
        log.info("%s affaire(s) dont le délai du préavis est écoulé", due)
    give_up(office, now - ADRIFT_AFTER, now)  # another daemon may have died since this one's start
    post.dispatch(watch)


def once(office: Office, watch: Watch) -> None:
    """One turn of every mailbox. Raises what stops it."""
    begin(office, watch.clock())
    with Outbox(office.settings.smtp) as outbox:
        post = Post(office, outbox)
        for name, section in office.settings.mailbox.items():
            with Inbox(name, section) as inbox:
                take(inbox, post, office, watch)


def begin(office: Office, now: datetime) -> None:
    """What a killed mailbot left. On SQLite this process is the only one: nobody is sending."""
    alone = office.engine.dialect.name == "sqlite"
    give_up(office, now if alone else now - ADRIFT_AFTER, now)


def give_up(office: Office, before: datetime, now: datetime) -> None:
    lost = road.give_up_on_adrift(office, before, now)
    if lost:
        log.error("%s lettre(s) au sort inconnu : à vérifier par une personne", lost)
