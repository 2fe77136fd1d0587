"""Filing: what the server refuses to move delays nothing else."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session, col, select

from mailbot import filing, turn
from mailbot.edges.inbox import FilingRefused, Inbox
from mailbot.edges.outbox import Outbox
from mailbot.edges.tables import ReceiptRow
from mailbot.post import Post
from tests.configured import ask

AT = datetime(2021, 1, 20, 15, 0, tzinfo=UTC)


class Stubborn(Inbox):
    """The server refuses to move some messages, and with them whatever is asked at once."""

    refuses = frozenset()
    asked = 0

    def move(self, uids, folder):
        self.asked += 1
        if self.refuses & set(uids):
            raise FilingRefused("non")
        return super().move(uids, folder)


@pytest.fixture
def inbox(office, world):
    """Twelve messages, received and settled, their letters sent."""
    [(name, section)] = office.settings.mailbox.items()
    for number in range(12):
        world.deliver(ask(number), AT)
    with Stubborn(name, section) as opened:
        watch = turn.Watch(clock=lambda: AT)
        turn.poll(opened, office, watch)
        with Outbox(office.settings.smtp) as outbox:
            turn.work(Post(office, outbox), office, watch)
        yield opened


def unfiled(office) -> list[int]:
    with Session(office.engine) as session:
        wanted = select(ReceiptRow.uid).where(col(ReceiptRow.filed_to).is_(None))
        return sorted(session.exec(wanted))


def test_one_message_that_cannot_be_moved_keeps_no_other(office, inbox) -> None:
    every = unfiled(office)
    inbox.refuses = {every[1], every[2]}
    with pytest.raises(FilingRefused):
        filing.file_all(inbox, office)
    assert unfiled(office) == every[1:3]
    inbox.refuses = frozenset()
    filing.file_all(inbox, office)
    assert unfiled(office) == []


def test_a_folder_that_takes_nothing_is_not_asked_for_each_message(office, inbox) -> None:
    every = unfiled(office)
    inbox.refuses = set(every)
    with pytest.raises(FilingRefused):
        filing.file_all(inbox, office)
    assert unfiled(office) == every
    assert inbox.asked == 1 + filing.ENOUGH


def test_what_was_moved_before_a_refusal_is_noted_where_it_is(office, inbox) -> None:
    inbox.section = inbox.section.model_copy(update={"batch": 4})
    every = unfiled(office)
    inbox.refuses = set(every[8:])
    with pytest.raises(FilingRefused):
        filing.file_all(inbox, office)
    with Session(office.engine) as session:
        noted = {row.uid: row.filed_to for row in session.exec(select(ReceiptRow))}
    assert {noted[uid] for uid in every[:8]} == {inbox.section.done_folder}
    assert {noted[uid] for uid in every[8:]} == {None}


def test_a_long_backlog_is_filed_page_by_page_whatever_is_refused(
    office, inbox, monkeypatch
) -> None:
    monkeypatch.setattr("mailbot.edges.receipts.PAGE", 5)
    every = unfiled(office)
    inbox.refuses = {every[0], every[5]}
    with pytest.raises(FilingRefused):
        filing.file_all(inbox, office)
    assert unfiled(office) == [every[0], every[5]]
