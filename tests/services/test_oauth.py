"""IMAP and SMTP by OAuth2: a Dovecot that checks signed tokens, SMTP servers that check words."""

import base64
import secrets
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from imapclient import IMAPClient
from pydantic import SecretStr

from mailbot.demo.world import PASSWORD, USER
from mailbot.edges.idle import Waiter
from mailbot.edges.inbox import Failure, Inbox, LoginRefused
from mailbot.edges.outbox import Outbox, Unavailable
from mailbot.edges.settings import MailboxSection, OAuthSection, SmtpSection
from tests import servers
from tests.faults import Reciter, smtp
from tests.tokens import Answer, TokenServer, denied, granted, jwt

AT = datetime(2021, 1, 20, 15, 0, tzinfo=UTC)
MECHANISMS = ("xoauth2", "oauthbearer")
# Without TLS on loopback: aiosmtpd warns of it.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
LETTER = b"From: a@b.example\r\nTo: c@d.example\r\n\r\nBonjour\r\n"


@pytest.fixture(scope="module")
def key() -> bytes:
    return secrets.token_bytes(32)


@pytest.fixture(scope="module")
def dovecot(key: bytes) -> Iterator[int]:
    """The port of a Dovecot that takes tokens signed with the key, and checks them by itself."""

    def prepare(folder: Path) -> str:
        keys = folder / "oauth" / "keys" / "default" / "HS256"
        keys.mkdir(parents=True)
        (keys / "default").write_text(base64.b64encode(key).decode() + "\n")
        (folder / "oauth" / "conf").write_text(
            "introspection_mode = local\n"
            f"local_validation_key_dict = fs:posix:prefix={folder}/oauth/keys/\n"
            "username_attribute = sub\nusername_format = %u\n"
        )
        for path in [folder / "oauth", *(folder / "oauth").rglob("*")]:
            path.chmod(0o755)
        return (
            "auth_mechanisms = plain login xoauth2 oauthbearer\n"
            "passdb {\n  driver = oauth2\n  mechanisms = xoauth2 oauthbearer\n"
            f"  args = {folder}/oauth/conf\n}}\n"
        )

    with servers.required(servers.prepared_dovecot(prepare)) as server:
        yield server.port


@pytest.fixture
def tokens() -> Iterator[TokenServer]:
    with TokenServer() as server:
        yield server


def oauth(tokens: TokenServer) -> OAuthSection:
    return OAuthSection(
        token_url=tokens.url, client_id="mailbot", client_secret=SecretStr("s3cret"), scope="x"
    )


def mailbox(port: int, tokens: TokenServer, auth: str) -> MailboxSection:
    return MailboxSection(
        host="127.0.0.1", port=port, security="plain", username=USER, auth=auth, oauth=oauth(tokens)
    )


@pytest.mark.parametrize("auth", MECHANISMS)
def test_a_signed_token_opens_the_mailbox(dovecot, key, tokens, auth) -> None:
    tokens.answer = lambda form: granted(jwt(USER, key))
    section = mailbox(dovecot, tokens, auth)
    for _ in range(2):
        with Inbox("b", section) as inbox:
            assert inbox.new(0, set()) == []
    assert len(tokens.asked) == 1  # kept between two connections


@pytest.mark.parametrize("auth", MECHANISMS)
@pytest.mark.parametrize(
    "bad",
    [
        lambda key: jwt(USER, b"another key"),
        lambda key: jwt("quelquun", key),
        lambda key: jwt(USER, key, -10),
        lambda key: "not-a-token",
    ],
)
def test_a_token_that_dovecot_refuses_is_told_and_another_one_asked_for(
    dovecot, key, tokens, auth, bad
) -> None:
    given = [bad(key), jwt(USER, key)]
    tokens.answer = lambda form: granted(given[len(tokens.asked) - 1])
    section = mailbox(dovecot, tokens, auth)
    with pytest.raises(LoginRefused, match="jeton refusé") as caught:
        Inbox("b", section).open()
    assert given[0] not in str(caught.value)
    with Inbox("b", section):
        assert len(tokens.asked) == 2


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (denied("invalid_client", status=401), LoginRefused, "client_secret refusé"),
        ((503, b""), Failure, "HTTP 503"),
    ],
)
def test_a_token_server_that_fails_is_told_as_itself(dovecot, tokens, answer, kind, words) -> None:
    tokens.answer = lambda form: answer
    with pytest.raises(kind, match=words) as caught:
        Inbox("b", mailbox(dovecot, tokens, "xoauth2")).open()
    assert "serveur de jetons" in str(caught.value)


def test_idle_uses_the_same_token(dovecot, key, tokens) -> None:
    tokens.answer = lambda form: granted(jwt(USER, key))
    section = mailbox(dovecot, tokens, "xoauth2")
    woken, stop = threading.Event(), threading.Event()
    with Inbox("b", section):
        waiter = Waiter("b", section, woken.set, stop)
        waiter.start()
        assert woken.wait(10)
        woken.clear()
        with IMAPClient("127.0.0.1", dovecot, ssl=False) as client:
            client.login(USER, PASSWORD)
            client.append("INBOX", b"Subject: x\r\n\r\nx\r\n", msg_time=AT)
        assert woken.wait(5)
        stop.set()
        waiter.join(10)
    assert len(tokens.asked) == 1


class Sink:
    """An aiosmtpd that takes `token` by XOAUTH2 and OAUTHBEARER, and says why it does not."""

    def __init__(self, token: str) -> None:
        self.token, self.sent, self.heard = token, [], []

    async def handle_DATA(self, server, session, envelope) -> str:
        self.sent.append(envelope.content)
        return "250 OK"

    async def auth_XOAUTH2(self, server, args: list[str]) -> AuthResult:
        return await self.check(server, args, f"user={USER}\x01auth=Bearer {self.token}\x01\x01")

    async def auth_OAUTHBEARER(self, server, args: list[str]) -> AuthResult:
        port = server.transport.get_extra_info("sockname")[1]
        where = f"host=127.0.0.1\x01port={port}"
        right = f"n,a={USER},\x01{where}\x01auth=Bearer {self.token}\x01\x01"
        return await self.check(server, args, right)

    async def check(self, server, args: list[str], right: str) -> AuthResult:
        given = base64.b64decode(args[1]).decode()
        if given == right:
            return AuthResult(success=True)
        said = await server.challenge_auth(b'{"status":"invalid_token","schemes":"bearer"}')
        self.heard.append(said)
        await server.push("535 5.7.3 Authentication unsuccessful " + self.token)
        return AuthResult(success=False, handled=True)


@pytest.fixture
def sink() -> Iterator[Callable[[str], tuple[Sink, int]]]:
    running = []

    def start(token: str) -> tuple[Sink, int]:
        handler = Sink(token)
        controller = Controller(
            handler, "127.0.0.1", servers.free_port(), auth_require_tls=False, auth_required=True
        )
        controller.start()
        running.append(controller)
        return handler, controller.port

    yield start
    for controller in running:
        controller.stop()


def sending(port: int, tokens: TokenServer, auth: str) -> SmtpSection:
    return SmtpSection(
        host="127.0.0.1", port=port, security="plain", username=USER, auth=auth, oauth=oauth(tokens)
    )


@pytest.mark.parametrize("auth", MECHANISMS)
def test_a_letter_leaves_with_a_token(sink, tokens, auth) -> None:
    tokens.answer = lambda form: granted("bon")
    handler, port = sink("bon")
    for _ in range(2):
        with Outbox(sending(port, tokens, auth)) as outbox:
            outbox.open()
            outbox.send("c@d.example", LETTER)
    assert handler.sent == [LETTER, LETTER]
    assert len(tokens.asked) == 1


@pytest.mark.parametrize(("auth", "acknowledged"), [("xoauth2", b""), ("oauthbearer", b"\x01")])
def test_a_token_that_smtp_refuses_is_told_and_another_one_asked_for(
    sink, tokens, auth, acknowledged
) -> None:
    tokens.answer = lambda form: granted("mauvais" if len(tokens.asked) == 1 else "bon")
    handler, port = sink("bon")
    section = sending(port, tokens, auth)
    with Outbox(section) as outbox:
        with pytest.raises(Unavailable, match=r"jeton refusé \(535 5\.7\.3\)") as caught:
            outbox.open()
        assert "mauvais" not in str(caught.value)
        assert "bon" not in str(caught.value)  # the server's own words
        assert handler.heard == [acknowledged]  # and not the token again
        outbox.open()
        outbox.send("c@d.example", LETTER)
    assert handler.sent == [LETTER]


@pytest.mark.parametrize("answer", [denied("invalid_grant"), (503, b""), (200, b"{}")])
def test_without_a_token_letters_wait(sink, tokens, answer: Answer) -> None:
    tokens.answer = lambda form: answer
    _, port = sink("bon")
    with pytest.raises(Unavailable, match=r"serveur de jetons 127\.0\.0\.1"):
        Outbox(sending(port, tokens, "xoauth2")).open()


def test_a_server_that_does_not_know_the_mechanism_is_told(tokens) -> None:
    said: dict[str, bytes] = {"AUTH": b"504 5.7.4 unrecognized\r\n"}
    refused = pytest.raises(Unavailable, match=r"jeton refusé \(504 5\.7\.4\)")
    with Reciter(b"220 x\r\n", smtp(said)) as server, refused:
        Outbox(sending(server.port, tokens, "oauthbearer")).open()
