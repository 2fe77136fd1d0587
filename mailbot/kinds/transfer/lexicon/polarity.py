"""What is said of a transfer that is no wish for one: done, priced, or only spoken of."""

from mailbot.kinds.transfer.lexicon import table

# "Reporter mon examen": another date for it, not another dossier.
RESCHEDULED = table(
    (
        r"\b(?:autre|nouvelle|another|other|different|later|new) (?:date|jour|journee"
        r"|seance|session|day|time|moment|heure|week|semaine)\b|\b(?:prevue?|scheduled"
        r"|cedulee?) (?:le|pour|on|for)\b|\bplus tard\b",
        "je voudrais reporter mon examen à une autre date",
    ),
    (
        r"\b(?:exam\w*|test) (?:au|to|until|jusqu'au|pour le) (?:the )?"
        r"(?:\d|lundi|mardi|mercredi|jeudi|vendredi|samedi|monday|tuesday|wednesday|thursday|friday"
        r"|saturday|janv|fev|mars\b|avril|mai\b|juin|juil|aout|sept|oct|nov|dec|jan|feb|march|april"
        r"|may\b|june|july|aug|next|prochain)",
        "pouvez-vous déplacer mon examen au 3 mai",
    ),
)
# Another thing than a result, whatever its name: a place, a holder's name, a credit.
ANOTHER = table(
    (
        r"<transfer> (?:mon |l'|my |the |le |mon lieu d')?(?:exam\w*|test)[^,.;!?]{0,20} (?:de"
        r"|from|a|au|to"
        r"|vers|dans) (?:(?:un|une|a|an|le|la|the) )?(?:autre |another |different )?(?:quebec"
        r"|montreal|laval|gatineau|sherbrooke|levis|saguenay|longueuil|rimouski|ottawa|toronto"
        r"|drummondville|centre|center|endroit|lieu|location|ville|city|salle|room)\b(?! en 20)",
        "transférer mon examen de Québec à Montréal",
    ),
    (
        r"<transfer> (?:svp |please )?(?:ce |le |mon |son |the |this |my |ma |ce nouveau "
        r"|nouveau )*"
        r"(?:dossier|file|certificat\w*|compte|account) ?@? ?,? ?(?:a|au|to|sur|in|into|under|en"
        r"|de)"
        r" (?:mon|son|ma|sa|my|his|her|the|le|la|un|une|notre) (?:propre |own |nouveau |nouvelle )?"
        r"(?:noms?|names?|conjointe?|mari|epoux|epouse|femme|husband|wife|spouse|frere|soeur|fils"
        r"|fille|collegue)\b",
        "transférer le dossier à mon nom",
    ),
    (
        r"\b(?:credits?|points|formations?|parts|cours|garantie?) <transfer>",
        "résultat garanti ou crédit transférable",
    ),
)
# Transferred for another, and not for the writer: that is wished.
LEFT_OUT = table(
    (
        r"<transfer>[^.;!?]{0,80}\b(?:mais|but|et|and) (?:pas|not|toujours pas) (?:encore )?"
        r"(?:le mien|la mienne|les miens|mine|pour moi|for me)\b",
        "vous avez transféré le résultat de mon collègue mais pas le mien",
    ),
)
# An earlier request taken back: a refusal unless another is made.
PREVIOUS = table(
    (
        r"\b(?:demande|request)\b[^,;.!?]{0,30} (?:precedente|anterieure|previous)",
        "annulez ma demande précédente de transfert",
    ),
    (
        r"\b(?:oubli\w+|ignor\w+|annul\w+|cancel) (?:ma |mon |la |my )?(?:premiere?"
        r"|precedente?|autre|derniere?|first|previous|earlier|other) [^.;]{0,40}",
        "ignorez ma première demande de transfert",
    ),
)
# The price or the time of a transfer: another matter, even though it names it.
PRICED = table(
    (r"§n[^.;!?,]{0,60}\b(?:cout\w+|costs?|payant|gratuit|free)\b", "le transfert va-t-il coûter"),
    (
        r"\b(?:combien|prix|couts?|coute\w*|frais|tarifs?|montant|how much|costs?|fees?"
        r"|price|how long)\b[^.;!?]{0,60}<transfer>",
        "combien coûte le transfert",
    ),
    (
        r"§n[^.;!?,]{0,40} (?:coute|est(?:-il| il)? (?:gratuit|payant)|est-ce payant"
        r"|prend\w*|costs?|takes?)\b",
        "le transfert est-il payant",
    ),
)
# An exam still to come: its result cannot be wished for now.
FUTURE = table(
    (
        r"\b(?:pourrez|pourrai|pourra|allez-vous|transfererez|quand j'aurai"
        r"|une fois que j'aurai|si je (?:le )?(?:passe|reussis)|lorsque j'aurai|will (?:you"
        r"|i|it|my)|when i (?:pass|have))\b",
        "pourrez-vous transférer mon résultat après l'examen",
    ),
)
