"""The affiliations: in, out, shown, and what they mean; off, nothing of them is lost."""

import json
import shutil
from pathlib import Path

import pytest
from sqlmodel import Session

from mailbot import __main__, config, kinds, road
from mailbot.edges import database
from mailbot.edges.registry_csv import RegistryError, export_registry, import_registry, show
from mailbot.kinds.renewal.tables import AffiliationRow

HERE = Path(__file__).parent
REGISTRY = HERE / "cases" / "registry"


@pytest.fixture
def engine():
    return database.in_memory()


def load(engine, folder: Path) -> dict[str, int]:
    with database.transaction(engine) as session:
        return import_registry(session, folder, lambda *_: None, kinds.sheets()).rows


def copied(folder: Path, **changes: str) -> Path:
    for file in REGISTRY.glob("*.csv"):
        text = changes.get(file.stem, file.read_text("utf-8"))
        (folder / file.name).write_text(text, "utf-8")
    return folder


def test_a_round_trip_loses_nothing(engine, tmp_path: Path) -> None:
    lines = "certificate_number,affiliated_at_expiry\nCAR2019004120,yes\nCAR2020005151,no\n"
    load(engine, copied(tmp_path, affiliations=f"{lines}CAR2022003399,\n"))
    with Session(engine) as session:
        counts = export_registry(session, tmp_path / "out", kinds.sheets())
    assert counts["affiliations.csv"] == 3
    for file in tmp_path.glob("*.csv"):
        exported = (tmp_path / "out" / file.name).read_text("utf-8").splitlines()
        assert sorted(exported) == sorted(file.read_text("utf-8").splitlines())


def test_without_its_file_an_import_leaves_the_affiliations_as_they_are(
    engine, tmp_path: Path
) -> None:
    load(engine, copied(tmp_path))
    (tmp_path / "affiliations.csv").unlink()
    assert "affiliations.csv" not in load(engine, tmp_path)
    with Session(engine) as session:
        assert session.get_one(AffiliationRow, "CAR2019004120").affiliated_at_expiry == "yes"


def test_an_office_without_affiliations_exports_the_three_files_alone(
    engine, tmp_path: Path
) -> None:
    with Session(engine) as session:
        counts = export_registry(session, tmp_path, kinds.sheets())
    assert set(counts) == {"certificates.csv", "dossiers.csv", "exams.csv"}
    assert {file.name for file in tmp_path.iterdir()} == set(counts)


def test_a_word_that_is_neither_yes_nor_no_is_told_with_its_line(engine, tmp_path: Path) -> None:
    wrong = "certificate_number,affiliated_at_expiry\nCAR2019004120,oui\n"
    with pytest.raises(RegistryError, match=r"affiliations\.csv, ligne 2, colonne .* yes, no"):
        load(engine, copied(tmp_path, affiliations=wrong))


def test_what_is_shown_of_a_certificate_includes_its_affiliation(engine) -> None:
    load(engine, REGISTRY)
    with Session(engine) as session:
        told = show(session, "CAR2019004120", kinds.sheets())
        other = show(session, "CAR2019003417", kinds.sheets())
    assert told
    assert [row["affiliated_at_expiry"] for row in told["affiliations"]] == ["yes"]
    assert other
    assert "affiliations" not in other


def test_the_commands_carry_the_affiliations_with_the_kind_off(
    config_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*words: object) -> int:
        return __main__.main(["--config", str(config_path), "registry", *map(str, words)])

    assert run("import", REGISTRY) == run("export", tmp_path / "out") == 0
    assert run("show", "CAR2019004120") == 0
    shown = json.loads(capsys.readouterr().out.rpartition("lignes\n")[2])
    assert shown["affiliations"][0]["affiliated_at_expiry"] == "yes"
    exported = (tmp_path / "out" / "affiliations.csv").read_text("utf-8")
    assert sorted(exported.split()) == sorted((REGISTRY / "affiliations.csv").read_text().split())


def test_what_no_mailbox_takes_is_off_and_needs_neither_rules_nor_letters(
    config_path: Path,
) -> None:
    root = HERE.parents[2]
    for name in ("rules", "templates"):
        without = shutil.ignore_patterns("renewal")
        shutil.copytree(root / name, config_path.parent / name, ignore=without)
    assert "renewal" not in config.load(config_path).rules
    shutil.copytree(root / "rules" / "renewal", config_path.parent / "rules" / "renewal")
    office = config.load(config_path)
    assert "renewal" in office.rules, "held to its checks where it is there"
    assert set(office.kinds) == {"transfer", "automatic", "bounce", "unclear"}


def test_turned_on_by_configuration(config_path: Path) -> None:
    text = config_path.read_text("utf-8")
    both = text.replace('folder = "INBOX"', "", 1).replace(
        "[smtp]", 'kinds = ["transfer", "renewal"]\n[smtp]', 1
    )
    config_path.write_text(both, "utf-8")
    office = config.load(config_path)
    assert "renewal" in office.kinds
    assert office.accepted("infocertificat") == ("transfer", "renewal")
    assert set(office.rules["renewal"]) == set(office.kinds["renewal"].said)


def test_a_transaction_of_the_road_brings_every_file(office) -> None:
    summary = road.import_registry(REGISTRY, office, lambda *_: None)
    assert summary.rows["affiliations.csv"] > 0
