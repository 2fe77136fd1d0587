"""Fold text to plain lower-case letters, and keep the way back to where each one stood."""

import re
import unicodedata
from dataclasses import dataclass

# Where disguises live: Latin to Arabic, general punctuation, full-width forms, styled letters.
_BLOCKS = (
    range(0x0000, 0x2E80),
    range(0x3000, 0x3040),
    range(0xFB00, 0xFB07),
    range(0xFE00, 0x10000),
    range(0x1D400, 0x1D800),
)
_GIVEN = {
    **{ord(c): "'" for c in "’‘ʼʹ′´`＇"},
    **{ord(c): " " for c in "\t\r"},
    **{ord(c): "\n" for c in "\x0b\x0c\x85\u2028\u2029"},
    **{ord(c): "-" for c in "−⁃"},
    **{ord(c): "/" for c in "⁄∕"},
    **{ord(c): "°" for c in "°º˚"},
    ord("œ"): "oe", ord("Œ"): "oe", ord("æ"): "ae", ord("Æ"): "ae", ord("ø"): "o",
    ord("Ø"): "o", ord("ł"): "l", ord("Ł"): "l", ord("đ"): "d", ord("ß"): "ss",
    ord("№"): "no", ord("…"): ".", ord("\N{IDEOGRAPHIC SPACE}"): " ",
}  # fmt: skip
# Letters of other scripts that look like Latin ones on the screen.
_LOOKALIKES = {
    **dict(zip(map(ord, "АВЕКМНОРСТХаеорсухіІјЈѕЅ"), "abekmhopctxaeopcyxiijjss", strict=True)),
    **dict(zip(map(ord, "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαορι"), "abezhikmnoptyxaopi", strict=True)),
}


def _plain(code: int) -> str:
    """One character without case, accent, style or width; nothing when it does not show."""
    char = chr(code)
    category = unicodedata.category(char)
    if category in ("Mn", "Cf"):
        return ""
    if category in ("Zs", "Pd"):
        return " " if category == "Zs" else "-"
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category == "No":  # a note's mark, ² or ①, is no digit of what it stands beside
        return char
    broken = unicodedata.normalize("NFKD", char)
    kept = "".join(c for c in broken if unicodedata.category(c) != "Mn").lower()
    return kept if kept.isascii() and kept.strip() else char.lower()


_TABLE = {code: _plain(code) for block in _BLOCKS for code in block} | _LOOKALIKES | _GIVEN
_UNEVEN = frozenset(chr(code) for code, plain in _TABLE.items() if len(plain) != 1)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text for patterns to read: `text[i]` shows what stood at `offsets[i]` (None: at i)."""

    text: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]`, which is not empty, stood in what was folded."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """Lower case, no accents, one sort of space, hyphen and apostrophe; what is invisible is gone.

    Full-width and styled letters and digits become plain ones, and so do the letters of other
    scripts that look like them (`disguised` tells). Line ends stay. Linear in the text.
    """
    folded = text.translate(_TABLE)
    if _UNEVEN.isdisjoint(text):
        return Folded(folded)
    offsets = [at for at, char in enumerate(text) for _ in _TABLE.get(ord(char), char)]
    return Folded(folded, tuple(offsets))


def disguised(quote: str) -> bool:
    """Whether letters or digits of another script stand where ours are read: С for C, ٢ for 2."""
    return any(
        char.isalnum() and not unicodedata.normalize("NFKC", char).isascii() for char in quote
    )


_SPACES = re.compile(r"\s+")


def words(text: str) -> str:
    """Folded text on one line, single spaces."""
    return _SPACES.sub(" ", text).strip()
