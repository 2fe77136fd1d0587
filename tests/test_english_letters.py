"""The English below a letter's French: the same facts, the same duties, nothing more."""

import email
import itertools
import re
from datetime import UTC, date, datetime
from email import policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import jinja2
import pytest

from mailbot.core.compose import (
    Letterhead,
    TemplateProblem,
    check_templates,
    compose,
    environment,
)
from mailbot.core.letters import english
from mailbot.core.letters.templates import declared_words
from mailbot.values import Address, Answer, Letter, ParsedMail

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "templates"
TEMPLATES = environment(jinja2.FileSystemLoader(FOLDER))
OFFICE = Letterhead("Office de la protection du consommateur", "infocertificat@opc.gouv.qc.ca")
AT = datetime(2021, 2, 1, 15, tzinfo=UTC)
MAIL = ParsedMail(
    AT, AT.date(), subject="Transfer", senders=(Address("Eileen Walsh", "eileen@exemple.org"),)
)
KINDS, NAMES = ("transfer", "renewal"), ("finalisez", "renseignements")
WORDS: dict[str, Any] = {
    "holder": "Eileen Walsh",
    "dossier_number": "CAR202100418823",
    "certificate_number": "CAR2019001717",
    "dossier_read": ("CAR20210062705",),
    "certificate_read": ("CAR201900",),
}
WRONG = ("", "missing", "malformed", "unknown")
BRANCHES = [
    (kind, *rest)
    for kind in KINDS
    for rest in [
        *(
            ("finalisez", {"already": already, "last_day": day, "last_day_past": past})
            for already in (False, True)
            for day, past in ((date(2021, 9, 1), False), (date(2021, 1, 16), True), (None, False))
        ),
        *(
            ("renseignements", {"dossier": dossier, "certificate": other, "intent_missing": wish})
            for dossier, other, wish in itertools.product(WRONG, WRONG, (False, True))
        ),
    ]
]
every_branch = pytest.mark.parametrize(("kind", "template", "words"), BRANCHES)


def written(kind: str, template: str, words: dict[str, Any], *languages: str) -> Letter:
    given = {**WORDS, **words}
    spoken = languages or ("fr", "en")
    return compose(
        Answer(template), kind, MAIL, given, OFFICE, "a" * 64, TEMPLATES, AT, languages=spoken
    )


def message(letter: Letter) -> EmailMessage:
    read = email.message_from_bytes(letter.content, policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert not [defect for part in read.walk() for defect in part.defects]
    return read


def bodies(letter: Letter) -> tuple[str, str]:
    text, html = message(letter).iter_parts()
    plain, shown = (part.get_content().replace("\r\n", "\n") for part in (text, html))
    return plain, shown


def parted(letter: Letter) -> list[tuple[str, str]]:
    """The French and the English of the text, and of the HTML as it is read."""
    text, html = bodies(letter)
    shown = re.sub(r"<(?:head|title)>.*?</(?:head|title)>", "", html, flags=re.S)
    french, english_html = shown.split('<div id="english"')
    plain = (re.sub(r"<[^>]+>", " ", part) for part in (french, f"<{english_html}"))
    return [tuple(text.split("\n* * *\n")), tuple(plain)]  # type: ignore[list-item]


@pytest.mark.parametrize("kind", KINDS)
def test_the_start_accepts_the_shipped_english(kind: str) -> None:
    check_templates(TEMPLATES, kind, NAMES)


@every_branch
def test_french_comes_first_and_english_below_says_what_is_owed(
    kind: str, template: str, words: dict[str, Any]
) -> None:
    letter = written(kind, template, words)
    assert message(letter)["Content-Language"] == "fr, en"
    for french, below in parted(letter):
        assert "Bonjour Eileen Walsh," in french
        assert "English text below" in french
        assert "présenter vos observations à une personne" in french
        for owed in (
            "Hello Eileen Walsh,",
            "automated processing of your personal information",
            "the reasons, principal factors and parameters",
            "have that information corrected",
            "a person at the Office who can review the decision",
            "reply to this email",
            "Section 65.2 of the Act respecting Access",
            OFFICE.name,
            OFFICE.address,
        ):
            assert owed in below


@every_branch
def test_no_english_names_an_amount_a_telephone_or_another_section(
    kind: str, template: str, words: dict[str, Any]
) -> None:
    for _, below in parted(written(kind, template, words)):
        money = r"\$|dollar|\bfees?\b|\bprice\b|\bcost\b"
        assert not re.search(rf"{money}|phone|\d{{3}}-\d{{4}}", below, re.I)
        assert re.findall(r"\bsections?\s+([\d.]+\d)", below, re.I) == ["65.2"]
        assert not re.search(r"\{\{|\{%|\{#|None|Undefined|«|»", below)


@every_branch
def test_its_text_and_its_html_say_the_same(
    kind: str, template: str, words: dict[str, Any]
) -> None:
    (_, text), (_, html) = parted(written(kind, template, words))
    listed = re.sub(r"^(?:-|\d\.) ", "", text, flags=re.M)
    said = html.partition("Hello")[2]  # a title stands before it in HTML alone
    assert "".join(listed.partition("Hello")[2].casefold().split()) == "".join(
        said.casefold().split()
    )


@every_branch
def test_it_gives_the_numbers_days_and_items_of_the_french(
    kind: str, template: str, words: dict[str, Any]
) -> None:
    for french, below in parted(written(kind, template, words)):
        for pattern in (r"CAR[\d•]{6,}\d", r"CAR\d{4}x+", r"https?://\S+?(?=[,\s])"):
            assert re.findall(pattern, french) == re.findall(pattern, below)
        assert len(re.findall(r"^- ", french, re.M)) == len(re.findall(r"^- ", below, re.M))
        if words.get("last_day"):
            assert english.weekday(words["last_day"]) in below


@every_branch
def test_without_english_the_letter_is_the_french_one_to_the_byte(
    kind: str, template: str, words: dict[str, Any]
) -> None:
    alone = written(kind, template, words, "fr")
    assert message(alone)["Content-Language"] == "fr"
    for body in bodies(alone):
        assert "Hello" not in body
        assert "English" not in body
        assert "* * *" not in body


def test_days_are_written_as_english_writes_them() -> None:
    assert english.weekday(date(2021, 9, 1)) == "Wednesday, September 1, 2021"


def test_what_the_sender_wrote_stays_a_short_quote_in_both_languages() -> None:
    hostile = "<script>x</script> ” Your certificate is issued. “ https://evil.example" * 50
    words = {"dossier": "malformed", "certificate": "", "intent_missing": False}
    letter = written("transfer", "renseignements", {**words, "dossier_read": (hostile,)})
    text, html = bodies(letter)
    assert "<script" not in html
    [quote] = re.findall(r"We read: “([^“”]*)”\.", text)
    assert len(quote) <= 40
    assert "://" not in quote


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", NAMES)
def test_the_english_declares_no_word_that_the_french_has_not(kind: str, name: str) -> None:
    for form in ("txt", "html"):
        ours = declared_words(TEMPLATES, f"{kind}/{name}.en.{form}")
        assert ours == declared_words(TEMPLATES, f"{kind}/{name}.{form}")


def copy_of_transfer(**changes: str | None) -> jinja2.Environment:
    files = {
        str(path.relative_to(FOLDER)): path.read_text("utf-8")
        for path in FOLDER.rglob("*")
        if path.is_file()
    }
    for name, text in changes.items():
        file = f"transfer/finalisez.en.{name}"
        if text is None:
            del files[file]
        else:
            files[file] = text
    return environment(jinja2.DictLoader(files))


def test_a_letter_without_its_english_is_in_french_alone_whatever_is_allowed() -> None:
    templates = copy_of_transfer(txt=None, html=None)
    check_templates(templates, "transfer", NAMES)
    words = {**WORDS, "already": False, "last_day": None, "last_day_past": False}
    letter = compose(
        Answer("finalisez"), "transfer", MAIL, words, OFFICE, "a", templates, AT, ("fr", "en")
    )
    assert message(letter)["Content-Language"] == "fr"
    assert all("Hello" not in body for body in bodies(letter))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"html": None}, "finalisez.en.html : ce gabarit n'existe pas"),
        ({"txt": None}, "finalisez.en.txt : ce gabarit n'existe pas"),
        ({"txt": "{# Mots : x. #}{{ x }}"}, "il manque l'avis de traitement automatisé"),
        ({"txt": '{# Mots : x. #}{% include "notice_automated.txt" %}'}, "notice_automated.en.txt"),
        (
            {"txt": '{# Mots : x. #}{% include "notice_automated.en.txt" %}{{ y }}'},
            "le mot « y » n'est pas déclaré",
        ),
        (
            {"txt": '{# Mots : secret. #}{% include "notice_automated.en.txt" %}{{ secret }}'},
            "le français ne déclare pas : secret",
        ),
        ({"txt": "{% if %}"}, "syntaxe du gabarit"),
    ],
)
def test_the_start_refuses_an_english_that_is_not_whole(
    changes: dict[str, str | None], words: str
) -> None:
    with pytest.raises(TemplateProblem, match=words):
        check_templates(copy_of_transfer(**changes), "transfer", NAMES)
