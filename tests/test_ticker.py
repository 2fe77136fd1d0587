"""Ticks: one turn at a time, none lost, and the failures it survives."""

import logging
import threading
import time

import pytest
from sqlalchemy.exc import OperationalError

from mailbot import turn
from mailbot.edges.inbox import FilingRefused
from mailbot.living import Living
from mailbot.ticker import Ticker


@pytest.fixture
def ticker(office, monkeypatch) -> Ticker:
    """Its turns are ours: each waits for `gate` and counts."""
    [(name, section)] = office.settings.mailbox.items()
    made = Ticker(name, section, Living(office), turn.Watch())
    made.turns, made.together, made.gate = 0, 0, threading.Event()
    at_once = []

    def take(*_: object) -> None:
        at_once.append(1)
        made.together = max(made.together, len(at_once))
        made.gate.wait(5)
        at_once.pop()
        made.turns += 1

    monkeypatch.setattr(turn, "take", take)
    yield made
    made.inbox.close()


def ask(ticker: Ticker) -> threading.Thread:
    thread = threading.Thread(target=ticker.tick)
    thread.start()
    return thread


def test_what_is_asked_during_a_turn_is_one_turn_right_after_it(ticker) -> None:
    first = ask(ticker)
    while ticker.last_sign is None or not ticker.connected:
        time.sleep(0.01)
    for thread in [ask(ticker) for _ in range(20)]:
        thread.join(5)  # they do not wait for the turn
        assert not thread.is_alive()
    assert ticker.turns == 0
    ticker.gate.set()
    first.join(5)
    assert ticker.turns == 2
    assert ticker.together == 1


def test_no_wake_up_is_lost_whatever_the_moment(ticker) -> None:
    ticker.gate.set()
    for _ in range(200):
        before = ticker.turns
        threads = [ask(ticker), ask(ticker)]
        for thread in threads:
            thread.join(5)
        assert ticker.turns > before
    assert ticker.together == 1


def test_nothing_begins_once_leaving(office, ticker) -> None:
    ticker.watch = turn.Watch(stopping=lambda: True)
    ticker.tick()
    assert ticker.turns == 0


def test_a_turn_without_progress_is_stuck_and_one_with_is_not(ticker, monkeypatch) -> None:
    monkeypatch.setattr("mailbot.ticker.STUCK", 0.05)
    assert not ticker.is_stuck()
    running = ask(ticker)
    while ticker.last_sign is None:
        time.sleep(0.01)
    time.sleep(0.1)
    assert ticker.is_stuck()
    ticker.watch.progress("messages décidés", 1, 2)
    assert not ticker.is_stuck()
    ticker.gate.set()
    running.join(5)
    assert not ticker.is_stuck()


def test_a_look_takes_a_turn_only_for_what_has_come_due(ticker, monkeypatch) -> None:
    ticker.gate.set()
    ticker.look()
    assert ticker.turns == 0
    monkeypatch.setattr(turn, "pending", lambda *_: True)
    ticker.look()
    assert ticker.turns == 1
    ticker.last_sign = time.monotonic()  # a turn is running: it will see by itself
    ticker.look()
    assert ticker.turns == 1


def test_a_look_that_finds_the_database_away_leaves_it_to_the_turn_and_its_backoff(
    ticker, monkeypatch, caplog
) -> None:
    looks = []

    def away(*_: object) -> None:
        looks.append(1)
        raise OperationalError("select", {}, Exception("connection refused"))

    monkeypatch.setattr(turn, "pending", away)
    monkeypatch.setattr(turn, "take", away)
    for _ in range(5):
        ticker.look()
    assert len(looks) == 2
    [line] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert "base de données indisponible" in line.getMessage()


@pytest.mark.parametrize(
    ("error", "words", "traceback"),
    [
        (
            OperationalError("select", {}, Exception("connection refused\nIs it running?")),
            "base de données indisponible : connection refused Is it running? ; nouvel essai",
            False,
        ),
        (KeyError("x"), "infocertificat : tour interrompu (KeyError) ; nouvel essai", True),
    ],
)
def test_a_turn_that_fails_is_told_and_tried_again(
    ticker, monkeypatch, caplog, error, words, traceback
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(turn, "take", fail)
    waits: list[float] = []
    ticker.again = waits.append
    ticker.tick()
    assert words in caplog.text
    assert "\nIs it" not in caplog.text
    assert bool([record for record in caplog.records if record.exc_info]) == traceback
    assert waits == [pytest.approx(2.1)]
    ticker.tick()
    assert len(waits) == 1  # not before its time
    assert not ticker.connected


def test_a_refused_filing_is_told_once_and_again_when_it_comes_back(
    ticker, monkeypatch, caplog
) -> None:
    failing = [True, True, False, True]

    def take(*_: object) -> None:
        if failing.pop(0):
            raise FilingRefused("x refuse de classer")

    monkeypatch.setattr(turn, "take", take)
    for told in (1, 1, 1, 2):
        ticker.tick()
        lines = [record for record in caplog.records if record.levelno >= logging.ERROR]
        assert len(lines) == told
    assert ticker.connected
