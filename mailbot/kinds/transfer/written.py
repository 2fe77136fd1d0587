"""Find everything in a text that is written as one of the Office's numbers, or meant to be one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailbot.core.fold import Folded, disguised
from mailbot.kinds.transfer.digits import BETWEEN, Group, groups_at, is_date_or_phone
from mailbot.kinds.transfer.forms import CERTIFICATE, DOSSIER, FIRST_DOSSIER_YEAR, Reading, judge
from mailbot.kinds.transfer.labels import ANY, OTHER, Labels, labels

# A word of letters before digits, or digits without one. "C.A.R." and "C A R" are CAR.
_START = re.compile(
    r"(?P<car>c[ .]?a[ .]?r)(?=[ \n>.\-/_*]{0,12}[oil|]{0,4}\d)"
    r"|(?<![a-z0-9])(?P<word>(?![a-z]{1,2}car(?![a-z]))[a-z]{2,5})(?=[ .\-]?2[0o][0-9oil]{2})"
    r"|(?<![a-z0-9])(?=\d)"
)
_GLUED_LABEL = re.compile(
    r"(?:dossiers?|certificats?|numero|nouveau|ancien|expire|echu|temporaire|no|n|est|le|mon|du|de|au|vers|et|file|certificate|number|is)$"
)
_LETTERS_BEFORE = re.compile(r"[a-z]{1,16}$")
_MASKED = re.compile(r"[ .\-/_*]{0,3}(?:[x#?•…]{2,}|[x_*#?]{3,})")


@dataclass(frozen=True, slots=True)
class Found:
    """One number as written at start:end of the folded text; `value` is empty when malformed."""

    sort: str
    value: str
    start: int
    end: int
    repaired: bool = False


def numbers_in(folded: Folded, original: str, latest_year: int) -> Iterator[Found]:
    """Every number of a passage, in order. Linear: each digit is looked at a bounded number of times."""
    text = folded.text
    beside = labels(text)
    since = 0
    for start in _START.finditer(text):
        if start.start() < since:
            continue
        found = _read(text, start, beside, since, latest_year)
        if found is None:
            continue
        if found.value and not found.repaired:
            first, last = folded.span(found.start, found.end)
            found = Found(*_fields(found), disguised(original[first:last]))
        yield found
        since = found.end


def _fields(found: Found) -> tuple[str, str, int, int]:
    return found.sort, found.value, found.start, found.end


def _read(
    text: str, start: re.Match[str], beside: Labels, since: int, latest_year: int
) -> Found | None:
    word = start["word"]
    prefixed = start["car"] is not None
    if not prefixed and word is None and not beside.found:
        return None
    at = start.end()
    gap = BETWEEN.match(text, at) if prefixed or word else None
    groups = groups_at(text, gap.end() if gap else at)
    if not groups:
        return None
    reading = judge(text, groups, latest_year)
    if prefixed:
        return _with_prefix(text, start, groups, reading, beside, since)
    label = beside.beside(start.start(), reading.end, since)
    if word:
        return _with_another(text, start, word, groups, reading, label, beside, since)
    return _without(text, start.start(), groups, reading, label, beside, since)


def _with_prefix(
    text: str,
    start: re.Match[str],
    groups: list[Group],
    reading: Reading,
    beside: Labels,
    since: int,
) -> Found | None:
    glued = _LETTERS_BEFORE.search(text, max(since, start.start() - 16), start.start())
    alien = glued is not None and not _GLUED_LABEL.search(glued.group())
    if reading.sort and not alien:
        value = f"CAR{reading.digits}"
        return Found(reading.sort, value, start.start(), reading.end, reading.lettered)
    gap = text[start.end() : groups[0].start]
    if not _meant(text, groups, reading, spaced=" " in gap) or (alien and len(glued.group()) > 2):
        return None
    first = glued.start() if alien and glued else start.start()
    label = beside.beside(first, reading.end, since)
    return Found(_meant_sort(label, reading), "", first, _written_end(text, reading.end))


def _meant(text: str, groups: list[Group], reading: Reading, spaced: bool) -> bool:
    """Whether digits that have neither form were meant as a number: "CAR-2021" alone was not."""
    if is_date_or_phone(text, groups[0].start):
        return False
    if _MASKED.match(text, reading.end) and len(reading.digits) <= 4:
        return False
    first = len(groups[0].digits)
    if not spaced and first > 4:
        return True
    return len(reading.digits) - 4 >= (5 if spaced else 3)


def _with_another(
    text: str, start: re.Match[str], word: str, groups: list[Group], reading: Reading,
    label: str | None, beside: Labels, since: int,
) -> Found | None:  # fmt: skip
    """Another prefix than CAR is malformed: CRA2021…, CAT2021…, or any where a label announces it."""
    if label == OTHER or len(reading.digits) < 8 or is_date_or_phone(text, groups[0].start):
        return None
    glued = groups[0].start == start.end()
    announced = beside.adjacent(start.start(), since, DOSSIER, CERTIFICATE)
    if not (_nearly_car(word) and (glued or announced)) and not (glued and announced):
        return None
    return Found(_meant_sort(label, reading), "", start.start(), _written_end(text, reading.end))


def _without(
    text: str, start: int, groups: list[Group], reading: Reading,
    label: str | None, beside: Labels, since: int,
) -> Found | None:  # fmt: skip
    """No prefix: a label that says what the number is repairs it when its form is whole."""
    if label in (None, OTHER) or is_date_or_phone(text, start):
        return None
    if (
        text[max(0, start - 1) : start] in tuple("-/._")
        and text[max(0, start - 2) : start - 1].isalnum()
    ):
        return None
    sure = label in (DOSSIER, CERTIFICATE)
    if reading.sort:
        if sure or beside.adjacent(start, since, ANY):
            return Found(reading.sort, f"CAR{reading.digits}", start, reading.end, True)
        return None
    if not beside.adjacent(start, since, DOSSIER, CERTIFICATE) or len(reading.digits) < 5:
        return None
    return Found(str(label), "", start, _written_end(text, reading.end)) if sure else None


def _nearly_car(word: str) -> bool:
    """One slip away from CAR: a letter missing, doubled, changed or exchanged with its neighbour."""
    if word in ("cra", "acr", "rac"):
        return True
    if len(word) == 3:
        return sum(a == b for a, b in zip(word, "car", strict=True)) == 2
    if len(word) == 2:
        return word in ("ca", "cr", "ar")
    return len(word) == 4 and any(word[:at] + word[at + 1 :] == "car" for at in range(4))


def _meant_sort(label: str | None, reading: Reading) -> str:
    if label in (DOSSIER, CERTIFICATE):
        return str(label)
    year = int(reading.digits[:4]) if len(reading.digits) >= 4 else 0
    if 1990 <= year < FIRST_DOSSIER_YEAR:
        return CERTIFICATE
    return DOSSIER


_REST = re.compile(r"[0-9a-z]{0,20}")


def _written_end(text: str, end: int) -> int:
    rest = _REST.match(text, end)
    return rest.end() if rest else end
