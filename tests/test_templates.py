"""Every letter that the shipped templates can make, read back as its reader does."""

import email
import itertools
import re
import tomllib
from datetime import date, datetime
from email import policy
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
import pytest

from mailbot.core.compose import Letterhead, check_templates, compose, environment
from mailbot.core.letters.templates import declared_words
from mailbot.kinds.transfer import letters
from mailbot.kinds.transfer.request import (
    Certificate,
    Dossier,
    Exam,
    Given,
    Holder,
    TransferFacts,
    TransferRequest,
)
from mailbot.values import (
    Address,
    Answer,
    Authentication,
    Finding,
    Letter,
    Outcome,
    ParsedMail,
    Reference,
    Verdict,
)

ROOT = Path(__file__).parents[1]
TEMPLATES = environment(jinja2.FileSystemLoader(ROOT / "templates"))
OFFICE = Letterhead("Office de la protection du consommateur", "infocertificat@opc.gouv.qc.ca")
AT = datetime(2021, 2, 1, 10, 0, tzinfo=ZoneInfo("America/Toronto"))
WRONG = ("", "missing", "malformed", "unknown")
READ = {"": (), "missing": (), "malformed": ("CAR20210062705",), "unknown": ("CAR202100640987",)}


def mail(**changes: Any) -> ParsedMail:
    given = {
        "message_id": "<1@gmail.com>",
        "subject": "Transfert",
        "senders": (Address("Annick Proulx", "annick@gmail.com"),),
    }
    return ParsedMail(AT, AT.date(), **{**given, **changes})


def finalisez(**changes: Any) -> tuple[str, dict[str, Any]]:
    given = {
        "holder": "Annick Proulx",
        "dossier_number": "CAR202100418823",
        "certificate_number": "CAR2019001717",
        "last_day": date(2021, 9, 1),
        "last_day_past": False,
        "already": False,
    }
    return "finalisez", {**given, **changes}


def renseignements(dossier: str, certificate: str, intent: bool) -> tuple[str, dict[str, Any]]:
    read = tuple(value.replace("2021", "2019") for value in READ[certificate])
    return "renseignements", {
        "dossier": dossier,
        "dossier_read": READ[dossier],
        "certificate": certificate,
        "certificate_read": read,
        "intent_missing": intent,
    }


BRANCHES = [
    *(
        finalisez(already=already, last_day=day, last_day_past=past)
        for already in (False, True)
        for day, past in ((date(2021, 9, 1), False), (date(2021, 1, 16), True), (None, False))
    ),
    *itertools.starmap(renseignements, itertools.product(WRONG, WRONG, (False, True))),
]
every_branch = pytest.mark.parametrize(("template", "words"), BRANCHES)


def written(template: str, words: dict[str, Any], received: ParsedMail | None = None) -> Letter:
    answer = Answer(template)
    return compose(answer, "transfer", received or mail(), words, OFFICE, "a" * 64, TEMPLATES, AT)


def bodies(letter: Letter) -> tuple[str, str]:
    message = email.message_from_bytes(letter.content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    text, html = message.iter_parts()
    return text.get_content(), html.get_content()


class Reader(HTMLParser):
    """An HTML letter's words, and its tags with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shown: list[tuple[str, str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.shown.append((self.open[-1], data))


def test_the_start_accepts_the_shipped_templates() -> None:
    check_templates(TEMPLATES, "transfer", ["finalisez", "renseignements"])


@pytest.mark.parametrize("template", ["finalisez", "renseignements"])
def test_a_template_declares_the_same_words_twice_and_they_are_given(template: str) -> None:
    text, html = (declared_words(TEMPLATES, f"transfer/{template}.{f}") for f in ("txt", "html"))
    assert text == html
    assert text <= set(words_of(Verdict(Outcome.REVIEW)))


@every_branch
def test_each_letter_has_the_headers_of_an_automatic_answer(
    template: str, words: dict[str, Any]
) -> None:
    letter = written(template, words)
    message = email.message_from_bytes(letter.content, policy=policy.default)
    assert message["To"] == "annick@gmail.com"
    assert message["Subject"] == "Re: Transfert"
    assert "<1@gmail.com>" == message["In-Reply-To"] == message["References"]
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Content-Language"] == "fr"
    assert letter.message_id == message["Message-ID"]
    assert message["Date"].datetime == AT
    assert letter == written(template, words)
    assert not [defect for part in message.walk() for defect in part.defects]


@every_branch
def test_each_letter_says_that_it_was_automated_and_how_to_reach_a_person(
    template: str, words: dict[str, Any]
) -> None:
    for body in bodies(written(template, words)):
        for owed in (
            "au moyen d’un traitement automatisé",
            "les raisons",
            "faire rectifier ces renseignements",
            "présenter vos observations à une personne",
            "répondez à ce courriel",
            "65.2 de la Loi sur l’accès",
        ):
            assert owed in body


@every_branch
def test_no_letter_names_an_amount_a_telephone_or_another_article(
    template: str, words: dict[str, Any]
) -> None:
    for body in bodies(written(template, words)):
        assert not re.search(r"\$|dollar|€|\bCAD\b|cents\b|\bfrais\b|\bprix\b", body, re.I)
        assert not re.search(r"téléphon|\(\d{3}\)|\d{3}[-. ]\d{4}\b", body, re.I)
        assert re.findall(r"\barticles?\s+([\d.]+\d)", body, re.I) == ["65.2"]


@every_branch
def test_text_and_html_say_the_same(template: str, words: dict[str, Any]) -> None:
    text, html = bodies(written(template, words))
    shown = Reader(html).shown
    assert (shown[0][0], shown[2][0]) == ("title", "h1")
    assert shown[0][1] == shown[2][1]
    in_html = " ".join(data for _, data in shown[3:])
    in_text = re.sub(r"^(?:-|\d\.) ", "", text, flags=re.M)
    assert "".join(in_text.casefold().split()) == "".join(in_html.casefold().split())


@every_branch
def test_each_html_letter_stands_alone_and_is_read_in_order(
    template: str, words: dict[str, Any]
) -> None:
    _, html = bodies(written(template, words))
    reader = Reader(html)
    assert reader.open == []
    assert html.startswith("<!DOCTYPE html>")
    assert ("html", {"lang": "fr-CA"}) in reader.tags
    assert not {tag for tag, _ in reader.tags} & {
        "img",
        "link",
        "script",
        "iframe",
        "form",
        "table",
    }
    headings = [tag for tag, _ in reader.tags if re.fullmatch(r"h\d", tag)]
    assert headings[0] == "h1"
    assert set(headings[1:]) == {"h2"}
    targets = {attrs["href"] for tag, attrs in reader.tags if tag == "a"}
    assert targets <= {"https://www.opc.gouv.qc.ca/", f"mailto:{OFFICE.address}"}
    assert not re.search(r"url\(|@import|[^-]color:\s*#(?!1a73b5|808a94)", html)


@every_branch
def test_each_letter_is_typeset(template: str, words: dict[str, Any]) -> None:
    for body in bodies(written(template, words)):
        assert not re.search(r"« | »| :(\s|<|$)|[ \u00a0][;!?]", body)
        assert not re.search(r"(?<=[^\W\d])'(?=[^\W\d])", body)
        assert "\n\n\n" not in body
        assert not re.search(r"\{\{|\}\}|\{%|\{#|None|Undefined", body)


def test_finalisez_says_everything_owed() -> None:
    for body in bodies(written(*finalisez())):
        for owed in (
            "Bonjour Annick Proulx,",
            "CAR202100418823",
            "CAR2019••••17",
            "se trouve maintenant dans votre dossier",
            "Payer la facture déposée dans votre dossier en ligne.",
            "Vous lier à un agent de recouvrement.",
            "Gestion du certificat de représentant d’agent de recouvrement",
            "mercredi 1er septembre 2021",
            "vous devrez réussir l’examen de nouveau",
            "vous ne pouvez pas agir comme représentante ou représentant",
            "L’équipe des certificats",
            "Office de la protection du consommateur",
        ):
            assert owed in body
        assert "CAR2019001717" not in body


def test_finalisez_sent_again_is_true_whatever_was_done_since() -> None:
    for body in bodies(written(*finalisez(already=True))):
        assert "Le transfert est déjà fait" in body
        assert "se trouve dans votre dossier" in body
        assert "si ce n’est pas déjà fait" in body.lower()
        assert "maintenant" not in body


def test_finalisez_never_promises_a_day_that_is_past() -> None:
    past = finalisez(already=True, last_day=date(2021, 1, 16), last_day_past=True)
    for body in bodies(written(*past)):
        assert "devaient être terminées au plus tard le" in body
        assert "samedi 16 janvier 2021" in body
        assert "doivent être terminées" not in body


@pytest.mark.parametrize("sort", ["dossier", "certificate"])
@pytest.mark.parametrize("wrong", WRONG)
def test_renseignements_asks_for_one_number_as_it_was_received(sort: str, wrong: str) -> None:
    states = {"dossier": "", "certificate": "", sort: wrong}
    text, _ = bodies(written(*renseignements(states["dossier"], states["certificate"], False)))
    items = [line for line in text.splitlines() if line.startswith("- Le numéro")]
    assert (1 if wrong else 0) == len(items)
    item = "".join(items)
    label = "votre nouveau dossier" if sort == "dossier" else "votre certificat expiré"
    length = "15 caractères" if sort == "dossier" else "13 ou 15 caractères"
    assert (label in item) is bool(wrong)
    assert (length in item) is (wrong in ("missing", "malformed"))
    assert ("Nous avons lu" in item) is (wrong in ("malformed", "unknown"))
    assert ("Nous ne trouvons pas ce numéro" in item) is (wrong == "unknown")
    year = "2021" if sort == "dossier" else "2019"
    read = {"malformed": f"CAR{year}0062705", "unknown": f"CAR{year}00640987"}
    assert wrong not in read or f"«\u00a0{read[wrong]}\u00a0»" in item


def test_renseignements_asks_for_the_wish_only_when_it_is_missing() -> None:
    asked, not_asked = (bodies(written(*renseignements("", "", i))) for i in (True, False))
    assert all("Votre souhait." in body for body in asked)
    assert not any("Votre souhait." in body for body in not_asked)


def test_renseignements_says_how_to_answer() -> None:
    for body in bodies(written(*renseignements("missing", "", False))):
        assert "à partir de la même adresse" in body
        assert "dans le texte de votre message" in body
    for body in bodies(written(*renseignements("", "", True))):
        assert "à partir de la même adresse" in body
        assert "numéros" not in body


def words_of(verdict: Verdict, **changes: Any) -> dict[str, Any]:
    """The words of a case whose registry holds much that no stranger may learn."""
    secret = Holder("Secret", "Prénom", date(1961, 2, 3))
    asked = TransferRequest("annick@gmail.com", "", Authentication(True), AT.date(), **changes)
    facts = TransferFacts(
        AT.date(),
        dossier_number="CAR202100418823",
        certificate_number="CAR2019001717",
        dossier=Dossier("CAR202100418823", "open", secret, "annick@gmail.com", False),
        certificate=Certificate(
            "CAR2019001717", "temporary", "expired", secret, "secret@x.ca", date(2020, 12, 31)
        ),
        exams=(Exam(7, "passed", date(2019, 9, 16), None),),
    )
    return dict(letters.words(asked, facts, verdict, {"last_day": date(2021, 9, 16)}))


def ask(*rules: str) -> Verdict:
    source = Reference("t", "p", AT.date(), False)
    motif = "le registre dit : Secret Prénom"
    return Verdict(
        Outcome.ASK,
        tuple(Finding(rule, Outcome.ASK, motif, AT.date(), source) for rule in rules),
    )


def test_renseignements_shows_nothing_of_the_registry() -> None:
    given = Given(malformed=("CAR20210041882",))
    words = words_of(ask("dossier_given", "request_intent"), dossier=given)
    for body in bodies(written("renseignements", words, mail(senders=(Address("", "a@x.ca"),)))):
        assert "CAR20210041882\u00a0»" in body
        for secret in ("Secret", "Prénom", "secret@", "1961", "CAR202100418823", "1717", "16 sept"):
            assert secret not in body
        assert "Bonjour," in body


def rules_that_ask() -> list[str]:
    files = sorted((ROOT / "rules" / "transfer").glob("*.toml"))
    loaded = ((file.stem, tomllib.loads(file.read_text(encoding="utf-8"))) for file in files)
    return [name for name, rule in loaded if "ask" in rule["leads_to"]]


def test_every_rule_that_asks_has_its_item() -> None:
    asking = rules_that_ask()
    assert asking
    for rule in asking:
        text, html = bodies(written("renseignements", words_of(ask(rule))))
        demanded = text.partition("CE QUE NOUS VOUS DEMANDONS")[2].partition("COMMENT NOUS")[0]
        assert len(re.findall(r"^- ", demanded, re.M)) == 1, rule
        assert html.count('<li style="margin:0 0 10px;">') == 1, rule


@pytest.mark.parametrize(
    "hostile",
    [
        "</li><script>x</script>",
        "CAR2021 » L'Office vous accorde le certificat. «",
        "CAR2021\r\n\r\nVotre certificat est émis.",
        "https://evil.example/CAR2021",
        "\u202e1202RAC",
        "CAR2021" * 10_000,
    ],
)
def test_what_the_sender_wrote_stays_a_short_quote(hostile: str) -> None:
    words = {**renseignements("malformed", "", False)[1], "dossier_read": (hostile,)}
    text, html = bodies(written("renseignements", words))
    quotes = re.findall("Nous avons lu\u00a0: «\u00a0([^«»\n]*)\u00a0»\\. Le numéro", text)
    assert len(quotes) == 1
    assert len(quotes[0]) <= 40
    assert not re.search(r"[<>@\u202e]|\.[a-z]|://", quotes[0])
    assert "script" not in {tag for tag, _ in Reader(html).tags}


@pytest.mark.parametrize(
    "name",
    ["", "annick@gmail.com", "Votre certificat est émis", "<b>x</b> y", "a\r\nb: c", "5145551212"],
)
def test_who_bears_no_name_is_greeted_plainly(name: str) -> None:
    received = mail(senders=(Address(name, "annick@gmail.com"),))
    for body in bodies(written(*renseignements("missing", "", False), received)):
        assert "Bonjour," in body


def test_a_message_without_subject_is_answered_under_the_letter_s_own() -> None:
    letter = written(*finalisez(), mail(subject=""))
    message = email.message_from_bytes(letter.content, policy=policy.default)
    assert message["Subject"] == "Finalisez votre démarche"
