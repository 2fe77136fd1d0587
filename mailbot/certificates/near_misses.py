"""Near misses of a number in the registry: shown to the staff, never accepted."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from mailbot.core.fold import fold

MOST = 3  #: suggestions
LEAST, LONGEST = 9, 20  #: characters of a number that anything can be near to
_SLIPS = 1  #: a digit changed, added or missing, or two neighbours exchanged
_SIGNS = "0123456789ACR"  #: what a number is written with
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


def neighbours(written: str) -> frozenset[str]:
    """Every number one slip away from what was written, and that itself: few enough to be asked of
    the registry by their keys."""
    number = meant(written)
    if not LEAST <= len(number) <= LONGEST:
        return frozenset()
    cuts = [(number[:n], number[n:]) for n in range(len(number) + 1)]
    return frozenset(
        {number}
        | {head + tail[1:] for head, tail in cuts}
        | {head + tail[1:2] + tail[:1] + tail[2:] for head, tail in cuts}
        | {head + sign + tail for head, tail in cuts for sign in _SIGNS}
        | {head + sign + tail[1:] for head, tail in cuts for sign in _SIGNS}
    )
