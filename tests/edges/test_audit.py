"""The chain holds as long as nobody touches it, purges included; no hash in it tells a name."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session

from mailbot.core import rulebook
from mailbot.core.rulebook import Book
from mailbot.edges import archive, audit, database
from mailbot.edges.tables import AuditRow

NOW = datetime(2021, 2, 1, 12, 0, tzinfo=UTC)
SAID = {"outcome": "ask", "facts": {"today": "2021-02-01", "dossier": {"family_name": "Dubreuil"}}}


@pytest.fixture
def chained(tmp_path) -> Engine:
    engine = database.connect(f"sqlite:///{tmp_path}/x.db")
    database.prepare(engine)
    with database.transaction(engine) as session:
        for number in range(4):
            data = {**SAID, "asked": number}
            audit.record(session, NOW, "mailbot", "decided", None, data)
    return engine


def breaks(engine: Engine) -> list[int]:
    with Session(engine) as session:
        return audit.breaks(session)


def told(engine: Engine, number: int = 1) -> dict:
    with Session(engine) as session:
        return audit.told(session.get_one(AuditRow, number))


def as_first_schema(engine: Engine) -> None:
    """Write the rows anew as version 0001 did: everything in `data`, and hashed with it."""
    with Session(engine) as session, session.begin():
        previous = audit.START
        for number in range(1, 5):
            row = session.get_one(AuditRow, number)
            row.data = audit.canonical(audit.told(row))
            row.personal = row.sealed = None
            row.previous = previous
            row.hash = previous = audit.digest(row)
            session.add(row)
            session.flush()


def purge(engine: Engine, *numbers: int, vouch: bool = True) -> None:
    with Session(engine) as session, session.begin():
        rows = [session.get_one(AuditRow, number) for number in numbers]
        for row in rows:
            audit.empty(row)
            session.add(row)
        kept = {str(row.id): audit.left(row) for row in rows}
        if vouch:
            audit.record(session, NOW, "mailbot", audit.PURGED, None, {"rows": kept})


def test_the_chain_holds(chained) -> None:
    assert breaks(chained) == []


def test_a_row_tells_what_was_recorded(chained) -> None:
    assert told(chained) == {**SAID, "asked": 0}


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("UPDATE audit SET data = '{}' WHERE id = 2", [2]),
        ("UPDATE audit SET data = 'x' WHERE id = 2", [2]),
        ("UPDATE audit SET personal = '{}' WHERE id = 2", [2]),
        ("UPDATE audit SET personal = NULL WHERE id = 2", [2]),
        ("UPDATE audit SET personal = NULL, sealed = '' WHERE id = 2", [2]),
        ("UPDATE audit SET personal = NULL, sealed = NULL WHERE id = 2", [2]),
        ("UPDATE audit SET sealed = NULL WHERE id = 2", [2]),
        ("UPDATE audit SET actor = 'x' WHERE id = 4", [4]),
        ("DELETE FROM audit WHERE id = 2", [3]),
        ("UPDATE audit SET at = '2021-02-01 13:00:00.000000' WHERE id = 1", [1]),
    ],
)
def test_whoever_touches_it_breaks_it_there(chained, change, broken) -> None:
    with chained.begin() as connection:
        connection.execute(text(change))
    assert breaks(chained) == broken


def test_what_proves_is_apart_from_what_speaks_of_a_person(chained) -> None:
    with Session(chained) as session:
        row = session.get_one(AuditRow, 1)
    assert json.loads(row.data) == {"outcome": "ask", "facts": {"today": "2021-02-01"}}
    assert "Dubreuil" in row.personal


def test_the_same_words_never_have_the_same_hash(chained) -> None:
    """Else a hash that stays after a purge would tell whether a guessed name is the right one."""
    with database.transaction(chained) as session:
        for _ in range(2):
            audit.record(session, NOW, "mailbot", "decided", None, SAID)
    with Session(chained) as session:
        first, second = (session.get_one(AuditRow, number) for number in (5, 6))
        assert first.data == second.data
        assert first.sealed != second.sealed


@pytest.mark.parametrize("old", [False, True], ids=["this schema", "first schema"])
def test_a_purge_takes_the_person_and_leaves_the_proof_and_the_chain(chained, old) -> None:
    if old:
        as_first_schema(chained)
    assert breaks(chained) == []
    purge(chained, 1, 3)
    assert breaks(chained) == []
    assert told(chained) == {"outcome": "ask", "facts": {"today": "2021-02-01"}}
    assert told(chained, 2)["facts"]["dossier"] == {"family_name": "Dubreuil"}


@pytest.mark.parametrize("old", [False, True], ids=["this schema", "first schema"])
def test_what_no_purge_vouches_for_was_destroyed_by_somebody(chained, old) -> None:
    if old:
        as_first_schema(chained)
    purge(chained, 2, vouch=False)
    assert breaks(chained) == [2]


@pytest.mark.parametrize("old", [False, True], ids=["this schema", "first schema"])
@pytest.mark.parametrize("change", ['data = \'{"outcome":"accept"}\'', "actor = 'x'"])
def test_what_a_purge_left_cannot_be_changed_either(chained, old, change) -> None:
    if old:
        as_first_schema(chained)
    purge(chained, 2)
    with chained.begin() as connection:
        connection.execute(text(f"UPDATE audit SET {change} WHERE id = 2"))  # noqa: S608
    assert breaks(chained) == [2]


@pytest.mark.parametrize(
    "tampering", ["UPDATE rule_book SET texts = '{}'", "DELETE FROM rule_book"]
)
def test_the_rule_files_of_a_decision_are_kept_once_and_cannot_be_changed(
    chained, tampering
) -> None:
    texts = {"common": {"asks.toml": "question = 'Combien ?'"}}
    book = Book({}, rulebook.digest(texts), texts)
    with database.transaction(chained) as session:
        for _ in range(2):
            archive.keep(session, book, NOW)
            audit.record(session, NOW, "mailbot", "decided", None, {"rules": book.digest})
    with Session(chained) as session:
        assert archive.texts_of(session, book.digest) == texts
    assert breaks(chained) == []
    with chained.begin() as connection:
        connection.execute(text(tampering))
    assert breaks(chained) == [5, 6]
