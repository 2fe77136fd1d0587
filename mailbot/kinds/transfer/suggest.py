"""Near misses of a number in the registry: shown to the staff, never accepted."""

import re
from collections.abc import Iterable

from rapidfuzz.distance import OSA

from mailbot.core.fold import fold

MOST = 3  #: suggestions
_SLIPS = 1  #: a digit changed, added or missing, or two neighbours exchanged
_SIGNS = "0123456789ACR"  #: what a number is written with
_NOT_WRITTEN = re.compile(r"[^0-9a-z]")


def near_misses(written: str, known: Iterable[str]) -> tuple[str, ...]:
    """At most three known numbers one slip away from what was written, the nearest first.

    >>> near_misses("CAR 2021 0041 8832", ["CAR202100418823", "CAR202100999999"])
    ('CAR202100418823',)
    """
    meant = _meant(written)
    near = ((OSA.distance(meant, number, score_cutoff=_SLIPS), number) for number in known)
    return tuple(number for slips, number in sorted(near) if slips <= _SLIPS)[:MOST]


def _meant(written: str) -> str:
    """Without what separates, and with the prefix where only digits were written."""
    meant = _NOT_WRITTEN.sub("", fold(written[:60]).text).upper()
    return f"CAR{meant}" if meant.isdigit() else meant


def neighbours(written: str) -> frozenset[str]:
    """Every number one slip away from what was written, and what was written itself: few enough to
    be asked of the registry by their key."""
    meant = _meant(written)
    if not 8 <= len(meant) <= 24:
        return frozenset()
    cuts = [(meant[:n], meant[n:]) for n in range(len(meant) + 1)]
    return frozenset(
        {meant}
        | {head + tail[1:] for head, tail in cuts}
        | {head + tail[1:2] + tail[:1] + tail[2:] for head, tail in cuts}
        | {head + sign + tail for head, tail in cuts for sign in _SIGNS}
        | {head + sign + tail[1:] for head, tail in cuts for sign in _SIGNS}
    )
