"""The same road walked without leaving a trace: what would be decided, and why."""

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime

from mailbot.config import Office
from mailbot.decided import Decided
from mailbot.edges import store
from mailbot.edges.database import rehearsal
from mailbot.edges.tables import CaseRow
from mailbot.journey import travel
from mailbot.values import RawMessage

log = logging.getLogger(__name__)


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
                    alias = f"rehearsal {raw.mailbox} {raw.uid}"
                    (number,) = store.new_cases(session, {alias: raw})
                    yield travel(session, session.get_one(CaseRow, number), office, now)
            except Exception as error:
                log.exception("%s : échec", raw.mailbox)
                yield error
