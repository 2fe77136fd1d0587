"""What comes late, or meanwhile, or twice: a ruling, an answer, a message that is never given."""

import dataclasses
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from mailbot import reconciliation, road, turn
from mailbot.edges.outbox import Outbox, Unavailable
from mailbot.edges.tables import CaseRow, Fate, LetterRow, Status
from mailbot.values import RawMessage, Ruling
from tests.configured import ask
from tests.desks import Desk
from tests.requests import AT, mail


class Mail(Outbox):
    """A server that does what it is told with the next letter; what it took stays."""

    def __init__(self, act: Callable[[], None] = lambda: None) -> None:
        self.act, self.taken = act, 0

    def send(self, recipient: str, content: bytes) -> None:
        self.act()
        self.taken += 1


def minutes(number: int):
    return AT + timedelta(minutes=number)


def only(desk: Desk, table):
    with Session(desk.office.engine) as session:
        return session.exec(select(table).order_by(col(table.id).desc())).first()


def away() -> None:
    raise Unavailable("421")


def killed() -> None:
    raise SystemExit


def test_a_ruling_that_is_not_heard_yet_outlives_the_trouble_of_its_letter(desk) -> None:
    """The letter's fate brings the case before a person; marking it as sent does not close it."""
    desk.arrive(ask(1))
    with pytest.raises(SystemExit):
        road.dispatch(1, Mail(killed), desk.office, minutes(1))
    road.rule(1, Ruling("agente", "au téléphone", reopened=True), desk.office, minutes(2))
    road.settle(1, desk.office, minutes(2))
    said = {"intent": "oui"}
    road.rule(1, Ruling("agente", "", corrections=said), desk.office, minutes(3))
    assert only(desk, CaseRow).status == Status.WAITING
    assert turn.begin(desk.office, minutes(20)) is None
    road.mark_sent(1, "agente", "vue dans les envoyés", desk.office, minutes(21))
    assert only(desk, CaseRow).status == Status.HELD


def test_an_answer_that_comes_after_another_attempt_began_says_nothing_of_it(
    desk, registry
) -> None:
    registry()
    desk.arrive(mail())
    late = road.dispatch(1, Mail(away), desk.office, minutes(1))
    assert road.give_up_on_adrift(desk.office, minutes(2), minutes(12)) == 1
    road.resend(1, "agente", desk.office, minutes(13))
    server = Mail(lambda: road.conclude(late, desk.office))
    sent = road.dispatch(1, server, desk.office, minutes(14))
    road.conclude(sent, desk.office)
    assert only(desk, LetterRow).fate == Fate.SENT
    assert road.dispatch(1, server, desk.office, minutes(20)) is None
    assert server.taken == 1


def test_two_messages_of_which_nothing_is_given_are_two_cases(desk) -> None:
    """Though their places have the same name: the mailbox was moved to another server between."""
    cases = []
    for account in ("u@ancien/INBOX", "u@nouveau/INBOX"):
        road.arrive("infocertificat", account, 1, desk.office)
        nothing = RawMessage(b"", AT, "infocertificat", 1, 7)
        cases.append(road.hold_not_given(nothing, 7, desk.office, AT))
        road.settle(cases[-1], desk.office, AT)
        assert only(desk, CaseRow).status == Status.HELD
    assert len(set(cases)) == 2


def test_a_run_of_once_reads_the_second_mailbox_though_the_first_is_away(
    office, world, registry
) -> None:
    registry()
    world.deliver(mail(), AT)
    [section] = office.settings.mailbox.values()
    sections = {"absente": section.model_copy(update={"port": 1}), "infocertificat": section}
    settings = office.settings.model_copy(update={"mailbox": sections})
    both = dataclasses.replace(office, settings=settings)
    with pytest.raises(OSError, match=r"127\.0\.0\.1:1 "):
        turn.once(both, turn.Watch(clock=lambda: AT))
    with Session(office.engine) as session:
        assert session.exec(select(CaseRow.decision)).all() == ["accept"]


def test_a_case_ruled_on_a_moment_ago_is_not_stuck(desk) -> None:
    desk.arrive(ask(1))
    later = minutes(60 * 24)
    road.rule(1, Ruling("agente", "x", reopened=True), desk.office, later)
    told = "affaire 1 : attend d'être décidée depuis plus d'une heure"
    assert told not in reconciliation.in_database(desk.office, later)
    assert told in reconciliation.in_database(desk.office, later + timedelta(hours=2))
