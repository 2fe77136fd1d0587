"""Words that say nothing by themselves: courtesies, labels of numbers, "see below"."""

import re

from mailbot.kinds.transfer.lexicon import table

# The own words only point to what is quoted, forwarded or was sent before.
POINTERS = table(
    (
        r"\bci-?(?: ?dessous|joint|bas|apres)|\bplus bas\b|\bbelow\b|\bau bas\b"
        r"|\bcidessous\b",
        "voir ci-dessous",
    ),
    (
        r"\brenvo\w+|\bre-?envo\w+|\bresend\w*|\bforward\w*|\breexped\w*|\bfais suivre\b"
        r"|\bvoici (?:mon|le) (?:courriel|message)",
        "je vous renvoie mon courriel",
    ),
    (
        r"\brelanc\w*|\brappel\w*|\breminder\b|\bsuivi\b|\bfollow(?:ing)?[- ]?up\b"
        r"|\bdes nouvelles\b|\bany news\b",
        "je me permets de relancer",
    ),
    (
        r"\b(?:pas|aucune|jamais|toujours pas)\b[^.!?]{0,25}\b(?:reponse|retour|nouvelles?"
        r"|repondu|recu)\b|\b(?:no|any) (?:reply|answer|response)\b|\bhaven'?t heard\b",
        "je n'ai pas eu de réponse",
    ),
    (
        r"\b(?:message|courriel|demande|email|e-mail)\b[^.!?]{0,30}\b(?:envoye|ecrit|sent"
        r"|precedent|initial|mauvaise adresse)",
        "le courriel que j'avais envoyé",
    ),
)
# Our letter asks for what is missing.
LACKING = table(
    (
        r"\bn'avons pas (?:pu lire|recu|trouve)|\bil (?:nous )?manque\b",
        "nous n'avons pas pu lire le numéro de votre dossier",
    ),
)
_NEUTRAL = re.compile(
    r"(?:@|\W+|\d+|[a-z]|bonjour|bonsoir|allo|salut|hello|hi|dear|cher|chere|madame|monsieur|mme"
    r"|mr|merci|thanks|thank"
    r"|you|beaucoup|bonne|journee|soiree|semaine|fin|cordialement|salutations|regards|distinguees"
    r"|best|mon|ma|mes|my"
    r"|le|la|les|l|the|un|une|de|du|des|d|et|and|ou|a|au|est|is|sont|voici|here|numero|numeros"
    r"|number|no|nouveau"
    r"|nouvelle|new|ancien|ancienne|old|dossiers?|certificats?|file|certificate|expire|expired"
    r"|echu|perime"
    r"|temporaire|temporary|svp|c|ce|celui|pour|for|je|vous|i|it|this|that|se|s|plus|tel"
    r"|telephone|cell|envoye"
    r"|iphone|ipad|sent|from|mobile|car|dossier|en|dans|sur|in|on|information|informations|infos"
    r"|info|demande"
    r"|demandes|demandees|requis|requises|suite|courriel|reponse|joint|joints)"
)
_TOKEN = re.compile(r"[a-z0-9@]+")


def told(sentence: str) -> list[str]:
    """The words of a folded sentence that say something by themselves."""
    return [word for word in _TOKEN.findall(sentence) if not _NEUTRAL.fullmatch(word)]
