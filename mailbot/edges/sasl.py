"""What a client says to log in by SASL XOAUTH2 or OAUTHBEARER, the same over IMAP and SMTP."""

from collections.abc import Callable

from mailbot.edges.settings import Server


def first_words(section: Server, token: str, port: int) -> str:
    """The initial client response: of Google's XOAUTH2, or OAUTHBEARER (RFC 7628 section 3.1)."""
    if section.auth == "xoauth2":
        return f"user={section.username}\x01auth=Bearer {token}\x01\x01"
    user = section.username.replace("=", "=3D").replace(",", "=2C")  # RFC 5801 section 4
    return f"n,a={user},\x01host={section.host}\x01port={port}\x01auth=Bearer {token}\x01\x01"


def answers(section: Server, token: str, port: int) -> Callable[..., str]:
    """What to say to each challenge; a challenge with words is the refusal, to be acknowledged.

    imaplib gives an empty challenge for the initial response, smtplib none.
    """
    acknowledged = "\x01" if section.auth == "oauthbearer" else ""  # RFC 7628 section 3.2.3

    def respond(challenge: bytes | None = None) -> str:
        return acknowledged if challenge else first_words(section, token, port)

    return respond
