"""The night's look: what stays wrong is told, once, in words; what was on its way is not."""

import dataclasses
import logging
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import text

from mailbot import nightly, turn
from mailbot.edges import audit, database
from mailbot.reconciliation import Nightly
from mailbot.watch import Watch
from tests.configured import ask

AT = datetime(2021, 1, 20, 15, 0, tzinfo=UTC)
WATCH = Watch(clock=lambda: AT)


class Night:
    """A look, and the second one that it asks for."""

    def __init__(self, office, caplog) -> None:
        self.office, self.caplog, self.due = office, caplog, []
        caplog.set_level(logging.INFO)
        self.nightly = Nightly(
            office, WATCH, lambda seconds, call: self.due.append((seconds, call))
        )

    def look(self) -> None:
        self.caplog.clear()
        self.nightly.look()

    def later(self) -> None:
        (_, call) = self.due.pop()
        call()

    def said(self) -> list[str]:
        return [record.getMessage() for record in self.caplog.records if "nuit" in record.msg]


@pytest.fixture
def night(office, caplog) -> Night:
    return Night(office, caplog)


def change(office, statement: str) -> None:
    with office.engine.begin() as connection:
        connection.execute(text(statement))


def test_a_night_where_all_adds_up_is_one_line(night, world) -> None:
    world.deliver(ask(1), AT)
    turn.once(night.office, WATCH)
    night.look()
    assert night.said() == ["vérification de nuit : tout concorde"]
    assert night.due == []
    with database.reading(night.office.engine) as session:
        count, last = audit.end(session)
    assert f"audit : {count} ligne(s), dernière empreinte {last}" in night.caplog.messages


def test_what_was_only_on_its_way_is_not_told(night, world) -> None:
    world.deliver(ask(1), AT)  # not read yet
    night.look()
    [(seconds, _)] = night.due
    assert seconds >= 2 * night.office.settings.mailbox["infocertificat"].poll_seconds
    turn.once(night.office, WATCH)
    night.later()
    assert night.said() == ["vérification de nuit : tout concorde"]


def test_what_stays_wrong_is_told_with_its_number(night, world) -> None:
    world.deliver(ask(1), AT)
    turn.once(night.office, WATCH)
    change(night.office, "UPDATE letter SET fate = 'unknown'")
    night.look()
    night.later()
    assert night.said() == [
        "vérification de nuit : 1 écart(s) ; voir « mailbot reconcile »",
        "vérification de nuit : affaire 1 : lettre renseignements sort inconnu : partie ou non",
    ]
    assert {record.levelno for record in night.caplog.records if "nuit" in record.msg} == {
        logging.ERROR
    }


def test_thousands_of_findings_do_not_drown_the_log(night, world) -> None:
    for number in range(60):
        world.deliver(ask(number), AT)
    turn.once(night.office, WATCH)
    change(night.office, "DELETE FROM letter")
    night.look()
    night.later()
    assert len(night.said()) == 52
    assert night.said()[-1] == "vérification de nuit : … et 10 autre(s)"


def test_a_mail_server_that_is_away_hides_nothing_of_the_database(night, world) -> None:
    world.deliver(ask(1), AT)
    turn.once(night.office, WATCH)
    change(night.office, "DELETE FROM letter")
    [(name, section)] = night.office.settings.mailbox.items()
    away = {name: section.model_copy(update={"port": 1})}
    settings = night.office.settings.model_copy(update={"mailbox": away})
    night.nightly.office = dataclasses.replace(night.office, settings=settings)
    night.look()
    night.later()
    assert "vérification de nuit : affaire 1 : décidée sans lettre" in night.said()
    assert any("n'a pas pu être comparée : 127.0.0.1:1 refuse" in line for line in night.said())


def test_a_database_that_is_away_is_told_and_nothing_raised(night) -> None:
    nowhere = database.connect("sqlite:////nulle/part.db")
    night.nightly.office = dataclasses.replace(night.office, engine=nowhere)
    night.look()
    [line] = night.said()
    assert "impossible, base de données indisponible : unable to open" in line
    assert night.due == []


@pytest.mark.parametrize("year", [2026, 2027])
def test_each_night_of_the_year_is_looked_at_once_and_never_at_an_hour_that_comes_twice(
    office, year
) -> None:
    zone, trigger = ZoneInfo("America/Toronto"), nightly.when(office, minute=15)
    at, days = datetime(year, 1, 1, tzinfo=zone), []
    while at.year == year:
        at = trigger.get_next_fire_time(None, at + timedelta(seconds=1))
        assert not 1 <= at.astimezone(zone).hour < 3
        days.append(at.astimezone(zone).date())
    assert len(days[:-1]) == len(set(days[:-1])) == 365
