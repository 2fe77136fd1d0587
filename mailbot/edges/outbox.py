"""The SMTP server: one connection for many letters, and the truth about each.

A refusal is told from a delay, and both from not knowing: when the connection breaks after DATA,
nobody can say whether the server took the letter (RFC 5321 section 4.5.4.1 and 6.1).
"""

import re
import smtplib
import ssl
from typing import Self

from mailbot.edges.settings import ConfigError, SmtpSection

LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)  # RFC 5321 section 4.5.2
PORTS = {"tls": 465, "starttls": 587, "plain": 25}


class Unavailable(Exception):
    """The server cannot be reached or worked with now; no letter was given to it."""


class Delayed(Exception):
    """4yz: the server asks to try again later."""


class Refused(Exception):
    """5yz: the server refuses this letter for good."""


class Unknown(Exception):
    """The connection was lost after DATA: the letter has left, or not."""


class Outbox:
    """A context manager around a lazily opened connection, opened again after a loss."""

    def __init__(self, section: SmtpSection) -> None:
        self.section = section
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            try:
                smtp.quit()
            except (smtplib.SMTPException, OSError):
                smtp.close()

    def open(self) -> None:
        """Raises Unavailable. Called before an attempt is noted: a dead server costs no attempt."""
        if self._smtp is not None and self._alive():
            return
        self.close()
        try:
            self._smtp = self._connected()
        except ConfigError:
            raise
        except (smtplib.SMTPException, OSError) as error:
            raise Unavailable(said(error)) from error

    def _alive(self) -> bool:
        try:
            return self._smtp is not None and self._smtp.noop()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def _connected(self) -> smtplib.SMTP:
        section, context = self.section, ssl.create_default_context()
        port = section.port or PORTS[section.security]
        timeout = section.timeout_seconds
        smtp: smtplib.SMTP
        if section.security == "tls":
            smtp = smtplib.SMTP_SSL(section.host, port, timeout=timeout, context=context)
        else:
            smtp = smtplib.SMTP(section.host, port, timeout=timeout)
        try:
            if section.security == "starttls":
                smtp.starttls(context=context)  # raises when the server does not offer it
            smtp.ehlo_or_helo_if_needed()
            if section.username:
                smtp.login(section.username, section.secret())
        except BaseException:
            smtp.close()
            raise
        return smtp

    def send(self, recipient: str, content: bytes) -> None:
        """Give the server one letter (its lines end in CRLF), with a null return path.

        RFC 3834 section 3.3: what answers by itself must never be answered by a machine.

        Raises Delayed, Refused, Unknown, or Unavailable; returns only when the server took it.
        """
        smtp = self._smtp
        if smtp is None:
            raise Unavailable("not connected")
        try:
            answer(smtp.mail("", envelope_options(smtp, content)))
            answer(smtp.rcpt(recipient))
        except (Delayed, Refused):
            self._reset()
            raise
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise Unavailable(said(error)) from error
        self._data(smtp, content)

    def _data(self, smtp: smtplib.SMTP, content: bytes) -> None:
        try:
            reply = smtp.docmd("DATA")
        except (smtplib.SMTPException, OSError) as error:
            self.close()  # nothing of the letter was given yet
            raise Unavailable(said(error)) from error
        if reply[0] != 354:
            self._reset()
            answer(reply)
            raise Refused(said(smtplib.SMTPDataError(*reply)))
        try:
            smtp.send(LEADING_DOT.sub(b"..", content) + b".\r\n")
            reply = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise Unknown(said(error)) from error
        answer(reply)

    def _reset(self) -> None:
        try:
            if self._smtp is not None:
                self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self.close()


def envelope_options(smtp: smtplib.SMTP, content: bytes) -> list[str]:
    return [f"SIZE={len(content)}"] if smtp.has_extn("size") else []


def answer(reply: tuple[int, bytes]) -> None:
    code, words = reply
    line = f"{code} {words.decode('utf-8', 'replace')}"[:500].replace("\n", " ")
    if 400 <= code < 500:
        raise Delayed(line)
    if code >= 500 or code < 200:
        raise Refused(line)


def said(error: Exception) -> str:
    """The error in one line, without what was sent to the server."""
    if isinstance(error, smtplib.SMTPResponseException):
        words = error.smtp_error
        text = words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)
        return f"{error.smtp_code} {text}"[:500].replace("\n", " ")
    return str(error) or type(error).__name__
