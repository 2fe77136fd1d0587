"""Several cases closed at once: only what needs nobody."""

from mailbot import road
from tests.requests import AT, mail


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
