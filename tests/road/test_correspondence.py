"""An agent's letters: drafted, changed, sent after a minute, called back until then."""

from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes, policy

import pytest

from mailbot import road
from mailbot.edges import letters
from mailbot.edges.outbox import Outbox
from mailbot.edges.tables import Fate
from mailbot.values import Draft, Ruling
from tests.requests import AT, BODY, CERTIFICATE, DOSSIER, HOLDER, mail

MINUTE = timedelta(minutes=1)
LATE = date(2018, 11, 20)  # an exam that is no longer valid


@pytest.fixture
def unfavourable(desk, registry):
    """A request that nothing objects to but the exam itself."""
    registry(passed_on=LATE)
    desk.arrive(mail())
    assert (desk.case().reasons, desk.case().proposal) == (["exam_valid"], "notice")
    return desk


@pytest.fixture
def dispatch(desk, world):
    """Send what is due at an instant; gives how many letters left in all."""

    def go(at) -> int:
        with Outbox(desk.office.settings.smtp) as outbox:
            outbox.open()
            last = None
            for letter in desk.rows(letters.LetterRow):
                last = road.dispatch(letter.id, outbox, desk.office, at, last) or last
            if last:
                road.conclude(last, desk.office)
        return len(world.sent)

    return go


def message(row):
    return message_from_bytes(row.content, policy=policy.default)


def test_an_answer_leaves_a_minute_later_under_the_letterhead(
    held_of_another_address, dispatch, world
) -> None:
    desk = held_of_another_address
    begun = desk.draft("libre")
    assert (begun.subject, begun.text) == ("Re: Transfert", "")
    number = desk.send(replace(begun, text="Bonne nouvelle : c'est réglé.\n\nÀ bientôt."))
    [row] = desk.letters()
    assert (row.id, row.by, row.template, row.fate) == (number, "agente", "libre", Fate.WAITING)
    assert dispatch(AT + MINUTE - timedelta(seconds=1)) == 0
    assert dispatch(AT + MINUTE) == 1
    assert world.sent[0].content == row.content
    letter = message(row)
    assert (letter["To"], letter["In-Reply-To"]) == (HOLDER, "<m1@exemple.ca>")
    assert letter["Auto-Submitted"] == "auto-replied"
    text = letter.get_body(("plain",)).get_content()
    assert "c’est réglé." in text
    assert "Une personne de l’Office vous envoie ce courriel." in text
    assert "<p" in letter.get_body(("html",)).get_content()
    assert desk.case().status == "done"
    assert desk.events()[-2:] == [("agente", "letter written"), ("mailbot", "letter sent")]


def test_what_is_called_back_never_leaves_and_the_case_waits_again(
    held_of_another_address, dispatch
) -> None:
    desk = held_of_another_address
    number = desk.send(Draft("libre", "Re: Transfert", "Non."))
    road.call_back(number, "agente", desk.office, AT + timedelta(seconds=59))
    assert desk.letters()[0].fate == Fate.CALLED_BACK
    assert desk.case().status == "held"
    assert dispatch(AT + timedelta(days=1)) == 0
    assert desk.events()[-1] == ("agente", "letter called back")
    desk.send(Draft("libre", "Re: Transfert", "Oui."), at=AT + MINUTE)
    assert dispatch(AT + timedelta(hours=1)) == 1


def test_a_letter_that_left_is_not_called_back(held_of_another_address, dispatch) -> None:
    desk = held_of_another_address
    number = desk.send(Draft("libre", "Re: Transfert", "Oui."))
    dispatch(AT + MINUTE)
    with pytest.raises(road.NotHeld, match="est partie"):
        road.call_back(number, "agente", desk.office, AT + MINUTE)


def test_a_letter_of_mailbot_is_not_called_back(desk, registry) -> None:
    """The transfer is done: its person is told."""
    registry()
    desk.arrive(mail())
    with pytest.raises(road.NotHeld):
        road.call_back(desk.letters()[0].id, "agente", desk.office, AT)


def test_hostile_words_stay_text(held_of_another_address) -> None:
    desk = held_of_another_address
    evil = "<script>x</script>\u202e\x07 {{ 7*7 }}"
    desk.send(Draft("libre", "Re: a\r\nBcc: x@y.ca", evil))
    letter = message(desk.letters()[0])
    assert letter["Bcc"] is None
    html = letter.get_body(("html",)).get_content()
    assert "<script>" not in html
    assert "{{ 7*7 }}" in html
    assert "\u202e" not in html + letter.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "vide"),
        ("Payez 120 $ au comptoir.", "montant"),
        ("Payez $\u00a0120.", "montant"),
        ("Voici : [À compléter : les recours]", "remplacez"),
    ],
)
def test_a_letter_that_may_not_leave_is_refused(held_of_another_address, text, why) -> None:
    desk = held_of_another_address
    with pytest.raises(road.NotAllowed, match=why):
        desk.send(Draft("libre", "Re: Transfert", text))
    assert desk.letters() == []
    assert desk.case().status == "held"


def test_a_canned_text_is_a_draft(held_of_another_address) -> None:
    desk = held_of_another_address
    begun = desk.draft("demande-pour-une-autre-personne")
    assert "autre personne" in begun.text
    desk.send(begun)
    assert desk.letters()[0].template == "demande-pour-une-autre-personne"


def test_what_was_named_otherwise_and_is_not_decided_yet_has_no_draft(unfavourable) -> None:
    desk = unfavourable
    road.rule(1, Ruling("agente", "ce n'est pas une demande", label="other"), desk.office, AT)
    with pytest.raises(road.NotAllowed, match="se lit autrement"):
        road.draft(1, "renseignements", desk.office, AT)


def test_a_letter_that_no_template_makes_is_refused(held_of_another_address) -> None:
    with pytest.raises(road.NotAllowed, match="ouvrir-un-dossier"):
        held_of_another_address.draft("facture")


class TestTheQuestion:
    @pytest.fixture
    def lacking(self, desk, registry):
        registry()
        desk.arrive(mail(BODY.replace(DOSSIER, "").replace("exemple.ca", ""), passed=False))
        assert desk.case().reasons == ["sender_authenticated", "dossier_given"]
        return desk

    def test_an_agent_asks_for_what_is_missing(self, lacking) -> None:
        begun = lacking.draft("renseignements")
        assert "Le numéro de votre nouveau dossier" in begun.text
        assert "Bonjour" not in begun.text
        lacking.send(begun)
        assert "<h2" in message(lacking.letters()[0]).get_body(("html",)).get_content()
        assert lacking.case().asked == 1

    def test_it_counts_as_one_of_the_two_of_the_conversation(self, desk, registry) -> None:
        registry()
        wish = "Transférez mon résultat d'examen svp."
        desk.arrive(mail(f"{wish} Mon certificat {CERTIFICATE} et {CERTIFICATE[:-1]}8"))
        assert desk.case().reasons == ["request_one_person", "dossier_given"]
        desk.send(desk.draft("renseignements"))
        desk.arrive(mail(wish + f" {CERTIFICATE}", number=2), at=AT + timedelta(days=1))
        assert desk.case(2).decision == "ask"
        desk.arrive(mail(wish + f" {CERTIFICATE}", number=3), at=AT + timedelta(days=2))
        assert desk.case(3).decision == "review"

    def test_called_back_it_does_not_count(self, lacking) -> None:
        number = lacking.send(lacking.draft("renseignements"))
        road.call_back(number, "agente", lacking.office, AT)
        assert lacking.case().asked == 0

    def test_where_nothing_is_missing_nothing_is_asked(self, held_of_another_address) -> None:
        with pytest.raises(road.NotAllowed, match="rien ne manque"):
            held_of_another_address.draft("renseignements")


class TestTheNotice:
    def test_it_gives_the_intention_the_reasons_and_the_days_to_answer(self, unfavourable) -> None:
        begun = unfavourable.draft("preavis")
        assert "a l’intention de la refuser" in begun.text
        assert "20\u00a0novembre 2020" in begun.text or "20 novembre 2020" in begun.text
        assert "mercredi 3 février 2021" in begun.text  # ten working days after 20 January
        unfavourable.send(begun)
        letter = message(unfavourable.letters()[0])
        text = letter.get_body(("plain",)).get_content()
        assert "présenter vos observations" in text
        assert "infocertificat@opc.gouv.qc.ca" in text
        assert "$" not in text
        assert unfavourable.case().noticed_until == date(2021, 2, 3)
        assert unfavourable.case().status == "done"

    def test_it_tells_nothing_to_somebody_who_may_not_be_the_holder(self, desk, registry) -> None:
        registry(passed_on=LATE, email="autre@exemple.ca")
        desk.arrive(mail())
        with pytest.raises(road.NotAllowed, match="sender_holder"):
            desk.draft("preavis")
        desk.rule(Ruling("agente", "confirmé", waived=frozenset({"sender_holder"})))
        assert "refuser" in desk.draft("preavis").text

    def test_no_notice_where_nothing_is_to_be_refused(self, desk, registry) -> None:
        registry(birth_date=None)
        desk.arrive(mail())
        with pytest.raises(road.NotAllowed, match="rien à refuser"):
            desk.draft("preavis")

    def test_a_changed_draft_leaves_as_it_was_changed(self, unfavourable) -> None:
        begun = unfavourable.draft("preavis")
        unfavourable.send(replace(begun, text=begun.text + "\n\nAppelez-nous au besoin."))
        letter = message(unfavourable.letters()[0])
        for form in ("plain", "html"):
            assert "Appelez-nous au besoin." in letter.get_body((form,)).get_content()
        assert unfavourable.case().noticed_until == date(2021, 2, 3)

    def test_called_back_its_days_do_not_run(self, unfavourable) -> None:
        number = unfavourable.send(unfavourable.draft("preavis"))
        road.call_back(number, "agente", unfavourable.office, AT)
        assert unfavourable.case().noticed_until is None
        assert road.bring_back(unfavourable.office, AT + timedelta(days=90)) == 0

    def test_what_is_likely_wanted_is_proposed(self, unfavourable) -> None:
        assert road.proposed(unfavourable.case(), unfavourable.office) == "preavis"


def test_a_machine_is_answered_by_nobody(desk, registry) -> None:
    registry()
    desk.arrive(mail(headers={"Auto-Submitted": "auto-replied"}))
    desk.rule(Ruling("agente", "voir", reopened=True))
    with pytest.raises(road.NotAllowed, match="machine"):
        desk.draft("libre")


def test_an_answered_case_is_nobodys_to_answer_again(held_of_another_address) -> None:
    desk = held_of_another_address
    desk.send(Draft("libre", "Re: x", "Oui."))
    with pytest.raises(road.NotHeld):
        desk.send(Draft("libre", "Re: x", "Non."))


def test_a_stale_page_sends_nothing(held_of_another_address) -> None:
    desk = held_of_another_address
    with pytest.raises(road.Changed):
        road.send(1, "agente", Draft("libre", "Re: x", "Oui."), desk.office, AT, seen=0)
    assert desk.letters() == []


def test_too_many_letters_to_one_address_are_held_an_agents_too(
    held_of_another_address, dispatch, world
) -> None:
    desk = held_of_another_address
    limits = desk.office.settings.limits.model_copy(update={"letters_per_address_per_day": 1})
    settings = desk.office.settings.model_copy(update={"limits": limits})
    desk.office = replace(desk.office, settings=settings)
    for place in range(2):
        desk.send(Draft("libre", "Re: x", f"Lettre {place}."), at=AT + place * MINUTE)
        if place == 0:
            dispatch(AT + MINUTE)
            desk.rule(Ruling("agente", "encore", reopened=True), at=AT + MINUTE)
    assert dispatch(AT + 3 * MINUTE) == 1
    assert desk.letters()[1].fate == Fate.HELD
    assert desk.case().status == "held"
    road.resend(desk.letters()[1].id, "agente", desk.office, AT + timedelta(days=2))
    assert desk.case().status == "done"
    assert dispatch(AT + timedelta(days=2)) == 2
