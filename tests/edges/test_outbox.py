"""The SMTP edge against a real server (aiosmtpd): what is known of each letter."""

import ssl
import time
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from pydantic import SecretStr

from mailbot.edges.outbox import (
    KEPT,
    Delayed,
    Outbox,
    Refused,
    SenderRefused,
    Unavailable,
    Unknown,
)
from mailbot.edges.settings import SmtpSection
from tests.faults import Reciter, smtp

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


def deliver(outbox: Outbox) -> None:
    outbox.open()
    outbox.send("c@d.example", LETTER)


STEPS = ("220", "EHLO", "MAIL", "RCPT", "DATA", ".")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("421 4.3.2 fermeture", Unavailable),
        ("451 4.7.1 liste grise, attendez", Delayed),
        ("452 4.2.2 plein", Delayed),
        ("550 5.1.1 inconnu", Refused),
        ("554 5.7.1 non", Refused),
        ("", Unavailable),
        ("2", Unavailable),
        ("n'importe quoi", Unavailable),
        ("354 go", Unavailable),
    ],
)
def test_each_step_can_fail_in_its_own_way(section, step, answer, expected) -> None:
    """Only what is said to RCPT, DATA and the letter is about the letter, and never 421."""
    line = f"{answer}\r\n".encode() if answer else b""
    greeting = line or b"\r\n" if step == "220" else b"220 x\r\n"
    if step in ("220", "EHLO", "MAIL"):
        expected = SenderRefused if expected is Refused else Unavailable
    elif step == "." and expected is Unavailable and not answer.startswith("421"):
        expected = Unknown
    elif step == "DATA" and answer == "354 go":
        pytest.skip("that is what DATA should answer")
    script = smtp({step: line, "HELO": line} if step != "220" else {})
    with Reciter(greeting, script) as server:
        outbox = Outbox(section.model_copy(update={"port": server.port, "timeout_seconds": 2}))
        with pytest.raises(expected) as caught:
            deliver(outbox)
        assert type(caught.value) is expected
        assert "\n" not in str(caught.value)
        outbox.close()


def test_half_an_answer_after_the_letter_is_unknown(section) -> None:
    with Reciter(b"220 x\r\n", smtp({".": b"2"})) as server:

        def hang_up(line: bytes) -> bytes | None:
            said = usual(line)
            if line == b".\r\n":
                server.peers[-1].sendall(b"2")
                return None
            return said

        usual, server.script = server.script, hang_up
        outbox = Outbox(section.model_copy(update={"port": server.port}))
        outbox.open()
        with pytest.raises(Unknown):
            outbox.send("c@d.example", LETTER)


@pytest.mark.parametrize("step", ["RCPT", "DATA", "."])
def test_a_server_that_keeps_silent_is_left_within_the_timeout(section, step) -> None:
    usual = smtp()

    def script(line: bytes) -> bytes | None:
        said = usual(line)
        return b" " if line.strip().upper().startswith(step.encode()) else said

    with Reciter(b"220 x\r\n", script) as server:
        outbox = Outbox(section.model_copy(update={"port": server.port, "timeout_seconds": 0.3}))
        outbox.open()
        began = time.monotonic()
        with pytest.raises(Unknown if step == "." else Unavailable, match="ne répond pas"):
            outbox.send("c@d.example", LETTER)
        assert time.monotonic() - began < 2


@pytest.mark.parametrize("recipient", ["é@d.example", "a@\r\nRCPT TO:<b@d.example>", "a\x00@b.ca"])
def test_an_address_that_smtp_cannot_say_is_refused_not_a_crash(world, outbox, recipient) -> None:
    with pytest.raises(Refused, match="caractères"):
        outbox.send(recipient, LETTER)
    outbox.send("c@d.example", LETTER)
    assert len(world.sent) == 1


def test_what_depends_on_the_letter_is_said_of_the_letter(section) -> None:
    """MAIL without its size: a letter too large must not look like a sender that is refused."""
    with Reciter(b"220 x\r\n", smtp({".": b"552 5.3.4 too big\r\n"}, ("SIZE 10",))) as server:
        outbox = Outbox(section.model_copy(update={"port": server.port}))
        with pytest.raises(Refused, match=r"552 5\.3\.4"):
            deliver(outbox)
        assert b"mail FROM:<>\r\n" in server.heard
        outbox.close()


def test_a_server_that_takes_a_few_letters_a_connection_is_called_again(section) -> None:
    usual, letters = smtp(), []

    def script(line: bytes) -> bytes | None:
        letters.extend([line] * (line == b".\r\n"))
        if line.startswith(b"ehlo"):
            letters.clear()
        if line.startswith(b"mail") and len(letters) == 2:
            return b"421 4.7.0 too many messages in this connection\r\n"
        return usual(line)

    with Reciter(b"220 x\r\n", script) as server:
        outbox = Outbox(section.model_copy(update={"port": server.port}))
        for _ in range(5):
            deliver(outbox)
        assert connections(server) == 3
        outbox.close()


def test_an_ehlo_that_is_not_known_is_followed_by_helo(section) -> None:
    with Reciter(b"220 x\r\n", smtp({"EHLO": b"502 5.5.1 what?\r\n"})) as server:
        outbox = Outbox(section.model_copy(update={"port": server.port}))
        deliver(outbox)
        assert any(line.startswith(b"helo") for line in server.heard)
        outbox.close()


def test_starttls_never_falls_back_to_clear_text(section) -> None:
    section = section.model_copy(
        update={"security": "starttls", "username": "b", "password": SecretStr("tr3s-secret")}
    )
    for offers, answers in [((), {}), (("STARTTLS",), {"STARTTLS": b"454 later\r\n"})]:
        with Reciter(b"220 x\r\n", smtp(answers, offers)) as server:
            with pytest.raises(Unavailable, match=f"127.0.0.1:{server.port}"):
                Outbox(section.model_copy(update={"port": server.port})).open()
            assert not [line for line in server.heard if b"AUTH" in line]


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize(
    ("name", "days", "words"),
    [
        ("127.0.0.1", 1, None),
        ("127.0.0.1", -1, "est expiré"),
        ("smtp.exemple.ca", 1, "d'une autre adresse : vérifiez host"),
    ],
)
def test_a_certificate_is_checked(
    section, tmp_path, monkeypatch, security, name, days, words
) -> None:
    authority, context = trustme.CA(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    until = datetime.now(UTC) + timedelta(days=days)
    begun = until - timedelta(days=30)
    authority.issue_cert(name, not_before=begun, not_after=until).configure_cert(context)
    starttls = security == "starttls"
    with Reciter(b"220 x\r\n", smtp({}, ("STARTTLS",)), context, starttls) as server:
        changes = {"port": server.port, "security": security}
        outbox = Outbox(section.model_copy(update=changes))
        if words is None:
            outbox.open()
            outbox.send("c@d.example", LETTER)
            outbox.close()
        else:
            with pytest.raises(Unavailable, match=words):
                outbox.open()
            assert not [line for line in server.heard if b"MAIL" in line]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"535 5.7.139 b tr3s-secret\r\n", r"nom ou mot de passe refusé \(535 5\.7\.139\)"),
        (b"454 4.7.0 tr3s-secret\r\n", r"pour l'instant \(454 4\.7\.0\)"),
        (b"", "a coupé la connexion"),
    ],
)
def test_a_login_that_fails_is_told_without_the_password(section, answer, words) -> None:
    login = {"username": "b", "password": SecretStr("tr3s-secret")}
    with Reciter(b"220 x\r\n", smtp({"AUTH": answer}, ("AUTH PLAIN",))) as server:
        outbox = Outbox(section.model_copy(update={"port": server.port, **login}))
        with pytest.raises(Unavailable, match=words) as caught:
            outbox.open()
    assert "tr3s-secret" not in str(caught.value)
    assert f"127.0.0.1:{server.port}" in str(caught.value)


def test_a_password_that_smtp_cannot_say_and_a_server_without_login_are_told(section) -> None:
    login = {"username": "b", "password": SecretStr("très")}
    for offers, words in [(("AUTH PLAIN",), "sans accents"), ((), "pas de façon de s'identifier")]:
        told = pytest.raises(Unavailable, match=words)
        with Reciter(b"220 x\r\n", smtp({}, offers)) as server, told:
            Outbox(section.model_copy(update={"port": server.port, **login})).open()


def test_a_password_file_that_is_missing_makes_letters_wait(section, tmp_path) -> None:
    login = {"username": "b", "password_file": tmp_path / "absent"}
    told = pytest.raises(Unavailable, match="password_file")
    with Reciter(b"220 x\r\n", smtp({}, ("AUTH PLAIN",))) as server, told:
        Outbox(section.model_copy(update={"port": server.port, **login})).open()


def test_a_name_that_dns_does_not_know_is_told(section) -> None:
    unknown = section.model_copy(update={"host": "smtp.invalid"})
    with pytest.raises(Unavailable, match=r"introuvable \(DNS\)"):
        Outbox(unknown).open()


def connections(server: Reciter) -> int:
    return sum(line.startswith(b"ehlo") for line in server.heard)


def test_a_connection_is_kept_between_letters_and_not_for_ever(section, monkeypatch) -> None:
    now = [0.0]
    monkeypatch.setattr("mailbot.edges.outbox.time.monotonic", lambda: now[0])
    with Reciter(b"220 x\r\n", smtp()) as server:
        outbox = Outbox(section.model_copy(update={"port": server.port}))
        for _ in range(3):
            deliver(outbox)
            now[0] += KEPT - 1
            outbox.rest()
        assert connections(server) == 1
        now[0] += 2
        outbox.rest()
        assert server.heard[-1] == b"quit\r\n"
        deliver(outbox)
        assert connections(server) == 2
        outbox.close()


@pytest.mark.parametrize("leaves", ["at once", "with 421"])
def test_a_server_that_left_between_two_letters_is_found_before_the_next(section, leaves) -> None:
    """What is given to a dead connection would be of unknown fate."""
    left = {"RSET": b"" if leaves == "at once" else b"421 4.4.2 timeout\r\n"}
    with Reciter(b"220 x\r\n", smtp(left)) as server:
        outbox = Outbox(section.model_copy(update={"port": server.port}))
        deliver(outbox)
        deliver(outbox)
        assert connections(server) == 2
        assert server.heard.count(b"DATA\r\n") + server.heard.count(b"data\r\n") == 2
        outbox.close()


def test_a_silent_server_is_not_waited_for_to_say_goodbye(section) -> None:
    with Reciter(b"220 x\r\n", smtp({"QUIT": b" "})) as server:
        outbox = Outbox(section.model_copy(update={"port": server.port, "timeout_seconds": 60}))
        deliver(outbox)
        began = time.monotonic()
        outbox.close()
        assert time.monotonic() - began < 4
