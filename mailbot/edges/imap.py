"""Opening a connection to an IMAP server, and what its failures are called."""

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from mailbot.edges import oauth, sasl, trouble
from mailbot.edges.paced import Client
from mailbot.edges.settings import ConfigError, Server

PORTS = {"tls": 993, "starttls": 143, "plain": 143}
CONNECT_SECONDS = 15
# A peer that vanished is noticed by the system after two minutes rather than two hours.
KEEPALIVE = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 20, "TCP_KEEPCNT": 3}

Failure = (IMAPClientError, OSError)
# What imapclient's parser lets out of a server that says what no server should.
NOT_IMAP = (ValueError, LookupError, TypeError, AttributeError, AssertionError)

# RFC 5530: why a login is refused, when it is not the name and password.
REFUSALS = {
    "UNAVAILABLE": "le serveur ne peut pas vérifier le mot de passe maintenant",
    "LIMIT": "trop de connexions de ce compte à la fois",
    "INUSE": "la boîte est tenue par une autre session",
    "EXPIRED": "le mot de passe est expiré",
    "AUTHORIZATIONFAILED": "ce compte n'a pas droit à cette boîte",
    "PRIVACYREQUIRED": "le serveur exige TLS ; vérifiez security",
    "CONTACTADMIN": "compte suspendu ; voyez l'administrateur du courriel",
}


class Away(ConnectionError):
    """The connection is lost, or the server does not do its part; said for the administrator."""


class LoginRefused(Exception):
    """The server said no to the name and password, or nobody gives a token."""


def place(section: Server) -> str:
    return f"{section.host}:{port_of(section)}"


def port_of(section: Server) -> int:
    return section.port or PORTS[section.security]


@contextmanager
def told(server: str) -> Iterator[None]:
    """Whatever goes wrong inside is one Away, in one French line; what was told already stays."""
    try:
        yield
    except (Away, ConfigError):
        raise
    except Failure as error:
        raise Away(trouble.imap(error, server)) from error
    except NOT_IMAP as error:
        raise Away(f"{server} a répondu autre chose que de l'IMAP") from error


def connected(section: Server) -> Client:
    """Connected and logged in. TLS is verified; STARTTLS never falls back to clear text.

    Raises Away, LoginRefused or ConfigError.
    """
    with told(place(section)):
        client = greeted(section)
        try:
            secure(client, section)
            log_in(client, section)
        except BaseException:
            hang_up(client)
            raise
        return client


def greeted(section: Server) -> Client:
    timeout = SocketTimeout(min(CONNECT_SECONDS, section.timeout_seconds), section.timeout_seconds)
    client = Client(
        section.host,
        port=port_of(section),
        ssl=section.security == "tls",
        ssl_context=ssl.create_default_context() if section.security == "tls" else None,
        timeout=timeout,
    )
    client.normalise_times = False  # else INTERNALDATE comes naive, in local time
    client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.socket().setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in KEEPALIVE.items():
        if hasattr(socket, option):
            client.socket().setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)
    return client


def secure(client: IMAPClient, section: Server) -> None:
    if section.security != "starttls":
        return
    try:
        client.starttls(ssl.create_default_context())
    except IMAPClientError as error:
        if trouble.CUT.search(str(error)):
            raise
        raise Away(trouble.no_starttls(place(section))) from None


def log_in(client: IMAPClient, section: Server) -> None:
    """The server's own words may repeat what it was given: none is shown, nor chained."""
    try:
        if section.auth == "password":
            client.login(section.username, section.secret())
        else:
            log_in_by_token(client, section)
    except (IMAPClientError, UnicodeError) as error:
        if isinstance(error.__context__, IMAPClientAbortError):  # imapclient says LoginError
            raise Away(f"{place(section)} a coupé la connexion pendant l'ouverture") from None
        code = re.search(r"\[([A-Z]+)\]", str(error))
        why = REFUSALS.get(code[1] if code else "", "nom ou mot de passe refusé")
        raise LoginRefused(f"{place(section)} : {section.username} : {why}") from None


def log_in_by_token(client: IMAPClient, section: Server) -> None:
    assert section.oauth is not None  # settings.Server says so
    tokens = oauth.tokens_of(section.oauth)
    try:
        token = tokens.access_token()
    except oauth.TokenRefused as error:
        raise LoginRefused(str(error)) from None
    except oauth.TokenUnavailable as error:
        raise Away(str(error)) from None
    try:
        answers = sasl.answers(section, token, port_of(section))
        client.sasl_login(section.auth.upper(), answers)
    except (IMAPClientError, UnicodeError) as error:
        if isinstance(error.__context__, IMAPClientAbortError):
            raise
        tokens.forget(token)
        raise LoginRefused(
            f"{place(section)} : {section.username} : jeton refusé ; l'application a-t-elle droit"
            " à cette boîte ?"
        ) from None


def hang_up(client: IMAPClient, *, politely: bool = False) -> None:
    """Close; politely, with a LOGOUT, only when the peer is known to listen."""
    try:
        if politely:
            client.logout()
        else:
            client.shutdown()
    except (*Failure, *NOT_IMAP):
        if politely:
            hang_up(client)
