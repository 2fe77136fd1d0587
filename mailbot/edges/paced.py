"""The libraries' connections, of which no answer may drip for ever (`pace`)."""

import imaplib
import smtplib
from typing import Any

from imapclient import IMAPClient
from imapclient.imap4 import IMAP4WithTimeout
from imapclient.tls import IMAP4_TLS

from mailbot.edges.pace import Reader

SMTP_LONGEST = 120.0  # seconds for one answer: a letter has three, and is given up after 600
LONGEST_LINE = 20_000_000  # bytes: SEARCH names two million messages; imaplib stops at 1 MB


class Imap(imaplib.IMAP4):
    """The greeting and the answers; after STARTTLS it is another socket that is read."""

    _reader: Reader | None = None

    @property
    def reader(self) -> Reader:
        if self._reader is None or self._reader.pace.peer is not self.sock:
            self._reader = Reader(self.sock)
        return self._reader

    def read(self, size: int) -> bytes:
        return self.reader.read(size)

    def readline(self) -> bytes:
        line = self.reader.readline(LONGEST_LINE + 1)
        if len(line) > LONGEST_LINE:
            raise self.error(f"got more than {LONGEST_LINE} bytes")
        return line

    def send(self, data: Any) -> None:
        self.reader.await_answer()
        super().send(data)


class Plain(Imap, IMAP4WithTimeout):  # type: ignore[misc]
    pass


class Tls(Imap, IMAP4_TLS):  # type: ignore[misc]
    pass


class Client(IMAPClient):  # type: ignore[misc]
    def _create_IMAP4(self) -> Imap:
        connect = self._timeout.connect
        if self.ssl:
            return Tls(self.host, self.port, self.ssl_context, connect)  # type: ignore[call-arg]
        return Plain(self.host, self.port, connect)

    @property
    def heard_at(self) -> float:
        """When the server last said anything (monotonic)."""
        reader: Reader = self._imap.reader
        return reader.pace.heard_at


class Smtp(smtplib.SMTP):
    file: Any

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = Reader(self.sock)
        if self.file is not None:
            self.file.await_answer(SMTP_LONGEST)
        return super().getreply()


class SmtpTls(Smtp, smtplib.SMTP_SSL):
    pass
