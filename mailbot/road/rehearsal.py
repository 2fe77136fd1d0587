"""The same road walked without leaving a trace: what would be decided, and why."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlmodel import Session

from mailbot.config import Office
from mailbot.decided import Decided
from mailbot.edges import rulings, store
from mailbot.edges.database import rehearsal
from mailbot.edges.tables import CaseRow
from mailbot.journey import judged, travel
from mailbot.values import RawMessage, Ruling

log = logging.getLogger(__name__)


def rehearse(
    messages: Sequence[RawMessage],
    office: Office,
    now: datetime,
    said: Sequence[Ruling | None] = (),
) -> Iterator[Decided | Exception]:
    """Walk the messages down the same road, in the order given, and leave no trace of it.

    What the code could not do for one message is given in its place. `said`: how an agent reads
    each message, if at all; its verdict is then the machine's own on that reading.
    """
    with rehearsal(office.engine) as session:
        for place, raw in enumerate(messages):
            try:
                with session.begin_nested():
                    alias = f"rehearsal {raw.mailbox} {raw.uid}"
                    (number,) = store.new_cases(session, {alias: raw})
                    case = session.get_one(CaseRow, number)
                    yield told(session, case, office, now, said[place] if said else None)
            except Exception as error:
                log.exception("%s : échec", raw.mailbox)
                yield error


def told(
    session: Session, case: CaseRow, office: Office, now: datetime, said: Ruling | None
) -> Decided:
    if said is None:
        return travel(session, case, office, now)
    rulings.add(session, store.id_of(case), said, now)
    case.decided_at = now  # only what was decided can be ruled on
    decided = travel(session, case, office, now)
    # An agent who looked lets pass what mailbot alone may not: a message read only in part.
    parts = (decided.mail, decided.understood, decided.facts, None)
    decided.verdict = judged(case, *parts, office)
    return decided
