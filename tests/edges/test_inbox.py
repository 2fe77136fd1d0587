"""The IMAP edge against a real server (pymap)."""

from datetime import UTC, datetime

import pytest

from mailbot.edges import fetching
from mailbot.edges.fetching import grouped
from mailbot.edges.inbox import Failure, Inbox, LoginRefused, named
from mailbot.edges.settings import MailboxSection
from tests import faults
from tests.faults import GREETING, Reciter

AT = datetime(2021, 1, 11, 14, 12, tzinfo=UTC)


def mail(number: int, size: int = 0) -> bytes:
    return f"Subject: n{number}\r\n\r\n".encode() + b"x" * size + b"\r\n"


@pytest.fixture
def section(world) -> MailboxSection:
    return MailboxSection(
        host="127.0.0.1", port=world.imap_port, security="plain",
        username="infocertificat", password="demonstration", batch=3,
    )  # fmt: skip


def fetched(inbox: Inbox, above: int = 0, known: set[int] = frozenset()) -> list[int]:
    return [raw.uid for batch in inbox.fetch(inbox.new(above, set(known)), AT) for raw in batch]


def test_everything_new_is_fetched_with_the_servers_time(world, section) -> None:
    for number in range(7):
        world.deliver(mail(number), AT)
    with Inbox("b", section) as inbox:
        batches = list(inbox.fetch(inbox.new(0, set()), AT))
        raws = [raw for batch in batches for raw in batch]
        assert [len(batch) for batch in batches] == [3, 3, 1]
        assert [raw.content for raw in raws] == [mail(number) for number in range(7)]
        assert {raw.received_at for raw in raws} == {AT}
        assert {(raw.mailbox, raw.uidvalidity) for raw in raws} == {("b", inbox.uidvalidity)}
        assert raws[0].size == len(mail(0))


def test_reading_marks_nothing(world, section) -> None:
    world.deliver(mail(1), AT)
    with Inbox("b", section) as inbox:
        [uid] = fetched(inbox)
        assert b"\\Seen" not in inbox.client.get_flags([uid])[uid]


def test_nothing_below_the_cursor_is_asked_for_again(world, section) -> None:
    for number in range(3):
        world.deliver(mail(number), AT)
    with Inbox("b", section) as inbox:
        first, second, third = fetched(inbox)
        assert fetched(inbox, above=third) == []  # `n:*` names the last one all the same
        assert fetched(inbox, above=first, known={second}) == [third]


def test_moving_makes_the_folder_and_forgives_what_is_gone(world, section) -> None:
    for number in range(2):
        world.deliver(mail(number), AT)
    with Inbox("b", section) as inbox:
        uids = fetched(inbox)
        assert inbox.move([*uids, 99999], "Traités") == set(uids)
        assert fetched(inbox) == []
        assert inbox.client.folder_status("Traités", ["MESSAGES"])[b"MESSAGES"] == 2
        assert inbox.move(uids, "Traités") == set()  # after a crash: again


def test_a_uid_set_is_read_as_the_rfc_writes_it() -> None:
    assert list(named(b"4:6,9,12:11", range(20))) == [4, 5, 6, 9, 11, 12]
    assert list(named(b"1:4294967295", [7])) == [7]


def test_a_wrong_password_is_told_without_it(section) -> None:
    wrong = section.model_copy(update={"password": None})
    with pytest.raises(LoginRefused, match="infocertificat : nom ou mot de passe refusé"):
        Inbox("b", wrong).open()


def test_a_server_that_is_away_is_a_failure(section) -> None:
    with pytest.raises(Failure):
        Inbox("b", section.model_copy(update={"port": 1})).open()


def test_a_message_too_large_is_fetched_at_its_beginning(world, section, monkeypatch) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 1000)
    monkeypatch.setattr(fetching, "BEGINNING", 100)
    world.deliver(mail(1, 5000), AT)
    world.deliver(mail(2), AT)
    with Inbox("b", section) as inbox:
        large, small = (raw for batch in inbox.fetch(inbox.new(0, set()), AT) for raw in batch)
    assert large.content == mail(1, 5000)[:100]
    assert large.size == len(mail(1, 5000))
    assert small.content == mail(2)


def test_batches_are_bounded_in_bytes(monkeypatch) -> None:
    monkeypatch.setattr(fetching, "BATCH_BYTES", 10)
    assert list(grouped({1: 4, 2: 4, 3: 4, 4: 50, 5: 1})) == [[1, 2], [3], [4], [5]]
    assert list(grouped({})) == []


def test_an_inbox_of_two_hundred_thousand_is_searched() -> None:
    """On one line, which is longer than imaplib takes."""
    line = b"* SEARCH " + b" ".join(b"%d" % uid for uid in range(1, 200_001))
    script = faults.imap({"SEARCH": line + b"\r\n{tag} OK done\r\n"})
    with Reciter(GREETING, script) as server:
        section = MailboxSection(
            host="127.0.0.1", port=server.port, security="plain", username="u", password="p"
        )
        with Inbox("b", section) as inbox:
            assert len(inbox.new(0, set())) == 200_000
