"""The migrations make exactly the tables of the code, on both databases."""

import pytest
from alembic import command
from sqlalchemy import inspect

from mailbot.edges import database, receipts
from tests.old_schema import restore


def test_alembic_check_finds_no_difference(database_url: str) -> None:
    engine = database.connect(database_url)
    database.migrate(engine)
    with engine.execution_options(writes=True).connect() as connection:
        command.check(database.migrations(connection))
    engine.dispose()


def test_a_mailbox_of_before_goes_on_where_it_was_in_the_account_of_now(database_url: str) -> None:
    engine = database.connect(database_url)
    restore(engine)
    database.migrate(engine)
    account = "infocertificat@imap.example.org/INBOX"
    with database.transaction(engine) as session:
        before = receipts.known(session, "infocertificat")
        assert before is not None
        validity, cursor = before.uidvalidity, before.cursor
        assert cursor > 100
        place = ("infocertificat", account, validity)
        assert len(receipts.received(session, *place, 0)) == 20
        assert not receipts.arrive(session, *place)
        session.flush()
        assert len(receipts.received(session, *place, 0)) == 20
        assert receipts.cursor(session, "infocertificat", validity) == cursor
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
