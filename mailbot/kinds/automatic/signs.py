"""What each sign of a machine is called before the staff."""

from mailbot.values import Sign

FRENCH = {
    "absence-subject": "objet d'une réponse d'absence",
    "absence-words": "annonce d'absence",
    "acknowledgement-words": "accusé de réception",
    "agent": "désigné comme tel par un agent",
    "agent-spam": "pourriel, selon un agent",
    "auto-submitted": "en-tête Auto-Submitted",
    "calendar-answer": "réponse d'agenda",
    "calendar-invitation": "invitation d'agenda",
    "challenge-words": "demande de preuve que l'expéditeur est une personne",
    "content-class": "classe de contenu d'un rapport",
    "delivery-opening": "premiers mots d'un système de courriel",
    "delivery-status": "rapport de remise",
    "delivery-subject": "objet d'un rapport de remise",
    "delivery-words": "annonce d'un échec ou d'un retard de remise",
    "disposition-notification": "accusé de lecture",
    "feedback-report": "rapport de plainte ou d'authentification",
    "list-unsubscribe": "en-tête List-Unsubscribe",
    "mailer-daemon": "adresse d'un système de courriel",
    "mailing-list": "en-tête de liste de diffusion",
    "mass-mailing": "en-tête d'un envoi en nombre",
    "no-reply-sender": "adresse qui n'attend pas de réponse",
    "non-delivery": "en-tête de non-remise",
    "null-return-path": "adresse de retour vide",
    "own-identifier": "Message-ID d'une lettre de mailbot",
    "own-loop": "notre propre marque de boucle",
    "own-mail": "notre propre adresse",
    "postmaster": "adresse d'un maître de poste",
    "precedence": "en-tête Precedence",
    "program-path": "adresse de retour d'un programme",
    "program-header": "en-tête d'un programme",
    "report": "rapport d'un programme",
    "returned-message": "message renvoyé",
    "robot-program": "programme qui écrit seul",
    "robot-sender": "adresse d'un programme",
    "robot-subject": "objet d'un message de programme",
    "robot-statement": "mention d'un message automatique",
    "robot-words": "prière de ne pas répondre",
    "spam": "pourriel marqué par le serveur de l'Office",
    "unsubscribe-words": "mention de désabonnement",
    "vendor-header": "en-tête d'un répondeur automatique",
}


def signs_in_french(signs: tuple[Sign, ...]) -> str:
    """The signs in one line: what each is called, then the words that bear it."""
    return " ; ".join(
        FRENCH.get(sign.name, sign.name) + (f" « {sign.quote} »" if sign.quote else "")
        for sign in signs
    )
