"""Who is at a case: fifteen minutes, prolonged by the claimer, in nobody else's way after."""

from datetime import timedelta

import pytest

from mailbot import road
from mailbot.edges.tables import NoteRow
from mailbot.values import Ruling
from tests.requests import AT

QUARTER = timedelta(minutes=15)


def test_a_claim_keeps_others_off_and_expires(held_of_another_address) -> None:
    desk = held_of_another_address
    road.claim(1, "agente", desk.office, AT)
    with pytest.raises(road.Changed, match="prise par agente, jusqu'à 10 h 15"):
        road.claim(1, "autre", desk.office, AT + QUARTER - timedelta(seconds=1))
    road.claim(1, "autre", desk.office, AT + QUARTER)
    assert desk.case().claimed_by == "autre"


def test_claiming_ones_own_prolongs_it_and_is_noted_once(held_of_another_address) -> None:
    desk = held_of_another_address
    road.claim(1, "agente", desk.office, AT)
    road.claim(1, "agente", desk.office, AT + timedelta(minutes=10))
    assert desk.case().claimed_until == AT + timedelta(minutes=25)
    assert desk.events().count(("agente", "claimed")) == 1


def test_a_claim_makes_no_page_out_of_date(held_of_another_address) -> None:
    desk = held_of_another_address
    seen = desk.case().version
    road.claim(1, "agente", desk.office, AT)
    road.release(1, "agente", desk.office, AT)
    assert desk.case().version == seen
    desk.rule(Ruling("agente", label="other"), seen=seen)


def test_only_ones_own_claim_is_released(held_of_another_address) -> None:
    desk = held_of_another_address
    road.claim(1, "agente", desk.office, AT)
    road.release(1, "autre", desk.office, AT)
    assert desk.case().claimed_by == "agente"
    road.release(1, "agente", desk.office, AT)
    assert desk.case().claimed_by is None
    assert [event for _, event in desk.events()][-2:] == ["claimed", "released"]


def test_no_case_no_claim(desk) -> None:
    with pytest.raises(road.NotHeld, match="n'existe pas"):
        road.claim(7, "agente", desk.office, AT)


def test_a_note_stays_with_the_case_and_spoils_nobodys_draft(held_of_another_address) -> None:
    desk = held_of_another_address
    road.claim(1, "agente", desk.office, AT)
    seen = desk.case().version
    road.annotate(1, "autre", "  rappelé hier  ", desk.office, AT)
    [note] = desk.rows(NoteRow)
    assert (note.by, note.text) == ("autre", "rappelé hier")
    assert desk.events()[-1] == ("autre", "noted")
    desk.rule(Ruling("agente", label="other"), seen=seen)


@pytest.mark.parametrize("text", ["", "  \n", "x" * 4001])
def test_a_note_says_something_and_not_everything(held_of_another_address, text: str) -> None:
    with pytest.raises(road.NotAllowed):
        road.annotate(1, "agente", text, held_of_another_address.office, AT)
