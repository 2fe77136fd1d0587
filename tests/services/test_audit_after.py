"""`audit verify` passes after an upgrade of the schema, a purge, and a change of rules."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from mailbot import config, road
from mailbot.__main__ import main
from mailbot.config import Office
from mailbot.edges import audit, database
from mailbot.edges.tables import AuditRow, CaseRow, Status
from mailbot.explanation import court_of, explanation_of, render_court, render_person
from mailbot.values import Ruling
from tests.configured import write_config
from tests.explained import ROOT
from tests.old_schema import restore

pytestmark = pytest.mark.services
CLOSED_AT = datetime(2021, 6, 1, tzinfo=UTC)
LONG_AFTER = datetime(2031, 1, 1, tzinfo=UTC)


@pytest.fixture
def upgraded(database_url: str, tmp_path: Path) -> Path:
    """The configuration of an office whose database the first version made."""
    engine = database.connect(database_url)
    restore(engine)
    database.migrate(engine)
    engine.dispose()
    for name in ("rules", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return write_config(tmp_path, url=database_url, imap=1, smtp=1)


@pytest.fixture
def verify(upgraded: Path, capsys: pytest.CaptureFixture[str]) -> Callable[[], str]:
    def run() -> str:
        code = main(["--config", str(upgraded), "audit", "verify"])
        said = capsys.readouterr().out
        assert code == 0, said
        return said

    return run


def test_an_upgraded_database_verifies_and_every_old_decision_is_explained(
    upgraded, verify
) -> None:
    assert "la chaîne est entière, 22 décision(s)" in verify()
    office = config.load(upgraded)
    with database.reading(office.engine) as session:
        for case in session.exec(select(CaseRow)).all():
            person = explanation_of(session, case.id or 0, office)
            court = court_of(session, case.id or 0, office)
            assert person is not None
            assert court is not None
            assert [one["rule"] for one in court.findings] == case.reasons
            assert "faire rectifier" in render_person(person, office, "txt")
            assert "Non conservées" in render_court(court, office, "txt")


def test_new_decisions_follow_the_old_ones_in_the_chain(upgraded, verify) -> None:
    office = config.load(upgraded)
    close_all(office)
    assert "la chaîne est entière" in verify()
    with database.reading(office.engine) as session:
        rows = session.exec(select(AuditRow).order_by(AuditRow.id)).all()  # type: ignore[arg-type]
    assert rows[0].sealed is None
    assert rows[-1].sealed


def close_all(office: Office) -> None:
    with database.reading(office.engine) as session:
        held = session.exec(select(CaseRow.id).where(CaseRow.status != Status.DONE)).all()
    for number in held:
        road.rule(number or 0, Ruling("agent", "essai", closed=True), office, CLOSED_AT)
        road.settle(number or 0, office, CLOSED_AT)


def test_after_a_purge_the_chain_holds_and_says_so(upgraded, verify) -> None:
    office = config.load(upgraded)
    close_all(office)
    found = road.purge(office, LONG_AFTER)
    assert sum(found.cases.values()) == 20
    assert "26 décision(s) purgée(s)" in verify()  # four were closed for it
    with database.reading(office.engine) as session:
        said = "".join(f"{row.data}{row.personal}" for row in session.exec(select(AuditRow)))
    for secret in ("Courtemanche", "exemple.ca", "CAR2019007101"):
        assert secret not in said
    assert '"outcome":"accept"' in said


def test_after_a_change_of_the_rules_old_decisions_meet_their_own(upgraded, verify) -> None:
    rule = upgraded.parent / "rules" / "transfer" / "exam_valid.toml"
    version = rule.read_text(encoding="utf-8").partition("[[version]]")[2]
    later = version.replace("2019-08-01", "2027-01-01").replace("years = 2", "years = 3")
    rule.write_text(f"{rule.read_text(encoding='utf-8')}\n[[version]]{later}", encoding="utf-8")
    assert "la chaîne est entière, 22 décision(s)" in verify()


def test_who_changes_a_purged_row_is_found(upgraded, verify) -> None:
    office = config.load(upgraded)
    close_all(office)
    road.purge(office, LONG_AFTER)
    with database.transaction(office.engine) as session:
        row = session.get_one(AuditRow, 3)
        row.actor = "quelqu'un"
        session.add(row)
    with database.reading(office.engine) as session:
        assert audit.breaks(session) == [3]
