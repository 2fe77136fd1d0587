"""Read what no kind of request recognised: enough to propose what to do with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mailbot.core.courtesy import only_thanks
from mailbot.core.fold import fold, words
from mailbot.values import ParsedMail, Request, Voice

# Each row is one sort of sign; two sorts make a message that nobody asked for.
_UNSOLICITED = (
    # who does not know whom they write to
    r"\bche(?:r|re|rs) (?:utilisat\w+|client\w*|abonne\w*|titulaire|membre)"
    r"|\bdear (?:user|customer|client|sir or madam|friend|beneficiary|account)",
    # your account, your mailbox
    r"\bvo(?:tre|s) (?:\w+ )?(?:boite|messagerie|compte|mot de passe|webmail|colis|livraison|quota)"
    r"|\byour (?:\w+ )?(?:mailbox|account|inbox|password|webmail|parcel|package|quota)",
    # do this
    r"\b(?:cliquez|confirmez|verifiez|validez|reactivez|mettez a jour|click|verify|confirm your"
    r"|validate|reactivate|update your)\b",
    # now, or else
    r"\b(?:sous|dans les|within|in the next) \d+ ?(?:h|heures|hours|jours|days)\b"
    r"|\b(?:expire[nr]?[ta]?|suspendue?|desactivee?|bloquee?|suspended|deactivated|limited)\b",
    # money from nowhere
    r"\b(?:gagn\w+|heritage|inheritance|loterie|lottery|million\w*|bitcoin|crypto\w*"
    r"|investissement|investment|pret rapide|loan|casino|usd|fund transfer)\b",
    # something to sell
    r"\b(?:rabais|promotion|promo|offre (?:speciale|exclusive|limitee)|special offer|discount"
    r"|soldes|seo|referencement|webinaire|webinar|formation gratuite|free trial|essai gratuit"
    r"|soumission gratuite|nos services|our services|our company|notre entreprise)\b",
    r"\b(?:desabonner|desinscri\w+|unsubscribe|opt[- ]?out|ne plus recevoir)\b",
    # who they say they are
    r"\b(?:service technique|support technique|administrateur|technical support|it department"
    r"|help ?desk|admin team|security team)\b",
)
_SIGNS = tuple(re.compile(pattern) for pattern in _UNSOLICITED)
_OURS = re.compile(
    r"\b(?:mon|ma|mes|my) (?:\w+ )?(?:certificat|dossier|examen|resultat|file|certificate|exam"
    r"|demande|permis)"
)
_READ = 20_000  #: characters: who sells comes to the point


@dataclass(frozen=True, slots=True)
class UnclearRequest(Request):
    """A message for a person to read."""

    readable: bool = True
    thanks: bool = False  #: thanks, and nothing else
    unsolicited: bool = False  #: phishing or advertising


def recognise(request: Request) -> bool:
    """Never: what is unclear is what no kind recognises."""
    return False


def extract(
    mail: ParsedMail, earlier: Sequence[Request], corrections: Mapping[str, str]
) -> UnclearRequest:
    own = [passage.content for passage in mail.voiced(Voice.OWN) if passage.part != "subject"]
    body = fold("\n".join(own)[:_READ]).text
    said = words(fold(mail.subject).text + " . " + body)
    return UnclearRequest.of(
        mail,
        readable=mail.readable,
        thanks=only_thanks(body),
        unsolicited=not _OURS.search(said) and sum(map(bool, (x.search(said) for x in _SIGNS))) > 1,
    )


def propose(request: UnclearRequest) -> str | None:
    """What to propose to the staff: nothing to do, an answer, or nothing that can be said."""
    if not request.readable:
        return None
    return "none" if request.thanks or request.unsolicited else "answer"
