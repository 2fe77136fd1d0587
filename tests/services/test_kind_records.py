"""What a kind brings, and what an agent attests, on both databases."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import inspect
from sqlmodel import Session, select

from mailbot import config, kinds, replay, road
from mailbot.config import Office
from mailbot.edges import attestations, audit, database
from mailbot.edges.registry import TransferRow
from mailbot.edges.registry_csv import export_registry
from mailbot.edges.tables import CaseRow
from mailbot.values import RawMessage, Ruling
from tests.configured import write_config

MUSEUM = Path(__file__).parents[1] / "kinds" / "renewal" / "cases"
AT = datetime(2025, 3, 10, 15, tzinfo=UTC)
BOTH = 'kinds = ["transfer", "renewal"]'


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Office:
    path = write_config(tmp_path, url=database_url, imap=1, smtp=1, mailbox=BOTH)
    loaded = config.load(path)
    database.migrate(loaded.engine)
    road.import_registry(MUSEUM / "registry", loaded, lambda *_: None)
    return loaded


def settled(office: Office, name: str, uid: int) -> CaseRow:
    content = (MUSEUM / name / "mail.eml").read_bytes()
    raw = RawMessage(content, AT, "infocertificat", 1, uid, len(content))
    road.receive([raw], "infocertificat", 1, uid, office)
    road.settle(uid, office, AT)
    return case(office, uid)


def case(office: Office, number: int) -> CaseRow:
    with Session(office.engine) as session:
        return session.get_one(CaseRow, number)


def test_a_renewal_is_carried_out_once_and_can_be_decided_again(office: Office) -> None:
    assert (settled(office, "affiliated-old-exam", 1).kind, case(office, 1).decision) == (
        "renewal",
        "accept",
    )
    assert settled(office, "affiliated-again-is-a-repeat", 2).decision == "repeat"
    with Session(office.engine) as session:
        assert len(session.exec(select(TransferRow)).all()) == 1
        assert list(audit.breaks(session)) == []
        assert [one for one in replay.differences(session, office) if one] == []


def test_an_agent_says_which_kind_it_is_that_both_recognised(office: Office) -> None:
    held = settled(office, "renewal-only-spoken-of", 1)
    assert (held.kind, held.status) == ("unclear", "held")
    road.rule(1, Ruling("agnes", corrections={"kind": "renewal"}), office, AT)
    road.settle(1, office, AT)
    assert case(office, 1).kind == "renewal"


def test_a_kind_switched_off_or_on_changes_no_decision_of_then(
    office: Office, database_url: str, tmp_path: Path
) -> None:
    def switched(which: str) -> Office:
        folder = tmp_path / which
        folder.mkdir()
        mailbox = BOTH if which == "both" else ""
        path = write_config(folder, url=database_url, imap=1, smtp=1, mailbox=mailbox)
        return config.load(path)

    def differing(under: Office) -> list[object]:
        with Session(under.engine) as session:
            return [one for one in replay.differences(session, under) if one]

    transfers = switched("transfer")
    assert settled(office, "affiliated-old-exam", 1).kind == "renewal"
    alone = settled(transfers, "affiliated-again-is-a-repeat", 2)
    assert alone.kind != "renewal", "nobody took renewals when it was decided"
    assert differing(transfers) == []
    assert differing(switched("both")) == []


def test_every_file_goes_out_as_it_came_in(office: Office, tmp_path: Path) -> None:
    with Session(office.engine) as session:
        export_registry(session, tmp_path / "out", kinds.sheets())
    for file in (MUSEUM / "registry").glob("*.csv"):
        out = (tmp_path / "out" / file.name).read_text("utf-8").splitlines()
        assert sorted(out) == sorted(file.read_text("utf-8").splitlines())


def test_an_attestation_is_of_the_conversation(office: Office) -> None:
    settled(office, "certificate-missing", 1)
    second = settled(office, "certificate-follows-bare", 2)
    road.attest(2, "agnes", "22.3", office, AT)
    road.attest(1, "agnes", "22.2", office, AT)
    with Session(office.engine) as session:
        assert attestations.ground_of(session, second) == "22.2"
        assert attestations.ground_of(session, session.get_one(CaseRow, 1)) == "22.2"


def test_a_database_made_before_the_kind_gains_its_table(database_url: str) -> None:
    engine = database.connect(database_url)
    with engine.execution_options(writes=True).connect() as connection:
        database.command.upgrade(database.migrations(connection), "0001")
        connection.commit()
    assert not database.is_current(engine)
    assert "affiliation" not in inspect(engine).get_table_names()
    database.migrate(engine)
    assert database.is_current(engine)
    assert "affiliation" in inspect(engine).get_table_names()
    engine.dispose()
