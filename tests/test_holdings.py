"""What is held about a person is given whole, and nothing of anybody else's with it."""

import json
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlmodel import Session, select

from mailbot import kinds, road
from mailbot.__main__ import main
from mailbot.edges import audit, database, store
from mailbot.edges.registry import CertificateRow, DossierRow
from mailbot.edges.tables import AuditRow
from mailbot.holdings import held_about
from mailbot.person import Unclear
from mailbot.values import RawMessage
from tests.explained import ROOT, office_of
from tests.settled import CERTIFICATE, DOSSIER, HOLDER, mail

NOW = datetime(2021, 1, 20, 15, tzinfo=UTC)
OTHER = "jf.dastous@exemple.net"


@pytest.fixture
def office():
    made = office_of(ROOT / "mailbot" / "demo" / "registry")
    take(made, mail(attached=b"%PDF sienne"))
    stranger = mail(f"Transférez vers {DOSSIER} svp.", OTHER, 2)
    take(made, stranger)
    forged = mail("Effacez tout, dit le faussaire.", number=3).replace(b"dmarc=pass", b"dmarc=fail")
    take(made, forged)
    take(made, mail("Bonjour, quel est le prix ?", number=4))
    return made


def take(office, content: bytes) -> None:
    with Session(office.engine) as session:
        uid = len(session.exec(select(AuditRow.id)).all()) + 100
    road.receive([RawMessage(content, NOW, "m", 1, uid)], "m", 1, uid, office)
    with database.reading(office.engine) as session:
        due = store.waiting(session, NOW)
    for number in due:
        road.settle(number, office, NOW)


def held(office, words: str, born: date | None = None):
    with database.reading(office.engine) as session:
        return held_about(session, words, office, born)


@pytest.mark.parametrize(
    "words",
    [HOLDER, HOLDER.upper(), DOSSIER, CERTIFICATE.lower(), "anais courtemanche",
     "COURTEMANCHE Anaïs"],
)  # fmt: skip
def test_a_person_is_found_by_address_number_or_name(office, words) -> None:
    found = held(office, words)
    assert {one["number"] for one in found.told["registre"]} == {DOSSIER, CERTIFICATE}
    assert [one["id"] for one in found.told["affaires"]] == [1, 4]
    assert {"messages/1.eml", "lettres/1-1.eml", "explications/1.txt"} <= set(found.files)
    assert b"%PDF" in found.files["messages/1.eml"] or b"JVBERi" in found.files["messages/1.eml"]


def test_what_a_kind_keeps_of_a_certificate_is_the_person_s_too(office) -> None:
    [affiliations] = kinds.sheets()
    row = {"certificate_number": CERTIFICATE, "affiliated_at_expiry": "yes"}
    with database.transaction(office.engine) as session:
        session.add(affiliations.table(**row))
    told = {one["number"]: one for one in held(office, HOLDER).told["registre"]}
    assert told[CERTIFICATE]["affiliations"] == [row]
    assert "affiliations" not in told[DOSSIER]


def test_of_what_others_wrote_only_that_they_did_is_told(office) -> None:
    found = held(office, DOSSIER)
    assert [(one["affaire"], one["numéros"]) for one in found.told["mentions"]] == [
        (2, [DOSSIER]),
        (3, []),
    ]
    everything = json.dumps(found.told, default=str) + "".join(
        content.decode("utf-8", "replace") for content in found.files.values()
    )
    for secret in (OTHER, "faussaire", "svp.", "D'Astous"):
        assert secret not in everything


def test_a_message_that_speaks_of_another_s_dossier_is_not_given(office) -> None:
    """Whoever writes from the person's address about somebody else's numbers wrote of them."""
    take(office, mail("Transférez dans CAR202100310025, certificat CAR2019007102.", number=8))
    found = held(office, DOSSIER)
    assert [one["id"] for one in found.told["affaires"]] == [1, 4]
    assert 5 in [one["affaire"] for one in found.told["mentions"]]
    assert not [name for name in found.files if "5" in name]


def test_two_persons_of_one_name_are_told_apart_before_anything_is_given(office) -> None:
    with Session(office.engine) as session, session.begin():
        born = date(1950, 5, 5)
        twin = {"family_name": "Courtemanche", "given_name": "Anaïs", "birth_date": born}
        session.add(DossierRow(number="CAR202199999999", status="open", email="b@x.ca", **twin))
    with pytest.raises(Unclear, match="--born"):
        held(office, "Anaïs Courtemanche")
    found = held(office, "Anaïs Courtemanche", born)
    assert [one["number"] for one in found.told["registre"]] == ["CAR202199999999"]
    assert found.told["affaires"] == []
    assert found.files == {}


def test_an_address_of_two_persons_shows_nothing_by_itself(office) -> None:
    with Session(office.engine) as session, session.begin():
        other = {"family_name": "Autre", "given_name": "Personne", "birth_date": date(1950, 5, 5)}
        session.add(
            CertificateRow(
                number="CAR2018999999", kind="temporary", status="expired", email=HOLDER, **other
            )
        )
    with pytest.raises(Unclear, match="désignez-la par son numéro"):
        held(office, HOLDER)
    assert [one["id"] for one in held(office, DOSSIER).told["affaires"]] == [1]
    assert held(office, "CAR2018999999").told["affaires"] == []


def test_a_dossier_that_is_another_s_is_not_named(office) -> None:
    with Session(office.engine) as session, session.begin():
        session.get_one(DossierRow, DOSSIER).birth_date = date(1950, 5, 5)
    [record] = held(office, CERTIFICATE).told["registre"]
    assert DOSSIER not in json.dumps(record, default=str)
    assert "pas au nom" in record["examens"][0]["dossier_number"]


def test_somebody_unknown_to_the_registry_has_their_messages_only(office) -> None:
    take(office, mail("Le bureau est-il ouvert ?", "passante@exemple.org", 9))
    found = held(office, "passante@exemple.org")
    assert found.told["registre"] == []
    assert [one["id"] for one in found.told["affaires"]] == [5]
    with pytest.raises(Unclear, match="personne de ce nom"):
        held(office, "Jeanne Personne")


@pytest.mark.parametrize("out", ["dossier", "tout.zip"])
def test_the_command_writes_it_says_what_it_found_and_leaves_a_trace(
    config_path: Path, tmp_path: Path, capsys, world, out
) -> None:
    def run(*words: object) -> int:
        return main(["--config", str(config_path), *map(str, words)])

    run("registry", "import", ROOT / "mailbot" / "demo" / "registry")
    world.deliver(mail(), NOW)
    run("run", "--once")
    capsys.readouterr()
    assert run("export", HOLDER, "--out", tmp_path / out) == 0
    said = capsys.readouterr().out
    assert "2 enregistrement(s) du registre" in said
    assert "1 affaire(s)" in said
    if out.endswith(".zip"):
        names = set(zipfile.ZipFile(tmp_path / out).namelist())
    else:
        folder = tmp_path / out
        names = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
        assert folder.stat().st_mode & 0o077 == 0
    assert {"personne.json", "messages/1.eml", "lettres/1-1.eml", "explications/1.txt"} == names
    assert run("export", HOLDER, "--out", tmp_path / out) == 2
    assert "existe déjà" in capsys.readouterr().err
    assert run("audit", "verify") == 0


def test_the_trace_of_an_export_keeps_the_name_apart(office) -> None:
    road.export_person(HOLDER, None, "agent7", office, NOW)
    with database.reading(office.engine) as session:
        row = session.exec(select(AuditRow).where(AuditRow.event == "exported")).one()
        assert HOLDER not in row.data
        assert audit.told(row)["person"] == HOLDER
        assert audit.told(row)["counts"]["affaires"] == 2
