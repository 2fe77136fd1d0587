"""The explanation owed to the person is complete, true, and silent about everybody else."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import jinja2
import pytest

from mailbot import road
from mailbot.core.compose import environment
from mailbot.core.french import in_full
from mailbot.edges import database
from mailbot.edges.settings import ConfigError
from mailbot.explanation import explanation_of, render_court, render_person
from mailbot.values import RawMessage, Ruling
from tests.explained import MUSEUM, ROOT, Told, both, explained, labels, office_of

pytestmark = pytest.mark.xdist_group("explanations")  # each wing told once, by one worker
WITHHELD = "ne peuvent pas être communiqués ici"
WINGS = sorted(folder.parent for folder in MUSEUM.glob("*/registry"))


@pytest.fixture(scope="module")
def told(shared_or_museum: Path) -> list[Told]:
    return list(explained(shared_or_museum))


@pytest.fixture(scope="module", params=["requests", *[wing.name for wing in WINGS]])
def shared_or_museum(request: pytest.FixtureRequest) -> Path:
    """The corpus beside the project, and each wing of the museum."""
    if request.param != "requests":
        return MUSEUM / request.param
    shared: Path = request.getfixturevalue("shared")
    return shared / "corpus" / "requests"


def plain(text: str) -> str:
    """As the typography of a letter leaves it."""
    return re.sub(r" ([;!?])", r"\1", text.replace("\u00a0", " ").replace("'", "’"))


def test_every_reason_that_decided_is_named_and_none_that_did_not(told) -> None:
    for one in told:
        assert tuple(finding["rule"] for finding in one.court.findings) == one.reasons, one.file
        open_ = [rule for rule in one.reasons if rule not in withheld(one)]
        assert one.person.named == tuple(open_), one.file
        questions = {heard.rule: plain(heard.question) for heard in one.person.reasons}
        assert len(questions) == len(open_)
        grounds = plain(one.grounds)
        for rule, question in questions.items():
            assert question in grounds, (one.file, rule)
        for heard in one.person.satisfied:
            assert plain(heard.question) not in grounds, (one.file, heard.rule)
        quiet = {heard.rule for heard in one.person.satisfied}
        assert not quiet & set(one.reasons), one.file
        assert ("asks" in quiet) is (one.outcome == "ask"), one.file


def withheld(one: Told) -> set[str]:
    """Independently: the rules about a record that bears neither the sender's address nor name."""
    dossier, certificate = one.facts.get("dossier"), one.facts.get("certificate")
    passed, sender = one.court.told["authentication"]["passed"], one.court.told["sender"]
    own_dossier = bool(passed and dossier and sender and dossier["email"] == sender)
    same = "holder_same" in one.court.told["satisfied"]
    own_certificate = bool(
        passed and certificate and ((own_dossier and same) or certificate["email"] == sender)
    )
    hidden: set[str] = set()
    if dossier and not own_dossier:
        hidden |= {"dossier_open", "exam_not_transferred"}
    if certificate and not own_certificate:
        hidden |= {"certificate_temporary", "exam_not_transferred", "exam_found", "exam_passed"}
        hidden |= {"exam_valid", "exam_extension", "exam_time_left"}
    if dossier and certificate and not own_dossier and not own_certificate:
        hidden.add("holder_same")
    return hidden


def test_what_is_withheld_is_said_to_be(told) -> None:
    for one in told:
        assert (WITHHELD in plain(one.text)) is bool(withheld(one) or not one.person.established)
        heard = {*one.person.named, *(quiet.rule for quiet in one.person.satisfied)}
        assert not heard & withheld(one), one.file


def test_nothing_of_another_person_is_told(told) -> None:
    for one in told:
        records = [one.facts.get(sort) for sort in ("dossier", "certificate")]
        hidden = [rule in withheld(one) for rule in ("dossier_open", "exam_valid")]
        secrets = {word for record, no in zip(records, hidden, strict=True) if no
                   for word in personal(record)}  # fmt: skip
        own = {word for record, no in zip(records, hidden, strict=True) if not no
               for word in personal(record)}  # fmt: skip
        own.add(one.court.told["sender"])
        said = " ".join(reading.quote for reading in one.person.readings)
        for secret in secrets - own:
            assert secret in said or secret not in one.text, (one.file, secret)


def personal(record: dict | None) -> Iterator[str]:
    """What of a record would tell who its holder is."""
    if record:
        holder = record["holder"]
        yield from filter(None, (record["email"], holder["family_name"]))
        if holder["birth_date"]:
            yield in_full(date.fromisoformat(holder["birth_date"]))


def test_the_court_is_told_what_the_person_is_not(told) -> None:
    for one in told:
        if withheld(one):
            assert one.court.basis["facts"] == one.facts
        assert len(one.court.told["message_sha256"]) == 64


def test_no_unverified_reference_is_cited_to_the_person(told) -> None:
    certain = set(references(True))
    doubtful = set(references(False)) - certain
    assert doubtful
    for one in told:
        text = plain(one.text)
        assert not [reference for reference in doubtful if reference in text], one.file
        for heard in (*one.person.reasons, *one.person.satisfied):
            assert not heard.source or plain(heard.source) in certain


def references(verified: bool) -> Iterator[str]:
    for file in (ROOT / "rules").rglob("*.toml"):
        for version in tomllib.loads(file.read_text(encoding="utf-8"))["version"]:
            if version["reference"]["verified"] is verified:
                yield plain(f"{version['reference']['title']}, {version['reference']['place']}")


def test_every_explanation_says_how_to_correct_and_whom_to_reach(told) -> None:
    for one in told:
        assert "faire rectifier" in one.text
        assert "infocertificat@opc.gouv.qc.ca" in one.text
        assert "en mentionnant l’affaire" in one.text
        assert "None" not in one.text


def test_the_versions_heard_are_those_of_the_files(told) -> None:
    for one in told:
        if not one.court.rules:
            continue
        heard = {rule["rule"]: rule for rule in one.court.rules}
        assert {*one.court.told["satisfied"], *one.reasons} - {"asks"} <= set(heard)
        for finding in one.court.findings:
            sinces = [version["since"] for version in heard[finding["rule"]]["versions"]]
            assert finding["since"] in sinces


def test_it_explains_what_the_labels_say(shared) -> None:
    folder = shared / "corpus" / "requests"
    expected = labels(folder / "manifest.jsonl")
    told = {one.file: one for one in explained(folder)}
    assert len(told) == len(expected)
    for file, label in expected.items():
        if label["decision"] == told[file].outcome:
            named = set(told[file].court.told["satisfied"])
            assert not named & set(label["reasons"]), file


class Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


MAIL = (
    b"Received: from a by mx.opc.gouv.qc.ca; Wed, 20 Jan 2021 10:00:00 -0500\r\n"
    b"Authentication-Results: mx.opc.gouv.qc.ca; dmarc=pass header.from=exemple.ca\r\n"
    b"From: <script>alert(1)</script> <%s>\r\nSubject: <img src=x>\r\n"
    b"Message-ID: <1@exemple.ca>\r\n\r\n"
    b"Veuillez transferer mon resultat dans le dossier CAR202100310017, ancien certificat"
    b" CAR2019007101 <b>merci</b>.\r\n"
)
AT = datetime(2021, 1, 20, 15, tzinfo=UTC)


@pytest.fixture
def demo():
    return office_of(ROOT / "mailbot" / "demo" / "registry")


def settle(office, sender: bytes) -> None:
    raw = RawMessage(MAIL % sender, AT, "infocertificat", 1, 1)
    road.receive([raw], "infocertificat", 1, 1, office)
    road.settle(1, office, AT)


def test_a_page_says_the_same_and_runs_nothing_that_somebody_wrote(demo) -> None:
    settle(demo, b"x@exemple.ca")
    with database.reading(demo.engine) as session:
        person, court = both(session, 1, demo)
    for page in (render_person(person, demo, "html"), render_court(court, demo, "html")):
        read = Words()
        read.feed(page)
        assert {"script", "img", "b"}.isdisjoint(read.tags)
        assert "CAR202100310017" in " ".join(read.words)
    assert read.tags.count("main") == 1


@pytest.mark.parametrize("passed", [True, False], ids=["vouched for", "forged"])
def test_who_gives_somebody_else_s_numbers_learns_nothing_of_them(demo, passed) -> None:
    """Not even whether their exam is passed, or which rule objected to it."""
    settle(demo, b"x@exemple.ca" if passed else b"anais.courtemanche@autre.example")
    with database.reading(demo.engine) as session:
        person, court = both(session, 1, demo)
        text = render_person(person, demo, "txt")
    assert court.told["facts"]["dossier"]["holder"]["family_name"] == "Courtemanche"
    assert WITHHELD in plain(text)
    for secret in ("Courtemanche", "anais.courtemanche@exemple.ca", "examen a-t-il", "ouvert"):
        assert secret not in text
    assert not {"exam_passed", "exam_valid", "holder_same"} & {one.rule for one in person.satisfied}
    assert person.readings if passed else not person.readings


def test_a_precaution_is_told_where_no_rule_asked_for_a_person(demo) -> None:
    """Its numbers would be asked for, but of nobody: there is no plain address to write to."""
    content = re.sub(rb"CAR\d+", b"", MAIL % b"x=?x@exemple.ca")
    road.receive([RawMessage(content, AT, "infocertificat", 1, 1)], "infocertificat", 1, 1, demo)
    road.settle(1, demo, AT)
    with database.reading(demo.engine) as session:
        person, court = both(session, 1, demo)
    assert court.told["answerable"] is False
    assert (person.outcome, person.precaution) == ("review", True)
    assert person.named == ("dossier_given", "certificate_given")
    assert "mais une précaution" in render_person(person, demo, "txt")


def test_what_somebody_wrote_is_not_touched_by_the_typography(demo) -> None:
    settle(demo, b"o'brien@exemple.ca")
    with database.reading(demo.engine) as session:
        person, _ = both(session, 1, demo)
    assert "o'brien@exemple.ca" in render_person(person, demo, "txt")


def test_a_folder_of_templates_without_them_is_told_in_one_line(demo) -> None:
    settle(demo, b"x@exemple.ca")
    bare = replace(demo, templates=environment(jinja2.DictLoader({})))
    with database.reading(demo.engine) as session:
        person, _ = both(session, 1, demo)
    with pytest.raises(ConfigError, match=r"templates/explanation/person\.txt"):
        render_person(person, bare, "txt")


def test_an_agent_s_word_is_told_without_their_name_or_their_reason(demo) -> None:
    settle(demo, b"x@exemple.ca")
    waived = Ruling("agent7", "appelé Mme Roy", waived=frozenset({"sender_holder"}))
    road.rule(1, waived, demo, AT)
    road.settle(1, demo, AT)
    with database.reading(demo.engine) as session:
        person, court = both(session, 1, demo)
    text = render_person(person, demo, "txt")
    assert person.outcome == "accept"
    assert [one.rule for one in person.waived] == ["sender_holder"]
    assert "Une personne de l’Office a écarté une objection" in text
    assert "agent7" not in text
    assert "Roy" not in text
    for said in ("agent7", "appelé Mme Roy", "sender_holder"):
        assert said in render_court(court, demo, "txt")


def test_what_a_person_closed_is_told_as_closed_by_a_person(demo) -> None:
    settle(demo, b"x@exemple.ca")
    road.rule(1, Ruling("agent7", "doublon de Mme Roy", closed=True), demo, AT)
    road.settle(1, demo, AT)
    with database.reading(demo.engine) as session:
        person, _ = both(session, 1, demo)
    text = render_person(person, demo, "txt")
    assert "Une personne de l’Office a examiné votre message et l’a classé." in text
    assert "quand une personne a classé l’affaire" in text
    assert "Roy" not in text


def test_what_is_not_decided_has_no_explanation(demo) -> None:
    with database.reading(demo.engine) as session:
        assert explanation_of(session, 1, demo) is None


@pytest.mark.parametrize("label", ["spam", "automatic"])
def test_what_an_agent_calls_unsolicited_is_not_told_as_a_machine_s_alone(demo, label) -> None:
    settle(demo, b"x@exemple.ca")
    road.rule(1, Ruling("agent7", "vu", label=label), demo, AT)
    road.settle(1, demo, AT)
    with database.reading(demo.engine) as session:
        person, court = both(session, 1, demo)
    text = render_person(person, demo, "txt")
    assert person.outcome == "ignore"
    assert "envoi non sollicité" in text
    assert "Une machine a écrit" not in text
    named = "pourriel, selon un agent" if label == "spam" else "désigné comme tel par un agent"
    assert named in render_court(court, demo, "txt")
