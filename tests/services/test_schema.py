"""The migrations make exactly the tables of the code, on both databases."""

import pytest
from alembic import command
from sqlalchemy import inspect

from mailbot.edges import database


def test_alembic_check_finds_no_difference(database_url: str) -> None:
    engine = database.connect(database_url)
    database.migrate(engine)
    with engine.execution_options(writes=True).connect() as connection:
        command.check(database.migrations(connection))
    engine.dispose()


def test_the_schema_can_be_taken_back(database_url: str) -> None:
    engine = database.connect(database_url)
    database.migrate(engine)
    with engine.execution_options(writes=True).connect() as connection:
        command.downgrade(database.migrations(connection), "base")
        connection.commit()
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()


def test_postgresql_is_only_upgraded_by_migrate(postgres: str) -> None:
    engine = database.connect(postgres)
    with pytest.raises(database.SchemaOutdated, match="mailbot migrate"):
        database.prepare(engine)
    database.migrate(engine)
    database.prepare(engine)
    engine.dispose()
