"""The database: all or nothing, one daemon on SQLite, a schema that is this version's."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from mailbot.edges import database
from mailbot.edges.database import DatabaseBusy
from mailbot.edges.registry import DossierRow

NOW = datetime(2021, 2, 1, 12, tzinfo=UTC)


@pytest.fixture
def engine(tmp_path: Path):
    engine = database.connect(f"sqlite:///{tmp_path}/x.db")
    database.prepare(engine)
    yield engine
    engine.dispose()


def dossiers(engine) -> int:
    with Session(engine) as session:
        return session.execute(text("SELECT count(*) FROM dossier")).scalar_one()


def test_a_transaction_that_ends_badly_leaves_nothing(engine) -> None:
    def add_and_fail() -> None:
        with database.transaction(engine) as session:
            session.add(DossierRow(number="CAR202100000001", status="open"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        add_and_fail()
    assert dossiers(engine) == 0


def test_a_rehearsal_leaves_nothing(engine) -> None:
    with database.rehearsal(engine) as session:
        session.add(DossierRow(number="CAR202100000001", status="open"))
        session.flush()
    assert dossiers(engine) == 0


def test_commits_on_sqlite_are_durable(engine) -> None:
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_preparing_twice_changes_nothing(engine) -> None:
    assert database.is_current(engine)
    database.prepare(engine)
    assert database.is_current(engine)


def test_a_second_daemon_on_one_file_is_refused(engine) -> None:
    with (
        database.only_daemon(engine),
        pytest.raises(DatabaseBusy, match="un autre mailbot"),
        database.only_daemon(engine),
    ):
        pass


def test_a_killed_daemon_gives_the_file_back(engine, tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "from mailbot.edges import database\n"
        "with database.only_daemon(database.connect(sys.argv[1])):\n"
        "    os._exit(9)\n"
    )
    child = subprocess.run([sys.executable, "-c", code, str(engine.url)], check=False)
    assert child.returncode == 9
    with database.only_daemon(engine):
        pass


def test_two_databases_have_a_daemon_each(engine, tmp_path: Path) -> None:
    other = database.connect(f"sqlite:///{tmp_path}/y.db")
    with database.only_daemon(engine), database.only_daemon(other):
        pass
