"""Opening IMAP: nothing in clear text, no secret in what is said, and words that say what to do."""

import re
import ssl
from datetime import UTC, datetime, timedelta

import pytest
import trustme
from pydantic import SecretStr

from mailbot.edges.inbox import Failure, FilingRefused, Inbox, LoginRefused
from mailbot.edges.settings import MailboxSection
from tests.faults import GREETING, Reciter, imap

SECRET = "tr3s-secret"


def section(port: int, **changes: object) -> MailboxSection:
    usual = {"security": "plain", "timeout_seconds": 1, "password": SecretStr(SECRET)}
    return MailboxSection(host="127.0.0.1", port=port, username="bureau", **{**usual, **changes})


def opened(server: Reciter, **changes: object) -> str:
    """What is said of the failure to open; it says no secret, all the way down its causes."""
    with pytest.raises((*Failure, LoginRefused)) as caught:
        Inbox("b", section(server.port, **changes)).open()
    error: BaseException | None = caught.value
    said = str(error)
    assert f"127.0.0.1:{server.port}" in said
    assert "\n" not in said
    while error is not None:
        assert SECRET not in str(error)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return said


@pytest.fixture
def authority(tmp_path, monkeypatch) -> trustme.CA:
    """A certification authority that this machine trusts."""
    made = trustme.CA()
    made.cert_pem.write_to_path(tmp_path / "ca.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    return made


def context(authority: trustme.CA, name: str = "127.0.0.1", days: int = 1) -> ssl.SSLContext:
    made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    until = datetime.now(UTC) + timedelta(days=days)
    authority.issue_cert(
        name, not_before=until - timedelta(days=30), not_after=until
    ).configure_cert(made)
    return made


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_good_certificate_is_accepted(authority, security) -> None:
    starttls = security == "starttls"
    with Reciter(GREETING, imap(), context(authority), starttls) as server:
        with Inbox("b", section(server.port, security=security)) as inbox:
            assert inbox.uidvalidity == 1
        before = server.heard.index(next(line for line in server.heard if b"LOGIN" in line))
        assert any(b"STARTTLS" in line for line in server.heard[:before]) == starttls


@pytest.mark.parametrize("security", ["tls", "starttls"])
@pytest.mark.parametrize(
    ("name", "days", "words"),
    [
        ("127.0.0.1", -1, "est expiré : son administrateur doit le renouveler"),
        ("127.0.0.1", 60, "n'est pas encore valide : vérifiez l'horloge"),
        ("imap.exemple.ca", 1, "est celui d'une autre adresse : vérifiez host"),
    ],
)
def test_a_bad_certificate_is_told_and_nothing_is_said_to_it(
    authority, security, name, days, words
) -> None:
    made = context(authority, name, days)
    with Reciter(GREETING, imap(), made, security == "starttls") as server:
        assert words in opened(server, security=security)
        assert not [line for line in server.heard if b"LOGIN" in line]


def test_a_certificate_of_nobody_known_says_how_to_make_it_known(authority) -> None:
    with Reciter(GREETING, imap(), context(trustme.CA())) as server:
        assert "SSL_CERT_FILE" in opened(server, security="tls")


def test_tls_where_nobody_speaks_it_says_so() -> None:
    with Reciter(GREETING, imap()) as server:
        assert "TLS impossible ; vérifiez security et port" in opened(server, security="tls")


@pytest.mark.parametrize("offers", ["IMAP4rev1", "IMAP4rev1 STARTTLS"])
@pytest.mark.parametrize("answer", [b"{tag} BAD unknown\r\n", b"{tag} NO not now\r\n"])
def test_starttls_that_is_stripped_never_falls_back_to_clear_text(offers, answer) -> None:
    with Reciter(GREETING, imap({"STARTTLS": answer}, offers)) as server:
        said = opened(server, security="starttls")
        assert "n'offre pas STARTTLS, ou quelqu'un le retire" in said
        assert not [line for line in server.heard if b"LOGIN" in line]


def test_a_name_that_dns_does_not_know_is_told() -> None:
    with pytest.raises(Failure, match=r"imap\.invalid:993 : nom introuvable \(DNS\)"):
        Inbox("b", section(993, security="tls").model_copy(update={"host": "imap.invalid"})).open()


def test_a_service_that_is_stopped_is_told() -> None:
    with pytest.raises(Failure, match=r"127\.0\.0\.1:1 refuse la connexion"):
        Inbox("b", section(1)).open()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"{tag} NO bureau tr3s-secret is wrong\r\n", "nom ou mot de passe refusé"),
        (b"{tag} NO [AUTHENTICATIONFAILED] no\r\n", "nom ou mot de passe refusé"),
        (b"{tag} NO [UNAVAILABLE] later\r\n", "ne peut pas vérifier le mot de passe maintenant"),
        (b"{tag} NO [LIMIT] too many\r\n", "trop de connexions"),
        (b"{tag} BAD LOGIN bureau tr3s-secret\r\n", "refusé"),
        (b"LOGIN bureau tr3s-secret\r\n", "a coupé la connexion"),
        (b"* BYE tr3s-secret\r\n", "a coupé la connexion"),
        (b"", "a coupé la connexion"),
    ],
)
def test_why_a_login_fails_is_told_without_what_was_sent(answer, words) -> None:
    with Reciter(GREETING, imap({"LOGIN": answer})) as server:
        assert words in opened(server)


def test_a_password_with_accents_is_sent_or_refused_but_never_shown() -> None:
    with Reciter(GREETING, imap({"LOGIN": b"{tag} NO no\r\n"})) as server:
        opened(server, password=SecretStr("tr3s-secret-é"))


@pytest.mark.parametrize(
    ("select", "words"),
    [
        (b"{tag} NO [NONEXISTENT] no such mailbox\r\n", "vérifiez folder"),
        (b"* 0 EXISTS\r\n{tag} OK done\r\n", "ne dit pas UIDVALIDITY"),
        (b"* OK [UIDVALIDITY x] y\r\n{tag} OK done\r\n", "autre chose que de l'IMAP|UIDVALIDITY"),
        (b"* BYE gone\r\n", "met fin à la connexion : gone|a coupé"),
        (b"* ((((\r\n{tag} OK done\r\n", "autre chose que de l'IMAP|UIDVALIDITY"),
    ],
)
def test_a_folder_that_cannot_be_opened_says_why(select, words) -> None:
    with Reciter(GREETING, imap({"SELECT": select})) as server:
        assert re.search(words, opened(server))


@pytest.mark.parametrize(
    "search",
    [
        b"* SEARCH a b\r\n{tag} OK done\r\n",
        b"{tag} NO no\r\n",
        b"{tag} BAD no\r\n",
        b"* SEARCH 1 (\r\n{tag} OK done\r\n",
        b"\xff\xfe\r\n",
        b"* SEARCH " + b"9" * 2_000_000 + b"\r\n",
        b"+ what\r\n",
        b"A999 OK done\r\n",
    ],
)
def test_whatever_a_server_answers_is_a_failure_in_words(search) -> None:
    with Reciter(GREETING, imap({"SEARCH": search})) as server:
        inbox = Inbox("b", section(server.port))
        inbox.open()
        with pytest.raises(Failure, match=r"^127\.0\.0\.1:"):
            inbox.new(0, set())
        inbox.close(lost=True)


MOVE = "IMAP4rev1 MOVE UIDPLUS"


def mover(answers: dict[str, bytes], capabilities: str = MOVE) -> Reciter:
    exists = {"LIST": b'* LIST () "/" Fait\r\n{tag} OK done\r\n'}
    return Reciter(GREETING, imap({**exists, **answers}, capabilities))


def test_a_full_mailbox_is_told_and_the_connection_stays() -> None:
    with mover({"MOVE": b"{tag} NO [OVERQUOTA] Quota exceeded\r\n"}) as server:
        inbox = Inbox("b", section(server.port))
        with inbox:
            with pytest.raises(FilingRefused, match="« Fait » : boîte pleine"):
                inbox.move([1, 2], "Fait")
            assert inbox.new(0, set()) == []


def test_what_was_moved_is_what_copyuid_says() -> None:
    answer = b"* OK [COPYUID 7 1:2,5 11:13] moved\r\n* 1 EXPUNGE\r\n{tag} OK done\r\n"
    with mover({"MOVE": answer}) as server, Inbox("b", section(server.port)) as inbox:
        assert inbox.move([1, 2, 3, 5], "Fait") == {1, 2, 5}
    nothing = {"MOVE": b"{tag} OK nothing\r\n"}
    with mover(nothing) as server, Inbox("b", section(server.port)) as inbox:
        assert inbox.move([1, 2], "Fait") == set()


def test_without_move_the_copies_are_told_and_only_they_are_expunged() -> None:
    answers = {
        "COPY": b"{tag} OK [COPYUID 7 2 11] copied\r\n",
        "STORE": b"{tag} OK done\r\n",
        "EXPUNGE": b"{tag} OK done\r\n",
    }
    with mover(answers, "IMAP4rev1 UIDPLUS") as server:
        with Inbox("b", section(server.port)) as inbox:
            assert inbox.move([1, 2], "Fait") == {2}
        sent = b"".join(server.heard)
        assert b"UID STORE 2 " in sent
        assert b"UID EXPUNGE 2\r\n" in sent


def test_without_uidplus_nobody_elses_deleted_messages_are_expunged() -> None:
    answers = {"COPY": b"{tag} OK done\r\n", "STORE": b"{tag} OK done\r\n"}
    with mover(answers, "IMAP4rev1") as server:
        with Inbox("b", section(server.port)) as inbox:
            assert inbox.move([1, 2], "Fait") == {1, 2}
        assert b"EXPUNGE" not in b"".join(server.heard)
        assert b"UID STORE 1,2 " in b"".join(server.heard)


def test_a_message_that_left_meanwhile_does_not_keep_the_others_from_moving() -> None:
    said = [
        b"{tag} NO [EXPUNGEISSUED] some are gone\r\n",
        b"* OK [COPYUID 7 2 11] x\r\n{tag} OK done\r\n",
    ]
    usual = imap({"LIST": b'* LIST () "/" Fait\r\n{tag} OK done\r\n'}, MOVE)

    def script(line: bytes) -> bytes | None:
        if b" UID MOVE " in line:
            return said.pop(0).replace(b"{tag}", line.split()[0])
        return usual(line)

    with Reciter(GREETING, script) as server, Inbox("b", section(server.port)) as inbox:
        assert inbox.move([1, 2], "Fait") == {2}


def test_an_empty_message_is_a_message() -> None:
    size = b"* 1 FETCH (UID 1 RFC822.SIZE 0)\r\n{tag} OK done\r\n"
    begun = b'* 1 FETCH (UID 1 INTERNALDATE "20-Jan-2021 15:00:00 +0000" BODY[] {0}\r\n)\r\n'
    body = begun + b"{tag} OK done\r\n"
    usual = imap()

    def script(line: bytes) -> bytes | None:
        if b" FETCH " in line:
            return (body if b"BODY" in line else size).replace(b"{tag}", line.split()[0])
        return usual(line)

    with Reciter(GREETING, script) as server, Inbox("b", section(server.port)) as inbox:
        [[raw]] = inbox.fetch([1], datetime.now(UTC))
        assert (raw.content, raw.size) == (b"", 0)
