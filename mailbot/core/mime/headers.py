"""Header fields: unfolded and decoded, as a reader sees them."""

import base64
import binascii
import quopri
import re
from email.message import Message

from mailbot.core.mime.charset import clean, decode

LONGEST_FIELD = 64_000  #: characters; what a field says beyond is cut (RFC 5322: 998 a line)

FOLD = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t]*")
ENCODED_WORD = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?\r\n]*)\?=")
# White space between two encoded words is not part of the text (RFC 2047 section 6.2).
BETWEEN = re.compile(r"(?<=\?=)[ \t]+(?==\?)")


def fields(message: Message) -> tuple[tuple[str, str], ...]:
    """Every field in order, topmost first: lower-case name, decoded value."""
    charset = declared_charset(message)
    return tuple((name, decoded(value, charset)) for name, value in raw_fields(message))


def raw_fields(message: Message, wanted: str | None = None) -> list[tuple[str, str]]:
    """As the parser holds them: 8-bit bytes as surrogates, folds kept; names in lower case.

    `wanted`: only the fields of this name.
    """
    named = ((clean(name).strip().lower(), value) for name, value in message.raw_items())
    return [
        (name, str(value)[:LONGEST_FIELD])
        for name, value in named
        if wanted is None or name == wanted
    ]


def declared_charset(message: Message) -> str | None:
    try:
        charset = message.get_content_charset()
    except (ValueError, LookupError, AttributeError, TypeError):  # a NUL in the charset
        return None
    return charset if isinstance(charset, str) else None


def decoded(value: str, charset: str | None = None) -> str:
    """The value as a reader sees it, on one line. `charset` is that of raw 8-bit bytes."""
    if value.isascii() and value.isprintable() and "=?" not in value:
        return value.strip()  # most are: nothing folded, encoded or hidden
    text = unescaped(FOLD.sub(" ", value).strip(), charset)
    if "=?" in text:
        text = without_encoded_words(BETWEEN.sub("", text))
    return clean(text).replace("\n", " ").replace("\t", " ")


def unescaped(value: str, charset: str | None = None) -> str:
    """Raw 8-bit bytes, forbidden and common, which the parser keeps as surrogates."""
    if value.isascii():
        return value
    try:
        return decode(value.encode("ascii", "surrogateescape"), charset)
    except UnicodeEncodeError:  # the parser had decoded it already (RFC 2231, RFC 6532)
        return value


def without_encoded_words(text: str) -> str:
    """Decode RFC 2047; neighbours of one charset together, for senders who cut in mid-character."""
    pieces: list[str] = []
    charset, octets, at = "", b"", 0
    for word in ENCODED_WORD.finditer(text):
        named = word[1].partition("*")[0].lower()  # RFC 2231 section 5: utf-8*fr
        if word.start() > at or named != charset:
            pieces += [decode(octets, charset), text[at : word.start()]]
            octets = b""
        charset = named
        octets += word_octets(word[2], word[3])
        at = word.end()
    return "".join([*pieces, decode(octets, charset), text[at:]])


def word_octets(encoding: str, payload: str) -> bytes:
    octets = payload.encode("utf-8", "surrogateescape")
    return quopri.decodestring(octets, True) if encoding in "qQ" else lenient_base64(octets)


def lenient_base64(octets: bytes) -> bytes:
    """Whatever whole bytes there are in base64 that may be cut or stained."""
    kept = re.sub(rb"[^A-Za-z0-9+/]", b"", octets)
    kept = kept[:-1] if len(kept) % 4 == 1 else kept
    try:
        return base64.b64decode(kept + b"=" * (-len(kept) % 4))
    except (binascii.Error, ValueError):
        return b""
