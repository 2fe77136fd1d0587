"""Server, receipts, cases and letters, held against each other: on demand, and every night."""

import logging
from collections.abc import Callable
from datetime import datetime

from sqlalchemy.exc import DBAPIError

from mailbot.config import Office
from mailbot.edges import audit, database, reconcile, trouble
from mailbot.edges.database import reading
from mailbot.edges.inbox import Failure, Inbox, LoginRefused
from mailbot.edges.settings import ConfigError
from mailbot.watch import Watch

log = logging.getLogger(__name__)

LOOK_AGAIN = 900.0  # seconds, and two polls: what was only on its way has arrived by then
MOST = 50  # findings told one by one


def found(office: Office, now: datetime) -> list[str]:
    """What does not add up, a French line each.

    Raises inbox.Failure or LoginRefused when a mail server cannot be asked.
    """
    lines = in_database(office, now)
    for name in office.settings.mailbox:
        lines += in_mailbox(name, office)
    return lines


def in_database(office: Office, now: datetime) -> list[str]:
    with reading(office.engine) as session:
        return list(reconcile.orphans(session, now))


def in_mailbox(name: str, office: Office) -> list[str]:
    with Inbox(name, office.settings.mailbox[name]) as inbox:
        uids = inbox.new(0, set())
        with reading(office.engine) as session:
            place = name, inbox.account, inbox.uidvalidity
            return list(reconcile.strays(session, *place, uids))


class Nightly:
    """Looks, looks again at what was found, and tells the administrator what stayed.

    Of several daemons one looks. `later(seconds, call)`: call, once that time has passed.
    """

    def __init__(
        self, office: Office, watch: Watch, later: Callable[[float, Callable[[], None]], None]
    ) -> None:
        self.office, self.watch, self.later = office, watch, later
        self.first: set[str] = set()

    def look(self) -> None:
        try:
            with database.Turn(self.office.engine, "vérification de nuit") as turn:
                if not turn.mine:
                    return
                self.first = set(self.lines())
                self.tell_end()
        except DBAPIError as error:
            self.tell_away(error)
            return
        if not self.first:
            log.info("vérification de nuit : tout concorde")
            return
        polls = [section.poll_seconds for section in self.office.settings.mailbox.values()]
        self.later(max(LOOK_AGAIN, 2 * max(polls)), self.confirm)

    def confirm(self) -> None:
        """The daemon works on meanwhile: a message that had just come is no orphan."""
        if self.watch.stopping():
            return
        try:
            stayed = [line for line in self.lines() if line in self.first]
        except DBAPIError as error:
            self.tell_away(error)
            return
        if not stayed:
            log.info("vérification de nuit : tout concorde")
            return
        log.error("vérification de nuit : %s écart(s) ; voir « mailbot reconcile »", len(stayed))
        stayed = reconcile.gathered(stayed)
        for line in stayed[:MOST]:
            log.error("vérification de nuit : %s", line)
        if more := stayed[MOST:]:
            log.error("vérification de nuit : … et %s autre(s)", len(more))

    def lines(self) -> list[str]:
        """As `found`; a mailbox that cannot be asked is a line, and the others are asked."""
        lines = in_database(self.office, self.watch.clock())
        for name in self.office.settings.mailbox:
            try:
                lines += in_mailbox(name, self.office)
            except (*Failure, LoginRefused, ConfigError) as error:
                lines.append(f"{name} : la boîte n'a pas pu être comparée : {error}")
        return lines

    def tell_end(self) -> None:
        """In the log, which stands elsewhere: `audit verify --from-hash` then proves that nothing
        was taken away since."""
        with reading(self.office.engine) as session:
            count, last = audit.end(session)
        log.info("audit : %s ligne(s), dernière empreinte %s", count, last)

    def tell_away(self, error: DBAPIError) -> None:
        why = trouble.one_line(str(error.orig))
        log.error("vérification de nuit : impossible, base de données indisponible : %s", why)
