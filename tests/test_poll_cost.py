"""A poll, and what one message more takes, cost the same after a hundred messages and thousands."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from mailbot import turn
from mailbot.config import Office
from mailbot.living import Living
from mailbot.ticker import Ticker
from tests.configured import ask
from tests.requests import AT, mail

LONG_AGO = "2021-01-20 15:00:00.000000"  # those of the last hour are counted, for the limit
NEW = {  # what differs in a copy of a row: its unique columns, and when its letter left
    "message": {"sha256": "{n}"},
    "cases": {"message_pk": "{message}", "message_id": "<{n}@x>"},
    "receipt": {"uid": "-{n}", "case_id": "{cases}"},
    "letter": {"message_id": "<l{n}@x>", "case_id": "{cases}", "attempted_at": LONG_AGO},
}


@pytest.fixture
def ticker(office: Office, world, registry) -> Iterator[Ticker]:
    registry()
    world.deliver(mail(), AT)
    [(name, section)] = office.settings.mailbox.items()
    made = Ticker(name, section, Living(office), turn.Watch())
    made.tick()
    yield made
    made.close()


def multiply(file: Path, status: str, numbers: range) -> None:
    """As many messages more that came to their end as the one there is, with their letters."""
    with closing(sqlite3.connect(file)) as database, database:
        database.row_factory = sqlite3.Row
        rows = {
            table: dict(database.execute(f"SELECT * FROM {table}").fetchone())  # noqa: S608
            for table in NEW
        }
        rows["cases"]["status"] = status
        for number in numbers:
            ids: dict[str, object] = {"n": number}
            for table, row in rows.items():
                changes = {name: text.format(**ids) for name, text in NEW[table].items()}
                new = {name: value for name, value in (row | changes).items() if name != "id"}
                names, places = ", ".join(f'"{one}"' for one in new), ", ".join("?" * len(new))
                done = database.execute(
                    f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608
                    list(new.values()),
                )
                ids[table] = done.lastrowid


def steps_of(office: Office, act: Callable[[], object]) -> int:
    """Instructions of SQLite's machine that this takes: rows looked at, not time."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    def watch(connection: sqlite3.Connection, *_: object) -> None:
        connection.set_progress_handler(step, 1)

    office.engine.dispose()
    event.listen(office.engine, "checkout", watch)
    act()
    event.remove(office.engine, "checkout", watch)
    office.engine.dispose()
    return count


@pytest.mark.parametrize("status", ["done", "held"])
def test_what_was_processed_costs_a_poll_nothing(ticker, office, status) -> None:
    file = Path(str(office.engine.url.database))
    multiply(file, status, range(100))
    few = steps_of(office, ticker.tick)
    multiply(file, status, range(100, 2000))
    many = steps_of(office, ticker.tick)
    assert few > 50
    assert many < few * 1.5


def test_nor_does_it_cost_the_next_message(ticker, office, world) -> None:
    file = Path(str(office.engine.url.database))
    costs = []
    for number, numbers in enumerate((range(100), range(100, 2000)), 2):
        multiply(file, "done", numbers)
        world.deliver(ask(number), AT)
        costs.append(steps_of(office, ticker.tick))
    few, many = costs
    assert few > 500
    assert many < few * 1.5
