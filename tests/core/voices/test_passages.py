"""Whose words each line is, in the ways that mail programs quote, forward and sign."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.voices.passages import passages_of
from mailbot.values import Identity, Text, Voice

OFFICE = Identity("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")
OWN, QUOTED, SIGNATURE, FOOTER = Voice.OWN, Voice.QUOTED, Voice.SIGNATURE, Voice.FOOTER
OWN_ADDRESS = "lise.roy@exemple.ca"
OFFICE_ADDRESS = "infocertificat@opc.gouv.qc.ca"


def voices(content: str, base: Voice = OWN) -> dict[str, Voice]:
    """The voice of each line that says something."""
    found: dict[str, Voice] = {}
    for passage in passages_of(Text("1", content), OFFICE, base):
        for line in passage.content.split("\n"):
            if line.strip():
                found[line.strip()] = passage.voice
    return found


def spoken(content: str, voice: Voice) -> list[str]:
    return [line for line, whose in voices(content).items() if whose is voice]


def test_a_letter_without_quotes_is_all_own() -> None:
    letter = "Bonjour,\n\nTransférez mon résultat svp.\n\nMerci,\nLise Roy"
    assert set(voices(letter).values()) == {OWN}


@pytest.mark.parametrize(
    "attribution",
    [
        f"Le 12 janv. 2021 à 09:12, Lise Roy <{OWN_ADDRESS}> a écrit :",
        f"Le mar. 12 janv. 2021 à 09 h 12, Lise Roy <{OWN_ADDRESS}> a écrit :",
        f"Le mardi 12 janvier 2021 à 09:12:33 UTC−5, Lise Roy <{OWN_ADDRESS}> a écrit :",
        "Le 2021-01-12 09:12, Lise Roy a écrit :",
        "Le 2021-01-12 à 09:12, Lise Roy a écrit :",
        "- Le 12/01/2021 09:12, Lise Roy a écrit :",
        f"Le 12 janv. 2021 à 09:12,\nLise Roy <{OWN_ADDRESS}> a écrit :",
        f"Le 12 janv. 2021 à 09:12, Lise Roy\n<{OWN_ADDRESS}>\na écrit :",
        f"Le mar. 12 janv. 2021 à 09:12, Lise Roy <\n{OWN_ADDRESS}> a écrit :",
        f"Le mardi 12 janvier\n2021 à 09:12,\nLise Roy <{OWN_ADDRESS}>\na écrit :",
        f"Le\xa012 janv. 2021 à 09:12, Lise Roy <{OWN_ADDRESS}> a écrit\xa0:",
        f"On Tue, Jan 12, 2021 at 9:12 AM Lise Roy <{OWN_ADDRESS}> wrote:",
        f"On Tuesday, January 12, 2021, 09:12:33 a.m. EST, Lise Roy <{OWN_ADDRESS}>\nwrote:",
        f"On Jan 12, 2021, at 9:12 AM, Lise Roy <{OWN_ADDRESS}> wrote:",
        f"2021-01-12 9:12 GMT-05:00 Lise Roy <{OWN_ADDRESS}>:",
        f"El mar, 12 ene 2021 a las 9:12, Lise Roy (<{OWN_ADDRESS}>) escribió:",
        f"Am Di., 12. Jan. 2021 um 09:12 Uhr schrieb Lise Roy <{OWN_ADDRESS}>:",
        f"{OWN_ADDRESS} a écrit :",
        f"{OWN_ADDRESS} a écrit sur 2021-01-12 09:12:11 :",
        f"Lise Roy <{OWN_ADDRESS}> wrote:",
    ],
)
@pytest.mark.parametrize("mark", ["> ", ">", ""])
def test_what_an_attribution_introduces_is_quoted(attribution: str, mark: str) -> None:
    content = f"Voici ma demande.\n\n{attribution}\n\n{mark}Mon dossier est prêt.\n{mark}Lise"
    heard = voices(content)
    assert heard["Voici ma demande."] is OWN
    assert heard[f"{mark}Mon dossier est prêt."] is QUOTED
    assert heard[attribution.split("\n")[0].strip()] is QUOTED
    assert heard[attribution.split("\n")[-1].strip()] is QUOTED


BLOCKS = {
    "outlook": "De : Lise Roy <lise.roy@exemple.ca>\nEnvoyé : 12 janvier 2021 09:12\n"
    "À : Info <x@exemple.ca>\nObjet : transfert",
    "outlook bold": "*De :* Lise Roy <lise.roy@exemple.ca>\n*Envoyé :* 12 janvier 2021 09:12\n"
    "*À :* x@exemple.ca\n*Objet :* transfert",
    "outlook ruled": "________________________________\nDe : Lise Roy\n"
    "Envoyé : mardi 12 janvier 2021 09:12\nÀ : Info\nObjet : transfert",
    "outlook names only": "De : Roy, Lise\nEnvoyé : 12 janvier 2021 09:12\nÀ : Info\nObjet : t",
    "no space, no accent": "De: Lise Roy <lise.roy@exemple.ca>\nEnvoye: 12 janvier 2021 09:12\n"
    "A: x@exemple.ca\nObjet: t",
    "english": "From: Lise Roy <lise.roy@exemple.ca>\nSent: January 12, 2021 9:12 AM\n"
    "To: x@exemple.ca\nSubject: transfer",
    "original": "-----Message d'origine-----\nDe : Lise Roy [mailto:lise.roy@exemple.ca]\n"
    "Envoyé : 12 janvier 2021 09:12\nÀ : x\nObjet : t",
    "original english": "-----Original Message-----\nFrom: Lise Roy\nTo: x\nSubject: t",
    "zimbra": '----- Mail original -----\nDe: "Lise" <lise.roy@exemple.ca>\nÀ: "x" <x@y.ca>\n'
    "Envoyé: Mardi 12 Janvier 2021 09:12:33\nObjet: t",
    "samsung": "-------- Message d'origine --------\nDe : Lise Roy <lise.roy@exemple.ca>\n"
    "Date : 2021-01-12 09:12 (GMT-05:00)\nÀ : x@y.ca\nObjet : t",
    "apple": "Début du message transféré :\n\nDe: Lise Roy <lise.roy@exemple.ca>\nObjet: t\n"
    "Date: 12 janvier 2021 à 09:12:33 HNE\nÀ: x@y.ca",
    "apple resent": "Début du message réexpédié :\n\nDe : Lise Roy\nObjet : Rép : t\nÀ : x",
    "apple english": "Begin forwarded message:\n\nFrom: Lise Roy <l@y.ca>\nSubject: t\nTo: x@y.ca",
    "gmail": "---------- Forwarded message ---------\nDe : Lise Roy <lise.roy@exemple.ca>\n"
    "Date: mar. 12 janv. 2021 à 09:12\nSubject: t\nTo: <x@y.ca>",
    "thunderbird": "-------- Message transféré --------\nSujet : \tt\n"
    "Date : \tTue, 12 Jan 2021 09:12:33 -0500\nDe : \tLise Roy <l@y.ca>\nPour : \tx@y.ca",
    "notes": "----- Transféré par Lise Roy/QC le 2021-01-12 09:12 -----\n\nDe :\tLise Roy\n"
    "A :\tx@y.ca\nDate :\t2021-01-12 09:12\nObjet :\tt",
    "orange": '> Message du 12/01/21 09:12\n> De : "Lise Roy" <l@y.ca>\n> A : x@y.ca\n'
    "> Copie à : \n> Objet : t",
    "windows 10": "Provenance : Lise Roy\nEnvoyé le :mardi 12 janvier 2021 09:12\nÀ : x@y.ca\n"
    "Objet :t",
    "wrapped": "De : Lise Roy <lise.roy@exemple.ca>\nEnvoyé : 12 janvier 2021 09:12\n"
    "À : un@exemple.ca; deux@exemple.ca;\n trois@exemple.ca\nObjet : Demande de transfert du\n"
    "résultat",
    "spread": "De :\n Lise Roy <l@y.ca>\n\n\nEnvoyé :\n mardi 12 janvier 2021 09:12\n\n\nÀ :\n x\n"
    "\nObjet :\n t",
    "one line": "De : Lise Roy <l@y.ca> Envoyé : 12 janvier 2021 09:12 À : x@y.ca Objet : t",
    "proton": "‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Tuesday, January 12th, 2021 at 9:12 AM, "
    "Lise Roy <l@y.ca> wrote:",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS.keys())
def test_what_a_block_of_fields_introduces_is_quoted(block: str) -> None:
    content = f"Rebonjour, voir plus bas.\n\n{block}\n\nMon dossier est prêt.\n\nLise"
    if block.startswith(">"):
        content = content.replace("\n\nMon", "\n>\n> Mon")
    heard = voices(content)
    assert heard.pop("Rebonjour, voir plus bas.") is OWN
    heard.pop("Lise")
    assert set(heard.values()) == {QUOTED}, heard


@pytest.mark.parametrize("name", ["outlook", "gmail", "apple", "samsung", "original"])
def test_a_forward_without_a_word_of_ones_own_is_quoted(name: str) -> None:
    assert OWN not in voices(f"{BLOCKS[name]}\n\nMon dossier est prêt.").values()


@pytest.mark.parametrize(
    "words",
    [
        "Le représentant a écrit :",
        "Le 5 janvier, votre collègue m'a écrit :",
        "Voici ce que vous m'avez écrit :",
        "De : CAR2019001828\nÀ : CAR202100462214\nObjet : résultat d'examen",
        "Transfert du résultat\nDe : certificat CAR2019001828\nÀ : dossier CAR202100462214",
        "De : Lise Roy\nÀ : Office de la protection du consommateur\nDate : 12 janvier 2021\n"
        "Objet : transfert de mon résultat",
        "De : Lise Roy\nObjet : transfert",
        "--- Demande de transfert ---",
        "--- Mes informations ---",
        "Objet : transfert de résultat",
        "Date : 12 janvier 2021",
        "On a écrit trois fois déjà.",
        "__________",
    ],
)
def test_what_only_looks_like_an_introduction_stays_own(words: str) -> None:
    heard = voices(f"{words}\n\nMon dossier est CAR202100462214.\nMerci")
    assert set(heard.values()) == {OWN}, heard


def test_answers_between_quoted_lines_are_own() -> None:
    content = (
        f"Le 12 janv. 2021 à 09:12, OPC <{OFFICE_ADDRESS}> a écrit :\n\n"
        "> Quel est le numéro ?\n\nCAR202100534806\n\n> Et le certificat ?\n\nCAR2019000513\n"
    )
    heard = voices(content)
    assert heard["CAR202100534806"] is heard["CAR2019000513"] is OWN
    assert heard["> Quel est le numéro ?"] is heard["> Et le certificat ?"] is Voice.OFFICE


def test_an_answer_above_the_first_quoted_line_and_below_the_last_is_own() -> None:
    content = (
        f"Le 12 janv. 2021 à 09:12, OPC <{OFFICE_ADDRESS}> a écrit :\n\nOui, merci.\n\n"
        "> Voulez-vous le transfert ?\n\nTransférez-le."
    )
    assert spoken(content, OWN) == ["Oui, merci.", "Transférez-le."]


def test_an_answer_under_the_quote_is_own() -> None:
    content = (
        "On Jan 12, 2021, at 9:12, X <x@y.ca> wrote:\n> a\n> b\n\nMon dossier : CAR202100534806"
    )
    assert spoken(content, OWN) == ["Mon dossier : CAR202100534806"]


def test_the_end_of_a_quoted_line_that_was_cut_again_is_quoted() -> None:
    content = (
        "Bonjour.\n\n> Le résultat de votre examen sera transféré vers le dossier que vous avez\n"
        "indiqué plus haut.\n> Merci"
    )
    assert spoken(content, OWN) == ["Bonjour."]


def test_a_short_answer_right_under_a_long_quoted_line_is_own() -> None:
    content = (
        "> Le fait que vous désirez transférer le résultat de votre examen vers le dossier\noui\n"
        "> Le numéro du certificat auquel ce résultat d'examen était lié jusqu'à maintenant\n"
        "CAR2019000513\n> Merci"
    )
    assert spoken(content, OWN) == ["oui", "CAR2019000513"]


OFFICE_QUOTES = {
    "attribution": f"Le 12 janv. 2021 à 09:12, Certificats <{OFFICE_ADDRESS}> a écrit :",
    "wrapped": f"Le 12 janv. 2021 à 09:12, Certificats\n<{OFFICE_ADDRESS}> a écrit :",
    "block": f"De : Certificats <{OFFICE_ADDRESS}>\nEnvoyé : 12 janvier 2021 09:12\nÀ : Lise\n"
    "Objet : RE: t",
    "name only": "De : Certificats (OPC)\nEnvoyé : 12 janvier 2021 09:12\nÀ : Lise\nObjet : t",
    "full name": "De : Office de la protection du consommateur\nEnvoyé : 12 janvier 2021 09:12\n"
    "À : Lise\nObjet : t",
    "colleague": "De : Jean Cyr <jean.cyr@opc.gouv.qc.ca>\nEnvoyé : 12 janvier 2021 09:12\nÀ : L\n"
    "Objet : t",
    "original": f"-----Message d'origine-----\nDe : {OFFICE_ADDRESS}\nEnvoyé : 12 janvier 2021\n"
    "À : Lise\nObjet : t",
}


@pytest.mark.parametrize("introduction", OFFICE_QUOTES.values(), ids=OFFICE_QUOTES.keys())
@pytest.mark.parametrize("mark", ["> ", ""])
def test_what_the_office_wrote_is_its_own_voice(introduction: str, mark: str) -> None:
    content = f"Merci.\n\n{introduction}\n\n{mark}Votre dossier est CAR202100659389."
    assert voices(content)[f"{mark}Votre dossier est CAR202100659389."] is Voice.OFFICE


@pytest.mark.parametrize(
    "author",
    ["Lise <lise.roy+opc@exemple.ca>", "OPC <opc@arnaque.example>", "x@opc.gouv.qc.ca.example"],
)
def test_an_address_outweighs_a_name(author: str) -> None:
    content = (
        f"Voir.\n\nDe : {author}\nEnvoyé : 12 janvier 2021 09:12\nÀ : x@y.ca\nObjet : t\n\nMots"
    )
    assert voices(content)["Mots"] is QUOTED


def test_what_the_office_quotes_in_its_turn_is_not_the_office() -> None:
    content = f"Voici.\n\n{OFFICE_QUOTES['block']}\n\nNous n'avons pas pu lire.\n\n> Dossier : 123"
    heard = voices(content)
    assert heard["Nous n'avons pas pu lire."] is Voice.OFFICE
    assert heard["> Dossier : 123"] is QUOTED


def test_marked_quotes_nest_too() -> None:
    content = (
        f"Voici.\n\nLe 12 janv. 2021 à 09:12, OPC <{OFFICE_ADDRESS}> a écrit :\n"
        f"> Lequel ?\n>\n> Le 11 janv. 2021 à 09:12, Lise <{OWN_ADDRESS}> a écrit :\n"
        ">> Mon dossier est là.\n>> Lise\n> L'Office"
    )
    heard = voices(content)
    assert heard["> Lequel ?"] is heard["> L'Office"] is Voice.OFFICE
    assert heard[">> Mon dossier est là."] is QUOTED


def test_a_thread_of_blocks_changes_hands() -> None:
    own = BLOCKS["outlook"]
    content = f"Voir.\n\n{OFFICE_QUOTES['block']}\n\nDe l'Office.\n\n{own}\n\nDe Lise."
    heard = voices(content)
    assert (heard["De l'Office."], heard["De Lise."]) == (Voice.OFFICE, QUOTED)


def test_apple_puts_the_attribution_within_the_quote() -> None:
    content = (
        f"Voici.\n\n> Le 12 janv. 2021 à 09:12, OPC <{OFFICE_ADDRESS}> a écrit :\n>\n> Bonjour"
    )
    assert voices(content)["> Bonjour"] is Voice.OFFICE


@pytest.mark.parametrize(
    "quoted",
    [
        "> le numéro de votre nouveau dossier (ex. : CAR2021xxxxxxxx)",
        "> 2) le fait que vous désirez transférer le résultat de votre examen",
        "> Nous avons bien reçu votre demande. Votre dossier est CAR202100659389.",
        "> Bonjour,\n> Votre dossier CAR202100659389 est incomplet.\n> Veuillez indiquer la date.",
        "> Bonjour\n> Office de la protection du consommateur",
    ],
)
def test_the_office_is_known_by_what_it_says_where_nobody_signs(quoted: str) -> None:
    assert spoken(f"Voici.\n\n{quoted}", Voice.OFFICE) == quoted.split("\n")


@pytest.mark.parametrize(
    "quoted",
    [
        "> Mon dossier est CAR202100659389 et mon certificat CAR2019001828.",
        "> Je souhaite le transfert. (CAR2021xxxxxxxx) : CAR202100659389",
        "> Dossier : CAR202100659389",
    ],
)
def test_ones_own_earlier_words_are_not_the_office(quoted: str) -> None:
    assert spoken(f"Voici.\n\n{quoted}", QUOTED) == [quoted]


def test_lines_copied_from_the_page_are_the_office_and_those_filled_in_are_own() -> None:
    content = (
        "Bonjour,\n"
        "- le fait que vous désirez transférer le résultat de votre examen;\n"
        "- le numéro de votre nouveau dossier (ex. : CAR2021xxxxxxxx) : CAR202100534806\n"
        "Je souhaite transférer mon résultat."
    )
    assert spoken(content, Voice.OFFICE) == [content.split("\n")[1]]


def test_an_example_filled_in_within_the_office_text_is_own() -> None:
    filled = "> Le numéro de votre nouveau dossier (CAR2021xxxxxxxx) : CAR202100534806"
    content = (
        f"Voir.\n\nLe 12 janv. 2021 à 09:12, OPC <{OFFICE_ADDRESS}> a écrit :\n{filled}\n> Merci"
    )
    assert voices(content)[filled] is OWN


@pytest.mark.parametrize(
    "mark",
    [
        "Envoyé de mon iPhone",
        "Envoyé depuis mon appareil Samsung",
        "Envoyé de mon appareil Galaxy",
        "Envoyé de mon téléphone intelligent",
        "Envoyé à partir de Outlook pour iOS<https://aka.ms/o0ukef>",
        "Envoyé à partir d'un téléphone intelligent Galaxy de Bell.",
        "Envoyé de Courrier pour Windows 10",
        "Envoyé depuis Yahoo Courriel pour iPhone",
        "Envoyé avec la messagerie sécurisée Proton Mail.",
        "Provenance : Courrier pour Windows 10",
        "Obtenir Outlook pour Android<https://aka.ms/ghei36>",
        "Télécharger Outlook pour iOS",
        "Get Outlook for iOS",
        "Sent from my iPhone",
        "Sent from my Galaxy",
        "Sent from Mail for Windows",
        "Sent from Yahoo Mail on Android",
        "*Envoyé de mon iPad*",
    ],
)
def test_a_phones_mark_is_a_signature_and_words_below_it_are_own(mark: str) -> None:
    heard = voices(f"Transférez svp\n\n{mark}\n\nmon dossier : CAR202100534806")
    assert heard == {"Transférez svp": OWN, mark: SIGNATURE, "mon dossier : CAR202100534806": OWN}


@pytest.mark.parametrize(
    "words",
    [
        "Envoyé avec ma demande de transfert",
        "J'ai envoyé de mon iPhone une photo du certificat.",
        "Envoyé le 12 janvier par la poste avec mon dossier",
        "Get my result moved please",
    ],
)
def test_sentences_that_begin_like_marks_stay_own(words: str) -> None:
    assert set(voices(f"Bonjour\n{words}\nMerci").values()) == {OWN}


@pytest.mark.parametrize("separator", ["-- ", "--", "—"])
def test_below_the_separator_stands_the_signature(separator: str) -> None:
    heard = voices(f"Bonjour.\n\n{separator}\nLise Roy\nTrois-Rivières\n")
    assert heard == {"Bonjour.": OWN, separator.strip(): SIGNATURE} | dict.fromkeys(
        ["Lise Roy", "Trois-Rivières"], SIGNATURE
    )


def test_a_letter_below_a_separator_stays_own() -> None:
    letter = "\n".join(f"ligne {number}" for number in range(20))
    assert voices(f"Bonjour.\n--\n{letter}")["ligne 7"] is OWN


def test_a_visiting_card_at_the_end_is_a_signature() -> None:
    card = "Lise Roy\nConseillère – Recouvrement\nTél. : 418 555-0142, poste 2207\nG7H 0A1"
    heard = voices(f"Transférez mon résultat.\n\nMerci beaucoup,\n\n{card}\n")
    assert [line for line, voice in heard.items() if voice is SIGNATURE] == card.split("\n")


@pytest.mark.parametrize(
    "ending", ["Lise Roy\nDossier CAR202100534806", "mon cell : 514 555-0142", "Merci\nLise Roy"]
)
def test_what_says_something_is_no_visiting_card(ending: str) -> None:
    assert set(voices(f"Bonjour.\n\n{ending}").values()) == {OWN}


@pytest.mark.parametrize(
    "notice",
    [
        "AVIS DE CONFIDENTIALITÉ : Ce courriel est destiné à la personne à qui il est adressé.",
        "Ce courriel est confidentiel. Si vous n'êtes pas le destinataire, détruisez-le.",
        "Ce message et ses pièces jointes peuvent contenir des renseignements confidentiels\n"
        "destinés à l'usage exclusif du destinataire. Toute diffusion est interdite.",
        "This email and any attachments are confidential and intended for the named recipient.",
        "CONFIDENTIALITY NOTICE: for the intended recipient only.",
        "Avant d'imprimer ce courriel, pensez à l'environnement.",
        "Garanti sans virus. www.avast.com",
        "L'absence de virus dans ce courrier électronique a été vérifiée par Avast.",
        "Virus-free. www.avg.com",
    ],
)
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_legal_notices_are_footers(notice: str, gap: str) -> None:
    heard = voices(f"Transférez mon résultat.\nLise{gap}{notice}")
    assert heard["Lise"] is OWN
    assert {heard[line] for line in notice.split("\n")} == {FOOTER}


@pytest.mark.parametrize(
    "words",
    [
        "Ce courriel contient ma demande de transfert et mon dossier CAR202100534806.",
        "Ce message fait suite à notre conversation.",
        "This email is to ask for the transfer of my result.",
        "L'information contenue sur votre site n'est pas claire.",
        "Avis important : mon certificat confidentiel CAR2019001828 a un destinataire par erreur.",
    ],
)
def test_own_words_that_begin_like_notices_stay_own(words: str) -> None:
    assert voices(f"Bonjour,\n\n{words}\n\nLise")[words] is OWN


def test_the_subject_is_own_and_an_empty_text_has_no_passage() -> None:
    [passage] = passages_of(Text("subject", "RE: De : x@y.ca"), OFFICE)
    assert passage.voice is OWN
    assert passages_of(Text("1", ""), OFFICE) == ()


def test_in_a_forwarded_message_nothing_is_own() -> None:
    content = f"Mon dossier.\n\n{OFFICE_QUOTES['attribution']}\n> De l'Office"
    heard = voices(content, base=QUOTED)
    assert (heard["Mon dossier."], heard["> De l'Office"]) == (QUOTED, Voice.OFFICE)


PIECES = st.sampled_from(
    [
        *BLOCKS.values(),
        *OFFICE_QUOTES.values(),
        *("> cité", ">> deux", "-- ", "Bonjour", "\n", " \n", ">", "a écrit :"),
        *("Envoyé de mon iPhone", "AVIS DE CONFIDENTIALITÉ", "Tél. : 514 555-0142"),
    ]
)


@given(st.lists(PIECES | st.text(max_size=40), max_size=30).map("\n".join))
def test_the_passages_cover_the_text_in_order(content: str) -> None:
    passages = passages_of(Text("1", content), OFFICE)
    assert "".join(passage.content for passage in passages) == content
    at = 0
    for passage in passages:
        assert (passage.start, passage.content) == (at, content[at : passage.end])
        assert passage.content
        at = passage.end


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=60))
def test_words_on_top_of_a_letter_are_never_quoted_without_an_introduction(words: str) -> None:
    line = "zz " + words.replace("\n", " ").replace("\r", " ")
    assert passages_of(Text("1", f"{line}\n\nMerci"), OFFICE)[0].voice in (OWN, SIGNATURE, FOOTER)


@pytest.mark.parametrize(
    "content",
    [
        "\n" * 1_000_000,
        "a\n" * 500_000,
        ">" * 1_000_000,
        "> a\n" * 250_000,
        "Le 12 janv. 2021 09:12, x <a@b.c> a écrit :\n" * 20_000,
        "De :\n\n\n\n" * 90_000,
        "Envoyé de mon " * 70_000,
        "_ " * 500_000,
        "Jean Tremblay\n" * 70_000,
        "Ce courriel est confidentiel\n" * 30_000,
    ],
    ids=range(10),
)
def test_endless_texts_are_told_apart_in_a_second(content: str) -> None:
    begun = time.process_time()
    passages = passages_of(Text("1", content), OFFICE)
    assert time.process_time() - begun < 1
    assert passages[-1].end == len(content)


@pytest.mark.parametrize(
    "answer", [": oui", " : OUI, svp", " → ✔", ": yes", " : non", ": je le désire", "? Oui"]
)
@pytest.mark.parametrize("mark", ["", "> "])
def test_a_line_of_the_offices_list_that_is_answered_on_it_is_own(answer: str, mark: str) -> None:
    line = f"{mark}2. le fait que vous désirez transférer le résultat de l'examen{answer}"
    intro = f"Le 12 janv. 2021, Certificats <{OFFICE_ADDRESS}> a écrit :\n\n" if mark else ""
    assert voices(f"Bonjour,\n\n{intro}{line}\n")[line.strip()] is OWN


def test_a_line_of_the_offices_list_as_it_stood_is_the_offices() -> None:
    line = "2. le fait que vous désirez transférer le résultat de l'examen;"
    assert voices(f"Bonjour,\n\n{line}\n")[line] is Voice.OFFICE
