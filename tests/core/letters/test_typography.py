"""French as it is printed in a letter."""

import time
from datetime import date

import pytest

from mailbot.core.letters.typography import masked, plain, quoted, typeset, weekday

NB = "\u00a0"
RLO, ZWSP, LRM = "\u202e", "\u200b", "\u200e"


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2021, 9, 1), "mercredi 1er septembre 2021"),
        (date(2021, 9, 16), "jeudi 16 septembre 2021"),
        (date(2021, 8, 11), "mercredi 11 août 2021"),
        (date(2022, 2, 28), "lundi 28 février 2022"),
        (date(2022, 12, 31), "samedi 31 décembre 2022"),
    ],
)
def test_a_day_is_said_as_people_say_it(on: date, said: str) -> None:
    assert said == weekday(on)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("CAR2019001717", "CAR2019••••17"),
        ("CAR201900171799", "CAR2019••••••99"),
        ("CAR2019", "•••••••"),
        ("", ""),
    ],
)
def test_a_mask_leaves_the_year_and_two_digits(number: str, shown: str) -> None:
    assert shown == masked(number)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("sur demande :", f"sur demande{NB}:"),
        ("suivant : a", f"suivant{NB}: a"),
        ("« Gestion »,", f"«{NB}Gestion{NB}»,"),
        ("« Gestion ».", f"«{NB}Gestion{NB}»."),
        ("mené ; sinon ? oui !", "mené; sinon? oui!"),
        ("l'Office d'agents qu'il", "l’Office d’agents qu’il"),
    ],
)
def test_spaces_and_apostrophes_follow_quebec_usage(typed: str, printed: str) -> None:
    assert printed == typeset(typed)


@pytest.mark.parametrize(
    "untouched",
    [
        "https://www.opc.gouv.qc.ca/",
        '<p style="margin:0; padding:0 0 4px;">',
        "à 10:30",
        "width=device-width, initial-scale=1",
    ],
)
def test_addresses_times_and_tags_stay_as_they_are(untouched: str) -> None:
    assert untouched == typeset(untouched)


def test_a_stranger_s_line_loses_what_cannot_be_seen() -> None:
    assert plain(f"Lé{ZWSP}a\r\n\tCo\u0302te\u0301\x00{RLO} {LRM}\ud800x", 60) == "Léa Côté x"


def test_a_stranger_s_line_is_cut_with_an_ellipsis() -> None:
    cut = plain("abc " * 100, 30)
    assert cut.endswith("…")
    assert len(cut) <= 30


def test_a_line_that_fits_is_whole() -> None:
    assert plain("a" * 30, 30) == "a" * 30


@pytest.mark.parametrize(
    ("wrote", "shown"),
    [
        ("CAR20210062705", "CAR20210062705"),
        ("CAR 2021-0062.705", "CAR 2021-0062.705"),
        ("CAR2021\n 0062", "CAR2021 0062"),
        ("2021/00062 #7", "2021/00062 #7"),
        ("CAR2021 » Votre certificat est émis. «", "CAR2021 Votre certificat est émis"),
        ("<b>CAR</b>2021", "b CAR /b 2021"),
        ("CAR2021 www.evil.example", "CAR2021 www evil example"),
        ("CAR2021 moi@evil.example", "CAR2021 moi evil example"),
        (f"CAR{RLO}2021", "CAR2021"),
    ],
)
def test_a_quote_keeps_the_number_and_nothing_that_acts(wrote: str, shown: str) -> None:
    assert f"«{NB}{shown}{NB}»" == quoted(wrote)


def test_a_quote_is_short_however_much_was_written() -> None:
    assert len(quoted("CAR2021" * 50_000)) <= 44


def test_a_megabyte_of_any_sign_is_typeset_and_cut_at_once() -> None:
    started = time.perf_counter()
    for sign in (" ", "'", "«", " :", "<", "\u0301", RLO, "a'"):
        huge = sign * (1_000_000 // len(sign))
        plain(huge, 150)
        quoted(huge)
        typeset(huge)
    assert time.perf_counter() - started < 5
