"""What is said of a transfer that is done, or that is not yet."""

from mailbot.kinds.transfer.lexicon import table

# Already done, or thanked for: nothing is asked by it.
DONE = table(
    (r"\b(?:ete|been|was|were|etait|etaient) <adverbs>§p", "mon résultat a été transféré"),
    (
        r"\b(?:avez|avons|avaient|ont|have|has|vient de|viens de"
        r"|venez de) <adverbs><pronouns>(?:ete )?(?:§p|§v)",
        "vous avez bien transféré mon résultat",
    ),
    (
        r"\b(?:l'office|l'opc|on|agente?|dame|il|elle|qui|equipe) (?:m'|nous "
        r"|l')?a <adverbs>§p",
        "l'Office a transféré mon résultat",
    ),
    (r"\b(?:est|sont) <adverbs>§p", "mon résultat est maintenant transféré"),
    (
        r"§n[^,;:.!?]{0,60}? (?:a|est|ete|has been|is|was|fut|semble) (?:(?!pas"
        r"|not)[a-z]+ ){0,4}?(?:fait|faite|effectue|complete|completed|done|termine"
        r"|confirme|finalise|realise|accompli|through)e?\b",
        "le transfert a bien été fait",
    ),
    (
        r"§n (?:est )?(?:bien )?(?:recu|complete|effectue|termine|reussi|confirme"
        r"|completed)\b",
        "Transfert complété",
    ),
    (
        r"\b(?:merci|remercie|thanks|thank you)[a-z ]{0,20} (?:d'avoir|for having"
        r"|for) (?:si |aussi )?(?:[a-z]+ment )?<pronouns>(?:proced[a-z]+ au "
        r"|effectu[a-z]+ le |fait le |the |my )?(?:<result> )?(?:<transfer>)",
        "merci d'avoir transféré mon résultat",
    ),
    (
        r"\bmerci (?:bien |beaucoup |infiniment )?(?:pour|du) (?:le |ce |votre |mon )?§n",
        "merci pour le transfert",
    ),
    (
        r"\b(?:recu|received)\b[^,;.!?]{0,25}\bconfirmation\b[^,;.!?]{0,25}<transfer>",
        "j'ai reçu la confirmation du transfert",
    ),
    (
        r"\b(?:deja (?:ete )?(?:fait|complete|effectue|regle|termine)e?|already (?:been )?(?:done"
        r"|completed|made|processed|taken care))\b[^.;!?]{0,40}<transfer>",
        "c'est déjà fait pour le transfert",
    ),
)
# The same, of the result put in its place.
PUT_ALREADY = table(
    (
        r"\b(?:was|were|has been|have been|a <adverbs>ete|ont <adverbs>ete"
        r"|(?:vous|l'office|on|you) (?:m')?(?:avez|a|have|has) <adverbs>"
        r"|(?:est|is|sont|are) (?:maintenant|desormais|deja|bien|enfin|now|already|finally) )"
        r"(?: ?<adverbs>)(?:mov|put|plac|add|link|brought|attach|deplac|mis|vers|ajout|lie|inscri"
        r"|rattach|associ|report|show|in\b|dans\b|au\b)",
        "my result was moved to my new file last week, thank you",
    ),
    (
        r"\b(?:merci|remercie|thanks|thank you)\b[^,;:.!?]{0,25}\b(?:d'avoir|for (?:having )?"
        r"(?!your|the |my )[a-z]+ing)\b(?![^.;!?]*\bin advance)",
        "merci d'avoir mis ma note dans mon dossier",
    ),
)
# A word that turns "done" into "not yet": what is still waited for is wished.
NOT_YET = table(
    (r"\b(?:pas|jamais|non|not|never|n't|rien)\b|n't\b", "n'a pas encore été transféré"),
    (
        r"\bs(?:i (?!vite|rapid|prompt|bien|vit)|'il)|\bif\b|\bunless\b|\ba moins que\b",
        "si ce n'est pas déjà fait",
    ),
    (
        r"\b(?:devait|devaient|devrait|aurait|should|supposed?e?)\b",
        "mon résultat devait être transféré",
    ),
    (r"\b(?:pour|afin|fin) (?:que|qu')|\bso that\b", "afin que mon résultat soit transféré"),
    (
        r"\b(?:d'avance|a l'avance|in advance)\b|\b(?:merci|priere) de (?:faire|proceder"
        r"|bien vouloir|§v)",
        "thanks in advance for transferring my result",
    ),
)
# Told as past, whatever else the sentence denies.
PAST = table(
    (
        r"\b(?:apres|depuis|once|after|since|lorsque|quand|when|maintenant|now) ?(?:que |qu'"
        r"|that )?"
        r"(?:vous|l'office|you|on|it|il) ?(?:ayez|avez|aviez|have|had|a|ait|avait|has|'ve) "
        r"<adverbs><pronouns>(?:ete |been )?§p",
        "après que vous ayez transféré mon résultat, la facture n'est pas apparue",
    ),
)
# Seen in its place: done, without the verb.
ARRIVED = table(
    (
        r"<result>[^.!?]{0,40}\b(?:apparait|figure|parait|est) (?:maintenant|bien|enfin"
        r"|desormais|rendu)\b|<result>[^.!?]{0,40}\b(?:now|finally) (?:appears?|shows?"
        r"|there|in)\b|(?<!voila )(?<!voila, )\bc'est fait\b",
        "le résultat apparaît maintenant dans mon dossier",
    ),
)
