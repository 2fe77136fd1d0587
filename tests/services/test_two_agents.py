"""Two agents at once on one case: one is heard, the other is told; on both databases."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest

from mailbot import config, road
from mailbot.edges import audit, database
from mailbot.edges.outbox import Outbox
from mailbot.edges.registry import TransferRow
from mailbot.edges.tables import Fate, RulingRow
from mailbot.values import Draft, Ruling
from tests.configured import write_config
from tests.desks import Desk
from tests.requests import AT, fill_registry, mail

TIMES = 12  # cases over which both race


@pytest.fixture
def desk(database_url: str, tmp_path: Path, world) -> Desk:
    """Cases that wait for an agent, all of one person, numbered from 1."""
    path = write_config(tmp_path, url=database_url, imap=world.imap_port, smtp=world.smtp_port)
    office = config.load(path)
    database.migrate(office.engine)
    fill_registry(office.engine, email="autre@exemple.ca")
    desk = Desk(office)
    desk.arrive(*(mail(number=number) for number in range(1, TIMES + 1)))
    return desk


def both(first: Callable[[], object], second: Callable[[], object]) -> list[object]:
    """What each gave or raised, begun at the same instant on two threads."""
    start = Barrier(2)

    def outcome(act: Callable[[], object]) -> object:
        start.wait()
        try:
            return act()
        except Exception as error:
            return error

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(outcome, (first, second)))


def test_of_two_rulings_on_the_same_page_one_is_refused(desk: Desk) -> None:
    for number in range(1, TIMES + 1):
        seen = desk.case(number).version

        def ruled(by: str, number: int = number, seen: int = seen) -> None:
            road.rule(number, Ruling(by, "fini", closed=True), desk.office, AT, seen)

        results = both(lambda: ruled("agente"), lambda: ruled("autre"))
        assert sorted(type(one).__name__ for one in results) == ["Changed", "NoneType"]
    assert len(desk.rows(RulingRow)) == TIMES


def test_of_two_claims_one_holds(desk: Desk) -> None:
    for number in range(1, TIMES + 1):

        def claimed(by: str, number: int = number) -> str:
            road.claim(number, by, desk.office, AT)
            return by

        results = both(lambda: claimed("agente"), lambda: claimed("autre"))
        [winner] = [one for one in results if isinstance(one, str)]
        assert desk.case(number).claimed_by == winner
        assert [type(one) for one in results if one != winner] == [road.Changed]


def test_two_waivers_at_once_transfer_once(desk: Desk) -> None:
    """Of the same person's several messages, ruled on and settled by two agents at once."""

    def waived(by: str, number: int) -> None:
        ruling = Ruling(by, "confirmé", waived=frozenset({"sender_holder"}))
        road.rule(number, ruling, desk.office, AT)
        road.settle(number, desk.office, AT)

    assert both(lambda: waived("agente", 1), lambda: waived("autre", 2)) == [None, None]
    assert sorted(desk.case(number).decision for number in (1, 2)) == ["accept", "repeat"]
    assert len(desk.rows(TransferRow)) == 1


def test_a_letter_leaves_or_is_called_back_and_never_both(desk: Desk, world) -> None:
    for number in range(1, TIMES + 1):
        letter = desk.send(Draft("libre", "Re: x", f"Oui, {number}."), number)
        before = len(world.sent)

        def leave(letter: int = letter) -> None:
            with Outbox(desk.office.settings.smtp) as outbox:
                outbox.open()
                later = AT + timedelta(minutes=1)
                if gone := road.dispatch(letter, outbox, desk.office, later):
                    road.conclude(gone, desk.office)

        def regret(letter: int = letter) -> None:
            road.call_back(letter, "agente", desk.office, AT + timedelta(seconds=59))

        _, regretted = both(leave, regret)
        [row] = desk.letters(number)
        if regretted is None:
            assert (row.fate, len(world.sent) - before) == (Fate.CALLED_BACK, 0)
        else:
            assert isinstance(regretted, road.NotHeld)
            assert row.fate in (Fate.SENT, Fate.HELD)


def test_the_audit_chain_holds_after_two_agents(desk: Desk) -> None:
    for number in range(1, TIMES, 2):
        both(
            lambda n=number: road.annotate(n, "agente", "vu", desk.office, AT),
            lambda n=number: road.claim(n + 1, "autre", desk.office, AT),
        )
    with database.reading(desk.office.engine) as session:
        assert audit.breaks(session) == []
