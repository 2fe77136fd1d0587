"""A TCP proxy that spoils what passes through it, and a server that only recites: for tests."""

import re
import select
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, Self

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Fault:
    """What happens to one connection, once `after` bytes have passed `way`.

    `then` is "cut" (both sides see the end), "silence" (nothing passes any more, nothing is closed)
    or bytes (said to that side in place of the rest, then the end).
    """

    way: Literal["down", "up"]  #: from the server, or to it
    after: int
    then: Literal["cut", "silence"] | bytes


class Proxy:
    """Passes everything on, but for the fault and the rewriting that a test sets."""

    def __init__(self, target: int) -> None:
        self.target = target
        self.fault: Fault | None = None  #: of the connections opened from now on
        self.rewrite: Callable[[bytes], bytes] | None = None  #: of what the server says
        self.delay = 0.0  #: seconds, before each piece of what the server says
        self.passed = {"down": 0, "up": 0}  #: bytes, of the last connection
        self._listening = socket.create_server((HOST, 0))
        self.port: int = self._listening.getsockname()[1]
        self._open: list[socket.socket] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()

    def cut(self) -> None:
        """End every connection now."""
        for peer in self._open:
            end(peer)
        self._open.clear()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            try:
                server = socket.create_connection((HOST, self.target), 5)
            except OSError:
                end(client)
                continue
            for peer in (client, server):
                peer.settimeout(None)
                peer.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open += [client, server]
            self.passed = passed = {"down": 0, "up": 0}
            for way, source, to in (("down", server, client), ("up", client, server)):
                words = (way, source, to, self.fault, passed)
                threading.Thread(target=self._pump, args=words, daemon=True).start()

    def _pump(self, way, source, to, fault, passed) -> None:
        try:
            while piece := source.recv(65536):
                if way == "down":
                    threading.Event().wait(self.delay)
                    piece = self.rewrite(whole_answer(source, piece)) if self.rewrite else piece
                if fault and fault.way == way and passed[way] + len(piece) > fault.after:
                    piece = piece[: max(0, fault.after - passed[way])]
                    passed[way] += len(piece)
                    to.sendall(piece)
                    if fault.then == "silence":
                        return
                    if fault.then != "cut":
                        to.sendall(fault.then)
                    break
                passed[way] += len(piece)
                to.sendall(piece)
        except OSError:
            pass
        end(source)
        end(to)


def whole_answer(source: socket.socket, piece: bytes) -> bytes:
    """What the server says up to its tagged line (or a pause): a rewriting sees it in one piece."""
    while not re.search(rb"(?m)^[A-Z]+\d+ (OK|NO|BAD)\b.*\r\n\Z", piece):
        if not select.select([source], [], [], 0.3)[0]:
            break
        more = source.recv(65536)
        if not more:
            break
        piece += more
    return piece


def end(peer: socket.socket) -> None:
    with suppress(OSError):
        peer.shutdown(socket.SHUT_RDWR)
    peer.close()


Said = bytes | None  # None: hang up. In the answers of imap() and smtp(): b""
Script = Callable[[bytes], Said]


class Reciter:
    """A server that says a greeting, then to each line what the script answers to it.

    With a `context`, it speaks TLS from the start, or after the answer to STARTTLS.
    """

    def __init__(
        self,
        greeting: bytes,
        script: Script,
        context: ssl.SSLContext | None = None,
        starttls: bool = False,
    ) -> None:
        self.greeting, self.script = greeting, script
        self.context, self.starttls = context, starttls
        self.heard: list[bytes] = []
        self._listening = socket.create_server((HOST, 0))
        self.port: int = self._listening.getsockname()[1]
        self.peers: list[socket.socket] = []

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for peer in self.peers:
            end(peer)

    def _accept(self) -> None:
        while True:
            try:
                peer, _ = self._listening.accept()
            except OSError:
                return
            self.peers.append(peer)
            threading.Thread(target=self._recite, args=(peer,), daemon=True).start()

    def _recite(self, peer: socket.socket) -> None:
        with suppress(OSError):
            if self.context and not self.starttls:
                peer = self.context.wrap_socket(peer, server_side=True)
            peer.sendall(self.greeting)
            lines = peer.makefile("rb")
            while line := lines.readline():
                self.heard.append(line)
                said = self.script(line)
                if said is None:
                    break
                peer.sendall(said)
                if said.startswith(b"421"):  # SMTP: the server leaves (RFC 5321 section 3.8)
                    break
                if self.context and b"STARTTLS" in line:
                    peer = self.context.wrap_socket(peer, server_side=True)
                    lines = peer.makefile("rb")
        end(peer)


def imap(answers: dict[str, bytes] | None = None, offers: str = "IMAP4rev1 STARTTLS") -> Script:
    """The least an IMAP server says; `answers` replaces what it says to a command."""
    usual = {
        "CAPABILITY": f"* CAPABILITY {offers}\r\n{{tag}} OK done\r\n".encode(),
        "LOGIN": b"{tag} OK done\r\n",
        "SELECT": b"* 0 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n{tag} OK done\r\n",
        "EXAMINE": b"* 0 EXISTS\r\n* OK [UIDVALIDITY 1] x\r\n{tag} OK [READ-ONLY]\r\n",
        "SEARCH": b"* SEARCH\r\n{tag} OK done\r\n",
        "NOOP": b"{tag} OK done\r\n",
        "LOGOUT": b"* BYE\r\n{tag} OK done\r\n",
        "IDLE": b"+ idling\r\n",
        "STARTTLS": b"{tag} OK done\r\n",
    }
    told = {**usual, **(answers or {})}

    def script(line: bytes) -> Said:
        words = line.decode("latin-1").split()
        tag, command = words[0], (words[1].upper() if len(words) > 1 else "")
        command = words[2].upper() if command == "UID" else command
        said = told.get(command, b"{tag} BAD unknown\r\n")
        return said.replace(b"{tag}", tag.encode()) or None

    return script


GREETING = b"* OK ready\r\n"


def smtp(answers: dict[str, bytes] | None = None, offers: tuple[str, ...] = ()) -> Script:
    """The least an SMTP server says, to the first word of a line; DATA takes lines to the dot."""
    last = len(offers) - 1
    offered = [f"250{' ' if place == last else '-'}{name}\r\n" for place, name in enumerate(offers)]
    usual = {
        "EHLO": "".join(["250-x\r\n" if offers else "250 x\r\n", *offered]).encode(),
        "DATA": b"354 go\r\n",
        ".": b"250 taken\r\n",
        "AUTH": b"235 yes\r\n",
        "STARTTLS": b"220 go\r\n",
        "QUIT": b"221 bye\r\n",
    }
    told = {**usual, **(answers or {})}
    in_letter = [False]

    def script(line: bytes) -> Said:
        word = line.decode("latin-1").strip().split(" ")[0].split(":")[0]
        if in_letter[0] and word != ".":
            return b""
        said = told.get(word.upper(), b"250 ok\r\n")
        in_letter[0] = word.upper() == "DATA" and said.startswith(b"354")
        return said or None

    return script
