"""A transfer that is only spoken of, or asked about: an event, another's request, a question."""

from mailbot.kinds.transfer.lexicon import table

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
    (
        r"\b(?:savoir|know|comprendre|understand|dire|tell me) (?:d'abord |first )?(?:ce que"
        r"|ce qui|ce qu'"
        r"|what|combien|pourquoi|why|quand|when|quel\w*|which|where|who|qui)\b",
        "savoir ce que ça change de le mettre dans le dossier",
    ),
    (
        r"(?<!\bi )(?<!\bje )\b(?:confirmer|confirmez|confirm) (?:moi |nous |me )?(?:que|qu'|that"
        r"|si|if"
        r"|whether)\b(?! (?:je|j'|i) ?(?:veux|desire|souhaite|want|wish))",
        "merci de confirmer que mon résultat est dans le dossier",
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
