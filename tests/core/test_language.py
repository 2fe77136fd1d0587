"""In which languages a letter is written, by the law of the day of the request."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.decide import SAID
from mailbot.core.language import grounds, language, languages
from mailbot.core.rulebook import RuleError, parse_rule
from mailbot.values import ParsedMail, Passage, Voice

FILE = Path(__file__).parents[2] / "rules" / "common" / "language.toml"
RULE = parse_rule("language", FILE.read_text("utf-8"), "language.toml", SAID["language"])
ENGLISH = "Please transfer my exam result to my new file. Thank you"
FRENCH = "Veuillez transférer le résultat de mon examen. Merci"
CHANGE = date(2023, 6, 1)
BEFORE = CHANGE - timedelta(days=1)


def answered_in(body: str, day: date, ground: str | None = None) -> tuple[str, ...]:
    passages = (Passage(Voice.OWN, "1", 0, len(body), body),)
    at = datetime(day.year, day.month, day.day, 15, tzinfo=UTC)
    return languages(ParsedMail(at, day, passages=passages), ground, RULE)


@pytest.mark.parametrize(
    ("body", "day", "ground", "expected"),
    [
        (ENGLISH, BEFORE, None, ("fr", "en")),
        (FRENCH, BEFORE, None, ("fr",)),
        (ENGLISH, CHANGE, None, ("fr",)),
        (FRENCH, CHANGE, None, ("fr",)),
        (ENGLISH, CHANGE, "22.3", ("fr", "en")),
        (FRENCH, CHANGE, "22.2", ("fr", "en")),
        (ENGLISH, CHANGE, "15", ("fr",)),
        (FRENCH, BEFORE, "22.3", ("fr",)),
        (ENGLISH, date(2019, 4, 30), None, ("fr",)),  # before the rule's first version
    ],
)
def test_the_law_of_the_day_of_the_request_decides(
    body: str, day: date, ground: str | None, expected: tuple[str, ...]
) -> None:
    assert answered_in(body, day, ground) == expected


@given(
    st.text(), st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.sampled_from(["22.2", "x", None])
)
def test_french_is_always_there_and_first(body: str, day: date, ground: str | None) -> None:
    assert answered_in(body, day, ground)[0] == "fr"


def test_the_finding_says_why_there_is_no_english() -> None:
    finding = language("en", RULE, CHANGE)
    assert finding
    assert "Langue du message : anglais ; motif attesté par un agent : aucun" in finding.motif
    assert finding.reference.place == "articles 22.2 et 22.3"
    assert finding.since == CHANGE


def test_what_may_be_attested_depends_on_the_day() -> None:
    assert grounds(RULE, BEFORE) == grounds(RULE, date(2000, 1, 1)) == ()
    assert grounds(RULE, CHANGE) == ("22.2", "22.3")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('grounds = ["22.2", "22.3"]', 'grounds = "22.2"', "une liste de textes"),
        ('grounds = ["22.2", "22.3"]', "grounds = [22.2]", "une liste de textes"),
        ("english_to_who_writes_it = false", 'english_to_who_writes_it = "non"', "true ou false"),
        ("english_to_who_writes_it = false, ", "", "il manque la clé"),
        ("{written}", "{tongue}", "ne donne pas"),
    ],
)
def test_a_wrong_edit_of_the_rule_is_refused_in_words(old: str, new: str, words: str) -> None:
    text = FILE.read_text("utf-8")
    assert old in text
    with pytest.raises(RuleError, match=words):
        parse_rule("language", text.replace(old, new), "language.toml", SAID["language"])
