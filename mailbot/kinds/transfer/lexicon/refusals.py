"""How a transfer is refused: any of these, and no machine acts (domain.md section 5)."""

import re

from mailbot.kinds.transfer.lexicon import table

# "Ne transférez pas": these make the whole message another matter (domain.md section 5).
REFUSED = table(
    (
        r"(?<!si vous )(?<!pourquoi )\bn(?:e "
        r"|')<pronouns>(?:[a-z']+ ){0,2}?<transfer> (?:surtout )?(?:pas|plus|jamais"
        r"|rien)\b(?! tard)",
        "ne transférez pas mon résultat",
    ),
    (
        r"(?<!pour )(?<!pourquoi )\bn(?:e |')(?:pas|plus|jamais) (?:faire )?(?:proceder au "
        r"|effectuer le |faire le )?<pronouns><transfer>",
        "merci de ne pas transférer",
    ),
    (
        r"(?<!ne )(?<!ne l[ea] )(?<!ne l')(?<!ne les )§z (?:surtout )?(?:pas|plus"
        r"|rien)\b(?! tard)",
        "transferez pas svp",
    ),
    (
        r"\b(?:faut|faudrait|devez|devriez|doit|dois) (?:surtout )?(?:pas|plus"
        r"|jamais) <pronouns><transfer>",
        "il ne faut pas transférer mon résultat",
    ),
    (
        r"\b(?:proced|effectu|fait)[a-z]* (?:surtout )?(?:pas|plus) (?:a |au |le |ce |de "
        r"|du |la demande de )*<transfer>",
        "ne procédez pas au transfert",
    ),
    (
        r"\b(?:veux|veut|voulons|voulait|voulais|voudrais|souhait\w+|desir\w+|aimerais"
        r"|demand\w+|autoris\w+|consen\w+|accept\w+|tiens) (?:pas|plus|aucunement|nullement"
        r"|point) (?:(?:que|faire|a|de|du|le|la|les|un|mon|ma|mes|ce|cette|on|vous|soit"
        r"|soient|proceder|au|etre|voir|resultats?|examens?|note|dossier|procede|fasse"
        r"|fassiez|demande|avoir)\b ?|[a-z]{1,2}')*<transfer>",
        "je ne veux plus que vous transfériez mon résultat",
    ),
    (
        r"\b(?:plus|pas) (?:du tout )?besoin (?:de |du |d'un |d'une |que |qu'on |vous |le "
        r"|la |faire |soit |mon |mes |resultats? |demande )*<transfer>",
        "je n'ai plus besoin du transfert",
    ),
    (
        r"<transfer><no-comma>\b(?:plus|pas) (?:necessaire|requise?|utile|souhaite|desire"
        r"|voulu|needed|required|wanted)\b",
        "le transfert n'est plus nécessaire",
    ),
    (
        r"\binutile de (?:faire |proceder au |me )?<pronouns><transfer>",
        "inutile de transférer mon résultat",
    ),
    (
        r"\b(?:annul|cancel|retir|abandonn|suspend|interromp|bloqu|block|hold|paus|empech"
        r"|prevent|stop|arret|cess|withdraw|desist)[a-z]* (?:svp |please "
        r"|pour l'instant )?(?:(?:de |du |ma|mon|la|le|cette|ce|notre|l'|toute|my|the|this"
        r"|that|our|any|a) ?)*(?:<transfer>|\b(?:demande|request)\b(?! (?:precedente"
        r"|anterieure)))",
        "annulez ma demande de transfert",
    ),
    (
        r"\bannulation (?:de |du |d'une )?(?:ma |la |mon )?(?:demande|<transfer>)",
        "annulation de ma demande",
    ),
    (
        r"\b(?:oubliez|ignorez|disregard|forget|laissez (?:faire|tomber)|laisser (?:faire"
        r"|tomber)|ignore) (?:(?:about|ma|mon|la|le|cette|ce|my|the|this|tout"
        r"|complete\w*) ?)*(?:<transfer>|\b(?:demande|request)\b(?! precedente))",
        "oubliez ma demande de transfert",
    ),
    (
        r"\b(?:oppos\w+|refus\w+|contre|evite[rz]?|interdi\w+|defend\w*|abst(?:iens|enez"
        r"|enir)(?:-vous)?|inutile|cess\w+|regrett\w+|renonc\w+|desist\w+|retir\w+|annul\w+"
        r"|laisse[rz] (?:faire|tomber)|stop|avoid\w*|object\w*|against|forbid\w*"
        r"|prohibit\w*|refrain\w*|declin\w+|withdraw\w*|regret\w*|cancel\w*) <to><transfer>",
        "je m'oppose à ce que mon résultat soit transféré",
    ),
    (
        r"\b(?:pas|plus|not|no longer|jamais|aucun\w*) (?:du tout |vraiment )?(?:d'accord"
        r"|interesse\w*|interested|question|necessaire|utile|requis|necessary|required"
        r"|needed|la peine|lieu|mon (?:autorisation|accord|consentement)|autorise\w*"
        r"|allowed|authori[sz]ed|permis|permitted|in favou?r|favorable) <to><transfer>",
        "je ne suis pas d'accord pour transférer mon résultat",
    ),
    (
        r"\b(?:personne|nobody|no one|anyone) <to><transfer>|\bpersonne (?:ne "
        r"|n')<to><transfer>",
        "je n'autorise personne à transférer mon résultat",
    ),
    (r"(?<!n')(?<!ne )\boublie[rz] (?!pas)<to><transfer>", "oubliez le transfert"),
    (
        r"\b(?:do not|don't|dont|never|not to|rather not|no need to|shouldn't|should not"
        r"|must not) (?:please |ever |go ahead and )?(?:have (?:my"
        r"|the) )?(?:<result> )?<transfer>",
        "please do not transfer my result",
    ),
    (
        r"\b(?:no longer|don't|do not|dont|not) (?:want|wish|need|require|authori[sz]e"
        r"|consent|would like)\b(?: to| for| have| my| the| you| it| a| any| this| be| exam"
        r"| results?| anymore)*[ ']<transfer>",
        "I no longer want my exam result transferred",
    ),
    (
        r"\b(?:jamais|pas|rien|never|not|n't) (?:vous |ever |you )?(?:demand|autoris|voul"
        r"|souhait|consen|sign|accept|ask|request|authori[sz]|want"
        r"|agree)[a-z]*\b[^.;!?,]{0,45}<transfer>",
        "je ne vous ai jamais demandé de transférer mon résultat",
    ),
    (
        r"\b(?:rather|prefer|prefere|aimerais mieux"
        r"|prefererais)[a-z]*\b[^.;!?,]{0,40}(?:\bnot\b|n't\b"
        r"|\bpas\b)[^.;!?,]{0,25}<transfer>",
        "I'd rather you didn't transfer it",
    ),
    (
        r"\bvous (?:ne )?(?:pouvez|devez"
        r"|avez pas le droit)(?: pas)?\b(?<=pas) [^.;!?,]{0,20}<transfer>|\byou (?:can't"
        r"|cannot|may not|must not) <transfer>",
        "vous ne pouvez pas transférer mon résultat",
    ),
    (
        r"(?<!toujours )(?<!encore )\b(?:pas|aucun) (?:question )?(?:de |d'un )?§n",
        "pas de transfert svp",
    ),
    (
        r"(?:<transfer>|\bdemande\b|\brequest\b)(?:(?!certif|permis|dossier"
        r"|@)[^.;!?]){0,40}\b(?:annule[er]?e?s?|nulle?|cancell?ed|void|retiree?"
        r"|abandonnee?)\b",
        "ma demande de transfert peut être annulée",
    ),
    (
        r"<transfer>\W{1,4}(?:non|no thanks?|no thank you)\b|\bnon (?:merci )?au <transfer>",
        "Transfert : non merci",
    ),
    (
        r"\b(?:renonc\w+|desist\w+) (?:a |au |de |du |le |mon |ma )*(?:<transfer>|demande)",
        "je renonce au transfert",
    ),
    (
        r"(?:<transfer>|\bdemande\b|\brequest\b)[^.;!?]{0,30}\b(?:en attente|en suspens"
        r"|en pause|on hold)\b(?! (?:depuis|since))"
        r"|\bput[^.;!?]{0,30}<transfer>[^.;!?]{0,10}on hold",
        "mettez ma demande de transfert en attente",
    ),
    (
        r"\b(?:attend(?:ez|re)|wait|hold off|hold on|patientez)\b[^.;!?,]{0,30}\b(?:avant"
        r"|before|on|de|for|to)\b[^.;!?,]{0,45}<transfer>",
        "attendez avant de transférer",
    ),
    (
        r"\b(?:reporte[rz]|differe[rz]|repousse[rz]|retarde[rz]|postpone|delay) (?:le |mon "
        r"|ma |the |my )?(?:demande de )?<transfer>",
        "veuillez reporter le transfert",
    ),
    (
        r"\blaiss\w+ <no-comma><result><no-comma>(?:ou il|la ou|tel quel|dans l'ancien"
        r"|sur l'ancien|sur mon ancien|sur le certificat)",
        "laissez mon résultat où il est",
    ),
)
# A negation in the verb's own clause refuses too, unless it is one of HARMLESS.
NEGATED = table(
    (
        r"\b(?:pas|jamais|aucun\w*|rien|nullement)\b|\bn(?:e |')[^,]{0,40}\bplus\b",
        "je préfère que mon résultat ne soit pas transféré",
    ),
    (
        r"\b(?:not|never|no longer|no need|dont|doesnt)\b|n't\b",
        "I would rather you did not transfer it",
    ),
)
HARMLESS = table(
    (
        r"\b(?:hesite[zr]?|oublie[zr]?|tarde[zr]?|manque[zr]?|gene[zr]?|hesitate|forget"
        r"|delay|wait)\b",
        "n'oubliez pas de transférer",
    ),
    (r"\b(?:encore|toujours|yet|still)\b", "n'a pas encore été transféré"),
    (
        r"\b(?:a|ai|avez|ont|est|sont|etait|soit) (?:donc )?(?:pas"
        r"|jamais) (?:bien )?(?:ete )?(?:bien )?<transfer>|\b(?:has|have|was|is|were|did"
        r"|does)(?: not|n't) (?:been |you |be |get )?<transfer>",
        "mon résultat n'a pas été transféré",
    ),
    (
        r"\b(?:suis|est|etais|etes) pas (?:capable|en mesure|certaine?|sure?|au courant"
        r"|habile|tres|trop|familier|dans|la|sur|visible|rendue?|apparue?|arrivee?|complet"
        r"|pret|possible)\b|\bnot (?:sure|able|aware)\b",
        "je ne suis pas capable de transférer mon résultat",
    ),
    (
        r"\b(?:sais|sait|savais|vois|voit|arrive|reussis|comprends?|trouve|connais|apparait"
        r"|figure|semble|suivi|pense|crois) (?:donc |vraiment )?(?:pas|jamais"
        r"|rien) (?!vouloir|avoir besoin)|\bpas (?:pu|su|reussi|suivi)\b|\b(?:je|j'|on"
        r"|il) (?:ne )?(?:peux|peut|pouvais|pouvait) pas\b|\bi (?:cannot|can't|couldn't"
        r"|could not)\b",
        "je n'arrive pas à transférer mon résultat moi-même",
    ),
    (
        r"\bpas (?:eu |recu |ete )?(?:de |d'|encore |la )?(?:reponse|nouvelles?|retour|recu"
        r"|eu|suite|fait|effectue|complete|done|probleme|souci|presse|urgent|trop|seulement"
        r"|juste|tard|mal|grave|autre|acces|confirmation|besoin de re\w+)\b|\bnot? (?:heard"
        r"|received|been|seen|gotten|reply|answer)\b|n't (?:heard|received|seen|gotten)\b",
        "pas de réponse à ma demande de transfert",
    ),
    (
        r"\b(?:pas|plus|not|jamais|to) (?:a |avoir a |devoir |have to |to |want to "
        r"|vouloir |le |la )*(?:refaire|repasser|recommencer|reprendre|perdre|redo|retake"
        r"|lose|rewrite|attendre|risquer|payer|oublier|forget|manquer)\b",
        "pour ne pas avoir à refaire l'examen, transférez",
    ),
    (
        r"\bpourquoi (?:pas|ne)\b|\bwhy not\b|\bn'est-ce pas\b|\bpas (?:vrai|mieux)\b"
        r"|\bsi (?:vous|on|je|jamais|ce|mon)\b|\bs'il\b|\btant que\b|\bif\b|\bcomme si\b"
        r"|\brien de (?:plus|special)\b|\bpour rien\b",
        "si vous ne transférez pas mon résultat, je perds mon emploi",
    ),
    (
        r"\b(?:pourr\w+|pouv\w+|voudr\w+|serait)-?(?:vous|tu|il|on|ce)? (?:pas|not)\b",
        "ne pourriez-vous pas transférer mon résultat",
    ),
    (
        r"\bn(?:e |')(?:attend\w*|reste|manque) (?:plus |rien d'autre )?qu|\bn(?:e "
        r"|')(?:demande|veux|souhaite|desire|cherche|fais) (?:rien d'autre )?qu",
        "je n'attends plus que le transfert",
    ),
)
CLAUSE = re.compile(
    r"[,;:()?!]|\b(?:mais|but|donc|alors|so|car|parce|puisque|vu que|because|et|and|sinon|otherwise"
    r"|or|aussi|c'est pourquoi|etant donne|afin|pour que|so that)\b"
)
# The same, without the verb: the whole request is withdrawn.
WITHDRAWN = table(
    (r"\b(?:pas|not) (?:proceder|proceed)\b|\b(?:procedez|procede) pas\b", "svp ne pas procéder"),
    (
        r"\b(?:laiss\w+ tomber|laissez faire|oubliez (?:ca|cela|tout|le tout)|never ?mind"
        r"|forget (?:it|about it))\b",
        "finalement laissez tomber",
    ),
    (r"\bchange\w* d'(?:idee|avis)\b|\bchanged? my mind\b", "j'ai changé d'idée"),
    (
        r"\b(?:ferm(?:er|ez)|fermeture d[eu]|close|clore) (?:mon|le|ce|my|the"
        r"|this) (?:nouveau |new )?(?:dossier|file)\b",
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
        r"\b(?:tenez|tenir) (?:pas|plus) compte\b|\b(?:pas|plus) tenir compte\b"
        r"|\bdisregard (?:my|the|this)\b|\bne (?:faites|faire) rien\b|\bne rien faire\b"
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
        r"|\bje renonce\b|\bje me (?:desiste|retire)\b",
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
