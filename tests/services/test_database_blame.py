"""PostgreSQL refuses what one case says, or hangs up on it: that is this case's failure, and the
others go on."""

import random
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from mailbot import config, road, turn
from mailbot.config import Office
from mailbot.edges import database, outage
from mailbot.edges.tables import CaseRow, Status
from mailbot.road import settlement
from mailbot.values import RawMessage
from mailbot.watch import Watch
from tests.configured import ask, write_config

AT = datetime(2021, 1, 20, 15, 0, tzinfo=UTC)
WATCH = Watch(clock=lambda: AT + timedelta(hours=1))


@pytest.fixture
def office(postgres: str, tmp_path: Path) -> Iterator[Office]:
    made = config.load(write_config(tmp_path, url=postgres, imap=1, smtp=1))
    database.migrate(made.engine)
    yield made
    made.engine.dispose()


def receive(office: Office, *contents: bytes) -> None:
    batch = [
        RawMessage(content, AT + timedelta(minutes=uid), "infocertificat", 1, uid)
        for uid, content in enumerate(contents, 1)
    ]
    road.receive(batch, "infocertificat", 1, len(batch), office)


def cases(office: Office) -> list[CaseRow]:
    with Session(office.engine) as session:
        return list(session.exec(select(CaseRow).order_by(col(CaseRow.id))))


def noise(octets: int) -> str:
    """What no index can compress below its limit."""
    return "".join(random.Random(1).choices("abcdefghijklmnopqrstuvwxyz0123456789", k=octets))


def test_a_message_id_longer_than_an_index_takes_is_none(office) -> None:
    long = ask(1).replace(b"<1@exemple1.ca>", f"<{noise(3500)}@exemple1.ca>".encode())
    receive(office, long, ask(2))
    turn.settle_all(office, WATCH)
    assert [(one.status, one.decision, one.message_id) for one in cases(office)] == [
        (Status.DONE, "ask", ""),
        (Status.DONE, "ask", "<2@exemple2.ca>"),
    ]


def test_an_address_longer_than_an_index_takes_is_before_a_person(office) -> None:
    long = ask(1).replace(b"m@exemple1.ca", f"{noise(6000)}@exemple1.ca".encode())
    receive(office, long, ask(2))
    turn.settle_all(office, WATCH)
    held, done = cases(office)
    assert (held.status, held.sender, held.authenticated) == (Status.HELD, "", False)
    assert held.details["unreadable"] == ["address too long"]
    assert (done.status, done.sender) == (Status.DONE, "m@exemple2.ca")


def failing(monkeypatch: pytest.MonkeyPatch, wrong: Callable[[Session], None]) -> None:
    """Whatever the first case does goes wrong."""
    journey = settlement.travel

    def travel(session: Session, case: CaseRow, *words: object) -> object:
        decided = journey(session, case, *words)
        if case.id == 1:
            wrong(session)
        return decided

    monkeypatch.setattr(settlement, "travel", travel)


def refused_by_an_index(session: Session) -> None:
    session.execute(text("UPDATE cases SET holder_name = :long"), {"long": noise(9000)})


def hung_up_on(session: Session) -> None:
    session.execute(text("SET idle_in_transaction_session_timeout = 300"))
    time.sleep(1)
    session.execute(text("SELECT 1"))


@pytest.mark.parametrize("wrong", [refused_by_an_index, hung_up_on])
def test_what_the_database_refuses_of_a_case_is_an_attempt_of_it(
    office, monkeypatch, caplog, wrong
) -> None:
    failing(monkeypatch, wrong)
    receive(office, ask(1), ask(2))
    turn.settle_all(office, WATCH)
    first, second = cases(office)
    assert (first.status, first.attempts) == (Status.WAITING, 1)
    assert first.next_attempt_at is not None
    assert first.error
    assert second.status == Status.DONE
    assert "affaire 1 : échec, mise de côté" in caplog.text


def test_a_case_that_takes_too_long_each_time_is_failed_in_the_end(office, monkeypatch) -> None:
    failing(monkeypatch, hung_up_on)
    receive(office, ask(1), ask(2))
    for hours in range(settlement.ATTEMPTS):
        later = AT + timedelta(hours=hours)
        turn.settle_all(office, Watch(clock=lambda later=later: later))
    assert [one.status for one in cases(office)] == [Status.FAILED, Status.DONE]


def test_a_database_that_is_shut_down_is_nobodys_failure(office, monkeypatch) -> None:
    """Even when it is back at once."""

    def shut(session: Session) -> None:
        with office.engine.connect() as other:
            mine = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
            other.execute(text("SELECT pg_terminate_backend(:mine)"), {"mine": mine})
        session.execute(text("SELECT 1"))

    failing(monkeypatch, shut)
    receive(office, ask(1))
    with pytest.raises(DBAPIError) as caught:
        turn.settle_all(office, WATCH)
    assert "base de données indisponible" in outage.told(caught.value)
    assert [(one.status, one.attempts) for one in cases(office)] == [(Status.WAITING, 0)]
