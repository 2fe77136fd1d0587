"""The pairs of numbers that a message of an agency gives, in the order of reading."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mailbot.values import Evidence

MOST = 25  #: pairs of one message
SORTS = ("dossier_number", "certificate_number")


@dataclass(frozen=True)
class Pair:
    dossier: str
    certificate: str


def pairs_of(evidence: Sequence[Evidence]) -> list[Pair]:
    """A dossier and a certificate that follow one another in the text, in either order."""
    found: list[Pair] = []
    waiting: dict[str, str] = {}
    for one in in_reading_order(evidence):
        waiting[one.field] = one.value
        if len(waiting) == len(SORTS):
            found.append(Pair(waiting[SORTS[0]], waiting[SORTS[1]]))
            waiting = {}
    return list(dict.fromkeys(found))[:MOST]


def in_reading_order(evidence: Iterable[Evidence]) -> list[Evidence]:
    numbers = [one for one in evidence if one.field in SORTS]
    parts = list(dict.fromkeys(one.part for one in numbers))
    return sorted(numbers, key=lambda one: (parts.index(one.part), one.start))
