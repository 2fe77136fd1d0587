"""Waits between tries: short for a server that is away, long for a password that is refused."""

import pytest

from mailbot.edges.patience import Patience

HOUR = 3600


@pytest.fixture
def secret() -> list[str]:
    return ["ancien"]


@pytest.fixture
def now() -> list[float]:
    return [1000.0]


@pytest.fixture
def patience(secret, now) -> Patience:
    return Patience(lambda: secret[0], lambda: now[0])


def test_a_server_that_is_away_is_tried_again_soon_and_then_every_ten_minutes(patience) -> None:
    assert [patience.lose() for _ in range(11)] == [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]


def test_a_refused_password_is_tried_fewer_times_in_a_day_than_lock_an_account(
    patience, now
) -> None:
    tries, end = 0, now[0] + 24 * HOUR
    while now[0] < end:
        if patience.over():
            patience.lose(refused=True)
            tries += 1
        now[0] += 60
    assert tries <= 30
    assert [round(wait) for wait in first_waits(patience)] == [300, 600, 1200, 2400, 3600, 3600]


def first_waits(patience: Patience) -> list[float]:
    patience.succeed()
    return [patience.lose(refused=True) for _ in range(6)]


def test_a_renewed_password_is_tried_at_once(patience, secret) -> None:
    patience.lose(refused=True)
    assert not patience.over()
    secret[0] = "nouveau"
    assert patience.over()
    patience.lose(refused=True)  # that one too is wrong
    assert not patience.over()


def test_a_password_that_changes_does_not_hurry_a_server_that_is_away(patience, secret) -> None:
    patience.lose()
    secret[0] = "nouveau"
    assert not patience.over()


def test_a_refusal_is_shouted_once_a_day(patience, now) -> None:
    assert [patience.alert() for _ in range(3)] == [True, False, False]
    now[0] += 25 * HOUR
    assert [patience.alert() for _ in range(2)] == [True, False]
    patience.succeed()
    assert patience.alert()


def test_years_of_failures_overflow_nothing(patience) -> None:
    patience.failures = 5000
    assert patience.lose() == 600
