"""What is proposed for a message that is no request."""

from datetime import UTC, date, datetime

import pytest

from mailbot.kinds.unclear import KIND
from mailbot.kinds.unclear.understand import extract, propose, recognise
from mailbot.values import ParsedMail, Passage, Voice


def proposed(body: str, subject: str = "", readable: bool = True) -> str | None:
    passages = (Passage(Voice.OWN, "1", 0, len(body), body),)
    at = datetime(2021, 3, 15, 12, tzinfo=UTC)
    mail = ParsedMail(at, date(2021, 3, 15), subject=subject, passages=passages, readable=readable)
    request = extract(mail, (), {})
    assert not recognise(request)
    return propose(request)


@pytest.mark.parametrize(
    "body",
    [
        "Merci beaucoup pour votre réponse rapide, c'est très apprécié! Bonne semaine à tous 😊",
        "Merci!",
        "Parfait, merci pour le suivi. Bonne journée\nLuc",
        "Thanks a lot, have a great day!",
        "Bonjour,\nUn gros merci pour votre aide.\nCordialement,\nNadia Roy\nEnvoyé de mon iPhone",
        "Bien reçu, merci.",
    ],
)
def test_thanks_alone_call_for_nothing(body: str) -> None:
    assert proposed(body) == "none"


@pytest.mark.parametrize(
    "body",
    [
        "Merci, mais je n'ai pas encore reçu ma facture.",
        "Merci d'avance de me répondre.",
        "Merci. Combien ça coûte?",
        "Merci! Pouvez-vous aussi corriger mon adresse",
        "Merci pour votre aide, il manque encore le résultat.",
        "Bonjour, c'est combien pour un certificat?",
        "Un agent m'appelle six fois par jour. Je veux porter plainte.",
        "Mon compte est bloqué, votre service technique ne répond pas, mon dossier expire demain",
    ],
)
def test_whoever_says_more_gets_an_answer(body: str) -> None:
    assert proposed(body) == "answer"


@pytest.mark.parametrize(
    "body",
    [
        "Cher utilisateur, votre messagerie sera suspendue. Cliquez ici sous 24 heures.",
        "Dear customer, verify your account or it will be suspended within 48 hours.",
        "Offre spéciale : rabais de 50 % sur nos services de référencement. Se désabonner",
        "You have won the lottery! Click here to claim your 5 million USD.",
        "Votre boîte a atteint son quota. Validez votre mot de passe. Support technique",
    ],
)
def test_phishing_and_advertising_call_for_nothing(body: str) -> None:
    assert proposed(body) == "none"


def test_nothing_can_be_proposed_for_what_could_not_be_read() -> None:
    assert proposed("", readable=False) is None


def test_it_is_a_kind_that_can_never_be_accepted() -> None:
    assert (KIND.name, KIND.label, KIND.perform, KIND.checks) == ("unclear", "other", None, ())
