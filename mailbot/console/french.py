"""The console's words for the machine's: what a clerk reads in place of a code."""

import re
from collections.abc import Mapping
from typing import Any

import jinja2
from jinja2.runtime import Context

from mailbot.core.letters import canned
from mailbot.edges.tables import CaseRow

STATUS = {
    "waiting": "en attente de la machine",
    "held": "à traiter",
    "failed": "échec technique",
    "done": "terminée",
}
CLASSES = {
    "request": "une demande de transfert",
    "other": "un autre sujet, à lire par une personne",
    "automatic": "un message écrit par une machine",
    "bounce": "un avis de non-remise",
    "spam": "un envoi non sollicité",
}
LABEL = {
    "request": "demande",
    "other": "autre sujet",
    "automatic": "message automatique",
    "bounce": "avis de non-remise",
}
DECISION = {
    "accept": "acceptée",
    "repeat": "déjà faite, réponse répétée",
    "ask": "renseignements demandés",
    "review": "remise à une personne",
    "ignore": "classée sans réponse",
}
WOULD = {
    "accept": "La demande serait acceptée : le résultat serait transféré et la réponse partirait.",
    "repeat": "Le transfert est déjà fait : la même réponse repartirait.",
    "ask": "Les renseignements qui manquent seraient demandés.",
    "review": "L'affaire resterait devant une personne.",
    "ignore": "L'affaire serait classée sans réponse.",
}
PROPOSAL = {
    "accept": "accepter",
    "ask": "demander ce qui manque",
    "notice": "envoyer un préavis",
    "answer": "répondre",
    "none": "rien à faire",
}
REASON = {
    "sender_human": "écrit par une machine, ou non sollicité",
    "sender_authenticated": "expéditeur non authentifié",
    "request_one_person": "plusieurs personnes ou numéros",
    "request_intent": "souhait non exprimé",
    "dossier_given": "dossier absent ou illisible",
    "certificate_given": "certificat absent ou illisible",
    "dossier_known": "dossier inconnu du registre",
    "certificate_known": "certificat inconnu du registre",
    "dossier_open": "dossier non ouvert",
    "certificate_temporary": "certificat non temporaire ou non expiré",
    "holder_same": "titulaires différents",
    "sender_holder": "adresse autre que celle du dossier",
    "exam_found": "aucun résultat d'examen",
    "exam_passed": "examen non réussi",
    "exam_not_transferred": "résultat déjà transféré",
    "exam_valid": "examen échu",
    "exam_extension": "examen valide par report seulement",
    "exam_time_left": "trop peu de jours restants",
    "asks": "trop de questions déjà posées",
    "performed_once": "déjà exécutée",
    "observation_days": "délai du préavis non écoulé",
}
FATE = {
    "waiting": "part bientôt",
    "sending": "part en ce moment",
    "sent": "partie",
    "held": "retenue : trop de lettres à cette adresse",
    "refused": "refusée par le serveur",
    "unknown": "sort inconnu : partie ou non",
    "called_back": "rappelée avant son départ",
}
TEMPLATE = {
    "finalisez": "Finalisez votre démarche",
    "renseignements": "Demande de renseignements",
    "preavis": "Préavis",
    "decision": "Décision défavorable",
    "libre": "Réponse libre",
}
FIELD = {
    "dossier_number": "Numéro du nouveau dossier",
    "certificate_number": "Numéro du certificat expiré",
    "intent": "Souhait du transfert",
    "question": "Question",
    "kind": "Genre du message",
}
EVENT = {
    "decided": "Décision",
    "ruled": "Parole d'un agent",
    "failed": "Échec technique",
    "bounced": "La lettre est revenue",
    "letter sent": "Lettre partie",
    "letter waiting": "Lettre remise à plus tard",
    "letter refused": "Lettre refusée par le serveur",
    "letter unknown": "Sort de la lettre inconnu",
    "letter held": "Lettre retenue",
    "claimed": "Prise en charge",
    "released": "Remise à tous",
    "noted": "Note aux collègues",
    "letter written": "Lettre écrite",
    "letter called back": "Lettre rappelée",
    "letter resent": "Lettre renvoyée",
    "letter marked sent": "Lettre notée comme partie",
    "notice answered": "La personne a répondu au préavis",
    "brought back": "Délai du préavis écoulé : devant un agent de nouveau",
    "notice expired": "Délai du préavis écoulé",
}
ROLE = {"agent": "agent", "supervisor": "superviseur", "auditor": "auditeur"}
ACCESS = {"page": "page", "print": "impression", "source": "source", "headers": "en-têtes"}
OUTCOME = {
    "ask": "demander ce qui manque",
    "repeat": "répéter la réponse",
    "review": "remettre à une personne",
    "ignore": "classer sans répondre",
}
VOICE = {
    "own": "ses mots",
    "signature": "signature",
    "footer": "pied de page",
    "quoted": "citation",
    "office": "texte de l'Office",
}
#: What was just done, by the code that the page's address carries.
DONE = {
    "mot-de-passe": "Votre mot de passe est changé.",
    "deconnexion": "Vous êtes déconnecté.",
    "compte": "Le compte est à jour.",
    "prise": "L'affaire est à vous.",
    "rendue": "L'affaire est de nouveau à tous.",
    "note": "La note est ajoutée.",
    "corriger": "La correction est faite ; les règles ont été entendues de nouveau.",
    "ecarter": "L'objection est écartée ; les règles ont été entendues de nouveau.",
    "second": "Votre raison est inscrite ; l'affaire attend un second agent.",
    "confirmer": "La confirmation est inscrite ; les règles ont été entendues de nouveau.",
    "classer": "La classe est nommée ; les règles ont été entendues de nouveau.",
    "clore": "L'affaire est close.",
    "rouvrir": "L'affaire est rouverte.",
    "reprendre": "L'affaire est soumise de nouveau aux règles.",
    "envoyee": "La lettre part dans une minute ; d'ici là, vous pouvez la rappeler.",
    "rappelee": "La lettre est rappelée : elle ne partira pas.",
    "renvoyee": "La lettre repart au prochain tour.",
    "partie": "La lettre est notée comme partie.",
}


def word(of: Mapping[str, str], code: str | None) -> str:
    """The word of a code; a code that has none is shown as it is rather than hidden."""
    return of.get(code, code) if code else ""


def letter_word(templates: jinja2.Environment, code: str | None) -> str:
    """A letter by its title, as the office's canned texts have theirs; else by its name."""
    if not code or code in TEMPLATE:
        return word(TEMPLATE, code)
    text = canned.read(templates).get(code)
    return text.title if text else code


@jinja2.pass_context
def template_word(context: Context, code: str | None) -> str:
    """The titles are those of the office that the page is made for: its texts may change."""
    return letter_word(context["office_templates"], code)


def plural(count: int, one: str, several: str) -> str:
    """In French, zero and one are singular."""
    return f"{count}\u00a0{one if abs(count) < 2 else several}"


def decided(case: CaseRow) -> str:
    """How a case ended. What the rules left to a person ends with that person's letter."""
    if case.decision == "review" and case.details.get("answer"):
        return "répondue par la lettre d'un agent"
    return word(DECISION, case.decision)


#: What a rule puts into its words, where there is no case of which it could speak.
PLACEHOLDERS = {
    "asked": "le nombre",
    "certificates": "les numéros reçus",
    "days": "le nombre",
    "dossiers": "les numéros reçus",
    "extended": "jour du report",
    "ground": "le motif",
    "kind": "le genre",
    "last_day": "dernier jour",
    "last_valid_on": "dernier jour de validité",
    "least_days": "le nombre voulu",
    "most": "le nombre permis",
    "number": "le numéro",
    "passed_by": "dernier jour permis",
    "received": "ce qui a été écrit",
    "sender": "l'adresse",
    "signs": "les indices relevés",
    "status": "l'état",
    "until": "dernier jour pour répondre",
    "why": "la cause",
    "written": "la langue",
}


def in_general(motif: str) -> str:
    """A rule's words without a case: each value is named in brackets."""
    return re.sub(r"\{(\w+)\}", lambda found: f"[{word(PLACEHOLDERS, found[1])}]", motif)


FILTERS: Mapping[str, Any] = {
    "decided": decided,
    "in_general": in_general,
    "class_word": lambda code: word(CLASSES, code),
    "status_word": lambda code: word(STATUS, code),
    "label_word": lambda code: word(LABEL, code),
    "decision_word": lambda code: word(DECISION, code),
    "would": lambda code: word(WOULD, code),
    "proposal_word": lambda code: word(PROPOSAL, code),
    "reason_word": lambda code: word(REASON, code),
    "fate_word": lambda code: word(FATE, code),
    "template_word": template_word,
    "field_word": lambda code: word(FIELD, code),
    "event_word": lambda code: word(EVENT, code),
    "role_word": lambda code: word(ROLE, code),
    "access_word": lambda code: word(ACCESS, code),
    "outcome_word": lambda code: word(OUTCOME, code),
    "voice_word": lambda code: word(VOICE, code),
    "plural": plural,
}
