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
# Asked of the state of things, of a result in its place or not: no wish that it be put there.
QUERIED = table(
    (
        r"\b(?:est|sera|va|vont|sont|seront|doit|devrait|a|aurait|est-ce|apparait|figure)-(?:t-)?"
        r"(?:il|elle|ils|elles)\b(?! (?:possible|permis|envisageable|pensable|faisable))",
        "mon résultat devrait-il apparaître dans le dossier",
    ),
    (
        r"\best-ce que (?:mon|ma|mes|le|la|l'|cet|ce) ?[^.;!?]{0,60}\b(?:va|vont|est|sera|doit"
        r"|devrait"
        r"|suit|suivra|compte|comptera|apparait|apparaitra|a ete|reste|restera)\b",
        "est-ce que ma note doit être dans le dossier",
    ),
    (
        r"^(?:(?!how|what)[a-z]+,? )?(?:will|does|do|did|is|are|was|were|has|had|shall|should)\b"
        r"(?! (?:you|there|someone|somebody|anyone|(?:it|that|this) (?:be )?(?:ok|okay|possible"
        r"|alright|all right|feasible)))[^.;!]*\?",
        "is my exam result in the file?",
    ),
    (
        r"^(?:et |and |mais |but )?(?:quand|ou|qui|pourquoi|combien|when|where|who|why|which"
        r"|how (?:much|long|many))\b(?! (?:vous|you) (?:aure|pou|can|could|have|get))[^.;!]*\?",
        "quand mon résultat sera dans le dossier?",
    ),
    (
        r"\bdemande(?:nt)? si\b|\basks? (?:if|whether)\b|\bwonder\w* (?:if|whether) (?:my|the|it)\b"
        r"|\bconfirm\w* (?:a|to) (?:mon|ma|my)\b",
        "mon employeur demande si mon résultat est dans le dossier",
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
# Transferred for another, and not for the writer: that is wished.
LEFT_OUT = table(
    (
        r"<transfer>[^.;!?]{0,80}\b(?:mais|but|et|and) (?:pas|not|toujours pas) (?:encore )?"
        r"(?:le mien|la mienne|les miens|mine|pour moi|for me)\b",
        "vous avez transféré le résultat de mon collègue mais pas le mien",
    ),
)
# The writer overrules what another says of it.
OVERRULED = table(
    (
        r"\b(?:dit|dits|pense|trouve|croit|prefere|voudrait|veut|says|thinks|believes|tells me"
        r"|wants)"
        r"\b[^.;!?]{0,80}<transfer>[^.;!?]{0,60}\b(?:mais|but) (?:moi,? )?(?:je|i) (?:le |la |y "
        r"|en "
        r"|l')?(?:veux|voudrais|tiens|desire|souhaite|want|do|would)\b(?! (?:pas|not|rester))",
        "ma femme dit que je devrais pas transférer mon résultat mais moi je veux",
    ),
)
# Only spoken of: an event in time, another's request.
SPOKEN_OF = table(
    (
        r"<transfer>[^.;!?]{0,60}\b(?:refuse|rejete|decline|denied|refused|rejected|declined)e?s?\b"
        r"|\b(?:refus|rejet|refusal|denial) (?:de |du |d'|of )(?:mon |ma |son |sa |my |the |la "
        r"|demande de )*<transfer>",
        "les motifs pour lesquels le transfert aurait été refusé",
    ),
    (
        r"\b(?:(?:me |m')r?appeler|call me|parler|discuter|comprendre|connaitre|speak|talk"
        r"|discuss|understand|plainte|complaint"
        r"|complain|informer|renseigner)\b[^,.;!?]{0,40}<transfer>",
        "je voudrais parler à quelqu'un au sujet du transfert",
    ),
    (
        r"\b(?:une?|la|le|l'|an?|the|my|some) ?(?:recu|copie|preuve|confirmation|lettre|releve"
        r"|etat|statut"
        r"|receipt|copy|proof|letter|statement|record|explanation|refund|status) (?:du|de|d'|pour"
        r"|for|of"
        r"|about|concernant)\b[^,.;!?]{0,30}<transfer>",
        "I would like a receipt for the transfer",
    ),
    (
        r"\b(?:ma|mon|un|une|my|a|il|elle|quelqu'un|he|she) ?(?:\w+ )?(?:vous a|vous aurait"
        r"|vous avait"
        r"|(?:has |had )?asked you) (?:deja )?(?:demande|ecrit|dit|to)\b[^.;!?]{0,40}<transfer>",
        "ma conjointe vous a demandé de transférer mon résultat",
    ),
    (
        r"\b(?:m'a|m'ont|quelqu'un a|on m'a|someone|somebody|they|you) (?:[a-z]+ )?(?:appele"
        r"|contacte|ecrit"
        r"|telephone|joint|called|contacted|emailed|wrote)e?s? (?:me )?(?:au sujet|concernant"
        r"|a propos|about"
        r"|regarding|pour)\b[^.;!?]{0,30}<transfer>",
        "quelqu'un m'a appelée au sujet du transfert",
    ),
    (
        r"\b(?:a|ont|ai|avez|has|have) (?:[a-z]+ )?(?:eu|recu|obtenu|had|got"
        r"|received) (?:[a-z]+ ){0,2}§n",
        "ma collègue a eu son transfert",
    ),
    (
        r"\b(?:bureau|office|opc|vous|on|you|service|equipe|agente?)\b[^.;!?,]{0,15}"
        r"\b(?:refuse|rejete|decline|refused|rejected|denied|declined|annule|cancelled)\b"
        r"[^.;!?]{0,30}<transfer>",
        "votre bureau a refusé ma première demande de transfert",
    ),
    (
        r"(?<!vous )\b(?:communiquer|envoyer|fournir|donner|transmettre|parvenir|recevoir|obtenir"
        r"|avoir|envoye[rz]|donne[rz]|send|provide|give|get|receive|share|have)\b (?:moi |me "
        r"|nous |us )?"
        r"(?:les?|la|l'|une?|des|the|an?|some|any|my|mon|ma)? ?(?:\w+ )?(?:motifs?|raisons?"
        r"|reasons?"
        r"|confirmations?|preuves?|copies?|copy|proof|details?|statut|status|etat|suivi|date"
        r"|procedure"
        r"|formulaires?|form|factures?|recu|lettres?|letter|decisions?|explications?|explanations?"
        r"|nouvelles)\b[^,.;!?]{0,60}<transfer>",
        "veuillez m'envoyer la confirmation du transfert",
    ),
    (r"^[-_* ]*§p (?:par|by) ", "----- Transféré par Conseiller le 31 mai"),
    (
        r"\b(?:apres|suite|depuis|lors|une fois|once|after|since|following|des|upon|avant"
        r"|before|pendant|during|quand|lorsque)(?: que| de| a| au| du| le| la| mon| ce| the"
        r"| my| votre| vos| un| l'| d'| your)*[ ']<transfer>",
        "suite au transfert",
    ),
    (
        r"\b(?:votre|vos|your) (?:<result> )?(?:demandes? de "
        r"|request for )?(?:a )?<transfer>",
        "votre demande de transfert",
    ),
    (
        r"\b(?:sans|au lieu de|plutot que de|without|instead of) (?:me |le |la "
        r"|les )?<transfer>",
        "sans transférer",
    ),
    (
        r"\b(?:si|if|quand|when|lorsqu[e']|combien de|how many) ?(?:quelqu'un|une personne|les gens"
        r"|someone|somebody|a person|people|un representant|personnes|gens|representants"
        r"|representatives)\b[^.;!]{0,90}<transfer>",
        "si quelqu'un a échoué, est-ce que son résultat peut être transféré",
    ),
    (
        r"\b(?:travail|recherche|article|reportage|etude|memoire|paper|research|story|study)"
        r" (?:sur|about|on|portant sur|concernant) (?:le |les |the |la )?(?:<result> )?<transfer>",
        "je fais un travail sur le transfert des certificats",
    ),
    (
        r"\bj'aurais (?:donc |peut-etre )?(?:du|pu) <to><transfer>"
        r"|\bi (?:should|could)(?: have|'ve) <to><transfer>",
        "j'aurais dû transférer mon résultat avant",
    ),
    (
        r"\b(?:agence|agency|employeur|employer|patronne?|boss|manager|collegue|colleague|mari"
        r"|femme"
        r"|husband|wife|compagnie|company) (?:vous )?(?:a |has |had |avait )?(?:deja|already)\b"
        r"[^.;!?]{0,40}<transfer>",
        "mon agence a déjà demandé le transfert",
    ),
    (
        r"\b(?:a|avait|has|had|ont) (?:deja |already )?(?:demande|asked|requested)\b[^.;!?]{0,60}"
        r"<transfer> (?:son|sa|his|her|leur|their)\b",
        "ma collègue vous a demandé de transférer son résultat",
    ),
    (
        r"\b(?:me|m'|nous) <transfer>[^.;!?]{0,60}(?:par (?:courriel|la poste|mail|email)"
        r"|by (?:e-?mail|mail)|copie|a cette adresse)",
        "pouvez-vous me transférer mon résultat par courriel",
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
# Seen in its place: done, without the verb.
ARRIVED = table(
    (
        r"<result>[^.!?]{0,40}\b(?:apparait|figure|parait|est) (?:maintenant|bien|enfin"
        r"|desormais|rendu)\b|<result>[^.!?]{0,40}\b(?:now|finally) (?:appears?|shows?"
        r"|there|in)\b|(?<!voila )(?<!voila, )\bc'est fait\b",
        "le résultat apparaît maintenant dans mon dossier",
    ),
)
# A question about transfers in general: answered by asking for what is needed.
ASKED_ABOUT = table(
    (
        r"\b(?:qui (?:peut|doit|a le droit)|who (?:can|may|must|is allowed))\b[^.;!?]{0,40}"
        r"<transfer>",
        "qui peut demander le transfert de mon résultat",
    ),
    (
        r"\b(?:tell me|dire|expliqu\w+|explain|know|savoir|understand|comprendre)\b[^.;!?]{0,20}"
        r"\b(?:what|ce que|a quoi|en quoi|pourquoi|why)\b[^.;!?]{0,40}<transfer>",
        "can you tell me what the transfer of a result does",
    ),
    (
        r"\b(?:c'est quoi|qu'est-ce (?:que|qu')|what is|what's|en quoi consiste|explique\w*"
        r"|comprends? (?:pas|rien)|sais pas (?:c'est|ce))\b(?:(?!\b(?:mais|but)\b)[^.;!?]){0,50}"
        r"<transfer>",
        "c'est quoi un transfert de résultat",
    ),
    (
        r"\b(?:(?<!que )(?<!comment )dois-je|(?<!what )do i (?:need|have) to|(?<!que )faut[- ]il"
        r"|est-ce (?:que je dois|qu'il faut|obligatoire|necessaire)"
        r"|should i)\b[^.;!?]{0,50}<transfer>",
        "dois-je transférer mon résultat",
    ),
    (
        r"<transfer>[^.;!]{0,80}(?:\btout seul\b|\btoute seule\b|\bautomatiquement\b|\bby itself\b"
        r"|\bautomatically\b|\bou (?:est-ce qu')?(?:il )?faut (?:que je|qu'on|le|vous"
        r"|de)\b(?! (?:le )?re)|\bor (?:do|must"
        r"|should) i\b)[^.;!]*\?",
        "vous transférez le résultat tout seul ou il faut que je vous écrive?",
    ),
    (
        r"<transfer>[^.;!?]{0,50}\b(?:automatique|automatic|obligatoire|mandatory)",
        "le transfert est-il automatique",
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
