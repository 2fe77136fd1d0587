"""Needles only ever save a search: with them and without, the same is found."""

import importlib
import pkgutil
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.core.machines import persons, subjects, wordings
from mailbot.core.machines.phrases import Phrases
from mailbot.core.needles import Sought, sought
from mailbot.kinds.transfer import lexicon

EVERY = [
    phrase
    for module in (persons, subjects, wordings)
    for found in vars(module).values()
    if isinstance(found, Phrases)
    for phrase in found.each
]


@pytest.mark.parametrize(
    ("pattern", "needles"),
    [
        ("transfert", {"transfert"}),
        (r"(?:mon|ma) examen", {" examen"}),
        (r"(?:oui|non)", {"oui", "non"}),
        (r"(?:bien )?recu", {"recu"}),
        (r"a{2,}bc", {"bc"}),
        (r"(?:mon examen)+", {"mon examen"}),
        (r"(?<!ne )va\b", {"va"}),
    ],
)
def test_the_longest_needed_string_is_the_needle(pattern: str, needles: set[str]) -> None:
    assert set(sought(pattern).needles) == needles


@pytest.mark.parametrize("pattern", [r"\d+", r"a?b*", r"(?:oui|\w+)", r"(?i)oui", r"(?i:oui)", ""])
def test_what_needs_no_string_is_always_searched(pattern: str) -> None:
    assert sought(pattern).needles == ()


def test_a_pattern_without_its_needle_is_not_found() -> None:
    assert sought("le (?:dossier|certificat)").search("la facture") is None


def test_most_phrases_have_needles() -> None:
    assert sum(bool(one.needles) for one in EVERY) > 0.9 * len(EVERY)


ROWS = [
    row.pattern
    for module in pkgutil.iter_modules(lexicon.__path__)
    for table in vars(importlib.import_module(f"{lexicon.__name__}.{module.name}")).values()
    if isinstance(table, tuple)
    for row in table
    if isinstance(row, lexicon.Wording)
]
AROUND = st.text("abcdeort '.-?0\n", max_size=20)


@settings(max_examples=300)
@given(st.sampled_from([*EVERY, *ROWS]), AROUND, AROUND, st.data())
def test_whatever_a_pattern_matches_holds_one_of_its_needles(
    one: Sought, before: str, after: str, data: st.DataObject
) -> None:
    text = before + data.draw(st.from_regex(one.pattern)) + after
    assert spans(one.search(text)) == spans(one.pattern.search(text))


def spans(found: re.Match[str] | None) -> tuple[int, int] | None:
    return found.span() if found else None
