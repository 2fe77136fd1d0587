"""The last part of a turn: what has come to an end leaves the inbox, a folder at a time."""

import logging
from collections.abc import Iterator, Sequence

from mailbot import road
from mailbot.config import Office
from mailbot.edges import database, receipts, store
from mailbot.edges.database import reading
from mailbot.edges.inbox import FilingRefused, Inbox
from mailbot.edges.settings import MailboxSection
from mailbot.edges.tables import GONE, CaseRow, ReceiptRow, Status
from mailbot.values import Outcome

log = logging.getLogger(__name__)

ENOUGH = 3  # refusals in a row: then it is the folder, not the messages


def file_all(inbox: Inbox, office: Office) -> None:
    """Move what has come to an end out of the inbox. Raises Failure."""
    with database.Turn(office.engine, inbox.name, lambda: inbox.heard_at) as turn:
        if not turn.mine:
            return  # a MOVE claims nothing: two daemons would each leave a copy
        refused: FilingRefused | None = None
        for ended in pages(inbox, office):
            for folder, batch in by_folder(ended, inbox.section):
                try:
                    file_in(folder, batch, inbox, office)
                except FilingRefused as error:  # the other folders are filed all the same
                    refused = error
                turn.keep()
        if refused:
            raise refused


def pages(inbox: Inbox, office: Office) -> Iterator[Sequence[tuple[ReceiptRow, CaseRow]]]:
    """What is to be filed; what is refused is not met again."""
    after = 0
    while True:
        with reading(office.engine) as session:
            ended = receipts.unfiled(session, inbox.name, inbox.account, inbox.uidvalidity, after)
        if not ended:
            return
        yield ended
        after = store.id_of(ended[-1][0])


def by_folder(
    ended: Sequence[tuple[ReceiptRow, CaseRow]], section: MailboxSection
) -> Iterator[tuple[str, list[ReceiptRow]]]:
    """In batches, each of one folder; the inbox itself where none is configured."""
    places: dict[str, list[ReceiptRow]] = {}
    for receipt, case in ended:
        places.setdefault(folder_of(case, section) or section.folder, []).append(receipt)
    for folder, there in places.items():
        for start in range(0, len(there), section.batch):
            yield folder, there[start : start + section.batch]


def folder_of(case: CaseRow, section: MailboxSection) -> str:
    if case.status in (Status.HELD, Status.FAILED):
        return section.held_folder
    if case.decision == Outcome.IGNORE.word:
        return section.ignored_folder
    return section.done_folder


def file_in(folder: str, ended: Sequence[ReceiptRow], inbox: Inbox, office: Office) -> None:
    """One batch; one by one where the server refuses it whole: there may be room for a few, or one
    message that cannot be moved. Raises FilingRefused."""
    try:
        note(folder, ended, moved(folder, ended, inbox), inbox.name, office)
    except FilingRefused:
        if len(ended) == 1:
            raise
        one_by_one(folder, ended, inbox, office)


def one_by_one(folder: str, ended: Sequence[ReceiptRow], inbox: Inbox, office: Office) -> None:
    refused: FilingRefused | None = None
    in_a_row = 0
    for one in ended:
        try:
            note(folder, [one], moved(folder, [one], inbox), inbox.name, office)
            in_a_row = 0
        except FilingRefused as error:
            refused, in_a_row = error, in_a_row + 1
        if in_a_row == ENOUGH:
            break
    if refused:
        raise refused


def moved(folder: str, ended: Sequence[ReceiptRow], inbox: Inbox) -> set[int]:
    uids = [receipt.uid for receipt in ended]
    return set(uids) if folder == inbox.section.folder else inbox.move(uids, folder)


def note(
    folder: str, ended: Sequence[ReceiptRow], moved: set[int], mailbox: str, office: Office
) -> None:
    """What somebody moved or deleted meanwhile is noted as gone; that is no error."""
    road.filed([store.id_of(one) for one in ended if one.uid in moved], folder, office)
    gone = [store.id_of(one) for one in ended if one.uid not in moved]
    if gone:
        # Somebody moved them; or we did, and were killed before we could note it.
        log.warning("%s : %s message(s) déjà sortis de la boîte", mailbox, len(gone))
        road.filed(gone, GONE, office)
