"""Which messages are renewals, and which number is which."""

from datetime import UTC, datetime

import pytest

from mailbot.certificates.records import Given
from mailbot.core.fold import fold, words
from mailbot.kinds.renewal import wording
from mailbot.kinds.renewal.request import RenewalRequest
from mailbot.kinds.renewal.understand import extract, named, recognise
from mailbot.values import ParsedMail, Passage, Text, Voice

AT = datetime(2025, 3, 10, 15, tzinfo=UTC)
WISH = "Je voudrais transférer le résultat de mon examen."
OLD, NEW = "CAR202200004410", "CAR202500010055"


def read(
    body: str, earlier: tuple[RenewalRequest, ...] = (), quoted: str = "", **corrections: str
) -> RenewalRequest:
    text = body + quoted
    passages = [Passage(Voice.OWN, "1", 0, len(body), body)]
    if quoted:
        passages.append(Passage(Voice.QUOTED, "1", len(body), len(text), quoted))
    mail = ParsedMail(AT, AT.date(), texts=(Text("1", text),), passages=tuple(passages))
    return extract(mail, earlier, corrections)


def numbers(request: RenewalRequest) -> tuple[str | None, str | None]:
    return request.dossier.only, request.certificate.only


@pytest.mark.parametrize("row", [*wording.UNRENEWED, *wording.RENEWAL, *wording.TEMPORARY])
def test_each_wording_recognises_its_example(row: tuple[str, str]) -> None:
    assert wording.told(words(fold(row[1]).text), (row,))


@pytest.mark.parametrize(
    "said",
    ["mon renouvellement", "je veux renouveler", "to renew it", "il est expiré", "pas encore reçu"],
)
def test_to_speak_of_a_renewal_is_not_to_say_that_there_was_none(said: str) -> None:
    assert not wording.told(words(fold(said).text), wording.UNRENEWED)


@pytest.mark.parametrize(
    ("body", "recognised", "by_name"),
    [
        (f"{WISH} Mon certificat n'a pas été renouvelé.", True, True),
        (f"{WISH} Pour mon renouvellement.", True, False),
        (f"{WISH} Mon certificat temporaire n'a pas été renouvelé.", True, False),
        (f"{WISH} Certificat CAR2019003417, dossier CAR202100418823.", False, False),
        (f"{WISH} Certificat {OLD}, dossier {NEW}.", True, True),
        (f"{WISH} Certificat CAR2022004410, dossier {NEW}.", True, True),
        (f"{WISH} Certificat CAR2025004410, dossier {NEW}.", False, False),  # one year: a slip?
        ("Quand recevrai-je mon avis de renouvellement?", False, False),
        ("Ne transférez pas mon résultat, mon certificat non renouvelé non plus.", False, False),
    ],
)
def test_a_renewal_is_recognised_by_its_words_or_by_its_numbers(
    body: str, recognised: bool, by_name: bool
) -> None:
    request = read(body)
    assert (recognise(request), named(request)) == (recognised, by_name)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{OLD} {NEW}", (NEW, OLD)),
        (f"{NEW} {OLD}", (NEW, OLD)),
        (f"dossier {OLD}, certificat {NEW}", (NEW, OLD)),
        (f"certificat CAR2018001122 dossier {NEW}", (NEW, "CAR2018001122")),
        (f"certificat CAR2022001122 dossier {NEW}", (NEW, "CAR2022001122")),
        (f"certificat 2022001122 dossier {NEW}", (NEW, "CAR2022001122")),
        (f"certificat : {NEW}", (None, NEW)),
        (f"dossier : {NEW}", (NEW, None)),
        (NEW, (NEW, None)),
        ("certificat CAR202500010011 dossier CAR202500010055", (NEW, "CAR202500010011")),
        ("CAR202500010011 CAR202500010055", (None, None)),
        (f"{OLD} {NEW} CAR202300001111", (None, None)),
        (f"certificat CAR202200112 dossier {NEW}", (NEW, None)),
        (f"certificat CAR2022001122B dossier {NEW}", (NEW, None)),
        (f"certificat CAR2026001122 dossier {NEW}", (NEW, None)),  # after the year of receipt
    ],
)
def test_the_certificate_is_the_older_number_whatever_it_is_called(
    body: str, expected: tuple[str | None, str | None]
) -> None:
    assert numbers(read(f"{WISH}\n{body}")) == expected


def test_a_number_without_car_is_only_a_repair() -> None:
    given = read(f"{WISH} certificat 2022001122").certificate
    assert given == Given(repaired=("CAR2022001122",))


def test_what_is_malformed_is_kept_as_it_was_written() -> None:
    assert read(f"{WISH} certificat CAR20220011").certificate.malformed == ("CAR20220011",)


def test_a_quoted_number_is_read_for_the_sort_that_the_own_words_lack() -> None:
    body = f"{WISH} Non renouvelé. Dossier {NEW}.\n"
    assert numbers(read(body, quoted=f"> certificat {OLD}")) == (NEW, OLD)
    assert numbers(read(f"{body} {OLD}", quoted="> certificat CAR2018001122")) == (NEW, OLD)


def test_the_evidence_says_where_each_number_stood() -> None:
    body = f"{WISH} dossier {OLD}, certificat {NEW}"
    found = {one.field: one for one in read(body).evidence}
    assert found["certificate_number"].value == OLD
    assert all(body[one.start : one.end] == one.quote for one in found.values())
    assert set(found) == {"dossier_number", "certificate_number", "intent"}


def test_a_lone_older_number_completes_a_conversation_that_has_its_dossier() -> None:
    first = read(f"{WISH} Non renouvelé. Dossier {NEW}.")
    after = read(OLD, (first,))
    assert numbers(after) == (NEW, OLD)
    assert after.named
    assert after.intent


def test_a_lone_newer_number_is_another_dossier() -> None:
    first = read(f"{WISH} Non renouvelé. Dossier {OLD}.")
    assert numbers(read(NEW, (first,))) == (NEW, None)


def test_an_agent_may_give_a_certificate_of_any_year() -> None:
    request = read(f"{WISH} Non renouvelé.", certificate_number="car 2022 001122", intent="true")
    assert request.certificate.only == "CAR2022001122"
    assert request.named


@pytest.mark.parametrize("wrong", ["CAR2026001122", "CAR20220011", "2022001122", "CAR1999001122"])
def test_a_correction_without_the_form_is_refused_in_words(wrong: str) -> None:
    with pytest.raises(ValueError, match="n'a pas la forme attendue : CAR, l'année"):
        read(WISH, certificate_number=wrong)


def test_a_very_long_message_is_read_in_bounded_time_and_gives_no_number() -> None:
    assert numbers(read(f"certificat {OLD} " * 10_000)) == (None, None)
