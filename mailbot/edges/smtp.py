"""Opening a connection to an SMTP server, and what its failures are called."""

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from mailbot.edges import oauth, sasl, trouble
from mailbot.edges.paced import Smtp, SmtpTls
from mailbot.edges.settings import ConfigError, Server

PORTS = {"tls": 465, "starttls": 587, "plain": 25}


class Unavailable(Exception):
    """The server cannot be reached or worked with now; no letter was given to it."""


class SenderRefused(Unavailable):
    """The server wants nothing of us (5yz before any letter), or nobody gives a token: a person
    must look."""


def place(section: Server) -> str:
    return f"{section.host}:{port_of(section)}"


def port_of(section: Server) -> int:
    return section.port or PORTS[section.security]


def connected(section: Server) -> smtplib.SMTP:
    """Connected and logged in. TLS is verified; STARTTLS never falls back to clear text.

    Raises Unavailable.
    """
    with unavailable(place(section)):
        smtp = greeted(section)
        try:
            introduce(smtp)
            if section.security == "starttls":
                smtp.starttls(context=ssl.create_default_context())  # raises when it is not offered
                introduce(smtp)
            if section.username:
                log_in(smtp, section)
        except BaseException:
            smtp.close()
            raise
        return smtp


def greeted(section: Server) -> smtplib.SMTP:
    host, port, timeout = section.host, port_of(section), section.timeout_seconds
    if section.security == "tls":
        context = ssl.create_default_context()
        return SmtpTls(host, port, timeout=timeout, context=context)
    return Smtp(host, port, timeout=timeout)


def introduce(smtp: smtplib.SMTP) -> None:
    """EHLO; HELO only where EHLO is not known, so that what a server says in leaving is kept."""
    code, words = smtp.ehlo()
    if code // 100 == 5:
        code, words = smtp.helo()
    if code // 100 != 2:
        raise smtplib.SMTPHeloError(code, words)


def announce(smtp: smtplib.SMTP, section: Server) -> None:
    """MAIL, from nobody. No size: what is too large is said to the letter. Raises Unavailable."""
    with unavailable(place(section)):
        code, words = smtp.mail("")
    if code // 100 == 2:
        return
    told = SenderRefused if code // 100 == 5 else Unavailable
    raise told(
        f"{place(section)} refuse tout envoi de mailbot, à l'expéditeur vide (MAIL FROM:<>) :"
        f" {line((code, words))}"
    )


def log_in(smtp: smtplib.SMTP, section: Server) -> None:
    """The server's own words may repeat what it was given: only its numbers are shown."""
    who = f"{place(section)} : {section.username}"
    try:
        if section.oauth is None:
            smtp.login(section.username, section.secret())
        else:
            log_in_by_token(smtp, section, oauth.tokens_of(section.oauth))
    except smtplib.SMTPAuthenticationError as error:
        what = "mot de passe" if section.oauth is None else "jeton"
        if error.smtp_code < 500:  # RFC 4954 section 6
            raise Unavailable(
                f"{who} : pas d'identification pour l'instant ({numbers(error)})"
            ) from None
        raise SenderRefused(
            f"{who} : nom ou {what} refusé ({numbers(error)}) ; ce compte peut-il envoyer ?"
        ) from None
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException:
        raise Unavailable(f"{who} : pas de façon de s'identifier ; vérifiez port et auth") from None
    except UnicodeError:
        raise Unavailable(f"{who} : en SMTP, nom et mot de passe sans accents") from None


def log_in_by_token(smtp: smtplib.SMTP, section: Server, tokens: oauth.Tokens) -> None:
    token = tokens.access_token()
    try:
        smtp.auth(section.auth.upper(), sasl.answers(section, token, port_of(section)))
    except smtplib.SMTPAuthenticationError:
        tokens.forget(token)
        raise


@contextmanager
def unavailable(server: str) -> Iterator[None]:
    """Whatever fails inside is one Unavailable, said for the administrator."""
    try:
        yield
    except (smtplib.SMTPException, OSError) as error:
        told = SenderRefused if 500 <= getattr(error, "smtp_code", 0) < 600 else Unavailable
        raise told(said(error, server)) from error
    except oauth.TokenRefused as error:
        raise SenderRefused(str(error)) from None
    except ConfigError as error:
        raise Unavailable(str(error)) from None


def said(error: Exception, server: str) -> str:
    """The error in one line, without what was sent to the server."""
    match error:
        case oauth.TokenUnavailable():
            return str(error)
        case smtplib.SMTPResponseException():
            words = error.smtp_error
            reply = error.smtp_code, words if isinstance(words, bytes) else words.encode()
            return f"{server} répond {line(reply)}"
        case smtplib.SMTPServerDisconnected():  # smtplib hides what happened behind it
            return trouble.network(error.__context__ or ConnectionResetError(), server)
        case smtplib.SMTPNotSupportedError():
            return trouble.no_starttls(server)
    return trouble.network(error, server)


def line(reply: tuple[int, bytes]) -> str:
    code, words = reply
    return f"{code} {trouble.one_line(words.decode('utf-8', 'replace'))}"


def numbers(error: smtplib.SMTPResponseException) -> str:
    """The codes of an answer, without its words (RFC 3463): "535 5.7.139"."""
    words = error.smtp_error if isinstance(error.smtp_error, bytes) else b""
    status = re.match(rb"\d\.\d{1,3}\.\d{1,3}(?!\S)", words)
    return " ".join([str(error.smtp_code), *([status[0].decode()] if status else [])])
