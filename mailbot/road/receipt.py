"""receive: messages in the inbox become waiting cases, before the server is told anything."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy.exc import DBAPIError

from mailbot.config import Office
from mailbot.edges import audit, outage, receipts, store, ungiven
from mailbot.edges.database import transaction
from mailbot.edges.tables import NOT_GIVEN, CaseRow
from mailbot.values import RawMessage

Made = TypeVar("Made")

RACES = 20  # lost in a row; each means that another mailbox stored some of the same messages

STATEMENT = """Subject: Message que le serveur n'a pas rendu\r
MIME-Version: 1.0\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: 8bit\r
\r
Ceci n'est pas le message, mais une note de mailbot : le serveur de courriel n'en donne ni le\r
corps ni l'en-tête. Il faut le consulter dans la boîte {mailbox} (UIDVALIDITY {uidvalidity},\r
UID {uid} ; boîte n° {nth} de ce nom), ou voir l'administrateur du courriel.\r
"""


def arrive(mailbox: str, account: str, uidvalidity: int, office: Office) -> None:
    """The mailbox is read here from now on: from the beginning, when it was read elsewhere."""
    with transaction(office.engine) as session:
        if receipts.arrive(session, mailbox, account, uidvalidity):
            ungiven.forget_all(session, mailbox)


def receive(
    batch: Sequence[RawMessage], mailbox: str, uidvalidity: int, cursor: int, office: Office
) -> None:
    """Store the bytes and open the cases, before the server is told anything.

    `cursor`: every UID up to it has its receipt once this is committed.
    """

    def store_all() -> None:
        with transaction(office.engine) as session:
            store.open_cases(session, batch)
            receipts.advance(session, mailbox, uidvalidity, cursor)

    arbitrated(store_all)


def arbitrated(write: Callable[[], Made]) -> Made:
    """Two mailboxes may be given the same bytes at once. The constraint says who was first; the
    other reads again, at once, and finds the case."""
    for _ in range(RACES):
        try:
            return write()
        except DBAPIError as error:
            if not outage.is_conflict(error):
                raise
    return write()


def note_not_given(
    mailbox: str, uidvalidity: int, uids: Iterable[int], office: Office, now: datetime
) -> None:
    """The server was asked for these messages, and gave none of them."""
    with transaction(office.engine) as session:
        ungiven.note(session, (mailbox, uidvalidity), uids, now)


def forget_not_given(mailbox: str, uidvalidity: int, uids: Iterable[int], office: Office) -> None:
    """They were given after all, or somebody took them out of the inbox."""
    with transaction(office.engine) as session:
        ungiven.forget(session, (mailbox, uidvalidity), uids)


def hold_not_given(raw: RawMessage, attempts: int, office: Office, now: datetime) -> int:
    """A case for a person, of what there is of the message: its header, or a note of ours.

    Returns its number. The message is not asked for again.
    """
    partial = bool(raw.content)
    what = f"{'en-tête seul' if partial else 'rien'}, après {attempts} essais"

    def hold() -> int:
        with transaction(office.engine) as session:
            content = raw.content or statement(raw, receipts.era(session, raw.mailbox))
            more_is_missing = max(raw.size, len(content) + 1)
            kept = replace(raw, content=content, size=more_is_missing)
            (number,) = store.open_cases(session, [kept])
            case = session.get_one(CaseRow, number)
            case.details = {**case.details, NOT_GIVEN: what}
            session.add(case)
            ungiven.forget(session, (raw.mailbox, raw.uidvalidity), [raw.uid])
            told = {"uidvalidity": raw.uidvalidity, "uid": raw.uid, "given": what}
            audit.record(session, now, audit.MACHINE, "not given", number, told)
            return number

    return arbitrated(hold)


def statement(raw: RawMessage, era: int) -> bytes:
    """No two places have the same one: the same bytes would be the same case."""
    place = {"mailbox": raw.mailbox, "uidvalidity": raw.uidvalidity, "uid": raw.uid}
    return STATEMENT.format(**place, nth=era + 1).encode()


def filed(receipt_ids: Sequence[int], folder: str, office: Office) -> None:
    """Note where the messages were moved, once the server has agreed."""
    with transaction(office.engine) as session:
        receipts.note_filed(session, receipt_ids, folder)
