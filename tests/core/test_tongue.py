"""Which language a person wrote in: English only when it is plain."""

from datetime import UTC, datetime

import pytest

from mailbot.core.tongue import written_in
from mailbot.values import ParsedMail, Passage, Voice

AT = datetime(2021, 2, 1, 15, tzinfo=UTC)


def tongue(body: str, subject: str = "", quoted: str = "") -> str:
    passages = (
        Passage(Voice.OWN, "subject", 0, len(subject), subject),
        Passage(Voice.OWN, "1", 0, len(body), body),
        Passage(Voice.QUOTED, "1", len(body), len(body) + len(quoted), quoted),
    )
    return written_in(ParsedMail(AT, AT.date(), passages=passages))


@pytest.mark.parametrize(
    "body",
    [
        "Please transfer my exam result to my new file CAR202100418823. Thank you",
        "Hi, can u move my test score over to the new file pls? the old one was CAR2019003417",
        "I'd like my exam moved to CAR202100418823, thanks",
        "Hello, would it be possible to have my passing grade carried over? Eleanor",
        "To whom it may concern: I WANT MY EXAM RESULT TRANSFERRED. REGARDS, JASON",
        "Bonjour, I would like to have my exam result transferred to my new file, please.",
    ],
)
def test_plain_english_is_english(body: str) -> None:
    assert tongue(body) == "en"


@pytest.mark.parametrize(
    "body",
    [
        "Bonjour, je voudrais transférer mon résultat d'examen. Merci",
        "bjr svp transferer mon resultat dexamen dans car202100310033 merci",
        "Hello, je voudrais transférer le résultat de mon examen, thank you, have a nice day!",
        "Voici le certificat CAR2019003417. Thank you for your help!",
        "Transfer exam CAR2019003417 CAR202100418823",
        "CAR2019003417",
        "Thank you!",
        "Quelle est la question? L'examen qu'elle a passé l'an dernier, d'accord.",
        "",
        "Hola, quiero transferir el resultado de mi examen",
    ],
)
def test_french_mixed_or_doubtful_words_are_french(body: str) -> None:
    assert tongue(body) == "fr"


def test_what_is_quoted_says_nothing_of_who_quotes_it() -> None:
    assert (
        tongue("Merci de transférer mon résultat.", quoted="I would like to have my exam") == "fr"
    )
    assert tongue("Please do this for me, it is my exam.", quoted="Bonjour, le la les") == "en"


def test_the_subject_speaks_where_there_is_no_text() -> None:
    assert tongue("", subject="Please transfer my exam to the new file") == "en"
    assert tongue("Merci de le faire", subject="Please transfer my exam to the new file") == "fr"


def test_a_very_long_message_is_read_by_its_beginning() -> None:
    assert tongue("I have to do this. " * 200_000) == "en"
