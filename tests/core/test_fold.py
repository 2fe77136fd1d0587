"""Plain letters, and the way back to where they stood."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.fold import disguised, fold, words


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Été À Noël", "ete a noel"),
        ("e\u0301te\u0301", "ete"),
        ("Œuvre, æ, ﬁn", "oeuvre, ae, fin"),
        ("d’accord l‘été", "d'accord l'ete"),
        ("a\u00a0b\u202fc\u2009d\te", "a b c d e"),
        ("2019–2020—2021‑1−2", "2019-2020-2021-1-2"),
        ("ＣＡＲ２０２１", "car2021"),
        ("𝐂𝐀𝐑", "car"),
        ("a\u200bb\u00adc\ufeffd", "abcd"),
        ("САR", "car"),
        ("٢٠٢١", "2021"),
        ("n° nº №", "n° n° no"),
        ("a²①", "a²①"),
        ("un\u2028deux", "un\ndeux"),
    ],
)
def test_text_is_folded(written: str, plain: str) -> None:
    assert plain == fold(written).text


@given(st.text(max_size=200))
def test_every_folded_character_knows_where_it_stood(text: str) -> None:
    folded = fold(text)
    for at in range(len(folded.text)):
        start, end = folded.span(at, at + 1)
        assert fold(text[start:end]).text.find(folded.text[at]) >= 0


@given(st.text(max_size=200))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text == fold(fold(once).text).text


def test_a_span_covers_what_is_invisible_inside_it() -> None:
    assert fold("x2\u200b0y").span(1, 3) == (1, 4)


def test_letters_of_another_script_are_told() -> None:
    assert (
        disguised("САR2021"),
        disguised("CAR٢٠٢١"),
        disguised("ＣＡＲ２０２１"),
        disguised("CAR-2021"),
    ) == (True, True, False, False)


def test_words_are_on_one_line() -> None:
    assert words("  un \n deux\n\ntrois ") == "un deux trois"


def test_a_megabyte_takes_less_than_a_second() -> None:
    before = time.process_time()
    fold("é\u200bœ " * 250_000)
    assert time.process_time() - before < 1
