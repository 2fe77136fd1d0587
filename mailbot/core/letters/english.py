"""english: the days and quotes of the English that stands below a letter's French.

The names of the filters end in _en: a French template that used one would show it.
"""

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from mailbot.core.letters.typography import quotable

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def in_full(day: date) -> str:
    """September 1, 2021."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def weekday(day: date) -> str:
    """Wednesday, September 1, 2021."""
    return f"{WEEKDAYS[day.weekday()]}, {in_full(day)}"


def quoted(text: str) -> str:
    """What the sender wrote, in English quotation marks: short, of the signs of numbers."""
    return f"\N{LEFT DOUBLE QUOTATION MARK}{quotable(text)}\N{RIGHT DOUBLE QUOTATION MARK}"


FILTERS: Mapping[str, Callable[..., Any]] = MappingProxyType(
    {"day_en": in_full, "weekday_en": weekday, "quoted_en": quoted}
)
