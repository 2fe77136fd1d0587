"""The SMTP edge against a real server (aiosmtpd): what is known of each letter."""

import socket
import threading

import pytest

from mailbot.edges.outbox import Delayed, Outbox, Refused, Unavailable, Unknown
from mailbot.edges.settings import SmtpSection

LETTER = b"From: a@b.example\r\nTo: c@d.example\r\n\r\n.Bonjour\r\n..\r\nfin\r\n"


@pytest.fixture
def section(world) -> SmtpSection:
    return SmtpSection(host="127.0.0.1", port=world.smtp_port, security="plain")


@pytest.fixture
def outbox(section):
    with Outbox(section) as opened:
        opened.open()
        yield opened


def test_a_letter_leaves_as_it_is_with_a_null_return_path(world, outbox) -> None:
    outbox.send("c@d.example", LETTER)
    [sent] = world.sent
    assert (sent.sender, sent.recipients, sent.content) == ("", ("c@d.example",), LETTER)


def test_many_letters_share_a_connection(world, outbox) -> None:
    before = outbox._smtp
    for _ in range(3):
        outbox.open()
        outbox.send("c@d.example", LETTER)
    assert outbox._smtp is before
    assert len(world.sent) == 3


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("451 4.3.0 plus tard", Delayed),
        ("452 4.2.2 plein", Delayed),
        ("550 5.1.1 inconnu", Refused),
    ],
)
def test_what_the_server_says_after_the_letter_is_told(world, outbox, answer, expected) -> None:
    world.answer = lambda letter: answer
    with pytest.raises(expected, match=answer.split()[-1]):
        outbox.send("c@d.example", LETTER)
    world.answer = lambda letter: "250 OK"
    outbox.open()
    outbox.send("c@d.example", LETTER)
    assert len(world.sent) == 1


def test_a_cut_after_the_letter_is_unknown_not_a_failure(world, outbox) -> None:
    world.answer = lambda letter: None
    with pytest.raises(Unknown):
        outbox.send("c@d.example", LETTER)
    assert len(world.sent) == 1  # the server had taken it


def test_a_server_that_is_away_is_unavailable(section) -> None:
    outbox = Outbox(section.model_copy(update={"port": 1}))
    with pytest.raises(Unavailable):
        outbox.open()


def scripted(*answers: bytes) -> int:
    """A server that says these lines, one for each command it hears, then hangs up."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        peer, _ = listening.accept()
        with listening, peer, peer.makefile("rb") as heard:
            for answer in answers:
                peer.sendall(answer + b"\r\n")
                heard.readline()

    threading.Thread(target=serve, daemon=True).start()
    return listening.getsockname()[1]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ((b"220 x", b"250 x", b"421 4.3.2 fermeture"), Delayed),
        ((b"220 x", b"250 x", b"250 ok", b"550 5.1.1 inconnu"), Refused),
        ((b"220 x", b"250 x", b"250 ok", b"450 4.2.1 plus tard"), Delayed),
        ((b"220 x", b"250 x", b"250 ok", b"250 ok", b"554 5.7.1 non"), Refused),
        ((b"220 x", b"250 x", b"250 ok", b"250 ok", b"451 4.7.1 attendez"), Delayed),
        ((b"220 x", b"250 x", b"250 ok", b"250 ok"), Unavailable),
        ((b"220 x", b"250 x", b"250 ok"), Unavailable),
        ((b"220 x", b"250 x", b"250 ok", b"250 ok", b"354 go"), Unknown),
    ],
)
def test_each_step_can_fail_in_its_own_way(section, answers, expected) -> None:
    outbox = Outbox(section.model_copy(update={"port": scripted(*answers)}))
    outbox.open()
    with pytest.raises(expected):
        outbox.send("c@d.example", LETTER)


def test_starttls_never_falls_back_to_clear_text(section) -> None:
    section = section.model_copy(update={"security": "starttls"})
    with pytest.raises(Unavailable):
        Outbox(section).open()
