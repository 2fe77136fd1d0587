"""The words that the examples of rules on certificates are written with, and how each is read."""

from collections.abc import Mapping

from mailbot.certificates.french import KINDS, STATUSES
from mailbot.core.rules.words import a_choice, a_day, a_flag
from mailbot.kinds.automatic.scenes import RECEIVED, SIGN, TODAY, WRITER

_GIVEN = {
    "given": "le numéro du {} est donné",
    "missing": "le numéro du {} manque",
    "malformed": "le numéro du {} est mal formé",
    "several": "deux numéros de {} sont donnés",
    "unknown": "le registre ne connaît pas le numéro du {}",
}
_ADDRESS = {
    "sender": "{} porte l'adresse de l'expéditeur",
    "other": "{} porte une autre adresse",
    "none": "{} ne porte aucune adresse",
}


def _of(sentences: Mapping[str, str], what: str) -> dict[str, str]:
    return {value: sentence.format(what) for value, sentence in sentences.items()}


def _status(what: str, *statuses: str) -> dict[str, str]:
    return {status: f"{what} : {STATUSES[status]}" for status in statuses}


WORDS = {
    "received_on": RECEIVED,
    "today": TODAY,
    "writer": WRITER,
    "sign": SIGN,
    "authenticated": a_flag(
        "le serveur de l'Office confirme l'adresse de l'expéditeur",
        "le serveur de l'Office ne confirme pas l'adresse de l'expéditeur",
    ),
    "one_sender": a_flag(
        "le message a une seule adresse d'expéditeur",
        "le message n'a pas une seule adresse d'expéditeur",
    ),
    "intent": a_flag("le souhait du transfert est exprimé", "le souhait n'est pas exprimé"),
    "dossier": a_choice(_of(_GIVEN, "nouveau dossier")),
    "certificate": a_choice(_of(_GIVEN, "certificat expiré")),
    "dossier_address": a_choice(_of(_ADDRESS, "le dossier")),
    "certificate_address": a_choice(_of(_ADDRESS, "le certificat")),
    "dossier_status": a_choice(
        _status("dossier", "open", "awaiting_finalisation", "issued", "closed")
    ),
    "result_in_dossier": a_flag(
        "le dossier contient déjà un résultat", "le dossier ne contient aucun résultat"
    ),
    "certificate_kind": a_choice({kind: f"certificat {french}" for kind, french in KINDS.items()}),
    "certificate_status": a_choice(
        _status("certificat", "expired", "active", "suspended", "cancelled")
    ),
    "last_valid_on": a_day("dernier jour de validité du certificat : {}"),
    "holders": a_choice(
        {
            "same": "le dossier et le certificat sont de la même personne",
            "accents": "les noms ne diffèrent que par la casse, les accents ou les traits d'union",
            "other name": "le nom de famille diffère",
            "other birth date": "la date de naissance diffère",
            "unknown birth date": "la date de naissance est inconnue au dossier",
        }
    ),
    "exam": a_choice(
        {
            "passed": "un examen réussi",
            "failed": "un examen échoué, aucun réussi",
            "failed then passed": "un examen échoué en 2019, puis un examen réussi",
            "none": "aucun résultat d'examen",
            "undated": "un examen réussi, de date inconnue",
        }
    ),
    "passed_on": a_day("examen réussi le {}"),
    "transferred": a_choice(
        {
            "nowhere": "le résultat n'a pas été transféré",
            "here": "le résultat est déjà dans ce dossier",
            "elsewhere": "le résultat est déjà dans un autre dossier",
        }
    ),
}
