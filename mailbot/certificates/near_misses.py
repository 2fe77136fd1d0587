"""Near misses of a number in the registry: shown to the staff, never accepted."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from mailbot.core.fold import fold

MOST = 3  #: suggestions
_SLIPS = 1  #: a digit changed, added or missing, or two neighbours exchanged
_NOT_WRITTEN = re.compile(r"[^0-9a-z]")


def near_misses(written: str, known: Iterable[str]) -> tuple[str, ...]:
    """At most three known numbers one slip away from what was written, the nearest first.

    >>> near_misses("CAR 2021 0041 8832", ["CAR202100418823", "CAR202100999999"])
    ('CAR202100418823',)
    """
    number_meant = meant(written)
    near = ((OSA.distance(number_meant, number, score_cutoff=_SLIPS), number) for number in known)
    return tuple(number for slips, number in sorted(near) if slips <= _SLIPS)[:MOST]


def meant(written: str) -> str:
    """What was written, in the form of a number."""
    signs = _NOT_WRITTEN.sub("", fold(written[:60]).text).upper()
    return f"CAR{signs}" if signs.isdigit() else signs
