"""A letter whose sender died or broke off: the living find it, and what was known is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from mailbot import turn
from mailbot.config import Office
from mailbot.edges.inbox import Inbox
from mailbot.edges.outbox import Outbox
from mailbot.edges.tables import CaseRow, Fate, LetterRow, MessageRow, Status
from mailbot.post import Post

NOW = datetime(2021, 1, 20, 15, 0, tzinfo=UTC)
WATCH = turn.Watch(clock=lambda: NOW)


def letter(office: Office, number: int, **words: object) -> None:
    """A decided case with its letter."""
    with Session(office.engine) as session, session.begin():
        session.add(MessageRow(id=number, sha256=f"x{number}", size=1, content=b"x"))
        session.flush()
        session.add(
            CaseRow(id=number, message_pk=number, mailbox="b", received_at=NOW, status="done")
        )
        session.flush()
        row = LetterRow(
            case_id=number, step=1, template="t", recipient=f"p{number}@exemple.ca",
            message_id=f"<{number}@exemple.ca>", content=b"Subject: x\r\n\r\nx\r\n",
        )  # fmt: skip
        for name, value in words.items():
            setattr(row, name, value)
        session.add(row)


def fates(office: Office) -> list[str]:
    with Session(office.engine) as session:
        return list(session.exec(select(LetterRow.fate).order_by(col(LetterRow.id))))


def test_a_running_daemon_gives_up_on_what_a_dead_one_was_sending(office, world) -> None:
    """On PostgreSQL nobody may restart for weeks: each turn looks, not only each start."""
    for number, minutes in ((1, 11), (2, 5)):
        letter(office, number, fate=Fate.SENDING, attempted_at=NOW - timedelta(minutes=minutes))
    [(name, section)] = office.settings.mailbox.items()
    with Inbox(name, section) as inbox:
        turn.take(inbox, Post(office, Outbox(office.settings.smtp)), office, WATCH)
    assert fates(office) == [Fate.UNKNOWN, Fate.SENDING]
    with Session(office.engine) as session:
        assert session.get_one(CaseRow, 1).status == Status.HELD
    assert world.sent == []


def test_what_breaks_off_a_turn_does_not_lose_that_a_letter_was_sent(office, world) -> None:
    """Whatever it is: the database away, a terminal that was closed…"""
    letter(office, 1)
    letter(office, 2)

    def closed(*_: object) -> None:
        raise BrokenPipeError

    broken = turn.Watch(clock=lambda: NOW, progress=closed)
    with Outbox(office.settings.smtp) as outbox, pytest.raises(BrokenPipeError):
        Post(office, outbox).dispatch(broken)
    assert len(world.sent) == 1
    assert fates(office) == [Fate.SENT, Fate.WAITING]


@pytest.mark.parametrize("back", [timedelta(minutes=1), timedelta(hours=1), timedelta(days=30)])
def test_a_clock_set_back_since_the_kill_hides_no_letter_on_sqlite(office, world, back) -> None:
    """At the start nobody else is sending, whatever the day says."""
    letter(office, 1, fate=Fate.SENDING, attempted_at=NOW + back)
    turn.begin(office, NOW)
    assert fates(office) == [Fate.UNKNOWN]


def test_where_others_send_too_only_what_is_far_ahead_is_given_up(office) -> None:
    """The clocks of two daemons differ by seconds; not by more than a letter takes."""
    for number, minutes in ((1, 61), (2, 5)):
        letter(office, number, fate=Fate.SENDING, attempted_at=NOW + timedelta(minutes=minutes))
    turn.give_up(office, NOW - turn.ADRIFT_AFTER, NOW)
    assert fates(office) == [Fate.UNKNOWN, Fate.SENDING]
