"""By which name a letter greets."""

import pytest

from mailbot.core.letters.greeting import greeting_name


@pytest.mark.parametrize(
    "name",
    [
        "Annick Proulx",
        "Jean-Sébastien Bolduc",
        "María José Guzmán Ortiz",
        "R. Talbot",
        "Julie S.",
        "Thi Bich Tran",
        "Émilie d'Amours",
        "Luc D’Astous",
        "Marie-Ève de la Fontaine",
        "Gérald LeBlanc",
        "NADIA FOURNIER",
        "Ludwig van der Berg",
        "李 小龙",
        "سميرة بنعلي",
    ],
)
def test_a_person_is_greeted_by_their_own_name(name: str) -> None:
    assert name == greeting_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Direction",
        "annick.proulx@gmail.com",
        "Annick Proulx annick@x.ca",
        "Annick Proulx 1960",
        "rb1960.inconnu",
        "Votre certificat est annulé",
        "Votre Certificat Est Annulé",
        "Office Québécois",
        "Service Cadeaux",
        "Mail Delivery System",
        "Annick Proulx (via Liste)",
        "<b>Annick Proulx</b>",
        "Annick https://x.example",
        "Annick Proulx; payez",
        "Payez Le 5145551212",
        "Annick -",
        "Annick .",
        "www.evil.example Proulx",
        "A B C D E F G",
        "Annick " + "P" * 80,
        "Annick ٣٤٥",
        "☎ Proulx",
    ],
)
def test_what_is_no_person_s_name_is_not_repeated(name: str) -> None:
    assert greeting_name(name) == ""


def test_a_name_listed_family_first_is_turned() -> None:
    assert greeting_name("Proulx, Annick") == "Annick Proulx"


def test_quotes_around_a_name_are_left() -> None:
    assert greeting_name("'Annick Proulx'") == "Annick Proulx"


def test_line_ends_and_invisible_signs_leave_the_name() -> None:
    assert greeting_name("Annick\r\nBcc\u202e Pro\u200bulx") == "Annick Bcc Proulx"


def test_the_holder_s_name_stands_in_for_what_is_no_name() -> None:
    assert greeting_name("annick1985", "Annick Proulx") == "Annick Proulx"


def test_the_holder_s_name_is_preferred_to_a_stranger_s() -> None:
    assert greeting_name("Papa Ours", "Annick Proulx") == "Annick Proulx"


def test_the_holder_chooses_how_their_name_is_written() -> None:
    assert greeting_name("Annick Proulx-Roy", "ANNICK PROULX") == "Annick Proulx-Roy"


def test_a_huge_name_is_no_name() -> None:
    assert greeting_name("Annick Proulx " * 100_000) == ""
