"""A whole message, its quotes, its conversation and an agent's corrections."""

import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from mailbot.kinds.transfer.request import Given, TransferRequest
from mailbot.kinds.transfer.understand import extract, recognise, said
from mailbot.values import Facts, ParsedMail, Passage, Request, Voice

DOSSIER, CERTIFICATE = "CAR202100418823", "CAR2019003417"
OWN, QUOTED, OFFICE = Voice.OWN, Voice.QUOTED, Voice.OFFICE
SURE = Given(well_formed=(DOSSIER,))


def mail(*pieces: tuple[Voice, str] | str, subject: str = "") -> ParsedMail:
    passages, at = [Passage(OWN, "subject", 0, len(subject), subject)], 0
    for piece in pieces:
        voice, text = (OWN, piece) if isinstance(piece, str) else piece
        passages.append(Passage(voice, "1", at, at + len(text), text))
        at += len(text)
    received = datetime(2021, 3, 15, 12, tzinfo=UTC)
    return ParsedMail(received, date(2021, 3, 15), subject=subject, passages=tuple(passages))


def told(*pieces: tuple[Voice, str] | str, subject: str = "") -> TransferRequest:
    return said(mail(*pieces, subject=subject))


# --- whose wish ----------------------------------------------------------------------------------

PAGE = (
    "> Le fait que vous désirez transférer le résultat de votre examen :\n"
    "> Le numéro de votre nouveau dossier (CAR2021xxxxxxxx) :\n"
)
LETTER = "Confirmez que vous souhaitez que le résultat de votre examen soit transféré.\n"


def test_the_offices_own_words_are_no_wish() -> None:
    request = told(f"{DOSSIER} {CERTIFICATE}\n", (OFFICE, PAGE))
    assert (request.recognised, request.said_intent) == (True, False)


@pytest.mark.parametrize(
    "answer",
    ["Oui\n", "oui, absolument\n", "Yes please\n", "Tout à fait.\n", "Je le souhaite\n",
     "C'est bien ça\n", "Je confirme\n", "Oui svp, merci\n"],
)  # fmt: skip
def test_a_yes_below_the_offices_question_is_the_wish(answer: str) -> None:
    request = told("Bonsoir, je réponds dans votre texte.\n", (OFFICE, PAGE[:69]), answer)
    assert (request.recognised, request.said_intent) == (True, True)


@pytest.mark.parametrize(
    "answer", ["Oui.\n", "Bonjour,\n\nOui je le confirme.\n", "Yes, go ahead\n"]
)
def test_a_yes_above_the_offices_question_is_the_wish(answer: str) -> None:
    assert told(answer, (OFFICE, LETTER)).said_intent


def test_a_yes_to_anything_else_is_no_wish() -> None:
    request = told("Oui, merci!\n", (OFFICE, "Le résultat est maintenant dans votre dossier.\n"))
    assert (request.recognised, request.said_intent) == (False, False)


EARLIER = f"> Bonjour, veuillez transférer mon résultat. {DOSSIER}, {CERTIFICATE}\n"


@pytest.mark.parametrize(
    "own",
    ["Voir ci-dessous.\n", "Je vous renvoie mon courriel.\n", "Rappel\n", "",
     "Je n'ai pas eu de réponse.\n", "Any news?\n", f"Le bon numéro est {DOSSIER}.\n"],
)  # fmt: skip
def test_a_quoted_wish_counts_where_the_own_words_only_point_to_it(own: str) -> None:
    request = told(own, (QUOTED, EARLIER))
    assert (request.recognised, request.said_intent) == (True, True)
    assert (request.said_dossier, request.said_certificate.well_formed) == (SURE, (CERTIFICATE,))


@pytest.mark.parametrize(
    "own",
    ["Merci beaucoup!\n", "Ne le transférez pas.\n", "Laissez tomber, je prends ma retraite.\n",
     "Combien ça coûte?\n", "J'ai perdu mon mot de passe, pouvez-vous m'aider?\n",
     "Le transfert a été fait, merci.\n", "Annulez ma demande svp.\n"],
)  # fmt: skip
def test_a_quoted_wish_does_not_count_against_the_own_words(own: str) -> None:
    request = told(own, (QUOTED, EARLIER), subject="RE: Transfert de résultat")
    assert (request.recognised, request.said_intent) == (False, False)


def test_a_wish_that_was_refused_in_the_quote_does_not_count() -> None:
    assert not told("Voir plus bas.\n", (QUOTED, "> ne transférez pas mon résultat\n")).said_intent


# --- the conversation ----------------------------------------------------------------------------


def test_what_an_earlier_message_gave_still_counts() -> None:
    first = told(f"Dossier {DOSSIER}. Transférez mon examen svp.")
    second = extract(mail(f"C'est le {CERTIFICATE}."), [first], {})
    assert (second.dossier, second.intent) == (SURE, True)
    assert (Given(), False) == (second.said_dossier, second.said_intent)


def test_only_a_sort_that_this_message_does_not_give_at_all_is_recalled() -> None:
    first = told(f"Dossier {DOSSIER}, certificat {CERTIFICATE}")
    second = extract(mail("Erreur, mon dossier est le CAR20210099999"), [first], {})
    assert Given(malformed=("CAR20210099999",)) == second.dossier
    assert second.certificate.well_formed == (CERTIFICATE,)


def test_the_latest_of_the_earlier_messages_counts() -> None:
    first, second = told("dossier CAR202100000001"), told(f"le bon dossier : {DOSSIER}")
    assert extract(mail("Transférez svp"), [first, second], {}).dossier == SURE


def test_a_wish_taken_back_counts_no_more() -> None:
    first, second = told("Transférez mon examen."), told("Ne transférez pas mon examen.")
    assert not extract(mail(f"{DOSSIER} {CERTIFICATE}"), [first, second], {}).intent
    assert not extract(mail("Finalement ne transférez pas."), [first], {}).intent
    again = extract(mail("Tout compte fait, transférez mon examen."), [first, second], {})
    assert again.intent


def test_evidence_is_this_messages_own() -> None:
    first = told(f"Dossier {DOSSIER}. Transférez mon examen svp.")
    second = extract(mail(f"C'est le {CERTIFICATE}."), [first], {})
    assert [found.field for found in second.evidence] == ["certificate_number"]


# --- an agent's corrections ----------------------------------------------------------------------


def test_a_correction_replaces_what_was_read() -> None:
    corrections = {"dossier_number": "car 2021 0041 8823", "certificate_number": CERTIFICATE}
    request = extract(mail("dossier CAR20210041882"), [], {**corrections, "intent": "true"})
    assert (SURE, Given(well_formed=(CERTIFICATE,)), True) == (
        request.dossier,
        request.certificate,
        request.intent,
    )
    assert Given(malformed=("CAR20210041882",)) == request.said_dossier


@pytest.mark.parametrize(
    "corrections",
    [
        {"dossier_number": "CAR2021004188"}, {"dossier_number": CERTIFICATE},
        {"dossier_number": ""}, {"certificate_number": "2019003417"},
        {"dossier_number": f"{DOSSIER} CAR202100418824"}, {"intent": "peut-être"},
        {"dossier_number": "CAR202200418823"},
    ],
)  # fmt: skip
def test_a_correction_without_the_right_form_is_refused(corrections: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="«"):
        extract(mail("bonjour"), [], corrections)


def test_another_kinds_corrections_are_left_alone() -> None:
    assert extract(mail("bonjour"), [], {"kind": "transfer"}) == said(mail("bonjour"))


# --- recognising ---------------------------------------------------------------------------------


def test_only_a_transfer_request_is_recognised() -> None:
    request = told(f"Transférez mon examen. {DOSSIER}")
    bare = Request("a@b.ca", "", request.authentication, request.received_on)
    assert (
        recognise(request),
        recognise(replace(request, recognised=False)),
        recognise(bare),
    ) == (True, False, False)
    assert Facts(date(2021, 3, 15)).asked == 0


# --- speed ---------------------------------------------------------------------------------------

SOUPS = [
    "CAR2021 ", "1", " ", "transf", "transférer mon résultat ", "\n", "car", "dossier 12345 ",
    "2021-", "c a r ", "oil", "0|", "ne pas ", "> ", "\n> ", "\u200b", "examen mettre dossier ",
    "s.v.p. ", "? ", "est-ce que combien dossier ?\n", "où est le numéro ", "ca2021 ", "n'", "(",
    f"{DOSSIER} ", DOSSIER, "veux pas que que que ", "merci ", "annuler ma ", "resultat d'", "l'",
]  # fmt: skip


@pytest.mark.parametrize("soup", SOUPS)
@pytest.mark.parametrize("voice", [OWN, QUOTED, OFFICE])
def test_a_hundred_thousand_characters_of_anything_take_less_than_a_second_and_a_half(
    soup: str, voice: Voice
) -> None:
    body = (soup * (100_000 // len(soup)))[:100_000]
    before = time.process_time()
    said(mail((voice, body)))
    assert time.process_time() - before < 1.5


def test_a_long_ordinary_message_takes_a_few_milliseconds() -> None:
    text = (
        "Je travaille en recouvrement depuis longtemps et je trouve la démarche compliquée. "
        f"Mon dossier est le {DOSSIER}, l'ancien certificat {CERTIFICATE}.\n"
        "Pouvez-vous transférer mon résultat d'examen? "
    )
    message = mail(text * 20)
    said(message)
    before = time.process_time()
    for _ in range(20):
        said(message)
    assert (time.process_time() - before) / 20 < 0.02
