"""One turn: read the inbox, settle what waits, send what is written, file what is finished.

Each step stands on what the database says, so a turn that is cut short is taken up by the next.
"""

import logging
from datetime import datetime, timedelta

from sqlalchemy.exc import DBAPIError

from mailbot import road
from mailbot.config import Office
from mailbot.edges import outage, store
from mailbot.edges.database import reading
from mailbot.edges.inbox import Failure, Inbox, LoginRefused
from mailbot.edges.outbox import Outbox
from mailbot.edges.settings import ConfigError
from mailbot.filing import file_all
from mailbot.intake import poll as poll
from mailbot.post import Post
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
        if isinstance(error, DBAPIError) and is_nobodys(error, office):
            raise  # the case waits
        log.exception("affaire %s : échec, mise de côté", case_id)
        road.set_aside(case_id, error, office, clock())


def is_nobodys(error: DBAPIError, office: Office) -> bool:
    """The database's trouble, not the case's. A case that takes so long that PostgreSQL hangs up
    would stop all the others at each turn: that is its own."""
    return outage.is_away(error) and not outage.is_lost_by(error, office.engine)


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


def pending(post: Post, office: Office, now: datetime) -> bool:
    """Has anything come due that needs no mailbox? A case ruled on or tried again, a letter."""
    with reading(office.engine) as session:
        if store.waiting(session, now):
            return True
    return post.has_due(now)


def once(office: Office, watch: Watch) -> None:
    """One turn of every mailbox. What is due later is the next run's. Raises what stops it; what
    stops one mailbox alone is raised when the others had their turn."""
    lost: list[Exception] = []
    begin(office, watch.clock())
    with Outbox(office.settings.smtp) as outbox:
        post = Post(office, outbox)
        for name, section in office.settings.mailbox.items():
            try:
                with Inbox(name, section) as inbox:
                    take(inbox, post, office, watch)
            except (*Failure, LoginRefused, ConfigError) as error:
                lost.append(error)
    for other in lost[1:]:
        log.error("%s", other)
    if lost:
        raise lost[0]


def begin(office: Office, now: datetime) -> None:
    """What a killed mailbot left. On SQLite this process is the only one: nobody is sending."""
    alone = office.engine.dialect.name == "sqlite"
    give_up(office, now if alone else now - ADRIFT_AFTER, now)


def give_up(office: Office, before: datetime, now: datetime) -> None:
    lost = road.give_up_on_adrift(office, before, now)
    if lost:
        log.error("%s lettre(s) au sort inconnu : à vérifier par une personne", lost)
