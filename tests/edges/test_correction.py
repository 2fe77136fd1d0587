"""A record of the registry is corrected as the import would read it, and leaves its trace."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import Session, select

from mailbot import road
from mailbot.edges import audit
from mailbot.edges.registry import CertificateRow, DossierRow, ExamRow, TransferRow
from mailbot.edges.registry_csv import RegistryError
from mailbot.edges.tables import AuditRow, CaseRow, MessageRow
from tests.explained import ROOT, office_of

NOW = datetime(2021, 2, 1, 12, tzinfo=UTC)
CERTIFICATE, DOSSIER = "CAR2019007101", "CAR202100310017"


@pytest.fixture
def office():
    return office_of(ROOT / "mailbot" / "demo" / "registry")


def correct(office, number: str, exam_of: date | None = None, /, **changes: str):
    named = {name.replace("__", "."): value for name, value in changes.items()}
    return road.correct_registry(number, named, "agent7", "acte vu", office, NOW, exam_of)


def trace(office) -> list[dict]:
    with Session(office.engine) as session:
        assert audit.breaks(session) == []
        return [audit.told(row) for row in session.exec(select(AuditRow))]


def test_a_correction_says_who_why_and_what_it_was(office) -> None:
    correct(office, DOSSIER, family_name="Courtemanche-Roy", birth_date="1990-01-02")
    with Session(office.engine) as session:
        row = session.get_one(DossierRow, DOSSIER)
        [told] = session.exec(select(AuditRow)).all()
    assert (row.family_name, row.birth_date) == ("Courtemanche-Roy", date(1990, 1, 2))
    assert (told.actor, told.event) == ("agent7", "registry corrected")
    [said] = trace(office)
    assert said["after"] == {"family_name": "Courtemanche-Roy", "birth_date": "1990-01-02"}
    assert said["before"]["family_name"] == "Courtemanche"
    assert said["reason"] == "acte vu"
    assert "Courtemanche" not in told.data


def test_the_exam_result_is_corrected_by_its_certificate(office) -> None:
    correct(office, CERTIFICATE, exam__passed_on="2019-10-01", exam__score="")
    with Session(office.engine) as session:
        [row] = session.exec(select(ExamRow).where(ExamRow.certificate_number == CERTIFICATE)).all()
    assert (row.passed_on, row.score) == (date(2019, 10, 1), None)


@pytest.mark.parametrize(
    ("number", "changes", "words"),
    [
        ("CAR2019999999", {"status": "open"}, "inconnu du registre"),
        (DOSSIER, {"couleur": "bleu"}, "champ « couleur » : un de : status, family_name"),
        (DOSSIER, {"number": "CAR202199999999"}, "champ « number »"),
        (CERTIFICATE, {"exam__dossier_number": DOSSIER}, "champ « exam.dossier_number »"),
        (DOSSIER, {"status": "ouvert"}, "un de : open"),
        (DOSSIER, {"birth_date": "2 janvier"}, "une date AAAA-MM-JJ"),
        (DOSSIER, {"exam__score": "80"}, "par le numéro de son certificat"),
        (DOSSIER, {"family_name": "Courtemanche"}, "dit déjà cela"),
    ],
)
def test_what_the_import_would_refuse_is_refused_and_nothing_changes(
    office, number, changes, words
) -> None:
    with pytest.raises(RegistryError, match=words):
        correct(office, number, **{"family_name": "Autre", **changes})
    assert trace(office) == []
    with Session(office.engine) as session:
        assert session.get_one(DossierRow, DOSSIER).family_name == "Courtemanche"


def test_of_several_results_one_is_meant(office) -> None:
    with Session(office.engine) as session, session.begin():
        failed = {"outcome": "failed", "passed_on": date(2019, 1, 5)}
        session.add(ExamRow(certificate_number=CERTIFICATE, **failed))
    with pytest.raises(RegistryError, match="--exam"):
        correct(office, CERTIFICATE, exam__score="90")
    correct(office, CERTIFICATE, date(2019, 1, 5), exam__score="55")
    with Session(office.engine) as session:
        [row] = session.exec(select(ExamRow).where(ExamRow.passed_on == date(2019, 1, 5))).all()
        other = session.exec(
            select(ExamRow).where(
                ExamRow.certificate_number == CERTIFICATE, ExamRow.outcome == "passed"
            )
        ).one()
    assert row.score == 55
    twin = {"exam__outcome": "passed", "exam__passed_on": str(other.passed_on)}
    with pytest.raises(RegistryError, match="existe déjà"):
        correct(office, CERTIFICATE, date(2019, 1, 5), **twin)


def test_a_transfer_is_not_undone_by_opening_the_dossier_again(office) -> None:
    with Session(office.engine) as session, session.begin():
        message = MessageRow(sha256="0" * 64, size=1, content=b"x")
        session.add(message)
        session.flush()
        case = CaseRow(message_pk=message.id, mailbox="m", received_at=NOW)
        exam = session.exec(select(ExamRow).where(ExamRow.certificate_number == CERTIFICATE)).one()
        session.add(case)
        session.flush()
        session.add(
            TransferRow(
                case_id=case.id, exam_id=exam.id, certificate_number=CERTIFICATE,
                dossier_number=DOSSIER, requested_by="x@exemple.ca", performed_at=NOW,
            )
        )  # fmt: skip
        session.get_one(DossierRow, DOSSIER).status = "awaiting_finalisation"
    with pytest.raises(RegistryError, match="ne peut pas redevenir"):
        correct(office, DOSSIER, status="open")
    correct(office, DOSSIER, status="issued")
    with Session(office.engine) as session:
        assert session.get_one(DossierRow, DOSSIER).status == "issued"
        assert session.get_one(CertificateRow, CERTIFICATE)
