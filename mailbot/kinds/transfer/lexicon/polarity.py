"""What is said of a transfer that is no wish for one: refused, over, or only spoken of."""

import re

from mailbot.kinds.transfer.lexicon import table

# "Ne transférez pas": these make the whole message another matter (domain.md section 5).
REFUSED = table(
    (r"(?<!si vous )(?<!pourquoi )\bn(?:e |')<pronouns>(?:[a-z']+ ){0,2}?<transfer> (?:surtout )?(?:pas|plus|jamais|rien)\b(?! tard)",
     "ne transférez pas mon résultat"),
    (r"(?<!pour )\bn(?:e |')(?:pas|plus|jamais) (?:faire )?(?:proceder au |effectuer le |faire le )?<pronouns><transfer>", "merci de ne pas transférer"),
    (r"§z (?:surtout )?(?:pas|plus|rien)\b(?! tard)", "transferez pas svp"),
    (r"\b(?:faut|faudrait|devez|devriez|doit|dois) (?:surtout )?(?:pas|plus|jamais) <pronouns><transfer>",
     "il ne faut pas transférer mon résultat"),
    (r"\b(?:proced|effectu|fait)[a-z]* (?:surtout )?(?:pas|plus) (?:a |au |le |ce |de |du |la demande de )*<transfer>",
     "ne procédez pas au transfert"),
    (r"\b(?:veux|veut|voulons|voulait|voulais|voudrais|souhait\w+|desir\w+|aimerais|demand\w+|autoris\w+|consen\w+|accept\w+|tiens)"
     r" (?:pas|plus|aucunement|nullement|point) (?:(?:que|faire|a|de|du|le|la|les|un|mon|ma|mes|ce|cette|on|vous|soit|soient|proceder|au"
     r"|etre|voir|resultats?|examens?|note|dossier|procede|fasse|fassiez|demande|avoir)\b ?|[a-z]{1,2}')*<transfer>",
     "je ne veux plus que vous transfériez mon résultat"),
    (r"\b(?:plus|pas) (?:du tout )?besoin (?:de |du |d'un |d'une |que |qu'on |vous |le |la |faire |soit |mon |mes |resultats? |demande )*<transfer>", "je n'ai plus besoin du transfert"),
    (r"<transfer><no-comma>\b(?:plus|pas) (?:necessaire|requise?|utile|souhaite|desire|voulu|needed|required|wanted)\b",
     "le transfert n'est plus nécessaire"),
    (r"\binutile de (?:faire |proceder au |me )?<pronouns><transfer>", "inutile de transférer mon résultat"),
    (r"\b(?:annul|cancel|retir|abandonn|suspend|interromp|bloqu|block|empech|prevent|stop|arret|cess|withdraw|desist)[a-z]* (?:svp |please |pour l'instant )?"
     r"(?:(?:de |du |ma|mon|la|le|cette|ce|notre|l'|toute|my|the|this|that|our|any|a) ?)*(?:<transfer>|\b(?:demande|request)\b(?! (?:precedente|anterieure)))",
     "annulez ma demande de transfert"),
    (r"\bannulation (?:de |du |d'une )?(?:ma |la |mon )?(?:demande|<transfer>)", "annulation de ma demande"),
    (r"\b(?:oubliez|ignorez|disregard|forget|laissez (?:faire|tomber)|laisser (?:faire|tomber)|ignore) (?:(?:about|ma|mon|la|le|cette|ce|my|the|this|tout|complete\w*) ?)*(?:<transfer>|\b(?:demande|request)\b(?! precedente))",
     "oubliez ma demande de transfert"),
    (r"\b(?:oppose|refuse|suis contre)\w* (?:a ce que |a |au |le |que |de |du |d'|tout |ce |mon |resultat |soit )*<transfer>",
     "je m'oppose au transfert"),
    (r"\b(?:do not|don't|dont|never|not to|rather not|no need to|shouldn't|should not|must not) (?:please |ever |go ahead and )?(?:have (?:my|the) )?(?:<result> )?<transfer>",
     "please do not transfer my result"),
    (r"\b(?:no longer|don't|do not|dont|not) (?:want|wish|need|require|authori[sz]e|consent|would like)\b(?: to| for| have| my| the| you| it| a| any| this| be| exam| results?| anymore)*[ ']<transfer>",
     "I no longer want my exam result transferred"),
    (r"\b(?:jamais|pas|rien|never|not|n't) (?:vous |ever |you )?(?:demand|autoris|voul|souhait|consen|sign|accept|ask|request|authori[sz]|want|agree)[a-z]*\b[^.;!?,]{0,45}<transfer>", "je ne vous ai jamais demandé de transférer mon résultat"),
    (r"\b(?:rather|prefer|prefere|aimerais mieux|prefererais)[a-z]*\b[^.;!?,]{0,40}(?:\bnot\b|n't\b|\bpas\b)[^.;!?,]{0,25}<transfer>", "I'd rather you didn't transfer it"),
    (r"\bvous (?:ne )?(?:pouvez|devez|avez pas le droit)(?: pas)?\b(?<=pas) [^.;!?,]{0,20}<transfer>|\byou (?:can't|cannot|may not|must not) <transfer>", "vous ne pouvez pas transférer mon résultat"),
    (r"(?<!toujours )(?<!encore )\b(?:pas|aucun) (?:question )?(?:de |d'un |le )?§n", "pas de transfert svp"),
    (r"\b(?:renonc\w+|desist\w+) (?:a |au |de |du |le |mon |ma )*(?:<transfer>|demande)", "je renonce au transfert"),
    (r"(?:<transfer>|\bdemande\b|\brequest\b)[^.;!?]{0,30}\b(?:en attente|en suspens|en pause|on hold)\b(?! (?:depuis|since))|\bput[^.;!?]{0,30}<transfer>[^.;!?]{0,10}on hold", "mettez ma demande de transfert en attente"),
    (r"\b(?:attend(?:ez|re)|wait|hold off|hold on|patientez)\b[^.;!?,]{0,30}\b(?:avant|before|on|de|for|to)\b[^.;!?,]{0,20}<transfer>", "attendez avant de transférer"),
    (r"\b(?:reporte[rz]|differe[rz]|repousse[rz]|retarde[rz]|postpone|delay) (?:le |mon |ma |the |my )?(?:demande de )?<transfer>", "veuillez reporter le transfert"),
    (r"\blaiss\w+ <no-comma><result><no-comma>(?:ou il|la ou|tel quel|dans l'ancien|sur l'ancien|sur mon ancien|sur le certificat)",
     "laissez mon résultat où il est"),
)  # fmt: skip
# "Reporter mon examen": another date for it, not another dossier.
RESCHEDULED = table(
    (r"\b(?:autre|nouvelle|another|other|different|later|new) (?:date|jour|journee|seance|session|day|time|moment|heure|week|semaine)\b|\b(?:prevue?|scheduled|cedulee?) (?:le|pour|on|for)\b|\bplus tard\b", "je voudrais reporter mon examen à une autre date"),
)  # fmt: skip
# A negation in the verb's own clause refuses too, unless it is one of HARMLESS.
NEGATED = table(
    (r"\b(?:pas|jamais|aucun\w*|rien|nullement)\b|\bn(?:e |')[^,]{0,40}\bplus\b", "je préfère que mon résultat ne soit pas transféré"),
    (r"\b(?:not|never|no longer|no need|dont|doesnt)\b|n't\b", "I would rather you did not transfer it"),
)  # fmt: skip
HARMLESS = table(
    (r"\b(?:hesite[zr]?|oublie[zr]?|tarde[zr]?|manque[zr]?|gene[zr]?|hesitate|forget|delay|wait)\b", "n'oubliez pas de transférer"),
    (r"\b(?:encore|toujours|yet|still)\b", "n'a pas encore été transféré"),
    (r"\b(?:ai|as|a|avez|ont|est|sont|etait|semble|vois|voit|suis|sais|sait|savais|pu|arrive|arrivons|reussis|capable|sure?|certaine?|comprends?|trouve|connais) (?:donc |vraiment |tout a fait |trop )?(?:pas|jamais|rien)\b|\b(?:je|j'|on|il) (?:ne )?(?:peux|peut|pouvais|pouvait) pas\b", "je n'arrive pas à transférer mon résultat moi-même"),
    (r"\b(?:has|have|was|is|are|were|did|does|am|could)(?: not|n't)\b|\bi (?:cannot|can't|can not)\b|\bnot (?:been|sure|able|done|heard|received)\b", "it has not been transferred"),
    (r"\bpas (?:de )?(?:reponse|nouvelles?|retour|recu|fait|probleme|souci|presse|urgent|trop|seulement|juste|tard|mal|grave|besoin de re\w+)\b", "pas de réponse à ma demande de transfert"),
    (r"\b(?:pas|plus|not|jamais|to) (?:a |avoir a |devoir |have to |to |want to |vouloir |le |la )*(?:refaire|repasser|recommencer|reprendre|perdre|redo|retake|lose|rewrite|attendre|risquer|payer|oublier|forget|manquer)\b", "pour ne pas avoir à refaire l'examen, transférez"),
    (r"\bpourquoi (?:pas|ne)\b|\bwhy not\b|\bn'est-ce pas\b|\bpas (?:vrai|mieux)\b|\bsi (?:vous|on|je|jamais|ce|mon)\b|\bs'il\b|\btant que\b|\bif\b|\bcomme si\b|\brien de (?:plus|special)\b|\bpour rien\b", "si vous ne transférez pas mon résultat, je perds mon emploi"),
    (r"\b(?:pourr\w+|peux|pouv\w+|voudr\w+|serait)-?(?:vous|tu|il|on|ce)? (?:pas|not)\b", "ne pourriez-vous pas transférer mon résultat"),
    (r"\bne (?:fais|fait|demande|veux|souhaite|desire|cherche) (?:rien d'autre )?que\b", "je ne demande que le transfert"),
)  # fmt: skip
CLAUSE = re.compile(
    r"[,;:()?!]|\b(?:mais|but|donc|alors|so|car|parce|puisque|vu que|because|et|and|sinon|otherwise|or|aussi|c'est pourquoi|etant donne|afin|pour que|so that)\b"
)
# The same, without the verb: the whole request is withdrawn.
WITHDRAWN = table(
    (r"\b(?:laiss\w+ tomber|laissez faire|oubliez (?:ca|cela|tout|le tout)|never ?mind|forget (?:it|about it))\b",
     "finalement laissez tomber"),
    (r"\bchange\w* d'(?:idee|avis)\b|\bchanged? my mind\b", "j'ai changé d'idée"),
    (r"\b(?:ferm(?:er|ez)|fermeture d[eu]|close|clore) (?:mon|le|ce|my|the|this) (?:nouveau |new )?(?:dossier|file)\b", "vous pouvez fermer le dossier"),
    (r"\b(?:annul\w+|cancel\w*) (?:tout|le tout|ca|cela|it|everything|the whole)\b", "annulez tout svp"),
    (r"\b(?:pas|plus) donner suite\b|\b(?:donnez|donner) pas (?:de )?suite\b", "ne donnez pas suite à ma demande"),
    (r"\b(?:tenez|tenir) (?:pas|plus) compte\b|\b(?:pas|plus) tenir compte\b|\bdisregard (?:my|the|this)\b|\bne (?:faites|faire) rien\b|\bne rien faire\b|\bdo nothing\b", "ne tenez pas compte de ma demande"),
    (r"\brien (?:demande|autorise|signe|voulu)\b|\b(?:sans|without) (?:mon|ma|my) (?:accord|consentement|autorisation|permission|consent|knowledge)\b|\b(?:authori[sz]ed|asked|signed) (?:for )?nothing\b", "je n'ai rien autorisé"),
    (r"\b(?:prends?|pars?|suis|prendre) (?:a |en )?(?:ma |la )?retraite\b|\bquitt\w+ (?:le|la|ce) (?:metier|domaine|milieu|profession|recouvrement)|\bje renonce\b|\bje me (?:desiste|retire)\b", "je prends ma retraite"),
    (r"\b(?:souhait\w+|veux|voulons|desir\w+|compte) (?:pas|plus) (?:donner suite|poursuivre|continuer|aller de l'avant|aller plus loin)", "je ne souhaite pas donner suite"),
    (r"\b(?:not|won't be|no longer) (?:going ahead|proceeding|moving forward|interested)|\bplus interessee?\b", "I am no longer interested"),
    (r"\b(?:annul|retir|cancel|withdraw)[a-z]* (?:svp |please )?(?:ma|la|my|this|the|cette) (?:demande|request)\b(?! (?:precedente|anterieure))",
     "veuillez annuler ma demande"),
)  # fmt: skip
# Already done, or thanked for: nothing is asked by it.
DONE = table(
    (r"\b(?:ete|been|was|were|etait|etaient) <adverbs>§p", "mon résultat a été transféré"),
    (r"\b(?:avez|avons|avaient|ont|have|has|vient de|viens de|venez de) <adverbs><pronouns>(?:ete )?(?:§p|§v)", "vous avez bien transféré mon résultat"),
    (r"\b(?:l'office|l'opc|on|agente?|dame|il|elle|qui|equipe) (?:m'|nous |l')?a <adverbs>§p", "l'Office a transféré mon résultat"),
    (r"\b(?:est|sont) <adverbs>§p", "mon résultat est maintenant transféré"),
    (r"§n[^,;:.!?]{0,60}? (?:a|est|ete|has been|is|was|fut|semble) (?:(?!pas|not)[a-z]+ ){0,4}?(?:fait|faite|effectue|complete|completed|done|termine|confirme|finalise|realise|accompli|through)e?\b",
     "le transfert a bien été fait"),
    (r"§n (?:est )?(?:bien )?(?:recu|complete|effectue|termine|reussi|confirme|completed)\b", "Transfert complété"),
    (r"\b(?:merci|remercie|thanks|thank you)[a-z ]{0,20} (?:d'avoir|for having|for) (?:si |aussi )?(?:[a-z]+ment )?<pronouns>(?:proced[a-z]+ au |effectu[a-z]+ le |fait le |the |my )?(?:<result> )?(?:<transfer>)",
     "merci d'avoir transféré mon résultat"),
    (r"\bmerci (?:bien |beaucoup |infiniment )?(?:pour|du) (?:le |ce |votre |mon )?§n", "merci pour le transfert"),
    (r"\b(?:recu|received)\b[^,;.!?]{0,25}\bconfirmation\b[^,;.!?]{0,25}<transfer>", "j'ai reçu la confirmation du transfert"),
)  # fmt: skip
# A word that turns "done" into "not yet": what is still waited for is wished.
NOT_YET = table(
    (r"\b(?:pas|jamais|non|not|never|n't|rien)\b|n't\b", "n'a pas encore été transféré"),
    (r"\bs(?:i |'il|i ce)|\bif\b|\bunless\b|\ba moins que\b", "si ce n'est pas déjà fait"),
    (
        r"\b(?:devait|devaient|devrait|aurait|should|supposed?e?)\b",
        "mon résultat devait être transféré",
    ),
    (r"\b(?:pour|afin|fin) (?:que|qu')|\bso that\b", "afin que mon résultat soit transféré"),
)
# Only spoken of: an event in time, another's request.
SPOKEN_OF = table(
    (r"\b(?:apres|suite|depuis|lors|une fois|once|after|since|following|des|upon|avant|before|pendant|during|quand|lorsque)"
     r"(?: que| de| a| au| du| le| la| mon| ce| the| my| votre| vos| un| l'| d'| your)*[ ']<transfer>", "suite au transfert"),
    (r"\b(?:votre|vos|your) (?:<result> )?(?:demandes? de |request for )?(?:a )?<transfer>", "votre demande de transfert"),
    (r"\b(?:sans|au lieu de|plutot que de|without|instead of) (?:me |le |la |les )?<transfer>", "sans transférer"),
    (r"\b(?:demande|request)\b[^,;.!?]{0,30} (?:precedente|anterieure|previous)", "annulez ma demande précédente de transfert"),
    (r"\b(?:oubli\w+|ignor\w+|annul\w+|cancel) (?:ma |mon |la |my )?(?:premiere?|precedente?|autre|derniere?|first|previous|earlier|other) [^.;]{0,40}", "ignorez ma première demande de transfert"),
    (r"\b(?:me|m'|nous) <transfer>[^.;!?]{0,60}(?:par (?:courriel|la poste|mail|email)|by (?:e-?mail|mail)|copie|a cette adresse)", "pouvez-vous me transférer mon résultat par courriel"),
)  # fmt: skip
# A question about transfers in general: answered by asking for what is needed.
ASKED_ABOUT = table(
    (r"\b(?:c'est quoi|qu'est-ce (?:que|qu')|what is|what's|en quoi consiste|explique\w*|comprends? (?:pas|rien)|sais pas (?:c'est|ce))\b[^.;!?]{0,50}<transfer>", "c'est quoi un transfert de résultat"),
    (r"\b(?:(?<!que )dois-je|(?<!what )do i (?:need|have) to|(?<!que )faut[- ]il|est-ce (?:que je dois|qu'il faut|obligatoire|necessaire)|should i)\b[^.;!?]{0,50}<transfer>", "dois-je transférer mon résultat"),
    (r"<transfer>[^.;!?]{0,50}\b(?:automatique|automatic|obligatoire|mandatory)", "le transfert est-il automatique"),
)  # fmt: skip
# The price or the time of a transfer: another matter, even though it names it.
PRICED = table(
    (r"\b(?:combien|prix|couts?|coute\w*|frais|tarifs?|montant|how much|costs?|fees?|price|how long)\b[^.;!?]{0,60}<transfer>", "combien coûte le transfert"),
    (r"§n[^.;!?,]{0,40} (?:coute|est(?:-il| il)? (?:gratuit|payant)|est-ce payant|prend\w*|costs?|takes?)\b", "le transfert est-il payant"),
)  # fmt: skip
# An exam still to come: its result cannot be wished for now.
FUTURE = table(
    (r"\b(?:pourrez|pourrai|pourra|allez-vous|transfererez|quand j'aurai|une fois que j'aurai|si je (?:le )?(?:passe|reussis)|lorsque j'aurai|will (?:you|i|it|my)|when i (?:pass|have))\b", "pourrez-vous transférer mon résultat après l'examen"),
)  # fmt: skip
