"""An SMTP server that keeps the bytes of every letter it took, and can be told to misbehave."""

import socket
import socketserver
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from typing import Self

Fault = str | None
#: what can go wrong, and where; a letter is kept only by TAKEN and when nothing is wrong
FAULTS = (
    "451 MAIL", "451 RCPT", "451 DATA", "451 letter",
    "550 MAIL", "550 RCPT", "554 DATA", "554 letter",
    "421 MAIL", "421 letter",
    "cut MAIL", "cut RCPT", "cut DATA", "cut half", "cut letter",
)  # fmt: skip
TAKEN = "cut taken"  # the letter is kept, and the connection cut before the answer


@dataclass(frozen=True)
class Taken:
    """A letter as this server got it; once taken it is the server's responsibility."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    @property
    def message_id(self) -> str:
        return str(message_from_bytes(self.content)["Message-ID"]).strip()


class Sink:
    """A context manager: the server in threads of its own, on a free loopback port."""

    def __init__(self, fault: Callable[[], Fault] = lambda: None) -> None:
        self.taken: list[Taken] = []
        self.refused: list[Taken] = []  #: letters whose bytes were answered with 5yz
        self.faults = 0
        self.fault = fault  #: asked at each MAIL
        self.open = 0  #: connections that are not at their end
        self.changed = threading.Condition()

    def __enter__(self) -> Self:
        sink = self

        class Connection(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                sink.count(1)
                try:
                    Dialogue(sink, self.connection, self.rfile.readline).run()
                except OSError:
                    pass  # the client died
                finally:
                    sink.count(-1)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            request_queue_size = 50

        self._server = Server(("127.0.0.1", 0), Connection)
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def count(self, more: int) -> None:
        with self.changed:
            self.open += more
            self.changed.notify_all()

    def settled(self) -> list[Taken]:
        """The letters taken, once every connection has come to its end."""
        with self.changed:
            if not self.changed.wait_for(lambda: self.open == 0, 10):
                raise RuntimeError("an SMTP connection stays open")
            return list(self.taken)


class Dialogue:
    """One connection (RFC 5321 section 4.1)."""

    def __init__(self, sink: Sink, connection: socket.socket, line: Callable[[], bytes]) -> None:
        self.sink, self.connection, self.line = sink, connection, line
        self.fault: Fault = None
        self.sender, self.recipients = "", []

    def say(self, text: str) -> None:
        self.connection.sendall(text.encode() + b"\r\n")

    def run(self) -> None:
        self.say("220 sink")
        while line := self.line():
            verb = line[:4].strip().upper().decode("latin-1")
            if verb == "MAIL":
                with self.sink.changed:
                    self.fault = self.sink.fault()
                    self.sink.faults += self.fault is not None
                self.sender, self.recipients = address(line), []
            if not self.answered(verb, line):
                return

    def answered(self, verb: str, line: bytes) -> bool:
        """Answer one command. False at the end of the connection."""
        kind, _, place = (self.fault or "").partition(" ")
        if place == verb and kind == "cut":
            return False
        if place == verb:
            self.say(f"{kind} 4.0.0 fault")
            return kind != "421"
        match verb:
            case "EHLO":
                self.say("250-sink\r\n250-8BITMIME\r\n250 SIZE 50000000")
            case "RCPT":
                self.recipients.append(address(line))
                self.say("250 OK")
            case "DATA":
                self.say("354 go on")
                return self.letter(kind, place)
            case "QUIT":
                self.say("221 bye")
                return False
            case _:
                self.say("250 OK")
        return True

    def letter(self, kind: str, place: str) -> bool:
        lines = []
        while (line := self.line()) != b".\r\n":
            if not line or place == "half":
                return False
            lines.append(line[1:] if line.startswith(b".") else line)
        letter = Taken(self.sender, tuple(self.recipients), b"".join(lines))
        if place != "letter":
            self.sink.taken.append(letter)
        elif kind.startswith("5"):
            self.sink.refused.append(letter)
        if kind == "cut":
            return False
        self.say(f"{kind} 4.0.0 fault" if place == "letter" else "250 OK")
        return kind != "421"


def address(line: bytes) -> str:
    return line.partition(b"<")[2].partition(b">")[0].decode()
