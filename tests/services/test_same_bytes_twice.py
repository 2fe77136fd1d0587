"""The same bytes in two mailboxes at once, on PostgreSQL: one case, and nobody speaks of an
outage."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, func, select

from mailbot import config, road
from mailbot.config import Office
from mailbot.edges import database, store
from mailbot.edges.tables import CaseRow, ReceiptRow
from mailbot.values import RawMessage
from tests.configured import ask, write_config

AT = datetime(2021, 1, 20, 15, 0, tzinfo=UTC)
MESSAGES = 20


@pytest.fixture
def office(postgres: str, tmp_path: Path) -> Iterator[Office]:
    made = config.load(write_config(tmp_path, url=postgres, imap=1, smtp=1))
    database.migrate(made.engine)
    yield made
    made.engine.dispose()


def batch(mailbox: str, numbers: range) -> list[RawMessage]:
    return [RawMessage(ask(number), AT, mailbox, 1, number) for number in numbers]


def count(office: Office, table: type) -> int:
    with Session(office.engine) as session:
        return session.exec(select(func.count()).select_from(table)).one()


def test_the_second_to_store_the_same_bytes_finds_the_case_of_the_first(
    office, monkeypatch
) -> None:
    """Neither has stored anything when both have looked."""
    looked = threading.Barrier(2)
    first_time = threading.local()
    new_cases = store.new_cases

    def together(session: object, messages: object) -> list[int]:
        if not getattr(first_time, "over", False):
            first_time.over = True
            looked.wait(10)
        return new_cases(session, messages)

    monkeypatch.setattr(store, "new_cases", together)
    failures: list[Exception] = []

    def receive(mailbox: str, numbers: range) -> None:
        try:
            road.receive(batch(mailbox, numbers), mailbox, 1, MESSAGES, office)
        except Exception as error:
            failures.append(error)

    ways = {"une": range(1, MESSAGES + 1), "autre": range(MESSAGES, 0, -1)}
    both = [threading.Thread(target=receive, args=way) for way in ways.items()]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    assert not failures
    assert (count(office, CaseRow), count(office, ReceiptRow)) == (MESSAGES, 2 * MESSAGES)
