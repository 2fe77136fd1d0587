"""What went wrong, in one line: the server's name, what happened, what to look at."""

import socket
import ssl

import pytest
from imapclient.exceptions import CapabilityError, IMAPClientAbortError, IMAPClientError

from mailbot.edges import trouble


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (socket.gaierror(-2, "Name or service not known"), "nom introuvable (DNS)"),
        (TimeoutError("timed out"), "ne répond pas"),
        (ConnectionRefusedError(111, "refused"), "refuse la connexion"),
        (ConnectionResetError(), "a coupé la connexion"),
        (BrokenPipeError(), "a coupé la connexion"),
        (EOFError(), "a coupé la connexion"),
        (OSError(101, "Network is unreachable"), "injoignable (Network is unreachable)"),
        (ssl.SSLError(1, "WRONG_VERSION_NUMBER"), "TLS impossible"),
        (RuntimeError(), "RuntimeError"),
        (RuntimeError("a\nb\x1b[31m"), "a b [31m"),
    ],
)
def test_what_happened_on_the_network_is_one_line_that_names_the_server(error, words) -> None:
    said = trouble.network(error, "imap.exemple.ca:993")
    assert said.startswith("imap.exemple.ca:993")
    assert words in said
    assert said.isprintable()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (IMAPClientAbortError("command: UID => socket error: EOF"), "a coupé la connexion"),
        (IMAPClientAbortError("socket error: unterminated line: b'ab'"), "a coupé la connexion"),
        (
            IMAPClientAbortError("command: UID => command: UID => Bye"),
            "met fin à la connexion : Bye",
        ),
        (IMAPClientError("search failed: no"), "refuse une commande : search failed: no"),
        (CapabilityError("Server does not support IDLE"), "n'offre pas"),
        (ConnectionResetError(), "a coupé la connexion"),
        (ValueError("x"), "ValueError"),
    ],
)
def test_what_happened_in_imap_is_told(error, words) -> None:
    assert words in trouble.imap(error, "imap.exemple.ca:993")


def test_a_piece_of_somebodys_mail_is_not_repeated() -> None:
    error = IMAPClientAbortError("unexpected response: b'Mon certificat est le CAR2019003417'")
    assert "CAR" not in trouble.imap(error, "x:1")


def test_a_servers_words_are_bounded() -> None:
    assert len(trouble.imap(IMAPClientError("a" * 100_000), "x:1")) < 300
