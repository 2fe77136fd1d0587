"""The whole request taken back, without the verb; and a refusal of the past turned round."""

from mailbot.kinds.transfer.lexicon import table

WITHDRAWN = table(
    (r"\b(?:pas|not) (?:proceder|proceed)\b|\b(?:procedez|procede) pas\b", "svp ne pas procéder"),
    (
        r"\b(?:laiss\w+ tomber|laissez faire|oubliez (?:ca|cela|tout|le tout)|never ?mind"
        r"|forget (?:it|about it))\b",
        "finalement laissez tomber",
    ),
    (
        r"\bpas besoin d'une? (?:autre|deuxieme)\b|\ben double\b|\bno need for (?:another"
        r"|a second)\b",
        "déjà demandé, pas besoin d'un autre",
    ),
    (r"\bchange\w* d'(?:idee|avis)\b|\bchanged? my mind\b", "j'ai changé d'idée"),
    (
        r"\b(?:ferm(?:er|ez)|fermeture d[eu]|close|clore) (?:mon |le |ce |my |the "
        r"|this )?(?:nouveau |new )?(?:(?:dossier|file)\b|@)"
        r"|\babandon(?:ner?|nez|ne)? (?:mon |le |ce |my |the |this )?(?:nouveau |new )?"
        r"(?:(?:dossier|file|demande)\b|@)",
        "vous pouvez fermer le dossier",
    ),
    (
        r"\b(?:annul\w+|cancel\w*) (?:tout|le tout|ca|cela|it|everything|the whole)\b",
        "annulez tout svp",
    ),
    (
        r"\b(?:pas|plus) donner suite\b|\b(?:donnez|donner) pas (?:de )?suite\b",
        "ne donnez pas suite à ma demande",
    ),
    (
        r"\b(?:tenez|tenir) (?:pas|plus) compte\b(?! d[eu] ?(?:mon |ma |mes |l')?(?:dernier|premier"
        r"|precedent|autre|message|courriel|envoi))|\b(?:pas|plus) tenir compte\b(?! d[eu] ?(?:mon "
        r"|ma |mes |l')?(?:dernier|premier|precedent|autre|message|courriel|envoi))"
        r"|\bdisregard (?:my|the|this)\b(?! (?:previous|last|earlier|first|other|old|e-?mail"
        r"|message))|\bne (?:faites|faire) rien\b|\bne rien faire\b"
        r"|\bdo nothing\b",
        "ne tenez pas compte de ma demande",
    ),
    (
        r"\brien (?:demande|autorise|signe|voulu)\b|\b(?:sans|without) (?:mon|ma"
        r"|my) (?:accord|consentement|autorisation|permission|consent|knowledge)\b"
        r"|\b(?:authori[sz]ed|asked|signed) (?:for )?nothing\b",
        "je n'ai rien autorisé",
    ),
    (
        r"\b(?:prends?|pars?|suis|prendre) (?:a |en )?(?:ma |la )?retraite\b"
        r"|\bquitt\w+ (?:le|la|ce) (?:metier|domaine|milieu|profession|recouvrement)"
        r"|\bchange de (?:metier|carriere|domaine|branche)\b|\bpoubelle\b|\bje renonce\b"
        r"|\bje me (?:desiste|retire)\b",
        "je prends ma retraite",
    ),
    (
        r"\b(?:souhait\w+|veux|voulons|desir\w+|compte) (?:pas|plus) (?:donner suite"
        r"|poursuivre|continuer|aller de l'avant|aller plus loin)",
        "je ne souhaite pas donner suite",
    ),
    (
        r"\b(?:not|won't be|no longer) (?:going ahead|proceeding|moving forward|interested)"
        r"|\bplus interessee?\b",
        "I am no longer interested",
    ),
    (
        r"\b(?:annul|retir|cancel|withdraw)[a-z]* (?:svp |please )?(?:ma|la|my|this|the"
        r"|cette) (?:demande|request)\b(?! (?:precedente|anterieure))",
        "veuillez annuler ma demande",
    ),
)
# A refusal told of in the past, and what turns it round.
TURN = table(
    (
        r"\bchange\w* d'(?:idee|avis)\b|\bchanged? my mind\b|\bfinalement\b|\bapres reflexion\b"
        r"|\bon second thought\b|\bafter all\b|\ben fin de compte\b|\btout compte fait\b"
        r"|\bmaintenant (?:oui|je)\b",
        "j'ai changé d'avis",
    ),
)
TOLD = table(
    (
        r"\b(?:hier|lundi|mardi|mercredi|jeudi|vendredi|semaine|avais|avait|avant|j'ai|vous ai"
        r"|yesterday|last|earlier|i|had|previously|mois)\b[^.;!?]{0,50}\b(?:dit|dise|disait"
        r"|voulait|demande|demandait|ecrit"
        r"|repondu|told|asked|said|wrote|refuse|refused|answered|voulais pas"
        r"|wanted)\b[^.;!?]{0,40}<transfer>",
        "hier j'ai dit de ne pas transférer mon résultat",
    ),
)
