"""The lines of an agency's message, each with the verdict it would have alone."""

from sqlmodel import Session

from mailbot.desk import pairs, suggestions
from mailbot.edges.tables import CaseRow
from mailbot.values import Outcome
from tests.requests import AT, BODY, CERTIFICATE, DOSSIER, mail

OTHERS = ("CAR202100777777", "CAR2019007777")


def test_each_line_has_its_verdict_and_nothing_is_done(desk, registry) -> None:
    registry()
    desk.arrive(mail(f"Transférez svp :\n{DOSSIER} {CERTIFICATE}\n{OTHERS[0]} {OTHERS[1]}\n"))
    assert desk.case().reasons == ["request_one_person"]
    before = desk.everything()
    with Session(desk.office.engine) as session:
        first, second = pairs(session, session.get_one(CaseRow, 1), desk.office, AT)
    assert (first.dossier_number, first.certificate_number) == (DOSSIER, CERTIFICATE)
    assert (first.verdict.outcome, first.verdict.reasons) == (Outcome.ACCEPT, ())
    assert (second.dossier_number, second.certificate_number) == OTHERS
    assert second.verdict.reasons == ("dossier_known", "certificate_known")
    assert desk.everything() == before


def test_a_case_of_one_person_has_no_lines(held_of_another_address) -> None:
    desk = held_of_another_address
    with Session(desk.office.engine) as session:
        assert pairs(session, session.get_one(CaseRow, 1), desk.office, AT) == []


def test_the_registry_suggests_what_may_have_been_meant(desk, registry) -> None:
    registry()
    slipped = BODY.replace(DOSSIER, DOSSIER[:-1]).replace(CERTIFICATE, "CAR2019003471")
    desk.arrive(mail(slipped))
    with Session(desk.office.engine) as session:
        found = suggestions(session, session.get_one(CaseRow, 1), desk.office, AT)
    assert found == {"dossier_number": (DOSSIER,), "certificate_number": (CERTIFICATE,)}


def test_nothing_is_suggested_for_what_is_known(held_of_another_address) -> None:
    desk = held_of_another_address
    with Session(desk.office.engine) as session:
        assert suggestions(session, session.get_one(CaseRow, 1), desk.office, AT) == {}
