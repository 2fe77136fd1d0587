"""Every row of the lexicon recognises the phrase that stands beside it."""

import re

import pytest

from mailbot.core.fold import fold, words
from mailbot.kinds.transfer.lexicon import (
    Wording,
    asking,
    disowned,
    done,
    gist,
    matters,
    negations,
    pleas,
    pointers,
    polarity,
    postponed,
    refusals,
    spoken,
    turns,
    undone,
    weighed,
    wishes,
    withdrawals,
)
from mailbot.kinds.transfer.lexicon.words import MOVE, TRANSFER, form, mark

ROWS = [
    pytest.param(wording, id=f"{module.__name__.rpartition('.')[2]}.{name}: {wording.example}")
    for module in (
        asking,
        disowned,
        gist,
        matters,
        negations,
        pointers,
        polarity,
        spoken,
        done,
        postponed,
        refusals,
        turns,
        undone,
        weighed,
        wishes,
        pleas,
        withdrawals,
    )
    for name, table in sorted(vars(module).items())
    if name.isupper() and isinstance(table, tuple)
    for wording in table
]


def marked(sentence: str) -> list[str]:
    """The sentence, and the sentence with each verb in turn replaced by its mark."""
    plain = words(fold(sentence).text)
    verbs = [*TRANSFER.finditer(plain), *MOVE.finditer(plain)]
    return [plain, *(mark(plain, verb) for verb in verbs)]


@pytest.mark.parametrize("wording", ROWS)
def test_a_row_recognises_its_example(wording: Wording) -> None:
    assert any(wording.pattern.search(text) for text in marked(wording.example))


@pytest.mark.parametrize("wording", ROWS)
def test_a_row_is_written_for_folded_text(wording: Wording) -> None:
    """An accent or a capital in a pattern could never match."""
    letters = re.sub(r"\\[A-Za-z]|§|\(\?P", "", wording.pattern.pattern.pattern)
    assert letters == fold(letters).text


@pytest.mark.parametrize(
    "written",
    ["transférer", "transferer", "tranferer", "trasferer", "transfère", "transférez", "transfert",
     "tranfert", "transferts", "transféré", "trensferer", "transfrer", "transfairer", "tansferer",
     "retransférer", "transfer", "transferred", "transferring", "transferir", "tranfserer"],
)  # fmt: skip
def test_the_verb_is_known_however_it_is_spelled(written: str) -> None:
    assert TRANSFER.fullmatch(fold(written).text)


@pytest.mark.parametrize(
    "written",
    ["transformer", "trafic", "transfrontalier", "tarif", "transmettre", "tranquille", "offert"],
)
def test_other_words_are_not_the_verb(written: str) -> None:
    assert not TRANSFER.search(fold(written).text)


def test_a_form_is_told_by_its_ending() -> None:
    assert [form(ending) for ending in ("t", "ez", "ee", "er")] == ["n", "z", "p", "v"]
