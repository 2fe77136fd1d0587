"""Find everything in a text that is written as one of the Office's numbers, or meant to be one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mailbot.certificates.records import CERTIFICATE, DOSSIER
from mailbot.core.fold import Folded, disguised
from mailbot.kinds.transfer.digits import BETWEEN, Group, groups_at, is_date_or_phone
from mailbot.kinds.transfer.forms import FIRST_DOSSIER_YEAR, Reading, judge
from mailbot.kinds.transfer.labels import ANY, OTHER, Labels, labels

# A word of letters before digits, or digits without one. "C.A.R." and "C A R" are CAR.
_START = re.compile(
    r"(?P<car>c[ .]?a[ .]?r)(?=[ \n>.\-/_*]{0,12}[oil|]{0,4}\d)"
    r"|(?<![a-z0-9])(?P<word>(?![a-z]{1,2}car(?![a-z]))[a-z]{2,5})(?=[ .\-]?2[0o][0-9oil]{2})"
    r"|(?<![a-z0-9])(?=\d)"
)
_GLUED_LABEL = re.compile(
    r"(?:dossiers?|certificats?|numero|nouveau|ancien|expire|echu|temporaire|no|n|est|le|mon|du|de|au"
    r"|vers|et|file|certificate|number|is)$"
)
_LETTERS_BEFORE = re.compile(r"[a-z]{1,16}\Z")
_INSIDE = re.compile(r"[a-z0-9][-/._]\Z")  # a later group of something else: "GM-2021-556075"
_JOINED = re.compile(r"[\s,;/&>-]*(?:et|and|puis|vers|a|to)?[\s:,>-]*")
_REST = re.compile(r"[0-9a-z]{0,20}")
_MASKED = re.compile(r"[ .\-/_*]{0,3}(?:[x#?•…]{2,}|[x_*#?]{3,})")


@dataclass(frozen=True, slots=True)
class Found:
    """One number as written at start:end of the folded text; `value` is empty when malformed."""

    sort: str
    value: str
    start: int
    end: int
    repaired: bool = False
    digits: str = ""  #: as they stand, year first: another kind's numbers have other forms
    label: str | None = None  #: what the words beside it say that it is (labels.py)


def numbers_in(folded: Folded, original: str, latest_year: int) -> Iterator[Found]:
    """Every number of a passage, in order. Linear in the text."""
    text, beside = folded.text, labels(folded.text)
    last: Found | None = None
    for start in _START.finditer(text):
        since = last.end if last else 0
        attempt = (
            _attempt(text, beside, since, start, latest_year) if start.start() >= since else None
        )
        found = _found(attempt, start, last) if attempt else None
        if found is None:
            continue
        if found.value and not found.repaired:
            first, end = folded.span(found.start, found.end)
            found = replace(found, repaired=disguised(original[first:end]))
        yield found
        last = found


@dataclass(frozen=True, slots=True)
class Attempt:
    """What may be a number: its prefix from `start`, its groups and what they amount to."""

    text: str
    beside: Labels
    since: int  #: where the number before it ended
    start: int
    groups: Sequence[Group]
    reading: Reading

    @property
    def first(self) -> int:
        """Where its digits begin."""
        return self.groups[0].start

    @property
    def label(self) -> str | None:
        return self.beside.beside(self.start, self.reading.end, self.since)

    def announced(self, *sorts: str) -> bool:
        return self.beside.adjacent(self.start, self.since, *sorts)

    def read(self, repaired: bool) -> Found:
        value = f"CAR{self.reading.digits}"
        sort, end = str(self.reading.sort), self.reading.end
        return Found(sort, value, self.start, end, repaired, self.reading.digits, self.label)

    def malformed(self, sort: str) -> Found:
        rest = _REST.match(self.text, self.reading.end)
        end = rest.end() if rest else self.reading.end
        return Found(sort, "", self.start, end, digits=self.reading.digits, label=self.label)


def _attempt(
    text: str, beside: Labels, since: int, start: re.Match[str], latest_year: int
) -> Attempt | None:
    if start.lastgroup is None:
        groups = groups_at(text, start.end()) if beside.found else []
    else:
        between = BETWEEN.match(text, start.end())
        groups = groups_at(text, between.end() if between else start.end())
    if not groups:
        return None
    reading = judge(text, groups, latest_year)
    return Attempt(text, beside, since, start.start(), groups, reading)


def _found(attempt: Attempt, start: re.Match[str], last: Found | None) -> Found | None:
    if start["car"]:
        return _with_prefix(attempt, start.end())
    if start["word"]:
        return _with_another(attempt, start["word"], start.end())
    return _without(attempt, last)


def _with_prefix(attempt: Attempt, end: int) -> Found | None:
    alien = _glued_before(attempt)
    if attempt.reading.sort and not alien:
        return attempt.read(repaired=attempt.reading.lettered)
    spaced = " " in attempt.text[end : attempt.first]
    if not _meant(attempt, spaced) or len(alien) > 2:
        return None
    whole = replace(attempt, start=attempt.start - len(alien))
    return whole.malformed(_meant_sort(whole))


def _glued_before(attempt: Attempt) -> str:
    """Letters run into CAR that are no label's: they make another prefix of it, "XCAR2021…"."""
    first = max(attempt.since, attempt.start - 16)
    before = _LETTERS_BEFORE.search(attempt.text, first, attempt.start)
    return before.group() if before and not _GLUED_LABEL.search(before.group()) else ""


def _meant(attempt: Attempt, spaced: bool) -> bool:
    """Whether digits that have neither form were meant as a number: "CAR-2021" alone was not."""
    digits = len(attempt.reading.digits)
    if is_date_or_phone(attempt.text, attempt.first):
        return False
    if digits <= 4 and _MASKED.match(attempt.text, attempt.reading.end):
        return False
    if not spaced and len(attempt.groups[0].digits) > 4:
        return True
    return digits - 4 >= (5 if spaced else 3)


def _with_another(attempt: Attempt, word: str, end: int) -> Found | None:
    """Another prefix than CAR is malformed: CRA2021…, or any that a label announces."""
    if len(attempt.reading.digits) < 8 or is_date_or_phone(attempt.text, attempt.first):
        return None
    glued = not set(attempt.text[end : attempt.first]) & {" ", "\n"}
    if not glued and not _nearly_car(word):
        return None
    if not (glued and _nearly_car(word)) and not attempt.announced(DOSSIER, CERTIFICATE):
        return None
    return None if attempt.label == OTHER else attempt.malformed(_meant_sort(attempt))


def _without(attempt: Attempt, last: Found | None) -> Found | None:
    """No prefix: a label that says what the number is repairs it when its form is whole."""
    if is_date_or_phone(attempt.text, attempt.start) or _INSIDE.search(
        attempt.text, max(0, attempt.start - 2), attempt.start
    ):
        return None
    label = attempt.label
    if attempt.reading.sort:
        named = label in (DOSSIER, CERTIFICATE) or (label == ANY and attempt.announced(ANY))
        return attempt.read(repaired=True) if named or _listed(attempt, last) else None
    if len(attempt.reading.digits) < 5 or label not in (DOSSIER, CERTIFICATE):
        return None
    return attempt.malformed(label) if attempt.announced(DOSSIER, CERTIFICATE) else None


def _listed(attempt: Attempt, last: Found | None) -> bool:
    """The second of two bare numbers under one label: "mes numéros : 2021… et 2019…"."""
    if last is None or not last.repaired or attempt.text.startswith("car", last.start):
        return False
    return _JOINED.fullmatch(attempt.text, last.end, attempt.start) is not None


def _nearly_car(word: str) -> bool:
    """One slip away from CAR: a letter missing, doubled, changed, or two exchanged."""
    if word in ("cra", "acr", "rac"):
        return True
    if len(word) == 3:
        return sum(a == b for a, b in zip(word, "car", strict=True)) == 2
    if len(word) == 2:
        return word in ("ca", "cr", "ar")
    return len(word) == 4 and any(word[:at] + word[at + 1 :] == "car" for at in range(4))


def _meant_sort(attempt: Attempt) -> str:
    label, digits = attempt.label, attempt.reading.digits
    if label in (DOSSIER, CERTIFICATE):
        return str(label)
    year = int(digits[:4]) if len(digits) >= 4 else 0
    return CERTIFICATE if 1990 <= year < FIRST_DOSSIER_YEAR else DOSSIER
