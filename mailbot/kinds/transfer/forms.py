"""The forms of the Office's numbers: which digits make a dossier number, which a certificate's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.certificates.records import CERTIFICATE, DOSSIER
from mailbot.kinds.transfer.digits import Group

FIRST_DOSSIER_YEAR = 2021  #: domain.md section 5
FIRST_YEAR = 2000
_AFTER_YEAR = {DOSSIER: (8,), CERTIFICATE: (6, 8)}
_JOINS = "-_"  # "CAR202100418823-1" is one thing; a dot or a slash may end a sentence or an item


@dataclass(frozen=True, slots=True)
class Reading:
    """What groups of digits amount to: `sort` is None when they have neither form."""

    sort: str | None
    digits: str
    end: int
    lettered: bool = False


def sort_of(digits: str, latest_year: int) -> str | None:
    """Which number these digits make, year first; `latest_year` is that of the receipt."""
    if len(digits) < 10:
        return None
    year = int(digits[:4])
    sort = DOSSIER if year >= FIRST_DOSSIER_YEAR else CERTIFICATE
    if not FIRST_YEAR <= year <= latest_year or len(digits) - 4 not in _AFTER_YEAR[sort]:
        return None
    return sort


def judge(text: str, groups: Sequence[Group], latest_year: int) -> Reading:
    """Read the groups to the first one that completes a number and is not tied to the next.

    Greedy only where the writing is: what white space separates from a whole number is another
    thing, what a hyphen ties to it makes it too long.
    """
    digits, lettered = "", False
    for index, group in enumerate(groups):
        digits, lettered = digits + group.digits, lettered or group.lettered
        sort = sort_of(digits, latest_year)
        if sort and not _goes_on(groups, index, len(digits)) and not _glued(text, group.end):
            return Reading(sort, digits, group.end, lettered)
    return Reading(None, digits, groups[-1].end, lettered)


def _goes_on(groups: Sequence[Group], index: int, length: int) -> bool:
    if index + 1 == len(groups):
        return False
    gap = groups[index + 1].gap
    inner = {group.gap for group in groups[1 : index + 1]}
    if gap in _JOINS or (gap in inner and not gap.isspace()):
        return True
    # "CAR 2018 00 00 42 17": pairs to the end, of which the first three would do.
    pairs = {
        len(group.digits)
        for group in groups
        if group.digits != groups[0].digits or len(group.digits) != 4
    }
    return length == 10 and gap in inner and "\n" not in gap and pairs == {2}


_GLUED = re.compile(r"[a-z]*\d|[a-z](?![a-z])|['’]?[#x]{2}")


def _glued(text: str, end: int) -> bool:
    """Whether the last digit goes on as something else: "CAR202100418823B", "…23A4"."""
    return bool(_GLUED.match(text, end)) and not text.startswith("car", end)
