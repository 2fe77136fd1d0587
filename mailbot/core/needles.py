"""Needles: short strings of which a text holds one wherever a pattern is found in it.

To find that none of them is there takes a hundredth of the search itself, and most patterns are not
in most texts. Derived from the parsed pattern; where that cannot be told, the pattern is searched.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from re import _constants as op  # type: ignore[attr-defined]  # what re.compile itself reads
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Needles = frozenset[str]
MOST = 40  #: of one pattern; looking for more would cost what it saves

_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


@dataclass(frozen=True, slots=True)
class Sought:
    """A pattern that is searched only where one of its needles is. No needles: always."""

    pattern: re.Pattern[str]
    needles: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        for needle in self.needles:
            if needle in text:
                return self.pattern.search(text)
        return None if self.needles else self.pattern.search(text)


def sought(pattern: str) -> Sought:
    """Compile, and derive the needles. Raises re.error. No flags: the text is folded already."""
    compiled = re.compile(pattern)
    found = _of_sequence(_parser.parse(pattern)) if compiled.flags == re.UNICODE else None
    return Sought(compiled, tuple(sorted(found)) if found else ())


def _of_sequence(items: Iterable[Any]) -> Needles | None:
    """The best of what each item of a sequence needs: all of them must be there."""
    candidates: list[Needles] = []
    run = ""
    for kind, argument in items:
        if kind is op.LITERAL:
            run += chr(argument)
            continue
        if run:
            candidates.append(frozenset({run}))
            run = ""
        if needs := _of_item(kind, argument):
            candidates.append(needs)
    if run:
        candidates.append(frozenset({run}))
    return max(candidates, key=_worth, default=None)


def _worth(needles: Needles) -> tuple[int, int]:
    """Long ones first: a text seldom holds them; then few."""
    return min(min(map(len, needles)), 4), -len(needles)


def _of_item(kind: Any, argument: Any) -> Needles | None:
    if kind is op.SUBPATTERN:
        _group, added, removed, inner = argument
        return None if added or removed else _of_sequence(inner)  # (?i:…): letters of two cases
    if kind is op.ATOMIC_GROUP:
        return _of_sequence(argument)
    if kind is op.BRANCH:
        return _of_branches(argument[1])
    if kind in _REPEATS and argument[0] > 0:
        return _of_sequence(argument[2])
    return None


def _of_branches(branches: Sequence[Any]) -> Needles | None:
    """Any branch may be the one that is there, so the needles of all."""
    every = [_of_sequence(branch) for branch in branches]
    if not all(every):
        return None
    together = frozenset[str]().union(*(each for each in every if each))
    return together if len(together) <= MOST else None
