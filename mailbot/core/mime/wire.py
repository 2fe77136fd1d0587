"""Bytes to the parser's tree: mail-parser where it serves, within bounds that keep it quick."""

import re
from collections.abc import Mapping
from copy import copy
from email import message_from_bytes
from email.message import Message
from email.parser import BytesHeaderParser
from functools import cached_property
from typing import Any

import mailparser

from mailbot.core.mime.headers import unescaped

LARGEST = 10_000_000  #: bytes; of a larger message only the beginning is read
BEGINNING = 1_000_000

# The parsers' time grows with the product of these: measured, 4 million are 0.3 s.
MOST_LINES_BY_LEVELS = 4_000_000
MOST_DELIMITERS = 20_000
# mail-parser 4.8.0 takes a second for 20,000 encoded words or parts (ecosystem.md section 1.2).
LIBRARY_DELIMITERS = 2_000
LIBRARY_ENCODED_WORDS = 1_000
LIBRARY_HEADER = 100_000  #: characters; it takes addresses apart twice
LONGEST_MIME_FIELD = 4_096

BOUNDARY = re.compile(rb"boundary", re.IGNORECASE)
MIME_FIELDS = frozenset({"content-type", "content-disposition", "content-transfer-encoding"})


class WireMessage(Message):
    """A message whose MIME fields cannot hurt: no NUL (the parsers raise), no endless parameters
    (they are taken apart in quadratic time), and raw 8-bit bytes decoded (they are lost)."""

    @cached_property
    def mime_fields(self) -> Mapping[str, Any]:
        """The topmost of each name, found once: the parser asks for them only below the header,
        but then for each part dozens of times."""
        named = ((key.lower(), raw) for key, raw in self.raw_items())
        mime = [field for field in named if field[0] in MIME_FIELDS]
        return dict(reversed(mime))

    def get(self, name: str, failobj: Any = None) -> Any:
        wanted = name.lower()
        if wanted not in MIME_FIELDS:
            return super().get(name, failobj)
        raw = self.mime_fields.get(wanted)
        if raw is None:
            return failobj
        text = unescaped(str(raw)[:LONGEST_MIME_FIELD].replace("\0", ""))
        if wanted == "content-transfer-encoding":
            return re.split(r"[\s;,(]", text.strip(), maxsplit=1)[0].strip("\"'").lower()
        return text


def parsed(content: bytes) -> tuple[Message, tuple[str, ...], bool]:
    """The tree, the defects, and whether it is whole. Never raises."""
    if len(content) > LARGEST:
        message, defects, _ = parsed(content[:BEGINNING])
        return message, ("too large", *defects), False
    if too_intricate(content):
        return headers_only(content), ("too intricate",), False
    try:
        message = message_from_bytes(content, _class=WireMessage)
    except RecursionError:
        return headers_only(content), ("too deep",), False
    except Exception as error:  # the parser is not ours: whatever it raises, a person must look
        return headers_only(content), (f"unparseable: {type(error).__name__}",), False
    return message, by_the_library(message, content), True


def too_intricate(content: bytes) -> bool:
    levels = len(BOUNDARY.findall(content))
    return (
        content.count(b"\n") * levels > MOST_LINES_BY_LEVELS
        or content.count(b"\n--") > MOST_DELIMITERS
    )


def children(part: Message) -> list[Message]:
    """The messages or parts directly within; none in a leaf."""
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if part.is_multipart() else []


def headers_only(content: bytes) -> Message:
    try:
        message: Message = BytesHeaderParser(WireMessage).parsebytes(content[:BEGINNING])
    except Exception:  # idem
        message = WireMessage()
    return message


def by_the_library(message: Message, content: bytes) -> tuple[str, ...]:
    """What mail-parser finds wrong with the message, which it reads from the same tree."""
    if (
        content.count(b"\n--") > LIBRARY_DELIMITERS
        or content.count(b"=?") > LIBRARY_ENCODED_WORDS
        or sum(len(name) + len(str(value)) for name, value in message.raw_items()) > LIBRARY_HEADER
    ):
        return ("mail-parser: spared",)
    try:
        mail = mailparser.MailParser(without_trace(message))
        return tuple(sorted(mail.defects_categories))
    except Exception as error:  # it leaks ValueError, AttributeError… (ecosystem.md section 1.2)
        return (f"mail-parser: {type(error).__name__}",)


def without_trace(message: Message) -> Message:
    """The same tree but for the trace fields: the library takes each hop apart, and nobody asks."""
    bare = copy(message)
    del bare["received"]
    return bare
