"""Whose fault an error of the database is."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

from mailbot.edges import database, outage


@pytest.fixture
def engine(tmp_path: Path):
    engine = database.connect(f"sqlite:///{tmp_path}/x.db")
    database.prepare(engine)
    yield engine
    engine.dispose()


class Said(Exception):
    def __init__(self, sqlstate: str | None = None) -> None:
        super().__init__("la parole du serveur")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("state", "away"),
    [
        (None, True),  # psycopg could not connect
        *((state, True) for state in ("08006", "57P01", "53100", "40P01", "55P03", "25006")),
        *((state, False) for state in ("54000", "22001", "23505", "42P01", "57014")),
    ],
)
def test_postgresql_is_away_only_when_the_statement_has_no_part_in_it(state, away) -> None:
    """psycopg calls operational what an index refuses."""
    error = OperationalError("INSERT", {}, Said(state))
    assert outage.is_away(error) is away
    assert ("indisponible" in outage.told(error)) is (away and state != "40P01")


def test_two_that_write_the_same_are_no_outage() -> None:
    error = IntegrityError("INSERT", {}, Said("23505"))
    assert outage.told(error) == "conflit dans la base de données : la parole du serveur"


def failed(engine, statement: str) -> DBAPIError:
    with pytest.raises(DBAPIError) as caught, engine.connect() as connection:
        connection.exec_driver_sql(statement)
    return caught.value


def test_sqlite_is_away_when_it_is_locked_or_cannot_be_written(engine, tmp_path: Path) -> None:
    assert not outage.is_away(failed(engine, "SELECT * FROM nulle_part"))
    assert not outage.is_away(failed(engine, "INSERT INTO message (id) VALUES (1)"))
    assert outage.is_away(failed(engine, f"ATTACH '{tmp_path}/aucun/dossier.db' AS other"))
    with sqlite3.connect(tmp_path / "x.db") as other:
        other.execute("BEGIN IMMEDIATE")
        with engine.connect() as waiting:
            waiting.exec_driver_sql("PRAGMA busy_timeout = 1")
        assert outage.is_away(failed(engine, "UPDATE cases SET version = 1"))
    other.close()
