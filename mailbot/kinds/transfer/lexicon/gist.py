"""A wish told without the verb: where the result is put, how it moves, what else is wished."""

from mailbot.kinds.transfer.lexicon import table

PLACED = table(
    (
        r"\b(?:dans|vers|a|au|aux|sur|avec|into|in|to|onto|on|inside|within|with|under)"
        r" (?:(?:mon|le|ma|my|the|ce|un|cet|numero|tout|nouveau|nouvelle|nouvo|new|newly|created"
        r"|online|neuf|recent) |l')*(?:dos+i[ae]rs?|dossie|dosie|files?|folder|@|comptes?|account"
        r"|profils?|profile|application)",
        "que ma note soit placée dans mon nouveau dossier",
    ),
    (r"\bdedans\b|\binside\b|\bin there\b|\bau nouveau\b|\bto the new\b", "mis dedans"),
    (
        r"\b(?:from|de|du) (?:\w+ )?@ (?:\w+ )?(?:to|a|vers|au|into) (?:\w+ )?@",
        "du certificat @ au dossier @",
    ),
)
MOVED = table(
    (
        r"\b(?:mov(?:e|ed|ing)|deplac\w+|bascul\w+|migr\w+|switch\w*|transport\w*|shift(?:ed)?"
        r"|rapatri\w+|carr(?:y|ied) (?:\w+ )?over|brought over|bring over|suive(?:nt)?|follow)\b",
        "please move my result",
    ),
)
# Something else is wished of the result than that it be moved.
OTHERWISE = table(
    (
        r"\b(?:savoir|sais|connaitre|comprendre|understand|know|wonder\w*|(?:me|on) demande si"
        r"|curieu\w+"
        r"|verif\w+|check\w*|voir|see(?! to it)|look|consult\w*|confirm\w* (?:que|si|that|if"
        r"|whether)|dire|tell|expli\w+|trouver|find)\b",
        "j'aimerais savoir si mon résultat est dans mon dossier",
    ),
    (
        r"\b(?:recevoir|receive|copie|copy of|send me|envoye[rz][- ]moi|m'envoyer|m'en faire"
        r"|imprim\w+"
        r"|print\w*|download\w*|telecharg\w+|attestation|releve|transcript|preuve|proof)\b",
        "je voudrais recevoir une copie de ma note",
    ),
    (
        r"\b(?:corrig\w+|correction|revis\w+|recorrection|contest\w*|appeal|dispute|supprim\w+"
        r"|effac\w+|delet\w+|remov\w+|eras\w+|retir\w+|annul\w+|cancel\w*|pay\w*|rembours\w*"
        r"|refund\w*|report\w+ (?:mon|l')|cach\w+|hide)\b",
        "veuillez supprimer mon examen",
    ),
    (
        r"\b(?:inscri\w+|register\w*|sign up|book|reserver|passer|prendre|take|write|ecrire|faire"
        r"|schedule\w*) (?:(?:a|pour|for|mon|l'|le|un|une|the|an|my|prochain|next) ?)*(?:exam|test)"
        r"|\b(?:date|heure|time|place|lieu|seance|session|location) (?:de|d'|of|for) ?(?:mon |l'"
        r"|my |the )?(?:exam|test)",
        "je voudrais m'inscrire à l'examen",
    ),
)
