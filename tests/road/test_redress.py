"""Letters of a fate that is not known, or not good: an agent decides, and they leave the queue."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from mailbot import road
from mailbot.edges.tables import Fate, LetterRow
from mailbot.road.mailing import Attempted
from mailbot.values import Ruling
from tests.requests import AT, mail


@pytest.fixture
def adrift(desk, registry):
    """A case that is done, and whose letter met the given fate."""

    def become(fate: Fate):
        registry()
        desk.arrive(mail())
        with Session(desk.office.engine) as session, session.begin():
            letter = session.get_one(LetterRow, 1)
            letter.fate, letter.attempts, letter.attempted_at = Fate.SENDING, 5, AT
            session.add(letter)
        road.conclude(Attempted(1, fate, "panne", AT), desk.office)
        assert desk.case().status == "held"
        return desk

    return become


@pytest.mark.parametrize("fate", [Fate.UNKNOWN, Fate.REFUSED])
def test_the_same_bytes_again(adrift, fate) -> None:
    desk = adrift(fate)
    bytes_before = desk.letters()[0].content
    road.resend(1, "agente", desk.office, AT)
    [letter] = desk.letters()
    assert (letter.fate, letter.content) == (Fate.WAITING, bytes_before)
    assert desk.case().status == "done"
    assert "letter" not in desk.case().details
    assert desk.events()[-1] == ("agente", "letter resent")
    with pytest.raises(road.NotHeld):
        road.resend(1, "agente", desk.office, AT)


def test_noted_as_sent_with_how_it_is_known(adrift) -> None:
    desk = adrift(Fate.UNKNOWN)
    with pytest.raises(road.NotAllowed, match="motif"):
        road.mark_sent(1, "agente", " ", desk.office, AT)
    road.mark_sent(1, "agente", "elle l'a reçue", desk.office, AT)
    [letter] = desk.letters()
    assert (letter.fate, letter.sent_at) == (Fate.SENT, AT)
    assert desk.case().status == "done"


def test_what_an_agent_had_taken_up_stays_before_them(desk, registry) -> None:
    registry()
    desk.arrive(mail())
    desk.rule(Ruling("agente", "voir", reopened=True))
    with Session(desk.office.engine) as session, session.begin():
        letter = session.get_one(LetterRow, 1)
        letter.fate, letter.attempts, letter.attempted_at = Fate.SENDING, 1, AT
        session.add(letter)
    road.conclude(Attempted(1, Fate.UNKNOWN, "panne", AT), desk.office)
    road.resend(1, "agente", desk.office, AT)
    assert desk.case().status == "held"


def test_a_case_in_other_hands_is_left_alone(adrift) -> None:
    desk = adrift(Fate.UNKNOWN)
    road.claim(1, "autre", desk.office, AT)
    with pytest.raises(road.Changed):
        road.resend(1, "agente", desk.office, AT + timedelta(minutes=1))
    assert desk.letters()[0].fate == Fate.UNKNOWN
