"""Each code at each step of SMTP, on the whole road: from a message in the inbox to its letter.

What is said before RCPT is about the server or about us: nothing is held, one line says so. What is
said of a letter is about this one, and delays no other.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from pydantic import SecretStr
from sqlmodel import Session, col, func, select

from mailbot import reconciliation, turn
from mailbot.edges import audit
from mailbot.edges.database import reading
from mailbot.edges.registry import TransferRow
from mailbot.edges.tables import CaseRow, Fate, LetterRow
from tests.configured import ask
from tests.faults import Reciter, Said, smtp
from tests.requests import HOLDER, mail
from tests.services.test_letter_faults import AT, Post

OTHER = "m@exemple2.ca"
SERVER = ("220", "EHLO", "AUTH", "MAIL")  # the steps at which no letter was spoken of
LETTER = ("RCPT", "DATA", ".")
CODES = (
    "421 4.3.2 fermeture", "451 4.7.1 attendez", "452 4.3.1 plein", "550 5.7.1 pas de vous",
    "554 5.7.1 non",
)  # fmt: skip


class Relay:
    """An SMTP server that answers `fault` at `step`: to everybody, or to the holder's letter."""

    def __init__(self) -> None:
        self.step = self.fault = ""
        self.everybody = False  #: also where a letter is spoken of
        self.taken: list[str] = []
        self.recipient = ""
        self.usual = smtp({}, ("AUTH PLAIN",))
        self.server = Reciter(b"220 relais\r\n", self.answered)

    def fail(self, step: str, fault: str) -> None:
        self.step, self.fault = step, fault
        self.server.greeting = f"{fault if step == '220' else '220 relais'}\r\n".encode()

    def answered(self, line: bytes) -> Said:
        word = line.decode().strip().upper().replace(":", " ").split(" ")[0]
        word = word.replace("HELO", "EHLO")  # who does not know the one has to know the other
        if word == "RCPT":
            self.recipient = line.decode().partition("<")[2].partition(">")[0]
        said = self.usual(line)
        meant = self.everybody or word in SERVER or self.recipient == HOLDER
        if word == self.step and meant and said:
            if word == "DATA":
                self.usual = smtp({}, ("AUTH PLAIN",))  # no letter follows
            said = f"{self.fault}\r\n".encode()
        if word == "." and said and said.startswith(b"250"):
            self.taken.append(self.recipient)
        return said


@pytest.fixture
def relay() -> Iterator[Relay]:
    made = Relay()
    with made.server:
        yield made


@pytest.fixture
def post(office, world, registry, relay) -> Iterator[Post]:
    """Two letters to come: of a transfer, and of a question."""
    registry()
    login = {"username": "mailbot", "password": SecretStr("tr3s-secret")}
    made = Post(office, world, relay.server, **login)
    world.deliver(mail(), AT)
    world.deliver(ask(2), AT)
    yield made
    made.ticker.close()


def lines(caplog) -> list[tuple[int, str]]:
    assert not [record for record in caplog.records if record.exc_info]
    assert "tr3s-secret" not in caplog.text
    found = [(record.levelno, record.getMessage()) for record in caplog.records]
    return [line for line in found if line[0] >= logging.WARNING]


def done_once(post: Post, *for_a_person: str) -> None:
    """Two messages, two cases, two letters, one transfer; nothing hangs in the air."""
    with Session(post.office.engine) as session:
        for table, wanted in ((CaseRow, 2), (LetterRow, 2), (TransferRow, 1)):
            assert session.exec(select(func.count()).select_from(table)).one() == wanted
    with reading(post.office.engine) as session:
        assert audit.breaks(session) == []
    assert reconciliation.found(post.office, post.now) == list(for_a_person)


def attempts(post: Post) -> list[int]:
    with Session(post.office.engine) as session:
        return list(session.exec(select(LetterRow.attempts).order_by(col(LetterRow.id))))


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("step", SERVER)
def test_what_is_said_before_a_letter_holds_none_and_is_one_line(
    post, relay, caplog, step, code
) -> None:
    relay.fail(step, code)
    post.tick()
    [(level, line)] = lines(caplog)
    assert line.startswith("SMTP : serveur indisponible (127.0.0.1:")
    number = code[:3]
    assert number in line
    assert "2 lettre(s) attendent ; nouvel essai dans" in line
    assert level == (logging.ERROR if number.startswith("5") else logging.WARNING)
    if step != "AUTH":  # there the words could repeat the password
        assert code in line
    for _ in range(20):  # a bad day
        post.tick()
    assert [level for level, _ in lines(caplog)].count(logging.ERROR) <= 2  # the alert, each day
    assert set(post.fates().values()) == {Fate.WAITING}
    assert (attempts(post), post.held(), relay.taken) == ([0, 0], 0, [])
    relay.fail("", "")
    post.tick()
    post.tick()
    assert set(post.fates().values()) == {Fate.SENT}
    assert sorted(relay.taken) == sorted([HOLDER, OTHER])
    done_once(post)


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith("4")])
@pytest.mark.parametrize("step", LETTER)
def test_a_letter_that_is_asked_to_wait_delays_no_other_and_leaves_once(
    post, relay, caplog, step, code
) -> None:
    relay.fail(step, code)
    post.tick()
    [(_, line)] = lines(caplog)
    assert code in line
    if code.startswith("421"):
        assert line.startswith("SMTP : serveur indisponible (127.0.0.1:")
    else:
        assert f"lettre à {HOLDER}, remise à plus tard par le serveur ({code})" in line
        assert line.endswith("nouvel essai dans 1 min (essai 1 sur 10)")
        assert relay.taken == [OTHER]
    post.tick(timedelta(seconds=5))  # the server is asked again, not for the letter
    assert relay.taken == [OTHER]
    assert post.fates() == {HOLDER: Fate.WAITING, OTHER: Fate.SENT}
    relay.fail("", "")
    post.tick()
    post.tick()
    assert relay.taken == [OTHER, HOLDER]
    assert post.held() == 0
    done_once(post)


@pytest.mark.parametrize("code", [code for code in CODES if code.startswith("5")])
@pytest.mark.parametrize("step", LETTER)
def test_a_letter_that_is_refused_is_held_shown_and_delays_no_other(
    post, relay, caplog, step, code
) -> None:
    relay.fail(step, code)
    post.tick()
    [(level, line)] = lines(caplog)
    assert level == logging.ERROR
    assert line.endswith(f"lettre à {HOLDER}, refusée ({code}) ; une personne doit voir")
    relay.fail("", "")
    post.tick()
    assert post.fates() == {HOLDER: Fate.REFUSED, OTHER: Fate.SENT}
    assert (relay.taken, post.held()) == ([OTHER], 1)
    done_once(post, "affaire 1 : lettre finalisez refusée par le serveur")


def test_a_server_that_relays_no_more_holds_three_letters_and_not_all_of_a_morning(
    post, relay, caplog
) -> None:
    relay.fail("RCPT", "554 5.7.1 Relay access denied")
    relay.everybody = True
    for number in range(3, 11):
        post.world.deliver(ask(number), AT)
    post.tick()
    assert post.held() == 3
    waits = [line for _, line in lines(caplog) if "nouvel essai" in line]
    [told] = waits
    assert "3 lettres refusées de suite : 554 5.7.1 Relay access denied) ; 7 lettre(s)" in told
    post.tick()  # one is tried
    assert (post.held(), relay.taken) == (4, [])
    relay.fail("", "")
    post.tick()
    assert (post.held(), len(relay.taken)) == (4, 6)


def test_bad_addresses_in_a_row_hold_back_no_good_letter(post, relay) -> None:
    """What the server says of an address (RFC 3463, 5.1.z) tells nothing of the server."""
    relay.fail("RCPT", "550 5.1.1 no such user")
    relay.everybody = True
    for number in range(3, 8):
        post.world.deliver(ask(number), AT)
    post.tick()
    assert (post.held(), relay.taken) == (7, [])


def test_a_letter_that_is_always_asked_to_wait_goes_to_a_person_after_a_night(
    post, relay, caplog
) -> None:
    relay.fail("RCPT", "450 4.2.1 plus tard")
    ticks = 0
    while post.fates().get(HOLDER, Fate.WAITING) is Fate.WAITING:
        post.tick(timedelta(minutes=10))
        ticks += 1
    assert 8 * 6 < ticks < 10 * 6
    assert (post.fates()[HOLDER], post.held(), relay.taken) == (Fate.REFUSED, 1, [OTHER])
    assert lines(caplog)[-1][1].endswith("refusée (450 4.2.1 plus tard) ; une personne doit voir")


def test_a_run_of_once_does_not_wait_and_the_next_one_sends_what_has_come_due(post, relay) -> None:
    relay.fail("RCPT", "451 4.7.1 attendez")
    taken = []
    for seconds in (0, 30, 61):
        now = AT + timedelta(seconds=seconds)
        turn.once(post.office, turn.Watch(clock=lambda now=now: now))
        relay.fail("", "")
        taken.append(list(relay.taken))
    assert taken == [[OTHER], [OTHER], [OTHER, HOLDER]]
