"""What a server says of a message and what it gives of it are not always the same."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from mailbot.edges.inbox import Failure, Inbox
from mailbot.edges.settings import MailboxSection
from mailbot.values import RawMessage
from tests.faults import GREETING, Reciter, imap

BODY = b"Subject: x\r\n\r\nBonjour\r\n"
NOW = datetime(2021, 2, 1, 9, 30, tzinfo=UTC)
DATE = b'INTERNALDATE "20-Jan-2021 15:00:00 +0000"'


def server(
    size: bytes, *, body: bytes = b"BODY[] {%d}\r\n" % len(BODY) + BODY, date: bytes = DATE
) -> Reciter:
    """Asked for the size it says one thing, and gives another."""
    usual = imap()
    answers = {
        b"(RFC822.SIZE)": b"RFC822.SIZE " + size,
        b"(BODY.PEEK[] INTERNALDATE)": body + b" " + date,
    }

    def script(line: bytes) -> bytes | None:
        asked = line.rstrip().partition(b" FETCH 1 ")[2]
        if not asked:
            return usual(line)
        return b"* 1 FETCH (UID 1 " + answers[asked] + b")\r\n" + line.split()[0] + b" OK done\r\n"

    return Reciter(GREETING, script)


def given(port: int) -> Iterator[list[RawMessage]]:
    section = MailboxSection(
        host="127.0.0.1", port=port, security="plain", password="x", timeout_seconds=2
    )
    with Inbox("b", section) as inbox:
        yield from inbox.fetch([1], NOW)


def test_a_size_that_is_only_estimated_makes_no_message_a_part_of_itself() -> None:
    with server(b"900") as estimating:
        [[raw]] = given(estimating.port)
    assert (raw.content, raw.size) == (BODY, len(BODY))


def test_an_empty_message_is_a_message() -> None:
    with server(b"0", body=b'BODY[] ""') as empty:
        [[raw]] = given(empty.port)
    assert (raw.content, raw.size) == (b"", 0)


@pytest.mark.parametrize("body", [b"BODY[] NIL", b'BODY[] ""', b"FLAGS ()"])
def test_a_message_without_its_bytes_is_not_given(body) -> None:
    with server(b"22", body=body) as withholding:
        assert list(given(withholding.port)) == [[]]


def test_a_size_that_is_no_number_is_a_failure_in_words() -> None:
    with server(b"(x)") as lying, pytest.raises(Failure, match="autre chose que de l'IMAP"):
        list(given(lying.port))


@pytest.mark.parametrize(
    "told",
    [
        b'"31-Dec-9999 23:59:59 -0500"',
        b'"31-Dec-9999 23:59:59 +0000"',
        b'" 1-Jan-1000 00:00:00 +0000"',
        b'"31-Feb-2021 15:00:00 +0000"',
        b'"20-Jan-2021 15:00:00 +9959"',
        b'""',
        b"NIL",
        None,
    ],
)
def test_a_message_whose_time_cannot_be_is_received_now_and_marked(told, caplog) -> None:
    with server(b"22", date=b"INTERNALDATE " + told if told else b"FLAGS ()") as odd:
        [[raw]] = given(odd.port)
    assert (raw.received_at, raw.undated) == (NOW, True)
    assert "b : message UID 1 sans INTERNALDATE possible" in caplog.messages


def test_a_time_that_can_be_is_the_servers() -> None:
    with server(b"22") as usual:
        [[raw]] = given(usual.port)
    assert (raw.received_at, raw.undated) == (datetime(2021, 1, 20, 15, tzinfo=UTC), False)
