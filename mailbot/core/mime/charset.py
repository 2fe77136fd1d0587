"""Bytes to text: what the sender meant, whatever the label says."""

import codecs
import re

# Clients write Windows-1252 under these labels; Windows-1252 reads all that they can say.
LATIN = frozenset({"iso8859-1", "ascii", "cp1252", "latin-1"})
# Their bytes are valid UTF-8 too, and mean something else: here the label is believed first.
SHIFTED = ("iso2022", "utf-7", "utf-16", "utf-32", "hz", "gb2312-hz")

# Characters without width or that only turn the direction of writing: a reader does not see them.
INVISIBLE = re.compile(
    "[\0\xad\u061c\u180e\ufeff\ufff9-\ufffb\u200b-\u200f\u202a-\u202e\u2060-\u206f]"
)
# A byte that UTF-8 refused, as "surrogateescape" keeps it -> the character of Windows-1252.
STRAY_BYTES = {
    0xDC00 + byte: bytes([byte]).decode("cp1252", "replace").replace("\ufffd", " ")
    for byte in range(0x80, 0x100)
}
SURROGATE = re.compile("[\ud800-\udfff]")
BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def decode(octets: bytes, declared: str | None = None) -> str:
    """Valid UTF-8; else the declared charset unless it is Latin-1 or ASCII; else Windows-1252.

    Never raises. Measured on the corpora (ecosystem.md section 8.2). A UTF-8 text with a few
    broken bytes (cut in the middle of a character) stays UTF-8.
    """
    codec = codec_named(declared)
    if codec and codec.startswith(SHIFTED):
        text = attempt(octets, codec)
        if text is not None:
            return text
    text = attempt(octets, "utf-8")
    if text is None and codec and codec not in LATIN and codec != "utf-8":
        text = attempt(octets, codec)
    return text if text is not None else mixed(octets)


def codec_named(declared: str | None) -> str | None:
    """Python's name of a declared charset; None when there is none or nobody knows it."""
    name = (declared or "").replace("\0", "").strip("\"' \t\r\n").lower()
    try:
        return codecs.lookup(name).name if name and len(name) < 60 else None
    except (LookupError, ValueError):
        return None


def attempt(octets: bytes, codec: str) -> str | None:
    try:
        return octets.decode(codec)
    except (UnicodeError, LookupError, ValueError, TypeError, AssertionError):
        return None  # TypeError, AssertionError: codecs that are not of text, such as "hex"


def mixed(octets: bytes) -> str:
    """UTF-8 where most of the bytes beyond ASCII are, with Windows-1252 for the rest."""
    text = octets.decode("utf-8", "surrogateescape")
    refused = len(SURROGATE.findall(text))
    if len(BEYOND_ASCII.findall(text)) - refused > refused:
        return text.translate(STRAY_BYTES)
    return octets.decode("latin-1").translate(C1_AS_CP1252)


C1_AS_CP1252 = {byte: STRAY_BYTES[0xDC00 + byte] for byte in range(0x80, 0xA0)}


def clean(text: str) -> str:
    """One sort of line end, nothing invisible, nothing that a database refuses."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text.replace("\0", "")
    return SURROGATE.sub("\ufffd", INVISIBLE.sub("", text))
