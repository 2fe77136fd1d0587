"""Messages that a server will not give: asked for a few times, alone, and then a person has what
there is of them. Nothing else waits for them."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from mailbot import replay, road
from mailbot.__main__ import main
from mailbot.edges import ungiven
from mailbot.edges.registry import TransferRow
from mailbot.edges.tables import CaseRow, MessageRow, UngivenRow
from mailbot.values import RawMessage
from tests.configured import ask
from tests.faults import Proxy
from tests.requests import mail
from tests.services.test_faults import AT, Station, failures, one_dovecot, place  # noqa: F401

BAD = ask(1)
HEADER = BAD.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"


class Sick:
    """What a server does with every FETCH that would give the first message."""

    def __init__(self, spoil, header: bool = True, bad: bytes = BAD) -> None:
        self.spoil, self.header, self.bad, self.asked = spoil, header, bad, 0

    def __call__(self, piece: bytes) -> bytes:
        if self.bad in piece or (not self.header and HEADER in piece):
            self.asked += 1
            return self.spoil(piece)
        return piece


def nil(piece: bytes) -> bytes:
    while found := re.search(rb"BODY\[\w*\] \{(\d+)\}\r\n", piece):
        after = found.end() + int(found[1])
        piece = piece[: found.end()].rpartition(b" {")[0] + b" NIL" + piece[after:]
    return piece


def refuse(piece: bytes) -> bytes:
    tag = piece.rstrip().rpartition(b"\r\n")[2].split()[0]
    return tag + b" NO [SERVERBUG] Internal error occurred\r\n"


def leave_out(piece: bytes) -> bytes:
    return re.sub(rb"(?s)\* \d+ FETCH \(.*\)\r\n", b"", piece)


def hang_up(piece: bytes) -> bytes:
    raise ConnectionResetError


def talk_nonsense(piece: bytes) -> bytes:
    return piece.replace(b"FETCH (", b"FETCH (((")


WAYS = [nil, refuse, leave_out, hang_up, talk_nonsense]


@pytest.fixture
def station(office, world, place) -> Iterator[Station]:  # noqa: F811
    port, user = place
    with Proxy(port) as proxy:
        yield Station(office, world, proxy, user)


def held(station: Station) -> tuple[CaseRow, MessageRow] | None:
    with Session(station.office.engine) as session:
        case = session.exec(select(CaseRow).where(CaseRow.status == "held")).first()
        return (case, session.get_one(MessageRow, case.message_pk)) if case else None


def until_held(station: Station, most: int = 40) -> tuple[CaseRow, MessageRow]:
    for _ in range(most):
        station.tick()
        if found := held(station):
            return found
    raise AssertionError("never held")


@pytest.mark.parametrize("spoil", WAYS)
def test_its_header_goes_to_a_person_and_it_is_asked_for_no_more(station, spoil, caplog) -> None:
    station.proxy.rewrite = sick = Sick(spoil)
    station.deliver()
    station.deliver()
    case, message = until_held(station)
    assert message.content.rstrip() == HEADER.rstrip()
    assert message.size > len(message.content)
    assert (case.sender, case.decision) == ("m@exemple1.ca", "review")
    assert case.details["not_given"] == "en-tête seul, après 6 essais"
    assert any("le serveur ne donne pas le message UID" in record.getMessage()
               for record in caplog.records)  # fmt: skip
    asked = sick.asked
    assert asked <= ungiven.ATTEMPTS + 1
    station.deliver()
    for _ in range(5):
        station.tick()
    assert sick.asked == asked
    assert station.counts() == (3, 2)
    assert len(station.world.sent) == 2
    with station.direct() as client:
        assert client.search() == []  # filed, for a person to see
    with Session(station.office.engine) as session:
        assert not session.exec(select(UngivenRow)).all()
        assert not any(replay.differences(session, station.office))


@pytest.mark.parametrize("spoil", WAYS)
def test_others_are_answered_meanwhile(station, spoil) -> None:
    station.proxy.rewrite = Sick(spoil)
    station.deliver()
    station.deliver()
    for _ in range(3):  # together; the first alone; the second
        station.tick()
    assert [sent.recipients for sent in station.world.sent] == [("m@exemple2.ca",)]
    station.deliver()
    station.tick()
    assert len(station.world.sent) == 2


@pytest.mark.parametrize("spoil", [nil, refuse, hang_up])
def test_of_what_gives_not_even_a_header_a_note_goes_to_a_person(station, spoil) -> None:
    station.proxy.rewrite = Sick(spoil, header=False)
    station.deliver()
    case, message = until_held(station)
    text = message.content.decode()
    assert "le serveur de courriel n'en donne ni le" in text
    assert re.search(r"UIDVALIDITY \d+,", text)
    assert case.details["not_given"].startswith("rien, après")
    assert station.world.sent == []


def test_the_attempts_are_spaced_and_survive_restarts(office, world, place) -> None:  # noqa: F811
    port, user = place
    with Proxy(port) as proxy:
        sick = proxy.rewrite = Sick(refuse)
        station = Station(office, world, proxy, user)
        station.deliver()
        for minute in range(360):
            if minute % 30 == 0:  # mailbot starts anew
                station.ticker.close()
                delivered, station = station.delivered, Station(office, world, proxy, user)
                station.delivered = delivered
            station.now += timedelta(minutes=minute) - timedelta(hours=1)
            station.tick()
            station.now -= timedelta(minutes=minute)
            if held(station):
                break
        assert minute == pytest.approx(341, abs=2)
        assert sick.asked == ungiven.ATTEMPTS
        station.ticker.close()


def test_a_server_that_limits_what_is_read_makes_no_case_of_it(station, caplog) -> None:
    def throttle(piece: bytes) -> bytes:
        tag = piece.rstrip().rpartition(b"\r\n")[2].split()[0]
        return tag + b" NO [OVERQUOTA] Account exceeded command or bandwidth limits.\r\n"

    station.proxy.rewrite = Sick(throttle)
    station.deliver()
    for _ in range(20):
        station.tick()
    assert station.counts() == (0, 0)
    assert all("limite les lectures pour un temps" in line for line in failures(caplog))
    station.proxy.rewrite = None
    station.tick()
    station.all_done_once()


def test_one_that_is_given_after_all_is_an_ordinary_case(station) -> None:
    station.proxy.rewrite = Sick(hang_up)
    station.deliver()
    for _ in range(5):
        station.tick()
    station.proxy.rewrite = None
    station.tick()
    station.tick()
    station.all_done_once()
    with Session(station.office.engine) as session:
        assert not session.exec(select(UngivenRow)).all()


def test_of_a_wish_sent_twice_the_one_that_is_given_first_is_carried_out(station, registry) -> None:
    """The other is its repeat when it comes; nothing is transferred twice."""
    registry()
    first, again = mail(), mail(number=2)
    station.proxy.rewrite = Sick(hang_up, bad=first)
    with station.direct() as client:
        for content in (first, again):
            client.append("INBOX", content, msg_time=AT)
    for _ in range(4):
        station.tick()
    station.proxy.rewrite = None
    for _ in range(3):
        station.tick()
    with Session(station.office.engine) as session:
        cases = session.exec(select(CaseRow).order_by(CaseRow.id)).all()
        sent = [session.get_one(MessageRow, case.message_pk).content for case in cases]
        assert len(session.exec(select(TransferRow)).all()) == 1
    assert sent == [again, first]
    assert [case.decision for case in cases] == ["accept", "repeat"]
    assert station.counts() == (2, 2)


def test_one_that_somebody_takes_away_is_forgotten(station) -> None:
    station.proxy.rewrite = Sick(nil)
    station.deliver()
    station.tick()
    with station.direct() as client:
        client.delete_messages(client.search())
        client.expunge()
    station.tick()
    assert station.counts() == (0, 0)
    with Session(station.office.engine) as session:
        assert not session.exec(select(UngivenRow)).all()


def test_it_is_listed_and_reconcile_names_it_until_then(office, world, config_path, capsys) -> None:
    with Proxy(world.imap_port) as proxy:
        proxy.rewrite = Sick(nil)
        station = Station(office, world, proxy)
        station.deliver()
        station.tick()
        capsys.readouterr()
        assert main(["--config", str(config_path), "reconcile"]) == 1
        assert re.search(r"message UID \d+ demandé 2 fois, jamais donné", capsys.readouterr().out)
        until_held(station)
        assert main(["--config", str(config_path), "cases", "list", "--json"]) == 0
        [case] = map(json.loads, capsys.readouterr().out.splitlines())
        assert (case["status"], case["decision"]) == ("held", "review")
        assert main(["--config", str(config_path), "reconcile"]) == 0
        assert main(["--config", str(config_path), "audit", "verify"]) == 0


def test_a_machines_header_alone_is_for_a_person_all_the_same(office) -> None:
    """Without its body nobody can tell what a delivery report was about."""
    header = b"Auto-Submitted: auto-replied\r\n" + HEADER
    raw = RawMessage(header, AT, "infocertificat", uidvalidity=1, uid=1)
    number = road.hold_not_given(raw, 6, office, AT)
    road.settle(number, office, AT)
    with Session(office.engine) as session:
        case = session.get_one(CaseRow, number)
    assert (case.status, case.label, case.decision) == ("held", "automatic", "review")
