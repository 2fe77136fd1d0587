"""What the network does between a written letter and its server: never twice, and known or held."""

import dataclasses
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session, select

from mailbot import turn
from mailbot.demo.world import World
from mailbot.edges.inbox import Inbox
from mailbot.edges.tables import CaseRow, Fate, LetterRow, Status
from mailbot.living import Living
from mailbot.ticker import Ticker
from tests.configured import ask
from tests.faults import Fault, Proxy, Reciter
from tests.services.test_faults import spread

AT = datetime(2021, 1, 20, 15, 0, tzinfo=UTC)


class Post:
    """An office whose letters go through a proxy to the world's SMTP server, or to another."""

    def __init__(self, office, world: World, proxy: Proxy | Reciter, **changes: object) -> None:
        usual = {"port": proxy.port, "timeout_seconds": 0.5}
        smtp = office.settings.smtp.model_copy(update={**usual, **changes})
        settings = office.settings.model_copy(update={"smtp": smtp})
        self.office = dataclasses.replace(office, settings=settings)
        self.world, self.proxy, self.now, self.delivered = world, proxy, AT, 0
        [(name, section)] = settings.mailbox.items()
        watch = turn.Watch(clock=lambda: self.now)
        self.ticker = Ticker(name, section, Living(self.office), watch)

    def deliver(self) -> None:
        self.delivered += 1
        self.world.deliver(ask(self.delivered), AT)

    def tick(self, later: timedelta = timedelta(hours=2)) -> None:
        """By then whatever waits is due, unless less is said."""
        self.now += later
        self.ticker.post.patience.not_before = 0
        self.ticker.tick()

    def fates(self) -> dict[str, Fate]:
        with Session(self.office.engine) as session:
            return {row.recipient: Fate(row.fate) for row in session.exec(select(LetterRow))}

    def arrived(self, recipient: str) -> int:
        return sum(sent.recipients == (recipient,) for sent in self.world.sent)

    def held(self) -> int:
        with Session(self.office.engine) as session:
            return sum(case.status == Status.HELD for case in session.exec(select(CaseRow)))


@pytest.fixture
def post(office, world) -> Iterator[Post]:
    with Proxy(world.smtp_port) as proxy:
        made = Post(office, world, proxy)
        yield made
        made.ticker.close()


def told(caplog) -> list[str]:
    """What was said of the mail server being away: no traceback, and nothing of the IMAP side."""
    assert not [record for record in caplog.records if record.exc_info]
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert [record for record in errors if not for_a_person(record)] == []
    loud = [record for record in caplog.records if record.levelno >= logging.WARNING]
    return [record.getMessage() for record in loud if not for_a_person(record)]


def for_a_person(record: logging.LogRecord) -> bool:
    """The line that names the case of a letter which was refused, or of which nobody knows."""
    return record.getMessage().endswith("; une personne doit voir")


@pytest.mark.parametrize(("way", "then"), [("down", "cut"), ("up", "cut"), ("down", "silence")])
def test_cut_at_any_byte_a_letter_leaves_once_or_a_person_is_told(post, caplog, way, then) -> None:
    post.deliver()
    post.tick()
    whole = post.proxy.passed[way]
    assert whole > 100
    unknown = 0
    for position in spread(whole, 25 if then == "cut" else 6):
        caplog.clear()
        post.deliver()
        post.proxy.fault = Fault(way, position, then)
        post.tick()
        recipient = f"m@exemple{post.delivered}.ca"
        fate = post.fates()[recipient]
        assert fate in (Fate.WAITING, Fate.SENT, Fate.UNKNOWN), position
        if fate is Fate.WAITING:
            assert post.arrived(recipient) == 0, position
        if fate is Fate.SENT:
            assert post.arrived(recipient) == 1, position
        unknown += fate is Fate.UNKNOWN
        shown = [record for record in caplog.records if for_a_person(record)]
        assert len(shown) == (fate is Fate.UNKNOWN), position
        for line in told(caplog):
            assert line.startswith("SMTP : serveur indisponible (127.0.0.1:"), position
            assert "1 lettre(s) attendent" in line
        post.proxy.fault = None
        post.tick()
        post.tick()
        assert post.fates()[recipient] is (Fate.UNKNOWN if fate is Fate.UNKNOWN else Fate.SENT)
        assert post.arrived(recipient) <= 1, position
        if fate is not Fate.UNKNOWN:
            assert post.arrived(recipient) == 1, position
    assert post.held() == unknown
    assert unknown < post.delivered  # most faults are known for what they are


@pytest.mark.parametrize("answer", ["421 4.3.2 x", "451 4.7.1 liste grise", "452 4.2.2 plein"])
def test_a_letter_that_is_delayed_leaves_later_and_once(post, world, answer) -> None:
    world.answer = lambda letter: answer
    post.deliver()
    for _ in range(3):
        post.tick()
    assert world.sent == []
    assert list(post.fates().values()) == [Fate.WAITING]
    world.answer = lambda letter: "250 OK"
    post.tick()
    post.tick()
    assert len(world.sent) == 1
    assert list(post.fates().values()) == [Fate.SENT]


@pytest.mark.parametrize("answer", ["550 5.1.1 inconnu", "554 5.7.1 non"])
def test_a_letter_that_is_refused_delays_no_other_and_a_person_is_told(post, world, answer) -> None:
    world.answer = lambda letter: answer if "exemple1." in letter.recipients[0] else "250 OK"
    for _ in range(3):
        post.deliver()
    post.tick()
    assert sorted(post.fates().values()) == [Fate.REFUSED, Fate.SENT, Fate.SENT]
    assert post.held() == 1


def test_a_connection_lost_after_the_letter_holds_the_case_and_resends_nothing(post, world) -> None:
    world.answer = lambda letter: None
    post.deliver()
    post.tick()
    world.answer = lambda letter: "250 OK"
    for _ in range(3):
        post.tick()
    assert len(world.sent) == 1
    assert list(post.fates().values()) == [Fate.UNKNOWN]
    assert post.held() == 1


def test_a_server_that_is_away_for_a_day_costs_no_attempt(post, world, caplog) -> None:
    target, post.proxy.target = post.proxy.target, 1
    for _ in range(3):
        post.deliver()
    for _ in range(12):
        post.tick()
    assert len(told(caplog)) == 12
    assert set(post.fates().values()) == {Fate.WAITING}
    post.proxy.target = target
    post.tick()
    assert set(post.fates().values()) == {Fate.SENT}
    assert len(world.sent) == 3


def test_letters_leave_though_the_mailbox_is_away(post, world) -> None:
    """What was received before, or ruled on since, does not wait for IMAP."""
    ticker = post.ticker
    section = ticker.inbox.section
    post.deliver()
    with Inbox(ticker.inbox.name, section) as inbox:
        turn.poll(inbox, post.office, ticker.watch)
    ticker.inbox.section = section.model_copy(update={"port": 1})
    post.tick()
    assert (ticker.patience.failures, len(world.sent)) == (1, 0)
    post.tick()
    assert (ticker.patience.failures, len(world.sent)) == (1, 1)  # IMAP was not tried too soon


def test_one_connection_serves_many_turns(post, world) -> None:
    peers = []
    for _ in range(3):
        post.deliver()
        post.tick()
        peers.append(post.ticker.post.outbox._smtp)
    assert len(world.sent) == 3
    assert peers[0] is not None
    assert len(set(map(id, peers))) == 1
