"""Where a mailbot under test can die: before and after each step that leaves its process.

No code of mailbot takes part: what is wrapped is the libraries it speaks through. Every commit and
write of the database, every IMAP command and answer, every SMTP command and reply passes a named,
counted point; at the chosen one the process stops dead, as by kill -9.
"""

import imaplib
import os
import smtplib
import socket
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

KILLED = 9  # the exit code of a process that died at its point
WRITES = ("INSERT", "UPDATE", "DELETE")


class Points:
    """The points passed, written one a line to `path`, and the one where this process dies."""

    def __init__(self, path: str, die_at: int | None) -> None:
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        self.die_at, self.passed = die_at, 0
        self.content_next = False  #: the server said 354: what is sent now is a letter

    def __call__(self, name: str) -> None:
        self.passed += 1
        os.write(self.file, f"{name}\n".encode())
        if self.passed == self.die_at:
            os._exit(KILLED)

    def around(self, name: str, call: Callable[[], Any]) -> Any:
        self(f"before {name}")
        result = call()
        self(f"after {name}")
        return result


def names(path: str) -> list[str]:
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def install(points: Points) -> None:
    """For the rest of this process."""
    watch_database(points)
    watch_connections(points)
    watch_imap(points)
    watch_smtp(points)


def watch_database(points: Points) -> None:
    commit = Session.commit

    def committed(session: Session) -> None:
        points.around("commit", lambda: commit(session))

    def written(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        words = statement.split(None, 3)
        if words[0] in WRITES:
            points(f"wrote {words[0]} {words[1 if words[0] == 'UPDATE' else 2]}")

    Session.commit = committed
    event.listen(Engine, "after_cursor_execute", written)


def watch_connections(points: Points) -> None:
    connect = socket.create_connection

    def connected(*address: Any, **options: Any) -> Any:
        return points.around("connect", lambda: connect(*address, **options))

    socket.create_connection = connected


def watch_imap(points: Points) -> None:
    send, complete = imaplib.IMAP4.send, imaplib.IMAP4._command_complete

    def sent(imap: imaplib.IMAP4, data: bytes) -> None:
        words = data.decode("latin-1").split(None, 3)
        verb = " ".join(words[1:3] if words[1:2] == ["UID"] else words[1:2])
        points.around(f"IMAP {verb or 'end of line'} sent", lambda: send(imap, data))

    def completed(imap: imaplib.IMAP4, name: str, tag: Any) -> Any:
        answer = complete(imap, name, tag)
        points(f"after IMAP {name} answered")
        return answer

    imaplib.IMAP4.send = sent
    imaplib.IMAP4._command_complete = completed


def watch_smtp(points: Points) -> None:
    send, reply = smtplib.SMTP.send, smtplib.SMTP.getreply

    def sent(smtp: smtplib.SMTP, data: Any) -> None:
        if not points.content_next:
            verb = str(data).split(None, 1)[0]
            points.around(f"SMTP {verb} sent", lambda: send(smtp, data))
            return
        points.content_next = False
        half = len(data) // 2
        points.around("SMTP first half of the letter sent", lambda: send(smtp, data[:half]))
        points.around("SMTP letter sent", lambda: send(smtp, data[half:]))

    def replied(smtp: smtplib.SMTP) -> tuple[int, bytes]:
        code, words = reply(smtp)
        points.content_next = code == 354
        points(f"after SMTP {code} read")
        return code, words

    smtplib.SMTP.send = sent
    smtplib.SMTP.getreply = replied
