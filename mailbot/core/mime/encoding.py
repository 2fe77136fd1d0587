"""Content-Transfer-Encoding undone, also where it is cut, stained or mislabelled."""

import re
from binascii import Error as BinasciiError
from binascii import a2b_base64
from email.message import Message

from mailbot.core.mime.headers import lenient_base64
from mailbot.core.mime.wire import children

FOREIGN = re.compile(r"[^A-Za-z0-9+/\r\n]")
BASE64_LINE = re.compile(r"[A-Za-z0-9+/]+={0,3}")


def octets_of(part: Message) -> bytes:
    """The bytes of a leaf (RFC 2045 section 6). Never raises; a cut end loses only itself."""
    try:
        payload = part.get_payload()
        if isinstance(payload, str) and part.get("content-transfer-encoding") == "base64":
            return unbase64(payload)
        octets = part.get_payload(decode=True)
    except Exception:  # the parser's own decoders raise several kinds on hostile input
        return raw_octets(part)
    return octets if isinstance(octets, bytes) else b""


def raw_octets(part: Message) -> bytes:
    try:
        return part.as_bytes()
    except Exception:  # idem
        return b""


def unbase64(payload: str) -> bytes:
    """Decode until the prose that a list server, or nobody's encoder, added."""
    code = payload.rstrip().rstrip("=")
    if FOREIGN.search(code):
        return by_lines(payload)
    try:
        return a2b_base64(code + "==")  # what is too much of padding is not read
    except BinasciiError:  # cut within a group
        return decoded(code.split())


def by_lines(payload: str) -> bytes:
    pieces: list[bytes] = []
    block: list[str] = []
    lines = payload.split("\n")
    for number, line in enumerate(lines):
        code = line.strip()
        if code and not BASE64_LINE.fullmatch(code):
            if not stained(code):
                pieces += [decoded(block), "\n".join(lines[number:]).encode("utf-8", "replace")]
                return b"".join(pieces)
            code = re.sub(r"[^A-Za-z0-9+/=]", "", code)
        block.append(code)
        if code.endswith("="):  # the end of one encoded block; some mailers write several
            pieces.append(decoded(block))
            block = []
    return b"".join([*pieces, decoded(block)])


def stained(code: str) -> bool:
    """Base64 with a few foreign characters in it, not a line of prose."""
    return len(code) > 20 and sum(not (c.isalnum() or c in "+/=") for c in code) <= 3


def decoded(block: list[str]) -> bytes:
    return lenient_base64("".join(block).encode("ascii", "ignore"))


def encoded_inside(part: Message) -> bytes:
    """The bytes of a message/* part that was encoded against the rule (RFC 2046 section 5.2.1).

    The parser then took the code for the body of messages without a header.
    """
    blocks = children(part)
    if part.get("content-transfer-encoding") != "base64" or any(block.keys() for block in blocks):
        return b""
    return unbase64("\n".join(str(block.get_payload()) for block in blocks))
