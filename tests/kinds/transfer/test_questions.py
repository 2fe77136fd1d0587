"""Questions that the standard reply does not answer, told from those that it does."""

from datetime import UTC, date, datetime

import pytest

from mailbot.kinds.transfer.understand import said
from mailbot.values import ParsedMail, Passage, Voice

REQUEST = "Svp transférer mon examen. CAR202100418823, CAR2019003417. "


def asks(text: str) -> bool:
    body = REQUEST + text
    passage = Passage(Voice.OWN, "1", 0, len(body), body)
    at = datetime(2021, 3, 15, 12, tzinfo=UTC)
    return said(ParsedMail(at, date(2021, 3, 15), passages=(passage,))).question


@pytest.mark.parametrize(
    "text",
    [
        "Aussi, combien coûte le certificat?",
        "Pouvez-vous me dire le montant que j'aurai à payer?",
        "J'aimerais aussi savoir combien ça va me coûter en tout.",
        "How much is the new certificate?",
        "Est-ce que je peux payer par chèque?",
        "Combien de versements sont permis?",
        "Mon employeur veut savoir si c'est lui qui paie les droits cette année.",
        "Est-ce que j'ai droit à un remboursement de l'ancien certificat?",
        "Also, do I get a refund for the unused months?",
        "Comment je change mon adresse courriel dans le dossier?",
        "J'ai déménagé, comment on fait pour changer l'adresse?",
        "Veuillez aussi mettre à jour mon numéro de téléphone et mon adresse.",
        "Pouvez-vous aussi corriger mon nom de famille?",
        "J'ai aussi perdu mon mot de passe clicSÉQUR, comment le retrouver?",
        "Where can I find my invoice number?",
        "Où puis-je trouver le numéro de ma facture?",
        "Quelles sont vos heures d'ouverture?",
        "What are your office hours? Is there a phone number to reach you?",
        "Pourriez-vous m'envoyer une copie de mon ancien certificat?",
        "Est-ce que mon ancienne agence est encore inscrite à mon nom?",
    ],
)
def test_what_the_reply_does_not_say_is_a_question(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Pouvez-vous le transférer aujourd'hui?",
        "Est-ce que je dois refaire l'examen?",
        "Pouvez-vous me confirmer la réception?",
        "Merci de m'aviser quand ce sera fait.",
        "Combien de temps me reste-t-il?",
        "Qu'est-ce qu'il me reste à faire et jusqu'à quand est-ce que j'ai?",
        "Quelles sont les prochaines étapes?",
        "What's next after that?",
        "How long until it's done?",
        "Puis-je travailler en attendant?",
        "Savez-vous si je peux recommencer à travailler tout de suite?",
        "Avez-vous besoin d'autre chose?",
        "Do you need anything else from me?",
        "Est-ce que c'est correct?",
        "Est-ce tout ce dont vous avez besoin?",
        "Comment allez-vous?",
        "Je n'ai rien reçu (peut-être dans mes indésirables?).",
        "J'ai déjà payé la facture et changé mon adresse.",
        "Merci!!! Ça va?",
    ],
)
def test_what_the_reply_says_and_the_wish_itself_are_no_questions(text: str) -> None:
    assert not asks(text)


def test_a_question_in_what_is_quoted_is_not_the_senders() -> None:
    own, quoted = REQUEST, "> Combien ça coûte?"
    passages = (
        Passage(Voice.OWN, "1", 0, len(own), own),
        Passage(Voice.QUOTED, "1", len(own), len(own) + len(quoted), quoted),
    )
    at = datetime(2021, 3, 15, 12, tzinfo=UTC)
    assert not said(ParsedMail(at, date(2021, 3, 15), passages=passages)).question
