"""The registry's three files: all of them or nothing, clear words for a mistake, no loss."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from mailbot.edges import database
from mailbot.edges.registry import DossierRow, ExamRow, TransferRow
from mailbot.edges.registry_csv import RegistryError, export_registry, import_registry
from mailbot.edges.tables import CaseRow, MessageRow

FILES = {
    "certificates.csv": (
        "number,kind,status,family_name,given_name,birth_date,email,issued_on,last_valid_on\n"
        "CAR2019003417,temporary,expired,Dubreuil,Maxime,1988-04-12,m@exemple.ca,2019-02-01,2020-12-31\n"
        'CAR201800004217,regular,active,"D\'Amours, fils",Éloi,,,,\n'
    ),
    "dossiers.csv": (
        "number,status,family_name,given_name,birth_date,email,opened_on\n"
        "CAR202100418823,open,Dubreuil,Maxime,1988-04-12,m@exemple.ca,2021-01-13\n"
    ),
    "exams.csv": (
        "certificate_number,dossier_number,outcome,passed_on,score\n"
        "CAR2019003417,,failed,2019-05-02,41\n"
        "CAR2019003417,,passed,2019-09-16,77\n"
    ),
}


def silent(file: str, done: int, whole: int) -> None:
    pass


@pytest.fixture
def engine():
    return database.in_memory()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def load(engine, folder: Path):
    with database.transaction(engine) as session:
        return import_registry(session, folder, silent)


def count(engine) -> int:
    with Session(engine) as session:
        return len(session.exec(select(DossierRow)).all())


def test_a_round_trip_loses_nothing(engine, folder: Path, tmp_path: Path) -> None:
    load(engine, folder)
    with Session(engine) as session:
        counts = export_registry(session, tmp_path / "out")
    assert counts == {"certificates.csv": 2, "dossiers.csv": 1, "exams.csv": 2}
    for name, text in FILES.items():
        exported = (tmp_path / "out" / name).read_text(encoding="utf-8").splitlines()
        assert sorted(exported) == sorted(text.splitlines())


def test_a_second_import_replaces_the_rows_of_the_same_number(engine, folder: Path) -> None:
    load(engine, folder)
    file = folder / "dossiers.csv"
    file.write_text(file.read_text("utf-8").replace("m@exemple.ca", "neuf@exemple.ca"), "utf-8")
    load(engine, folder)
    with Session(engine) as session:
        [dossier] = session.exec(select(DossierRow)).all()
        assert dossier.email == "neuf@exemple.ca"
        assert len(session.exec(select(ExamRow)).all()) == 2


def test_columns_may_come_in_another_order_and_with_a_byte_order_mark(engine, folder: Path) -> None:
    (folder / "dossiers.csv").write_bytes(
        "\ufeffopened_on,number,status,email,birth_date,given_name,family_name,note\r\n"
        ",CAR202100418823,open,,,Zoé,Roy,x\r\n".encode()
    )
    load(engine, folder)
    with Session(engine) as session:
        assert session.exec(select(DossierRow)).one().given_name == "Zoé"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("dossiers.csv", "status,family", "stat,family", ["ligne 1", "colonne absente : status"]),
        ("dossiers.csv", "2021-01-13", "13/01/2021", ["ligne 2", "opened_on", "AAAA-MM-JJ"]),
        ("dossiers.csv", "2021-01-13", "2021-02-30", ["ligne 2", "opened_on", "qui existe"]),
        ("dossiers.csv", ",open,", ",ouvert,", ["ligne 2", "status", "ouvert", "awaiting"]),
        ("dossiers.csv", "CAR202100418823", "CAR20210041882", ["ligne 2", "number"]),
        ("dossiers.csv", "2021-01-13", "2021-01-13,1,2", ["ligne 2", "7 champs"]),
        ("exams.csv", ",77", ",très bien", ["ligne 3", "score", "nombre entier"]),
        ("exams.csv", "failed,2019-05-02,41", "passed,2019-09-16,77", ["ligne 3", "ligne 2"]),
        ("certificates.csv", "temporary", "temporaire", ["ligne 2", "kind", "regular"]),
        ("certificates.csv", '"D\'Amours, fils"', "\"D'Amours", ["CSV"]),
    ],
)
def test_a_mistake_is_told_and_nothing_is_imported(
    engine, folder: Path, file: str, old: str, new: str, words: list[str]
) -> None:
    path = folder / file
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(RegistryError) as caught:
        load(engine, folder)
    message = str(caught.value)
    assert file in message
    assert "\n" not in message
    for word in words:
        assert word in message
    assert count(engine) == 0


def test_a_number_twice_names_both_lines(engine, folder: Path) -> None:
    path = folder / "dossiers.csv"
    text = path.read_text("utf-8")
    path.write_text(text + text.splitlines()[1] + "\n", encoding="utf-8")
    with pytest.raises(RegistryError, match="ligne 3 : CAR202100418823 est déjà à la ligne 2"):
        load(engine, folder)


def test_another_encoding_is_told_with_its_line(engine, folder: Path) -> None:
    path = folder / "certificates.csv"
    path.write_bytes(path.read_text("utf-8").encode("cp1252"))
    with pytest.raises(RegistryError, match=r"certificates\.csv, ligne 3 : .*UTF-8"):
        load(engine, folder)
    assert count(engine) == 0


def test_an_absent_file_names_the_three(engine, folder: Path) -> None:
    (folder / "exams.csv").unlink()
    with pytest.raises(RegistryError, match=r"exams.csv : fichier absent.*dossiers.csv"):
        load(engine, folder)
    assert count(engine) == 0


@pytest.fixture
def transferred(engine, folder: Path):
    """A transfer that mailbot did, of which the Office's files know nothing."""
    load(engine, folder)
    with database.transaction(engine) as session:
        now = datetime(2021, 1, 20, tzinfo=UTC)
        session.add(MessageRow(id=1, sha256="x", size=1, content=b"x"))
        session.flush()
        session.add(CaseRow(id=1, message_pk=1, mailbox="b", received_at=now))
        session.flush()
        exam = session.exec(select(ExamRow).where(col(ExamRow.outcome) == "passed")).one()
        exam.dossier_number = "CAR202100418823"
        session.get_one(DossierRow, "CAR202100418823").status = "awaiting_finalisation"
        session.add(
            TransferRow(
                case_id=1,
                exam_id=exam.id or 0,
                certificate_number="CAR2019003417",
                dossier_number="CAR202100418823",
                requested_by="m@exemple.ca",
                performed_at=now,
            )
        )


def test_an_older_file_does_not_undo_a_transfer(engine, folder: Path, transferred) -> None:
    summary = load(engine, folder)
    assert summary.kept == ["CAR2019003417"]
    with Session(engine) as session:
        exam = session.exec(
            select(ExamRow).where(col(ExamRow.passed_on) == date(2019, 9, 16))
        ).one()
        assert exam.dossier_number == "CAR202100418823"
        assert session.get_one(DossierRow, "CAR202100418823").status == "awaiting_finalisation"


def test_a_file_that_contradicts_a_transfer_is_refused(engine, folder: Path, transferred) -> None:
    path = folder / "exams.csv"
    path.write_text(
        path.read_text("utf-8").replace(",,passed", ",CAR202100999999,passed"), encoding="utf-8"
    )
    with pytest.raises(RegistryError, match="mailbot l'a transféré dans CAR202100418823"):
        load(engine, folder)
