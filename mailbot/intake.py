"""The first part of a turn: what is new in the inbox becomes waiting cases.

A message that the server does not give (not at all, or it refuses, or hangs up) is asked for again,
alone, after the others and after a wait, and then goes to a person with what there is of it. It
delays no other, and is not asked for without end.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime

from mailbot import road
from mailbot.config import Office
from mailbot.edges import database, receipts, ungiven
from mailbot.edges.database import reading
from mailbot.edges.inbox import Failure, Inbox
from mailbot.edges.tables import UngivenRow
from mailbot.values import RawMessage
from mailbot.watch import Watch

log = logging.getLogger(__name__)


def poll(inbox: Inbox, office: Office, watch: Watch) -> None:
    """Store what is new in the inbox, if no other daemon is at it. Raises Failure."""
    with database.Turn(office.engine, inbox.name, lambda: inbox.heard_at) as turn:
        if turn.mine:
            Intake(inbox, office, watch, turn).read()


class Intake:
    """One reading of what is new. `pending`: the UIDs that have no receipt yet."""

    def __init__(self, inbox: Inbox, office: Office, watch: Watch, turn: database.Turn) -> None:
        self.inbox, self.office, self.watch, self.turn = inbox, office, watch, turn
        self.place = inbox.name, inbox.uidvalidity
        self.pending: set[int] = set()
        self.reached = 0

    def read(self) -> None:
        fresh, overdue = self.look()
        try:
            self.fetch(fresh)
            for row in self.ungiven() if overdue or self.pending else ():
                if row.next_attempt_at <= self.watch.clock() and not self.watch.stopping():
                    self.again(row)
        except Failure:
            self.not_given(self.inbox.asking)
            raise

    def look(self) -> tuple[list[int], set[int]]:
        """What was never asked for, and what was in vain."""
        self.arrive()
        name, validity = self.place
        with reading(self.office.engine) as session:
            above = receipts.cursor(session, name, validity)
            known = receipts.received(session, name, self.inbox.account, validity, above)
        new, rows = self.inbox.new(above, known), {row.uid for row in self.ungiven()}
        self.pending, self.reached = set(new), max(new, default=above)
        if gone := rows - self.pending:  # given after all, or somebody took them out
            road.forget_not_given(*self.place, gone, self.office)
        return [uid for uid in new if uid not in rows], rows - gone

    def ungiven(self) -> Sequence[UngivenRow]:
        with reading(self.office.engine) as session:
            return ungiven.of(session, self.place)

    def arrive(self) -> None:
        """Where it is read is noted before anything is: what changed is told once."""
        name, validity = self.place
        account = self.inbox.account
        with reading(self.office.engine) as session:
            before = receipts.known(session, name)
        if before and (before.account, before.uidvalidity) == (account, validity):
            return
        if before and before.account not in ("", account):
            tell_change(name, "la boîte n'est plus la même", before.account, account)
        elif before and before.uidvalidity != validity:
            tell_change(name, "UIDVALIDITY a changé", before.uidvalidity, validity)
        road.arrive(name, account, validity, self.office)

    def fetch(self, fresh: list[int]) -> None:
        """In batches. What of a batch was not given is asked for alone from now on."""
        got = 0
        for batch in self.inbox.fetch(fresh, self.watch.clock()):
            got += len(batch)
            self.store(batch)
            self.watch.progress("messages lus", got, len(fresh))
            self.turn.keep()
            if self.watch.stopping():
                return
        self.not_given(uid for uid in fresh if uid in self.pending)

    def store(self, batch: list[RawMessage]) -> None:
        self.pending.difference_update(raw.uid for raw in batch)
        cursor = min(self.pending) - 1 if self.pending else self.reached
        road.receive(batch, *self.place, cursor, self.office)

    def again(self, row: UngivenRow) -> None:
        """One that was asked for in vain, alone; after its last attempt, what there is of it."""
        if row.attempts < ungiven.ATTEMPTS:
            asked = self.inbox.fetch([row.uid], self.watch.clock())
            batch = [raw for given in asked for raw in given]
            if not batch:
                self.not_given([row.uid])
                return
            self.store(batch)
            road.forget_not_given(*self.place, [row.uid], self.office)
        elif row.attempts == ungiven.ATTEMPTS:
            now = self.watch.clock()
            self.hold(self.inbox.header(row.uid, now), row.attempts, now)
        else:  # not even that: the connection broke
            now = self.watch.clock()
            self.hold(RawMessage(b"", now, *self.place, row.uid), row.attempts, now)

    def hold(self, raw: RawMessage, attempts: int, now: datetime) -> None:
        case_id = road.hold_not_given(raw, attempts, self.office, now)
        self.pending.discard(raw.uid)
        log.error(
            "%s : le serveur ne donne pas le message UID %s, demandé %s fois ; affaire %s, pour une"
            " personne, avec ce qui en est connu",
            self.inbox.name,
            raw.uid,
            attempts,
            case_id,
        )

    def not_given(self, uids: Iterable[int]) -> None:
        if missing := sorted(uids):
            road.note_not_given(*self.place, missing, self.office, self.watch.clock())
            log.warning(
                "%s : message(s) UID %s pas donné(s) par le serveur ; redemandé(s) plus tard",
                self.inbox.name,
                ", ".join(map(str, missing[:10])) + ("…" if missing[10:] else ""),
            )


def tell_change(mailbox: str, what: str, before: object, now: object) -> None:
    said = "%s : %s (%s → %s) ; tout le dossier est relu, rien n'est fait deux fois"
    log.error(said, mailbox, what, before, now)
