"""typography: French as it is printed in a letter: dates, no-break spaces, masks, and quotes.

The filters of the templates are here. Québec usage: a no-break space before the colon and inside
the guillemets, no space before ; ! ? (Office québécois de la langue française).
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from mailbot.core.french import WEEKDAYS, in_full

NO_BREAK = "\N{NO-BREAK SPACE}"
DOT = "\N{BULLET}"

QUOTED_AT_MOST = 40  #: characters of the sender's own that a letter repeats
WIDTH_READ = 20  #: for one character kept, how many are looked at: the rest of a huge text is cut

_BEFORE = re.compile(r"[ \u00a0\u202f](?=»|:(?:[\s<]|$))")
_AFTER = re.compile(r"«[ \u00a0\u202f]")
_UNSPACED = re.compile(r"[ \u00a0\u202f]([;!?])")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")
# A dot or another sign between letters would let a mail client make a link of what we repeat.
_NOT_IN_A_NUMBER = re.compile(r"[^\w /.\-#]|_|\.(?!\d)")


def weekday(day: date) -> str:
    """The day in words with the day of the week: jeudi 16 septembre 2021."""
    return f"{WEEKDAYS[day.weekday()]} {in_full(day)}"


def masked(number: str) -> str:
    """CAR2019001717 → CAR2019••••17: enough for its holder to recognise it, not to use it."""
    shown = 9  # CAR, the year, and the last two digits
    if len(number) <= shown:
        return DOT * len(number)
    return f"{number[:7]}{DOT * (len(number) - shown)}{number[-2:]}"


def typeset(text: str) -> str:
    """No-break spaces and apostrophes, in plain text and in HTML alike (tags stay as they are)."""
    text = _UNSPACED.sub(r"\1", str(text))
    text = _AFTER.sub(f"«{NO_BREAK}", _BEFORE.sub(NO_BREAK, text))
    return _APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", text)


def plain(text: str, at_most: int) -> str:
    """One line of visible characters: controls, bidi marks, separators and surrogates are gone.

    Cut with "…" after `at_most` characters, so that what a stranger wrote keeps its place.
    """
    looked_at = unicodedata.normalize("NFC", text[: at_most * WIDTH_READ])
    line = " ".join("".join(map(_visible, looked_at)).split())
    if len(line) <= at_most:
        return line
    return f"{line[: at_most - 1].rstrip()}…"


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Zl", "Zp"):
        return " "
    return "" if category.startswith("C") else character


def quoted(text: str) -> str:
    """What the sender wrote, in guillemets: short, and of the signs that numbers are made of."""
    return f"«{NO_BREAK}{quotable(text)}{NO_BREAK}»"


def quotable(text: str) -> str:
    """What may be repeated of a stranger's words."""
    return plain(_NOT_IN_A_NUMBER.sub(" ", plain(text, QUOTED_AT_MOST * 2)), QUOTED_AT_MOST)


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"day": in_full, "weekday": weekday, "masked": masked, "typeset": typeset, "quoted": quoted}
)
