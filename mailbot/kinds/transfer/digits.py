"""Gather the groups of digits that a person wrote as one number, and know where it ends."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# What may stand between two groups: spaces, hyphens, dots, slashes, underscores, the asterisks
# of bold text made plain, a line end with the marks of a quoted line.
BETWEEN = re.compile(r"[ \n>.\-/_*]{0,12}")
_GROUP = re.compile(r"[0-9oil](?:[0-9oil|]{0,38}[0-9oil])?")
_FOR_DIGITS = str.maketrans({"o": "0", "i": "1", "l": "1", "|": "1"})
_PHONE = re.compile(r"(?:1[ .-])?\d{3}[ .-]{1,3}\d{3}[ .-]\d{4}(?!\d)")
_DATE = re.compile(
    r"(?:20|19)\d\d([-/.])(?:0?[1-9]|1[0-2])\1(?:0?[1-9]|[12]\d|3[01])(?!\d)"
    r"|(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|[12]\d)\2(?:20)?\d\d(?![\d./-])"
)
_MARKER = re.compile(r"[1-9] ?\)")  # "2) combien coûte"
_LINE_MARKER = re.compile(r"[1-9]\d? ?(?:[.)°:] ?[^\W\d]|- |(?:er?|o|e|st|nd|rd|th)\b)")
_WORD = re.compile(r" ?[a-z]")
LONGEST = 12  #: digits of the longest number, its year included


@dataclass(frozen=True, slots=True)
class Group:
    """Digits in one piece, as offsets in the folded text; `gap` stands before them."""

    start: int
    end: int
    digits: str
    lettered: bool  #: O, I or l stands for a digit
    gap: str


def groups_at(text: str, start: int) -> list[Group]:
    """The groups from `start` on that may belong to one number, list markers and phones left out.

    >>> [group.digits for group in groups_at("2019002162\\n2) combien", 0)]
    ['2019002162']
    """
    found: list[Group] = []
    at, total = start, 0
    while total <= LONGEST and len(found) < LONGEST:
        between = BETWEEN.match(text, at)
        gap = between.group() if between else ""
        group = _group_at(text, at + len(gap), gap if found else "")
        if group is None or (found and (not gap or _apart(text, group, found))):
            break
        found.append(group)
        at, total = group.end, total + len(group.digits)
    return found


def is_date_or_phone(text: str, start: int) -> bool:
    return bool(_PHONE.match(text, start) or _DATE.match(text, start))


def _group_at(text: str, at: int, gap: str) -> Group | None:
    match = _GROUP.match(text, at)
    if match is None:
        return None
    end = match.end()
    if text[end : end + 1].isalpha():  # the end of it begins a word: "00418823ou"
        while end > at and text[end - 1] in "oil|":
            end -= 1
    written = text[at:end]
    if not any(char.isdigit() for char in written) and not (
        len(written) > 1 and set(written) == {"o"}
    ):
        return None
    return Group(at, end, written.translate(_FOR_DIGITS), not written.isdigit(), gap)


def _apart(text: str, group: Group, before: Sequence[Group]) -> bool:
    """Whether a group begins something else than the number so far: an item, a phone, a street."""
    gap, size = group.gap, len(group.digits)
    total = sum(len(each.digits) for each in before)
    marks = gap.replace(" ", "").replace("\n", "").replace(">", "")
    if gap.count("\n") > 1 or (">" in gap and "\n" not in gap) or len(set(marks)) > 1:
        return True
    marker = _LINE_MARKER if "\n" in gap else _MARKER
    if marker.match(text, group.start) and not _in_parentheses(text, group.start):
        return True
    if not set(gap) & {" ", "\n"}:
        return False
    if total + size > LONGEST + 2 or is_date_or_phone(text, group.start):
        return True
    if "\n" in gap or ". " in gap:
        return size < 3 and len(before) < 2 and bool(_WORD.match(text, group.end))
    return False


def _in_parentheses(text: str, at: int) -> bool:
    return text.rfind("(", max(0, at - 40), at) > text.rfind(")", max(0, at - 40), at)
