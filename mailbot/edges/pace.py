"""How long one answer may keep us waiting in all: a socket's timeout starts anew at each byte.

What counts is the time spent waiting, less what the bytes that came are worth: a large message over
a slow line comes to its end, a server that drips does not hold a turn for ever.
"""

import io
import socket
import time
from typing import Any

LONGEST = 300.0  # seconds of waiting for one answer, beside its bytes
SLOWEST = 1000.0  # bytes that are worth a second


class TooSlow(TimeoutError):
    """The peer says something now and then, and does not come to an end."""


class Reader(io.BufferedReader):
    """What a peer says; `await_answer` before each."""

    def __init__(self, peer: socket.socket) -> None:
        self.pace = Pace(peer)
        super().__init__(self.pace)

    def await_answer(self, longest: float | None = None) -> None:
        self.pace.left = LONGEST if longest is None else longest


class Pace(io.RawIOBase):
    def __init__(self, peer: socket.socket) -> None:
        self.peer, self.left = peer, LONGEST
        self.heard_at = time.monotonic()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        began = time.monotonic()
        count = self.peer.recv_into(buffer)
        self.heard_at = time.monotonic()
        left = self.left + count / SLOWEST - (self.heard_at - began)
        self.left = min(left, LONGEST)  # what came quickly buys no right to drip afterwards
        if self.left < 0:
            raise TooSlow
        return count
