"""The register of incidents says what section 7 wants, and what is still missing of it."""

import csv
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from mailbot import road
from mailbot.__main__ import main
from mailbot.core.incidents import FIELDS, Misstated, check, missing, read
from mailbot.edges import audit, incidents
from mailbot.edges.incidents import IncidentRow
from mailbot.edges.tables import AuditRow
from tests.explained import ROOT
from tests.settled import HOLDER, Taker, later, mail, short_lived

NOW = datetime(2021, 2, 1, 12, tzinfo=UTC)
NOTHING = {**dict.fromkeys(FIELDS), "happened_about": False, "persons_about": False}


@pytest.fixture
def office(tmp_path):
    made = short_lived(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def take(office) -> Taker:
    return Taker(office)


def entry(office, number: int) -> IncidentRow:
    with Session(office.engine) as session:
        return session.get_one(IncidentRow, number)


def test_a_letter_that_went_elsewhere_fills_the_entry_without_naming_anybody(office, take) -> None:
    take(mail())
    number = road.record_incident({}, 1, "agent7", office, NOW)
    row = entry(office, number)
    assert "numéro de son dossier" in row.information
    assert "« finalisez »" in row.circumstances
    assert (row.happened_on, row.learned_on, row.persons) == (
        date(2021, 1, 20), date(2021, 2, 1), 1,
    )  # fmt: skip
    assert HOLDER not in str(row)
    assert list(missing(incidents.written(row))) == ["risk", "serious", "measures"]


def test_a_case_without_a_letter_prefills_nothing_wrong(office, take) -> None:
    take(mail("Quel est le prix ?"))
    with pytest.raises(Misstated, match="aucune lettre"):
        road.record_incident({}, 1, "agent7", office, NOW)
    with pytest.raises(Misstated, match="inconnue"):
        road.record_incident({}, 99, "agent7", office, NOW)


def test_every_change_leaves_its_trace(office) -> None:
    number = road.record_incident({"risk": "faible"}, None, "agent7", office, NOW)
    changes = {"risk": "élevé : numéros utilisables", "serious": "oui"}
    road.update_incident(number, changes, "agent8", office, NOW)
    with Session(office.engine) as session:
        assert audit.breaks(session) == []
        row = session.get_one(AuditRow, 2)
        told = audit.told(row)
    assert (row.actor, row.event) == ("agent8", "incident updated")
    assert told["before"] == {"risk": "faible", "serious": None}
    assert told["after"]["serious"] is True
    assert entry(office, number).updated_at == NOW


def test_a_serious_risk_owes_its_notices() -> None:
    said = {**NOTHING, **dict.fromkeys(["information", "circumstances", "risk", "measures"], "x")}
    said |= {"happened_on": date(2021, 1, 1), "learned_on": date(2021, 1, 2), "persons": 3}
    assert list(missing({**said, "serious": False})) == []
    assert list(missing({**said, "serious": True})) == ["commission_told_on", "persons_told_on"]
    assert list(missing({**said, "serious": None})) == ["serious"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"couleur": "bleu"}, "un de : information"),
        ({"persons": "beaucoup"}, "un nombre de personnes"),
        ({"happened_on": "hier"}, "AAAA-MM-JJ"),
        ({"happened_on": "2021-02-30"}, "qui existe"),
        ({"serious": "peut-être"}, "oui ou non"),
        ({"learned_on": ""}, "toujours connu"),
        ({"learned_on": "2021-03-01"}, "est à venir"),
        ({"happened_on": "2021-01-10", "learned_on": "2021-01-09"}, "pas après le jour"),
        ({"happened_until": "2021-01-10"}, "happened_until"),
        ({"learned_on": "2021-01-10", "commission_told_on": "2021-01-09"}, "pas avant le jour"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_nothing_is_kept(office, changes, words) -> None:
    with pytest.raises(Misstated, match=words):
        road.record_incident(changes, None, "agent7", office, NOW)
    with Session(office.engine) as session:
        assert incidents.every(session) == []
        assert session.get(AuditRow, 1) is None


def test_what_was_read_can_be_checked() -> None:
    check({**NOTHING, **read({"learned_on": "2021-02-01"})}, NOW.date())


def test_the_table_and_the_regulation_s_fields_are_the_same() -> None:
    own = {"id", "case_id", "recorded_at", "recorded_by", "updated_at"}
    assert set(IncidentRow.model_fields) - own == set(FIELDS)


def test_an_entry_is_kept_five_years_whatever_else_is_purged(office) -> None:
    learned = later(0).date()
    said = {"learned_on": str(learned)}
    road.record_incident(said, None, "agent7", office, later(0))
    assert not road.purge(office, later(1830)).incidents
    assert road.purge(office, later(1831)).incidents == [1]
    with Session(office.engine) as session:
        assert incidents.every(session) == []
        assert audit.breaks(session) == []


def test_the_commands_record_list_show_and_export(
    config_path: Path, tmp_path: Path, capsys, world
) -> None:
    def run(*words: object) -> tuple[int, str, str]:
        code = main(["--config", str(config_path), *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    run("registry", "import", ROOT / "mailbot" / "demo" / "registry")
    world.deliver(mail(), later(0))
    run("run", "--once")
    code, out, _ = run("incidents", "record", "--case", 1, "risk=numéros utilisables")
    assert (code, "il manque encore : serious, measures" in out) == (0, True)
    assert run("incidents", "update", 1, "serious=non", "measures=lettre rappelée")[0] == 0
    [listed] = map(json.loads, run("incidents", "list", "--json")[1].splitlines())
    assert (listed["serious"], listed["missing"], listed["case_id"]) == (False, [], 1)
    assert "8° Mesures prises" in run("incidents", "show", 1)[1]
    assert run("incidents", "export", tmp_path / "r.csv")[0] == 0
    with open(tmp_path / "r.csv", encoding="utf-8", newline="") as file:
        [row] = csv.DictReader(file)
    assert row["6° Risque de préjudice sérieux"] == "non"
    assert len(row) == len(FIELDS) + 1
    run("incidents", "export", tmp_path / "r.json")
    assert json.loads((tmp_path / "r.json").read_text("utf-8"))[0]["persons"] == 1
    for wrong in (("export", tmp_path / "r.txt"), ("show", 9), ("update", 9, "serious=oui"),
                  ("record", "sans égal")):  # fmt: skip
        code, _, error = run("incidents", *wrong)
        assert (code, error.count("\n")) == (2, 1)
    assert run("audit", "verify")[0] == 0
