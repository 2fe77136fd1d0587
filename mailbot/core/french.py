"""The French of days and of lists, as a public office writes them."""

from collections.abc import Iterable
from datetime import date
from itertools import islice

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
LONGEST_QUOTE = 60  #: characters of outside text that a sentence can bear
MOST_QUOTES = 5


def day_and_month(day: date) -> str:
    """1er janvier, 26 décembre."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]}"


def in_full(day: date) -> str:
    """1er septembre 2021."""
    return f"{day_and_month(day)} {day.year}"


def one_line(text: str) -> str:
    """Outside text, made harmless to a sentence: printable, and on one line."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def quoted(texts: Iterable[str]) -> str:
    """« a », « b », the first ones; the word rien when there is nothing."""
    shown = [f"« {_cut(one_line(text))} »" for text in islice(texts, MOST_QUOTES + 1)]
    return ", ".join([*shown[:MOST_QUOTES], *["…" for _ in shown[MOST_QUOTES:]]]) or "rien"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + "…"
