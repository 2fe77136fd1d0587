"""The notation of the phrases."""

import re

import pytest

from mailbot.core.machines.phrases import phrases


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("en conge", "je suis en conge.", True),
        ("en conge", "en congelation", False),
        ("conge", "le conge", True),
        ("conge", "xconge", False),
        ("(absent|hors) (du )?bureau", "hors bureau", True),
        ("livre*", "il fut livree hier", True),
        ("votre ... livre", "votre message n'a pas pu etre livre", True),
        ("votre ... livre", "votre livre", True),
        ("votre ... livre", "votre " + "x" * 90 + " livre", False),
        ("^absence", "  absence", True),
        ("^absence", "son absence", False),
        ("absence$", "son absence", True),
        ("absence$", "absence prolongee", False),
        ("<jour> prochain", "mardi prochain", True),
        ("<jour> prochain", "jeudi prochain", False),
        (r"\?", "transfere?", True),
    ],
)
def test_a_phrase_is_found_where_it_says(phrase: str, text: str, found: bool) -> None:
    pattern = phrases(f"\n  # un commentaire\n  {phrase}\n", {"jour": "lundi|mardi"})
    assert bool(pattern.search(text)) is found


def test_each_line_is_one_phrase() -> None:
    both = phrases("oui\nnon")
    assert [
        found.group()
        for text in ("oui, non", "non, oui", "peut-être")
        if (found := both.search(text))
    ] == ["oui", "non"]


def test_of_two_phrases_at_one_place_the_first_listed_is_found() -> None:
    found = phrases("le dossier\nle (dossier )?ferme\nle dossier ferme").search("le dossier ferme")
    assert found
    assert found.group() == "le dossier"


def test_a_faulty_phrase_is_refused() -> None:
    with pytest.raises(re.error):
        phrases("(jamais ferme")
