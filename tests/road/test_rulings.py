"""An agent's word: what may be said, what follows from it, and what never does."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from mailbot import replay, road
from mailbot.edges import database
from mailbot.edges.registry import CertificateRow, DossierRow, ExamRow, TransferRow
from mailbot.edges.tables import CaseRow, Purged
from mailbot.explanation import explanation_of
from mailbot.journey import reopen
from mailbot.values import Outcome, Ruling
from tests.requests import AT, BODY, CERTIFICATE, DOSSIER, HOLDER, mail

LATE = date(2018, 11, 20)  # an exam that is no longer valid


def waiving(*rules: str, by: str = "agente", reason: str = "vérifié") -> Ruling:
    return Ruling(by, reason, waived=frozenset(rules))


def test_a_preview_is_what_follows_and_leaves_no_trace(held_of_another_address) -> None:
    desk = held_of_another_address
    before = desk.everything()
    decided = road.preview(1, waiving("sender_holder"), desk.office, AT)
    assert decided.verdict.outcome is Outcome.ACCEPT
    assert decided.letter is not None
    assert DOSSIER.encode() in decided.letter.content
    assert desk.everything() == before
    assert desk.rule(waiving("sender_holder")).decision == "accept"
    assert desk.letters()[0].content == decided.letter.content


def test_a_preview_shows_that_the_rules_still_refuse(desk, registry) -> None:
    registry(email="autre@exemple.ca", passed_on=LATE)
    desk.arrive(mail())
    decided = road.preview(1, waiving("sender_holder"), desk.office, AT)
    assert (decided.verdict.outcome, decided.verdict.reasons) == (Outcome.REVIEW, ("exam_valid",))
    assert decided.letter is None


def test_what_is_not_objected_cannot_be_waived(held_of_another_address) -> None:
    with pytest.raises(road.NotAllowed, match="dossier_open"):
        held_of_another_address.rule(waiving("dossier_open"))


def test_a_correction_of_another_form_is_refused_at_once(held_of_another_address) -> None:
    desk = held_of_another_address
    before = desk.everything()
    with pytest.raises(road.NotAllowed, match="n'a pas la forme attendue"):
        desk.rule(Ruling("agente", corrections={"dossier_number": "CAR2021"}))
    assert desk.everything() == before


def test_the_corrected_number_is_the_one_listed(desk, registry) -> None:
    registry(passed_on=LATE)
    desk.arrive(mail(BODY.replace(DOSSIER, "CAR20210041882")))
    assert desk.case().dossier_number is None
    desk.rule(Ruling("agente", corrections={"dossier_number": DOSSIER, "question": "oui"}))
    assert desk.case().dossier_number == DOSSIER
    assert desk.case().question is True
    assert desk.case().holder_name == "maxime DUBREUIL"


class TestTheSecondAgent:
    @pytest.fixture
    def renamed(self, desk, registry):
        registry(birth_date=None)
        desk.arrive(mail())
        assert desk.case().reasons == ["holder_same"]
        return desk

    def test_one_waiver_leaves_the_case_waiting_for_another(self, renamed) -> None:
        held = renamed.rule(waiving("holder_same"))
        assert (held.status, held.decision, held.reasons) == ("held", "review", ["holder_same"])
        assert held.details["awaiting_second"] == ["holder_same"]
        assert renamed.rows(TransferRow) == []

    def test_the_same_agent_does_not_second_their_own_word(self, renamed) -> None:
        renamed.rule(waiving("holder_same"))
        with pytest.raises(road.NotAllowed, match="un autre agent"):
            renamed.rule(Ruling("agente", "vu", seconded=frozenset({"holder_same"})))
        both = Ruling(
            "autre", "vu", waived=frozenset({"holder_same"}), seconded=frozenset({"holder_same"})
        )
        assert renamed.case().status == "held"
        assert renamed.rule(both).decision == "accept"

    def test_nobody_seconds_what_nobody_waived(self, renamed) -> None:
        with pytest.raises(road.NotAllowed, match="un autre agent doit d'abord"):
            renamed.rule(Ruling("cheffe", "vu", seconded=frozenset({"holder_same"})))

    def test_two_who_waive_are_not_yet_one_who_confirms(self, renamed) -> None:
        renamed.rule(waiving("holder_same"))
        assert renamed.rule(waiving("holder_same", by="autre")).status == "held"

    def test_a_second_agent_settles_it(self, renamed) -> None:
        renamed.rule(waiving("holder_same"))
        settled = renamed.rule(Ruling("cheffe", "nom d'époux", seconded=frozenset({"holder_same"})))
        assert (settled.status, settled.decision) == ("done", "accept")
        assert "awaiting_second" not in settled.details
        assert len(renamed.rows(TransferRow)) == 1

    def test_a_correction_lays_aside_what_was_waived_before_it(self, renamed) -> None:
        """Else one person's name change would carry another person's result."""
        renamed.rule(waiving("holder_same"))
        renamed.rule(Ruling("agente", "chiffre", corrections={"certificate_number": CERTIFICATE}))
        assert "awaiting_second" not in renamed.case().details
        with pytest.raises(road.NotAllowed, match="un autre agent doit d'abord"):
            renamed.rule(Ruling("cheffe", "vu", seconded=frozenset({"holder_same"})))


class TestNamingTheClass:
    def test_a_person_taken_for_a_machine_is_heard(self, desk, registry) -> None:
        registry()
        desk.arrive(mail(headers={"Auto-Submitted": "auto-replied"}))
        assert desk.case().decision == "ignore"
        named = desk.rule(Ruling("agente", "elle a écrit", label="request", reopened=True))
        assert (named.status, named.label, named.decision) == ("done", "request", "accept")

    @pytest.mark.parametrize(("label", "sign"), [("automatic", "désigné"), ("spam", "pourriel")])
    def test_a_machine_or_spam_is_filed_and_never_answered(
        self, held_of_another_address, label: str, sign: str
    ) -> None:
        desk = held_of_another_address
        decided = road.preview(1, Ruling("agente", label=label), desk.office, AT)
        assert sign in decided.verdict.findings[0].motif
        named = desk.rule(Ruling("agente", label=label))
        assert (named.status, named.label, named.decision) == ("done", "automatic", "ignore")
        assert desk.letters() == []

    def test_another_matter_is_for_a_person(self, held_of_another_address) -> None:
        named = held_of_another_address.rule(Ruling("agente", label="other"))
        assert (named.status, named.label, named.reasons) == ("held", "other", [])

    def test_the_newest_name_counts(self, held_of_another_address) -> None:
        desk = held_of_another_address
        desk.rule(Ruling("agente", label="other"))
        assert desk.rule(Ruling("agente", label="request")).reasons == ["sender_holder"]
        assert desk.rule(Ruling("agente", corrections={"kind": "unclear"})).label == "other"

    @pytest.mark.parametrize(
        "ruling", [Ruling("a", label="facture"), Ruling("a", corrections={"kind": "x"})]
    )
    def test_a_class_that_does_not_exist_is_refused(self, held_of_another_address, ruling) -> None:
        with pytest.raises(road.NotAllowed):
            held_of_another_address.rule(ruling)


class TestReopening:
    def test_an_accepted_case_decides_repeat_and_waits_for_the_agent(self, desk, registry) -> None:
        registry()
        desk.arrive(mail())
        reopened = desk.rule(Ruling("agente", "lettre perdue", reopened=True))
        assert (reopened.status, reopened.decision, reopened.proposal) == (
            "held",
            "accept",
            "answer",
        )
        assert len(desk.letters()) == 1
        again = desk.rule(Ruling("agente", "renvoyer"))
        assert (again.status, again.decision) == ("done", "repeat")
        assert [letter.template for letter in desk.letters()] == ["finalisez", "finalisez"]
        assert len(desk.rows(TransferRow)) == 1

    def test_what_was_done_stays_decided_however_the_case_is_closed(self, desk, registry) -> None:
        registry()
        desk.arrive(mail())
        desk.rule(Ruling("agente", "elle pose une question", reopened=True))
        closed = desk.rule(Ruling("agente", "répondu au téléphone", closed=True))
        assert (closed.status, closed.decision, closed.reasons) == ("done", "accept", [])
        with Session(desk.office.engine) as session:
            told = explanation_of(session, 1, desk.office)
            assert told is not None
            assert (told.outcome, told.agent) == ("accept", False)
            assert [one for one in replay.differences(session, desk.office) if one] == []

    def test_what_was_done_stays_decided_though_the_letter_came_back(self, desk, registry) -> None:
        registry()
        desk.arrive(mail())
        with database.transaction(desk.office.engine) as session:
            reopen(session, 1, AT)
        assert (desk.case().status, desk.case().decision) == ("held", "review")
        closed = desk.rule(Ruling("agente", "jointe au téléphone", closed=True))
        assert (closed.status, closed.decision) == ("done", "accept")

    def test_what_was_asked_stays_asked(self, desk, registry) -> None:
        registry()
        desk.arrive(mail("Je voudrais transférer mon résultat d'examen.\n"))
        assert desk.case().decision == "ask"
        desk.rule(Ruling("agente", "voir", reopened=True))
        closed = desk.rule(Ruling("agente", "elle récrira", closed=True))
        assert (closed.status, closed.decision) == ("done", "ask")
        assert closed.reasons == ["dossier_given", "certificate_given"]

    def test_a_case_is_carried_out_once_even_for_other_numbers(self, desk, registry) -> None:
        registry()
        desk.arrive(mail())
        other = second_person(desk)
        desk.rule(Ruling("agente", "mauvais numéros", reopened=True))
        numbers = {"dossier_number": other[0], "certificate_number": other[1]}
        decided = road.preview(1, Ruling("agente", corrections=numbers), desk.office, AT)
        assert decided.verdict.outcome is Outcome.REVIEW
        assert decided.verdict.escalated.rule == "performed_once"
        assert desk.rule(Ruling("agente", corrections=numbers)).status == "held"
        assert len(desk.rows(TransferRow)) == 1

    def test_what_was_closed_is_held_again_with_what_would_be_done(self, desk, registry) -> None:
        registry(email="autre@exemple.ca")
        desk.arrive(mail())
        desk.rule(Ruling("agente", "au téléphone", closed=True))
        assert desk.case().status == "done"
        reopened = desk.rule(Ruling("agente", "rappelle", reopened=True))
        assert (reopened.status, reopened.decision) == ("held", "review")
        assert desk.rule(waiving("sender_holder")).decision == "accept"

    def test_thanks_taken_up_again_stay_before_the_agent(self, desk, registry) -> None:
        registry()
        desk.arrive(mail(), mail("Merci beaucoup pour votre aide!\n", number=2))
        assert desk.case(2).status == "done"
        assert desk.rule(Ruling("agente", "voir", reopened=True), number=2).status == "held"

    def test_a_case_that_waits_is_not_reopened_and_one_that_is_done_not_ruled_on(
        self, held_of_another_address
    ) -> None:
        desk = held_of_another_address
        with pytest.raises(road.NotAllowed, match="rien à rouvrir"):
            desk.rule(Ruling("agente", "x", reopened=True))
        desk.rule(waiving("sender_holder"))
        with pytest.raises(road.NotHeld):
            desk.rule(Ruling("agente", "x", closed=True))

    def test_a_reason_is_owed(self, held_of_another_address) -> None:
        with pytest.raises(road.NotAllowed, match="motif"):
            held_of_another_address.rule(Ruling("agente", " ", closed=True))


def test_a_page_out_of_date_is_refused(held_of_another_address) -> None:
    desk = held_of_another_address
    seen = desk.case().version
    desk.rule(Ruling("agente", label="other"), seen=seen)
    assert desk.case().version > seen
    with pytest.raises(road.Changed, match="a changé"):
        desk.rule(Ruling("autre", "x", closed=True), seen=seen)
    assert desk.case().status == "held"


def test_what_another_agent_has_is_refused(held_of_another_address) -> None:
    desk = held_of_another_address
    road.claim(1, "autre", desk.office, AT)
    with pytest.raises(road.Changed, match="autre"):
        desk.rule(waiving("sender_holder"))
    assert desk.rule(waiving("sender_holder"), at=AT + timedelta(minutes=15)).decision == "accept"


def test_a_failed_case_can_be_closed(desk, registry) -> None:
    registry()
    desk.arrive(mail())
    with Session(desk.office.engine) as session, session.begin():
        case = session.get_one(CaseRow, 1)
        case.status = "failed"
        session.add(case)
    road.rule(1, Ruling("agente", "illisible", closed=True), desk.office, AT)
    assert desk.case().status == "done"
    assert desk.events()[-1] == ("agente", "ruled")


def second_person(desk) -> tuple[str, str]:
    dossier, certificate, born = "CAR202100777777", "CAR2019007777", date(1988, 4, 12)
    person = {"family_name": "Dubreuil", "given_name": "Maxime", "birth_date": born}
    with Session(desk.office.engine) as session, session.begin():
        session.add(
            CertificateRow(number=certificate, kind="temporary", status="expired",
                           last_valid_on=date(2020, 12, 31), **person)
        )  # fmt: skip
        session.add(DossierRow(number=dossier, status="open", email=HOLDER, **person))
        session.add(
            ExamRow(certificate_number=certificate, outcome="passed", passed_on=date(2019, 9, 16))
        )
    return dossier, certificate


def test_what_was_destroyed_at_its_time_is_not_reopened(held_of_another_address) -> None:
    desk = held_of_another_address
    desk.rule(waiving("sender_holder"))
    with database.transaction(desk.office.engine) as session:
        session.get_one(CaseRow, 1).purged = Purged.MESSAGE
    with pytest.raises(road.NotAllowed, match="détruit"):
        desk.rule(Ruling("agente", "revoir", reopened=True))
