"""An agent's own words: tidied, refused where they may not leave, parted into paragraphs."""

from time import perf_counter

import pytest

from mailbot.core.letters.freehand import objection_to, tidied, words_of
from mailbot.values import Draft


def test_a_draft_is_tidied_and_keeps_its_lines() -> None:
    draft = tidied(Draft("libre", " Re:\r\nBcc: x ", "Un\r\n\r\n  - deux\u202e\x00\r\n\r\n"))
    assert draft == Draft("libre", "Re: Bcc: x", "Un\n\n  - deux")


def test_tidying_twice_changes_nothing() -> None:
    once = tidied(Draft("libre", "Re: x\u00a0: y", "a\u00a0: b\n\n\n   c\t d"))
    assert tidied(once) == once


@pytest.mark.parametrize(
    "text", ["120 $", "120$", "120,50 $", "$120", "120 dollars", "12 CAD", "[À compléter]", " \n"]
)
def test_what_may_not_leave_is_refused(text: str) -> None:
    assert objection_to(text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Payez 50 $ svp", "50 $"),
        ("soit 1\u00a0234,50\u00a0$, le 3", "1\u00a0234,50\u00a0$"),
        ("en 2021, 120$ dus", "120$"),
        ("Pay $1,200.00 now", "$1,200.00"),
        ("Payez 120 dollars", "120 dollars"),
    ],
)
def test_the_whole_amount_is_shown(text: str, amount: str) -> None:
    assert (objection_to(text) or "").startswith(f"« {amount} »")


def test_a_text_of_digits_alone_is_read_at_once() -> None:
    began = perf_counter()
    assert objection_to("1" * 20_000) is None
    assert objection_to("1 " * 10_000) is None
    assert perf_counter() - began < 1


@pytest.mark.parametrize(
    "text", ["La facture est au dossier.", "Le 12 avril 2021, art. 3 [voir la page]", "US$ non"]
)
def test_what_may_leave_is_not(text: str) -> None:
    assert objection_to(text) is None


def test_paragraphs_are_parted_at_blank_lines() -> None:
    words = words_of(Draft("libre", "t", "a\nb\n \n\nc"))
    assert words["paragraphs"] == [["a", "b"], ["c"]]
