"""Messages that the server does not give, as rows: how often each was asked for, and when next."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from mailbot.edges.tables import UngivenRow

Place = tuple[str, int]  # (mailbox, UIDVALIDITY)

ATTEMPTS = 6  # of asking for the body, before what there is goes to a person
# After the first: a cut connection is most often nobody's message. After the others: minutes, four
# times longer each; 5 h 41 in all, longer than most servers are ill.
WAITS = (timedelta(0), *(timedelta(minutes=4**power) for power in range(ATTEMPTS - 1)))


def of(session: Session, place: Place) -> Sequence[UngivenRow]:
    """Those asked for least come first: of two, the one that the server hangs up on is the last."""
    mailbox, uidvalidity = place
    wanted = select(UngivenRow).where(
        col(UngivenRow.mailbox) == mailbox, col(UngivenRow.uidvalidity) == uidvalidity
    )
    return session.exec(wanted.order_by(col(UngivenRow.attempts), col(UngivenRow.uid))).all()


def note(session: Session, place: Place, uids: Iterable[int], now: datetime) -> None:
    """One attempt more of each."""
    for uid in uids:
        row = session.get(UngivenRow, (*place, uid))
        if row is None:
            mailbox, uidvalidity = place
            row = UngivenRow(mailbox=mailbox, uidvalidity=uidvalidity, uid=uid, next_attempt_at=now)
        row.next_attempt_at = now + WAITS[min(row.attempts, len(WAITS) - 1)]
        row.attempts += 1
        session.add(row)


def forget_all(session: Session, mailbox: str) -> None:
    """The mailbox is another one now: nothing of what it was can be asked for any more."""
    session.execute(delete(UngivenRow).where(col(UngivenRow.mailbox) == mailbox))


def forget(session: Session, place: Place, uids: Iterable[int]) -> None:
    """They were given, held, or are no more."""
    mailbox, uidvalidity = place
    session.execute(
        delete(UngivenRow).where(
            col(UngivenRow.mailbox) == mailbox,
            col(UngivenRow.uidvalidity) == uidvalidity,
            col(UngivenRow.uid).in_(list(uids)),
        )
    )
