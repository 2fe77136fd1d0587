"""receive: messages in the inbox become waiting cases, before the server is told anything."""

from collections.abc import Sequence

from mailbot.config import Office
from mailbot.edges import receipts, store
from mailbot.edges.database import transaction
from mailbot.values import RawMessage


def receive(
    batch: Sequence[RawMessage], mailbox: str, uidvalidity: int, cursor: int, office: Office
) -> None:
    """Store the bytes and open the cases, before the server is told anything.

    `cursor`: every UID up to it has its receipt once this is committed.
    """
    with transaction(office.engine) as session:
        store.open_cases(session, batch)
        receipts.advance(session, mailbox, uidvalidity, cursor)


def filed(receipt_ids: Sequence[int], folder: str, office: Office) -> None:
    """Note where the messages were moved, once the server has agreed."""
    with transaction(office.engine) as session:
        receipts.note_filed(session, receipt_ids, folder)
