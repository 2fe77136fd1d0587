"""Several cases closed at once: only what needs nobody."""

from datetime import timedelta

from sqlmodel import Session

from mailbot import road
from mailbot.edges.tables import CaseRow
from mailbot.values import Ruling
from tests.requests import AT, BODY, mail


def test_thanks_and_duplicates_are_closed_and_the_rest_is_named(desk, registry) -> None:
    registry(birth_date=None)
    desk.arrive(mail(), mail(number=2), mail("Merci beaucoup!\n", number=3))
    assert [desk.case(n).status for n in (1, 2, 3)] == ["held", "held", "held"]
    refused = road.close_many([1, 2, 3, 3, 9], "cheffe", "doubles", desk.office, AT)
    assert set(refused) == {1, 9}
    assert "une à une" in refused[1]
    assert [desk.case(n).status for n in (1, 2, 3)] == ["held", "done", "done"]
    assert ("cheffe", "ruled") in desk.events(2)


def test_what_another_has_is_left_to_them(desk, registry) -> None:
    registry()
    desk.arrive(mail("Merci beaucoup!\n"))
    road.claim(1, "autre", desk.office, AT)
    assert "autre" in road.close_many([1], "cheffe", "merci", desk.office, AT)[1]
    assert desk.case().status == "held"


def test_a_reason_is_owed(desk, registry) -> None:
    registry()
    desk.arrive(mail("Merci beaucoup!\n"))
    assert "motif" in road.close_many([1], "cheffe", "", desk.office, AT)[1]


COMPLAINT = "Bonjour, mon agent de recouvrement refuse de me répondre.\n\nMaxime Dubreuil\n"


def foreseen(desk, *numbers: int) -> tuple[dict[int, str], dict[int, str]]:
    before = desk.everything()
    found = road.foresee(numbers, "cheffe", "doubles", desk.office, AT)
    assert desk.everything() == before
    return found


def test_what_is_foreseen_is_what_happens(desk, registry) -> None:
    registry(birth_date=None)
    desk.arrive(mail(), mail(number=2), mail("Merci beaucoup!\n", number=3))
    closed, refused = foreseen(desk, 1, 2, 3, 9)
    assert closed == {2: "double de l'affaire 1", 3: "rien à faire"}
    assert road.close_many([1, 2, 3, 9], "cheffe", "doubles", desk.office, AT) == refused


def test_the_same_words_sent_again_are_a_duplicate(desk, registry) -> None:
    registry()
    desk.arrive(mail(COMPLAINT), mail(COMPLAINT.upper(), number=2))
    assert foreseen(desk, 1, 2)[0] == {2: "double de l'affaire 1"}


def test_the_same_message_id_over_other_words_is_none(desk, registry) -> None:
    registry()
    desk.arrive(mail(COMPLAINT), mail("Bonjour, j'annule mon certificat.\n"))
    assert desk.case(2).details["same_message_id_as"] == 1
    assert foreseen(desk, 1, 2)[0] == {}


def test_what_differs_is_none(desk, registry) -> None:
    registry()
    desk.arrive(
        mail(COMPLAINT),
        mail(COMPLAINT, number=2, subject="Plainte"),
        mail(COMPLAINT, number=3, sender="zoe@exemple.ca"),
        mail(COMPLAINT, number=4, passed=False),
        mail("\n", number=5),
        mail("\n", number=6),
    )
    assert foreseen(desk, *range(1, 7))[0] == {}


def test_nor_is_the_same_after_the_conversations_time(desk, registry) -> None:
    registry()
    desk.arrive(mail(COMPLAINT))
    desk.arrive(mail(COMPLAINT, number=2), at=AT + timedelta(days=31))
    assert foreseen(desk, 2)[0] == {}


def test_a_question_that_repeats_the_numbers_is_none(desk, registry) -> None:
    registry(birth_date=None)
    desk.arrive(mail(), mail(f"{BODY}\nEst-ce long ?\n", number=2))
    desk.rule(Ruling("a", corrections={"question": "oui"}), 2)
    assert foreseen(desk, 2)[0] == {}


def test_what_is_closed_already_is_said_so(desk, registry) -> None:
    registry()
    desk.arrive(mail())
    assert foreseen(desk, 1)[1] == {1: "l'affaire 1 n'attend pas de décision"}


def test_of_what_the_code_fails_on_nothing_is_known(desk, registry) -> None:
    registry()
    desk.arrive(mail(COMPLAINT), mail(COMPLAINT, number=2))
    with Session(desk.office.engine) as session, session.begin():
        session.get_one(CaseRow, 2).status = "failed"
    assert "une à une" in foreseen(desk, 2)[1][2]
