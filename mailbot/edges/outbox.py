"""The SMTP server: one connection for many letters, and the truth about each.

What is said up to MAIL, and 421 whenever it is said, is about the server or about us: Unavailable.
The rest is about one letter: a refusal is told from a delay, and both from not knowing, for when
the connection breaks after DATA nobody can say whether the server took the letter (RFC 5321
section 4.5.4.1 and 6.1).
"""

import re
import smtplib
import time
from typing import Self

from mailbot.edges import smtp
from mailbot.edges.settings import SmtpSection
from mailbot.edges.smtp import SenderRefused as SenderRefused
from mailbot.edges.smtp import Unavailable as Unavailable

KEPT = 60.0  # seconds that a connection is kept without a letter; servers hang up after 300
QUIT_SECONDS = 2.0  # for a goodbye: nothing depends on it
CLOSING = 421  # may be said to any command: "service not available" (RFC 5321 section 3.8)
LEADING_DOT = re.compile(rb"^\.", re.MULTILINE)  # RFC 5321 section 4.5.2


class Delayed(Exception):
    """4yz: the server asks to try this letter again later."""


class Refused(Exception):
    """5yz: the server refuses this letter for good."""


class Unknown(Exception):
    """The connection was lost after DATA: the letter has left, or not."""


class Outbox:
    """A connection opened when it is needed, kept between letters, opened again after a loss."""

    def __init__(self, section: SmtpSection) -> None:
        self.section = section
        self._smtp: smtplib.SMTP | None = None
        self._used_at = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        peer, self._smtp = self._smtp, None
        if peer is not None:
            try:
                if peer.sock is not None:
                    peer.sock.settimeout(QUIT_SECONDS)
                peer.quit()
            except (smtplib.SMTPException, OSError):
                peer.close()

    def rest(self) -> None:
        """Hang up when no letter has left for a while: a server owes nobody its connections."""
        if self._smtp is not None and time.monotonic() - self._used_at > KEPT:
            self.close()

    def open(self) -> None:
        """The server listens and takes the sender, null (RFC 3834 section 3.3: what answers by
        itself must never be answered by a machine). Raises Unavailable.

        Called before an attempt is noted: a server that is away, or takes no letter of ours, costs
        no letter an attempt.
        """
        self.rest()
        if self._smtp is None or not self._ready(self._smtp):
            self.close()
            self._smtp = smtp.connected(self.section)
            try:
                smtp.announce(self._smtp, self.section)
            except Unavailable:
                self.close()
                raise
        self._used_at = time.monotonic()

    def _ready(self, peer: smtplib.SMTP) -> bool:
        """Not a server that left, or takes so many letters a connection and no more."""
        try:
            return peer.rset()[0] == 250 and peer.mail("")[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def send(self, recipient: str, content: bytes) -> None:
        """Give the server, just opened, one letter (its lines end in CRLF).

        Raises Delayed, Refused, Unknown, or Unavailable; returns only when the server took it.
        """
        peer = self._smtp
        if peer is None:
            raise Unavailable("not connected")
        if not (recipient.isascii() and recipient.isprintable()):
            raise Refused("adresse avec des caractères que SMTP ne prend pas")  # without SMTPUTF8
        try:
            with smtp.unavailable(self._place):
                answer(peer.rcpt(recipient), self._place)
                reply = peer.docmd("DATA")
                if reply[0] != 354:
                    answer(reply, self._place)
                    raise Unavailable(f"{self._place} : réponse inattendue : {smtp.line(reply)}")
        except Unavailable:
            self.close()  # nothing of the letter was given yet
            raise
        self._data(peer, content)

    def _data(self, peer: smtplib.SMTP, content: bytes) -> None:
        try:
            peer.send(LEADING_DOT.sub(b"..", content) + b".\r\n")
            reply = peer.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise Unknown(smtp.said(error, self._place)) from error
        try:
            answer(reply, self._place)
        except Unavailable as error:
            self.close()
            if reply[0] == CLOSING:
                raise
            raise Unknown(str(error)) from None  # neither yes nor no

    @property
    def _place(self) -> str:
        return smtp.place(self.section)


def answer(reply: tuple[int, bytes], server: str) -> None:
    """Returns on 2yz only. Half an answer, or one of no SMTP server, is not a refusal."""
    code = reply[0]
    if code == CLOSING:
        raise Unavailable(f"{server} répond {smtp.line(reply)}")
    if 400 <= code < 500:
        raise Delayed(smtp.line(reply))
    if 500 <= code < 600:
        raise Refused(smtp.line(reply))
    if not 200 <= code < 300:
        raise Unavailable(f"{server} : réponse inattendue : {smtp.line(reply)}")
