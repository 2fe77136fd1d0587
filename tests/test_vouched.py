"""What stands in the database is what the audit says of it, and whoever changes it is told of."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from mailbot import replay, road
from mailbot.config import Office
from mailbot.edges import audit, database
from mailbot.edges.tables import AuditRow, LetterRow
from mailbot.values import Ruling
from tests.settled import Taker, later, mail, short_lived

ASKED = "Je voudrais faire transférer le résultat de mon examen."


@pytest.fixture
def office(tmp_path) -> Iterator[Office]:
    """Case 1 was accepted, case 2 is asked for its numbers, case 3 is before a person."""
    made = short_lived(tmp_path)
    take = Taker(made)
    take(mail())
    take(mail(ASKED, "jean@ailleurs.ca", 2))
    take(mail(sender="quelqu.un@ailleurs.ca", number=3))
    yield made
    made.engine.dispose()


def found(office: Office) -> list[str]:
    with database.reading(office.engine) as session:
        return list(replay.unvouched(session))


def change(office: Office, statement: str) -> None:
    with office.engine.begin() as connection:
        connection.execute(text(statement))


def test_what_mailbot_did_is_vouched_for(office) -> None:
    assert found(office) == []
    with Session(office.engine) as session:
        assert [row.fate for row in session.exec(select(LetterRow))] == ["sent", "sent"]


BYTES = "les octets du message ne sont plus ceux qui ont été reçus et décidés"


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        (
            "DELETE FROM audit WHERE id = (SELECT max(id) FROM audit WHERE case_id = 2)",
            "affaire 2 : lettre renseignements envoyée, que l'audit ne dit pas envoyée",
        ),
        (
            "DELETE FROM audit WHERE id >= (SELECT max(id) FROM audit WHERE event = 'decided')",
            "affaire 3 : état « held », et l'audit n'en a aucune décision",
        ),
        ("DELETE FROM audit", "affaire 1 : état « done », et l'audit n'en a aucune décision"),
        ("UPDATE message SET content = content || x'20' WHERE id = 2", f"affaire 2 : {BYTES}"),
        ("UPDATE message SET sha256 = 'x' WHERE id = 2", f"affaire 2 : {BYTES}"),
        (
            "UPDATE letter SET content = content || x'20' WHERE case_id = 1",
            "affaire 1 : les octets de la lettre finalisez ne sont plus ceux qui ont été écrits",
        ),
        (
            "UPDATE letter SET recipient = 'x@y.ca' WHERE case_id = 1",
            "affaire 1 : la lettre finalisez n'est plus adressée à qui elle le fut",
        ),
        (
            "UPDATE letter SET fate = 'waiting' WHERE case_id = 1",
            "affaire 1 : lettre finalisez « waiting », que l'audit dit envoyée",
        ),
        (
            "DELETE FROM letter WHERE case_id = 2",
            "affaire 2 : une lettre que l'audit connaît n'est plus là",
        ),
        (
            "UPDATE cases SET decision = 'accept' WHERE id = 2",
            "affaire 2 : décision « accept » ; l'audit dit « ask »",
        ),
        (
            "UPDATE cases SET status = 'failed' WHERE id = 2",
            "affaire 2 : état « failed » ; l'audit dit « done »",
        ),
        (
            "UPDATE cases SET status = 'waiting' WHERE id = 2",
            "affaire 2 : état « waiting » ; l'audit dit « done »",
        ),
        (
            "UPDATE cases SET purged = 'message' WHERE id = 2",
            "affaire 2 : purge « message », que l'audit ne dit pas (« None »)",
        ),
        ("DELETE FROM transfer", "affaire 1 : acceptée, et son transfert n'est plus là"),
        (
            "UPDATE transfer SET case_id = 2",
            "affaire 2 : un transfert qu'aucune décision n'accepte",
        ),
        (
            "UPDATE transfer SET dossier_number ="
            " (SELECT max(number) FROM dossier WHERE number <> transfer.dossier_number)",
            "décidé pour « CAR202100310017 »",
        ),
    ],
)
def test_each_tampering_is_named(office, statement, line) -> None:
    change(office, statement)
    assert any(line in told for told in found(office)), found(office)


def test_what_agents_and_bounces_do_is_no_tampering(office) -> None:
    """A case that is reopened or closed keeps its decision, as the audit alone tells."""
    for number, words in (
        (3, {"closed": True}),
        (1, {"reopened": True}),
        (1, {"closed": True}),
        (2, {"reopened": True}),
    ):
        road.rule(number, Ruling("amelie", "vu", **words), office, later(1))
        assert found(office) == []
        road.settle(number, office, later(1))
        assert found(office) == []


def test_a_purge_leaves_what_is_vouched_for(office) -> None:
    road.rule(3, Ruling("amelie", "vu", closed=True), office, later(0))
    road.settle(3, office, later(0))
    for days in (11, 21, 31, 41):
        road.purge(office, later(days))
        assert found(office) == []
    change(office, "UPDATE cases SET purged = NULL WHERE id = 1")
    assert found(office) != []


def test_an_end_kept_elsewhere_proves_that_nothing_was_taken_away(office) -> None:
    with database.transaction(office.engine) as session:
        audit.record(session, later(0), "amelie", "exported", None, {})
    with Session(office.engine) as session:
        count, last = audit.end(session)
        assert count == len(session.exec(select(AuditRow)).all())
        assert audit.has(session, last)
        assert audit.has(session, audit.START)
    change(office, "DELETE FROM audit WHERE event = 'exported'")
    with Session(office.engine) as session:
        assert audit.breaks(session) == []
        assert not audit.has(session, last)
