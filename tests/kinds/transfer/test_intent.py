"""What people write when they want a transfer, when they do not, and when they want something else.

Every phrase is of the project's own writing. Each table is one phenomenon; add yours to it.
"""

from datetime import UTC, date, datetime

import pytest

from mailbot.kinds.transfer.request import TransferRequest
from mailbot.kinds.transfer.understand import said
from mailbot.values import ParsedMail, Passage, Voice

DOSSIER, CERTIFICATE = "CAR202100418823", "CAR2019003417"
NUMBERS = f"\nDossier : {DOSSIER}\nCertificat : {CERTIFICATE}\n"


def heard(body: str, subject: str = "Bonjour") -> TransferRequest:
    passages = (
        Passage(Voice.OWN, "subject", 0, len(subject), subject),
        Passage(Voice.OWN, "1", 0, len(body), body),
    )
    at = datetime(2021, 3, 15, 12, tzinfo=UTC)
    return said(ParsedMail(at, date(2021, 3, 15), subject=subject, passages=passages))


def verdict(request: TransferRequest) -> tuple[bool, bool]:
    return request.recognised, request.said_intent


WISHES = {
    "a wish": [
        "Bonjour, je désirerais faire transférer le résultat de mon examen.",
        "J'aimerais que mon résultat d'examen soit transféré.",
        "Je souhaiterais bénéficier du transfert de mon résultat.",
        "Je voudrais que la note de passage de mon examen soit portée à mon nouveau dossier.",
        "Je sollicite que le résultat de l'examen soit versé à mon nouveau dossier.",
        "Je requiers le transfert.",
        "Je désire transférer\nle résultat de mon\nexamen svp",
        "J'autorise le transfert de mon résultat d'examen.",
        "J'apprécierais que vous fassiez le transfert de mes résultats.",
        "Le but de mon message est le transfert de mon résultat.",
    ],
    "a polite question": [
        "Pouvez-vous associer mon résultat à mon nouveau dossier?",
        "Est-ce que vous pourriez svp procéder au transfert de résultat?",
        "Serait-il possible de reporter ma note d'examen dans mon nouveau dossier?",
        "Auriez-vous la gentillesse d'ajouter ma note d'examen à ce dossier?",
        "Est-ce que mon examen peut être transféré?",
        "Vous serait-il possible d'effectuer le transfert de mon résultat?",
        "Pouvez-vous faire suivre ma note d'examen au nouveau dossier?",
    ],
    "an order, polite or not": [
        "SVP mettre mon examen dans le nouveau dossier",
        "Merci de basculer ma note d'examen dans mon dossier.",
        "Prière d'associer le résultat de l'examen au dossier ci-haut.",
        "Transférez-le svp. Je parle de mon examen.",
        "Veuillez rattacher mon résultat au nouveau dossier.",
        "Mettez le résultat de mon examen dans le nouveau dossier.",
        "S.V.P. verser mon résultat d'examen au nouveau dossier.",
        "Faites le transfert de l'exam",
    ],
    "a noun": [
        "Demande de transfert de mon résultat d'examen.",
        "À transférer : résultat d'examen.",
        "Transfert d'examen svp",
        "Ma demande : basculer le résultat de l'ancien certificat dans le nouveau dossier.",
        "Objet : report de ma note d'examen au nouveau dossier",
    ],
    "an impersonal or hearsay turn": [
        "Il faudrait que mon résultat d'examen soit déplacé vers le dossier.",
        "Le résultat doit être transféré.",
        "On m'a informée qu'il fallait vous demander de transférer ma note d'examen. Voilà.",
        "Mon employeur m'a dit que vous pouviez transférer mon résultat, alors je vous le demande.",
        "Je vous écris afin que mon résultat me suive dans le nouveau dossier.",
        "C'est pour que vous transfériez mon examen.",
    ],
    "bad spelling, phonetics and thumbs": [
        "jveu transferer mon exament svp",
        "bjr, svp transféré mon résulta dans mon nouveau dossié merci",
        "si vous pouvier tranferer mon résulta dexaman dans le nouvau dosier",
        "jaimerai trasferer mon exam sur mon nouvo dossier",
        "peux tu transfèrer mes resultat d'exam stp",
        "svp tansferer la note de lexamen",
        "faut tu que je refasse l'exam?? sinon ben pouvez vous transferer mes resultats",
        "je veu que mon resulta dexamen soi transferer dan mon dossier",
    ],
    "capitals and no accents": [
        "VEUILLEZ TRANSFERER MON RESULTAT D'EXAMEN DANS MON NOUVEAU DOSSIER.",
        "RESULTAT A TRANSFERER",
        "PRIERE DE TRANSFERER LE RESULTAT",
    ],
    "a negation that is no refusal": [
        "Je ne veux pas refaire l'examen, transférez mon résultat.",
        "Mon résultat n'a toujours pas été transféré. Merci de faire le nécessaire.",
        "Si le transfert n'a pas encore été fait, veuillez le faire svp.",
        "N'oubliez pas de transférer mon examen.",
        "Je n'arrive pas à transférer mon résultat moi-même.",
        "Ne tardez pas à transférer mon résultat svp",
        "Je n'ai pas reçu de réponse à ma demande de transfert.",
        "Si vous ne transférez pas mon résultat, je perds mon emploi.",
        "Je ne suis pas certaine de ma note, mais transférez quand même mon résultat d'examen.",
        "Mon patron ne veut pas que je travaille tant que mon examen n'est pas transféré!!",
        "Mon certificat a été annulé le 31 décembre; je demande le transfert de mon résultat.",
        "Je suis né le 3 mars et je voudrais que mon examen soit transféré.",
        "I don't want to redo the exam, please transfer it",
        "I haven't heard back since I asked for my exam to be transferred.",
    ],
    "a pronoun for the result": [
        "Mon résultat d'examen n'apparaît pas dans mon nouveau dossier. Pouvez-vous l'y ajouter?",
        "J'ai réussi l'examen. Pouvez-vous le mettre dans mon nouveau dossier?",
        "My exam sits under the old certificate. Can it be moved across to the file?",
        "J'ai réussi l'examen, transférez-le s'il vous plaît.",
    ],
    "a story around it": [
        "Ça fait 3 semaines que j'attends le transfert de mon résultat, c'est inacceptable!",
        "Mon résultat est resté sur l'ancien. Que dois-je faire pour le faire transférer?",
        "La note de mon examen est sur l'ancien certificat; il faut la mettre sur le dossier.",
        "J'ai eu 72 % à l'examen. Svp le mettre au nouveau dossier.",
        "Je voudrais conserver mon examen réussi.",
        "Je ne vois aucun autre moyen de vous joindre. Transférez mon résultat.",
        "Le transfert de mon résultat n'a pas été fait.",
        "Mon transfert de note, c'est pour quand? Je l'attends.",
        "Je n'ai vraiment pas envie de repasser ça, pouvez-vous transférer la note de l'examen?",
    ],
    "English": [
        "I would like to have my exam results carried over to my new file.",
        "Please link my exam to the new dossier.",
        "Can you port my passing grade over to the new file? Thanks.",
        "I am writing to request that my exam result be transferred to my new file.",
        "My exam result needs to be moved to the new file please.",
        "Could you attach the exam result from my old certificate to my new application?",
        "Would you mind transferring my results?",
        "hey can u guys move my exam thing to my new file",
        "pls transfer exam thx",
        "Could the pass I got in 2019 be applied to the new file?",
    ],
    "both languages at once": [
        "Can you svp transférer my exam result dans le nouveau dossier",
        "Hi, je voudrais le transfer de mon exam",
        "Quiero transferir mi resultado, je veux transférer mon résultat",
    ],
}


@pytest.mark.parametrize("body", [body for table in WISHES.values() for body in table])
def test_a_wish_is_heard_however_it_is_said(body: str) -> None:
    request = heard(body + NUMBERS)
    assert verdict(request) == (True, True)
    [found] = [each for each in request.evidence if each.field == "intent"]
    assert found.quote in body + NUMBERS


@pytest.mark.parametrize(
    "subject",
    [
        "Transfert", "Transfert de résultat", "Demande de transfert", "transfert exam",
        "TRANSFERT D'EXAMEN", "Exam transfer", "Transfer request", "résultat à transférer",
        "Transfert - Jean Tremblay", "Transfert dossier Tremblay", "RE: Transfert de résultat",
    ],
)  # fmt: skip
def test_the_subject_alone_may_state_it(subject: str) -> None:
    assert verdict(heard(f"Bonjour,{NUMBERS}Merci\nJean", subject)) == (True, True)


@pytest.mark.parametrize(
    "body",
    [
        "Bonjour, j'aimerais transférer mon résultat d'examen. Merci",
        "Comment faire pour transférer mon résultat d'examen à mon nouveau dossier?",
        "How do I get my exam result transferred?",
        "Quelle est la procédure pour faire transférer ma note?",
        "Que dois-je vous envoyer pour que vous transfériez mon examen?",
    ],
)
def test_asking_how_without_a_number_is_a_request(body: str) -> None:
    assert verdict(heard(body)) == (True, True)


REFUSALS = [
    "Ne transférez pas mon résultat.",
    "Finalement je ne veux plus transférer mon résultat.",
    "Veuillez annuler ma demande de transfert.",
    "Annulation de ma demande de transfert",
    "Svp ne donnez pas suite à ma demande de transfert de résultat.",
    "J'ai changé d'idée, laissez tomber le transfert.",
    "Je retire ma demande de transfert.",
    "Il n'est plus nécessaire de transférer mon résultat.",
    "Je renonce au transfert de mon résultat.",
    "Je préfère que mon résultat ne soit pas transféré.",
    "Je voudrais que vous ne transfériez pas mon résultat.",
    "transférez rien svp, je quitte le métier",
    "Surtout, ne procédez pas au transfert.",
    "Il ne faudrait pas transférer mon résultat tout de suite.",
    "Je n'ai plus besoin de faire transférer mon résultat.",
    "J'aimerais annuler le transfert de mon résultat d'examen.",
    "Pas besoin de transférer finalement.",
    "Mettez ma demande de transfert en attente svp, ne faites rien.",
    "Attendez avant de transférer mon résultat svp.",
    "Je vais refaire l'examen, alors inutile de transférer l'ancien résultat.",
    "Je ne vous ai jamais demandé de transférer mon résultat!",
    "Quelqu'un a demandé un transfert à ma place, je n'ai rien autorisé.",
    "Je ne consens pas au transfert de mon examen.",
    "On transfère pas mon résultat, ok?",
    "Bloquez le transfert svp.",
    "Vous ne pouvez pas transférer mon résultat sans mon accord.",
    "Ne mettez pas mon résultat d'examen dans mon nouveau dossier.",
    "Please cancel my transfer request.",
    "Don't transfer my exam result, I changed my mind.",
    "I no longer want the transfer.",
    "Stop the transfer please.",
    "No need to transfer my result anymore.",
    "I've decided not to transfer my exam result after all.",
    "I did not ask for my result to be transferred.",
    "I'd rather you didn't transfer my exam result.",
    "Please disregard my transfer request.",
    "Ma demande de transfert peut être annulée.",
    "Veuillez considérer ma demande de transfert comme nulle.",
    "Svp ne pas procéder. Transfert à annuler.",
    "Please hold the transfer of my result until further notice.",
    "Please ignore my previous email about transferring my exam.",
    "Transfert : non merci.",
    "Mon transfert de résultat, oubliez ça.",
]


@pytest.mark.parametrize("body", REFUSALS)
def test_a_refused_wish_is_another_matter_whatever_the_subject(body: str) -> None:
    request = heard(body + NUMBERS, "Transfert de résultat d'examen")
    assert verdict(request) == (False, False)


TRANSFERS = [
    "que vous transfériez mon résultat",
    "transférer mon résultat d'examen",
    "le transfert de mon résultat",
    "que mon résultat d'examen soit transféré",
    "que le résultat de mon examen soit mis dans mon nouveau dossier",
    "faire transférer ma note",
]
NEVER = [
    "Je ne veux pas", "Je ne veux plus", "Je ne souhaite pas", "Je ne désire plus", "Je refuse",
    "Évitez", "Je vous interdis", "Je ne suis pas d'accord pour", "Il n'est pas question de",
    "J'ai décidé de ne pas", "Finalement, pas besoin de", "Je n'ai pas demandé", "Inutile de",
    "Je n'ai jamais voulu", "Abstenez-vous de", "Veuillez cesser", "Je regrette d'avoir demandé",
    "Ce n'est plus la peine de", "Ce n'est pas nécessaire de", "Oubliez", "Laissez faire",
    "Je préfère attendre avant de", "Je suis contre", "Je renonce à", "Je ne tiens pas à",
    "Vous n'avez pas mon autorisation pour", "Je n'autorise personne à",
    "Je retire ma demande pour",
]  # fmt: skip
ALWAYS = [
    "Je veux", "Je souhaite", "Est-il possible de", "J'ai besoin de", "Merci de bien vouloir",
    "Je n'attends plus que", "Il ne reste qu'à", "Il ne manque que", "N'oubliez pas",
    "Pourquoi ne pas", "Je ne demande que", "Vous pouvez", "Je ne veux que",
]  # fmt: skip


@pytest.mark.parametrize("frame", NEVER)
@pytest.mark.parametrize("transfer", TRANSFERS)
def test_whatever_governs_the_verb_may_refuse_it(frame: str, transfer: str) -> None:
    request = heard(f"Bonjour, {frame} {transfer}.{NUMBERS}", "Transfert de résultat")
    assert verdict(request) == (False, False)


@pytest.mark.parametrize("frame", ALWAYS)
@pytest.mark.parametrize("transfer", TRANSFERS)
def test_whatever_governs_the_verb_may_wish_it(frame: str, transfer: str) -> None:
    assert verdict(heard(f"Bonjour, {frame} {transfer}.{NUMBERS}")) == (True, True)


def test_a_refusal_and_a_wish_together_are_for_a_person() -> None:
    body = "Transférez mon résultat. En fait non, ne le transférez pas." + NUMBERS
    assert verdict(heard(body)) == (False, False)


OTHERS = [
    ("Transfert", "Bonjour, je voudrais transférer mon permis à mon frère. Merci"),
    ("Transfert d'appel", "Votre système fait un transfert d'appel et ça coupe."),
    ("Agence", f"Je change d'agence, pouvez-vous transférer mon certificat {CERTIFICATE} chez X?"),
    ("transfert de mon dossier", "Je voudrais transférer mon dossier à un autre agent."),
    ("Merci", "Le transfert a été fait, merci beaucoup!"),
    ("RE: Transfert de résultat d'examen", "Merci beaucoup, bonne journée!"),
    ("RE: Transfert de résultat d'examen", "Parfait, merci!"),
    ("RE: Transfert", "Bonjour, merci pour le transfert! Bonne journée."),
    ("RE: Transfert d'examen", "Merci. Maintenant mon mot de passe clicSÉQUR ne marche plus."),
    ("Transfert", f"Mon résultat a été transféré dans {DOSSIER}. Comment payer la facture?"),
    ("Examen", f"Je n'ai pas encore passé l'examen, quand est la séance? Dossier {DOSSIER}"),
    ("Examen", f"J'ai un dossier {DOSSIER} mais je n'ai jamais fait l'examen. Comment m'inscrire?"),
    ("Examen", "Je n'ai pas encore fait l'examen. Pourrez-vous ensuite transférer le résultat?"),
    ("examen échoué", f"J'ai échoué mon examen, puis-je le reprendre? Dossier {DOSSIER}"),
    ("Exam date", "Hi, I would like to move my exam to another date please."),
    ("Report", f"Je voudrais reporter mon examen du 20 mars à une autre date. Dossier {DOSSIER}"),
    ("Prix", "Combien coûte un transfert de résultat?"),
    ("adresse", f"Bonjour, veuillez changer mon adresse au dossier {DOSSIER}. Merci"),
    ("erreur", f"Mon nom est mal écrit dans le dossier {DOSSIER}, pouvez-vous le corriger?"),
    ("Problème", f"Je suis incapable d'entrer dans mon dossier {DOSSIER}, le site plante."),
    ("Remboursement", f"Je veux être remboursé pour mon certificat {CERTIFICATE}"),
    ("résultat", f"Quand vais-je recevoir le résultat de mon examen? Dossier {DOSSIER}"),
    ("Résultat", f"Pouvez-vous m'envoyer mon résultat d'examen par courriel? Dossier {DOSSIER}"),
    ("Fermeture", f"Bonjour, veuillez fermer mon dossier {DOSSIER}."),
    ("plainte", f"Un agent m'a harcelé, son certificat est le {CERTIFICATE}"),
    ("Virement", "Please transfer the money to my account as soon as possible."),
    ("Important", "Cher utilisateur, pour transférer votre boîte vers le serveur, cliquez ici."),
    ("Transfert de connaissances", "Formation gratuite sur le transfert de connaissances!"),
    ("Transfer of funds", "I am a widow and wish to transfer the sum of $5M to you"),
    ("Fwd", "----- Transféré par Conseiller le 31/05/2018 -----\nVoir l'examen\n"),
    ("note", "Please note that this is a reminder; link it to jean@example.org, § 5 §z"),
    ("RE: Transfert", f"Bonjour, le résultat apparaît maintenant dans {DOSSIER}. Merci!"),
    ("Reçu", f"Je voudrais un reçu pour fins d'impôt pour mon certificat {CERTIFICATE}."),
    ("transfert", f"Je veux transférer mon certificat {CERTIFICATE} à ma conjointe."),
    ("Question sur le transfert", "Combien de temps prend un transfert de résultat?"),
    ("erreur de nom", f"Sur mon certificat {CERTIFICATE} mon nom est Roy et non Roi."),
    ("inscription", f"Je voudrais m'inscrire à l'examen de représentant. Dossier : {DOSSIER}"),
    ("Appel", "Pouvez-vous transférer mon appel à la bonne personne la prochaine fois?"),
]


@pytest.mark.parametrize(("subject", "body"), OTHERS)
def test_another_matter_is_no_request_even_when_it_speaks_of_transfers(
    subject: str, body: str
) -> None:
    assert verdict(heard(body, subject)) == (False, False)


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("", f"{DOSSIER}\n{CERTIFICATE}"),
        (DOSSIER, ""),
        ("RE: Nouveau dossier", f"C'est le {CERTIFICATE}, je l'ai retrouvé dans mes papiers."),
        ("Certificat", CERTIFICATE),
        ("numéros", f"Voici : {DOSSIER} et {CERTIFICATE}\nMerci"),
        ("RE: renseignements", f"Voici le numéro demandé : {CERTIFICATE}. Bonne journée"),
        ("Dossier", f"Nouveau dossier : {DOSSIER}\nCertificat : {CERTIFICATE}, celui de mon mari"),
        ("dossier", "dossier CAR20210041882"),
    ],
)
def test_numbers_without_a_wish_are_a_request_that_lacks_it(subject: str, body: str) -> None:
    assert verdict(heard(body, subject)) == (True, False)


def test_more_than_a_person_writes_is_left_to_a_person() -> None:
    assert verdict(heard("transférez mon résultat. " * 8_000 + NUMBERS)) == (False, False)
    assert verdict(heard("transférez mon résultat. " * 400 + NUMBERS)) == (False, False)
