"""PostgreSQL goes away and comes back: the daemon says so, waits, and goes on; nothing is lost of
what it knew."""

import logging
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from mailbot import config
from mailbot.edges import database
from mailbot.edges.tables import CaseRow, Fate, LetterRow, Status
from mailbot.road import settlement
from tests import servers
from tests.configured import ask, write_config
from tests.faults import Proxy
from tests.services.test_daemon import Daemon, until
from tests.services.test_faults import Station

AT = datetime(2021, 1, 20, 15, 0, tzinfo=UTC)


@pytest.fixture
def cluster() -> Iterator[servers.Cluster]:
    with servers.required(servers.cluster()) as made:
        yield made


@pytest.fixture
def config_path(tmp_path: Path, world, cluster) -> Path:
    url = servers.new_database(cluster.url)
    often = "poll_seconds = 1\nidle = false"
    path = write_config(
        tmp_path, url=url, imap=world.imap_port, smtp=world.smtp_port, mailbox=often
    )
    office = config.load(path)
    database.migrate(office.engine)
    office.engine.dispose()
    return path


@pytest.mark.parametrize("mode", ["immediate", "fast"])
def test_the_daemon_waits_for_its_database_and_goes_on(world, cluster, config_path, mode) -> None:
    daemon = Daemon(config_path)
    try:
        world.deliver(ask(1), AT)
        until(lambda: len(world.sent) == 1, 60, daemon.said)
        cluster.stop(mode)
        world.deliver(ask(2), AT)
        daemon.wait_for("base de données indisponible : ")
        daemon.wait_for("nouvel essai dans 4 s (essai 2)")
        cluster.start()
        until(lambda: len(world.sent) == 2, 60, daemon.said)
        daemon.wait_for("de nouveau en marche")
        assert daemon.leave() < 10
    finally:
        daemon.process.kill()
        daemon.process.wait()
    assert "Traceback" not in daemon.said()
    assert [letter.recipients for letter in world.sent] == [("m@exemple1.ca",), ("m@exemple2.ca",)]
    lines = [line for line in daemon.said().splitlines() if "ERROR" in line]
    assert all("base de données indisponible" in line for line in lines)


def test_the_daemon_waits_for_a_database_that_is_away_when_it_starts(
    world, cluster, config_path
) -> None:
    cluster.stop()
    daemon = Daemon(config_path)
    try:
        daemon.wait_for("nouvel essai dans 4 s (essai 2)")
        world.deliver(ask(1), AT)
        cluster.start()
        until(lambda: len(world.sent) == 1, 60, daemon.said)
        assert daemon.leave() < 10
    finally:
        daemon.process.kill()
        daemon.process.wait()
    lines = [line for line in daemon.said().splitlines() if "ERROR" in line]
    assert all("base de données indisponible : connection failed" in line for line in lines)
    assert "la base de données répond (essai" in daemon.said()
    assert "Traceback" not in daemon.said()


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_daemon_that_waits_for_its_database_leaves_at_once(cluster, config_path, sign) -> None:
    cluster.stop()
    daemon = Daemon(config_path)
    try:
        daemon.wait_for("nouvel essai dans 8 s (essai 3)")
        assert daemon.leave(sign) < 2
    finally:
        daemon.process.kill()
        daemon.process.wait()
    assert "Traceback" not in daemon.said()
    assert "mailbot s'est arrêté" in daemon.said()


@pytest.mark.parametrize("words", [("run", "--once"), ("cases", "list")])
def test_a_command_does_not_wait_for_its_database(cluster, config_path, words) -> None:
    cluster.stop()
    command = [sys.executable, "-m", "mailbot", "--config", str(config_path), *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert done.returncode == 1
    assert done.stderr.startswith("mailbot : base de données : ")
    assert len(done.stderr.splitlines()) == 1


@pytest.fixture
def station(config_path, world) -> Iterator[Station]:
    office = config.load(config_path)
    with Proxy(world.imap_port) as proxy:
        made = Station(office, world, proxy)
        yield made
        made.ticker.close()
    office.engine.dispose()


def rows(station: Station, table: type) -> list:
    with Session(station.office.engine) as session:
        return list(session.exec(select(table)))


def test_what_became_of_a_letter_is_known_though_the_database_went_away(
    world, cluster, station, caplog
) -> None:
    """The server took the letter while nobody could write it down: nobody need be troubled."""

    def take_and_fail(_letter: object) -> str:
        cluster.stop()
        return "250 2.0.0 OK"

    world.answer = take_and_fail
    station.deliver()
    station.tick()
    assert len(world.sent) == 1
    assert "base de données indisponible" in caplog.text
    world.answer = lambda letter: "250 2.0.0 OK"
    cluster.start()
    for _ in range(3):
        station.tick()
    assert [letter.fate for letter in rows(station, LetterRow)] == [Fate.SENT]
    assert [case.status for case in rows(station, CaseRow)] == [Status.DONE]
    assert len(world.sent) == 1


def test_a_case_is_not_blamed_for_its_database(
    world, cluster, station, caplog, monkeypatch
) -> None:
    """The server goes away in the middle of a case: it costs the case no attempt."""
    journey = settlement.travel

    def away(*words: object) -> object:
        cluster.stop()
        return journey(*words)

    monkeypatch.setattr(settlement, "travel", away)
    station.deliver()
    station.tick()
    cluster.start()
    monkeypatch.undo()
    [case] = rows(station, CaseRow)
    assert (case.status, case.attempts) == (Status.WAITING, 0)
    station.tick()
    station.all_done_once()
    assert not [record for record in caplog.records if record.exc_info]
    said = [record for record in caplog.records if "base de données" in record.getMessage()]
    assert [record.levelno for record in said] == [logging.ERROR]


def test_a_slow_mail_server_does_not_cost_the_turn(world, config_path, monkeypatch, caplog) -> None:
    """One FETCH takes longer than a daemon that hangs is waited for."""
    monkeypatch.setattr(database, "HUNG_AFTER", 1)
    office = config.load(config_path)
    world.deliver(ask(1) + (b"y" * 76 + b"\r\n") * 4_000, AT)
    with Proxy(world.imap_port) as proxy:
        slow = Station(office, world, proxy, timeout_seconds=5)
        slow.ticker.inbox.open()
        slow.ticker.connected = True
        proxy.delay = 0.4
        began = time.monotonic()
        slow.tick()
        assert time.monotonic() - began > 3
        slow.ticker.close()
    assert "base de données" not in caplog.text
    assert len(rows(slow, CaseRow)) == 1
    office.engine.dispose()
