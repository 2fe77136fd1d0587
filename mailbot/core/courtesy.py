"""Tell a message that only greets and thanks from one that says more."""

import re

# Read on folded text: lower case, no accents, straight apostrophes.
_THANKS = re.compile(
    r"\b(?:merci\w*|remerci\w*|thanks?|thankyou|thx|ty|apprecie\w*|gratitude|gracias)\b"
)
_NICE = re.compile(
    r"\b(?:merci\w*|remerci\w*|thanks?|thank|thx|apprecie\w*|gracias|bonjour|bonsoir|allo|salut"
    r"|hello|hi|dear|chere?|madame|monsieur|bonne|bon|belle|good|great|nice|super|parfait\w*"
    r"|excellent\w*|genial\w*|wonderful|perfect|cordialement|salutations?|regards|cheers|au plaisir"
    r"|a bientot|bye|envoye|sent|reponse|reply|response|aide|help|rapid\w+|quick\w*"
    r"|recu\w*|received"
    r"|note\w*|noted|compris|understood|d'accord|ok|okay|suivi|service|journee|soiree|semaine|week"
    r"|day|patience|temps|time|travail|work|gentil\w*|kind\w*|beaucoup|sinceres?|sincerely"
    r"|efficac\w+|c'est (?:fait|bon|beau)|all good|bien vu"
    r"|tout est (?:beau|bon|correct|en ordre))\b"
)
_FORWARD = re.compile(r"\b(?:d'avance|a l'avance|in advance)\b")
_PIECES = re.compile(r"[.!?;\n]+")
_MORE = re.compile(
    r"\?|@|\d{4}|\b(?:mais|but|par contre|cependant|however|toutefois|sauf|except|encore une|aussi"
    r"|also|erreur|mistake|probleme|problem|pouvez|pourriez|could|can you|veuillez|svp"
    r"|s'il vous|please|j'aimerais|je voudrais|je veux|je souhaite|je desire|il manque|missing"
    r"|comment|combien|quand|how|when|where)\b"
)
_LONGEST = 600  #: folded characters; whoever writes more says more


def only_thanks(folded: str) -> bool:
    """Whether these words, folded, thank for something received and say nothing else.

    >>> only_thanks("merci beaucoup pour votre reponse rapide, bonne semaine!")
    True
    """
    if len(folded) > _LONGEST or not _THANKS.search(folded):
        return False
    if _MORE.search(folded) or _FORWARD.search(folded):
        return False
    pieces = (piece.strip(" ,-'\"()") for piece in _PIECES.split(folded))
    return all(_NICE.search(piece) or len(piece.split()) <= 4 for piece in pieces)
