"""How a transfer is refused: any of these, and no machine acts (domain.md section 5)."""

from mailbot.kinds.transfer.lexicon import table

# "Ne transférez pas": these make the whole message another matter (domain.md section 5).
REFUSED = table(
    (
        r"(?<!si vous )(?<!pourquoi )\bn(?:e "
        r"|')(?!se )<pronouns>(?:[a-z']+ ){0,2}?<transfer> (?:surtout )?(?:pas|plus|jamais"
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
        r"|pour l'instant )?(?:(?:de |du |ma|mon|la|le|cette|ce|notre|l'|toute?s?|tous|my|the"
        r"|this|all"
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
        r"<transfer>\W{1,4}(?:non|no thanks?|no thank you)\b"
        r"|<transfer>[^.;!?]{0,60}[:,-] ?(?:non|no)\W*$|\bnon (?:merci )?au <transfer>",
        "Transfert : non merci",
    ),
    (
        r"\b(?:renonc\w+|desist\w+) (?:a |au |de |du |le |mon |ma )*(?:<transfer>|demande)",
        "je renonce au transfert",
    ),
    (
        r"(?:<transfer>|\bdemande\b|\brequest\b)[^.;!?]{0,30}\b(?:en attente|sur la glace|on ice"
        r"|en suspens"
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
        r"\b(?:reporte[rz]?|differe[rz]|repousse[rz]|retarde[rz]|postpone|delay) (?:le |mon "
        r"|ma |the |my )?(?:demande de )?<transfer>",
        "veuillez reporter le transfert",
    ),
    (
        r"\blaiss\w+ <no-comma><result><no-comma>(?:ou il|la ou|tel quel|dans l'ancien"
        r"|sur l'ancien|sur mon ancien|sur le certificat)",
        "laissez mon résultat où il est",
    ),
)
# Kept from happening: with the result in the sentence, whatever the verb that moves it.
PREVENTED = table(
    (
        r"\b(?:evite[rz]|empeche[rz]|arrete[rz]|arretiez|retenez|retenir|suspend(?:re|ez)"
        r"|bloque[rz]"
        r"|cesse[rz]|interrompez|stop|prevent|avoid|block|halt|pause)\b (?:svp |please |pour"
        r" l'instant |for now )?(?:que |qu'|de |d'|le |la |l'|mon |ma |my |the |it |this )"
        r"(?!avoir|devoir|having|re(?:faire|passer|prendre|commencer|write|take|do)|(?:je |j'|i )?"
        r"(?:perd|doi|dev)|tout |toute |delai|retard|confusion)",
        "il faudrait éviter que mon résultat aille dans le dossier",
    ),
)
# What is not to be transferred is no result: a notice's own message, an address, a call.
SPARED = table(
    (
        r"<transfer> (?:surtout |pas |plus |jamais |rien |any |anything )*"
        r"(?:(?:de|du|des|ce|cet|cette|ces|mon|ma|mes|le|la|les|un|une|of|this|that|these|the|my"
        r"|your|any|vieilles?|vieux|anciens?|anciennes?|old|present|autres?|other"
        r"|personal) |[dl]')*"
        r"(?:courriels?|courriers?|e-?mails?|mails?|messages?|communications?|transmission"
        r"|adresses?"
        r"|address(?:es)?|coordonnees|fonds|funds?|argent|money|appels?|calls?|telephone|phone"
        r"|renseignements personnels|fichiers?|files? attached|pieces? jointes?|attachments?"
        r"|contact info\w*)\b",
        "ne transférez pas ce message",
    ),
    (
        r"\bne (?:me|m'|nous) ?<transfer> (?:surtout )?(?:pas|plus|jamais)\b(?! (?:mon|ma|le|l'))"
        r"|\bne (?:pas|plus|jamais) (?:me|nous) <transfer>(?! (?:mon|ma|le|l'))"
        r"|\b(?:don't|do not|stop) <transfer> me\b",
        "ne me transférez plus",
    ),
)
# The Office refused it: the writer does not.
BY_OFFICE = table(
    (
        r"<transfer>[^.;!?]{0,60}\b(?:ete|fut|est|been|was|is) (?:\w+ )?(?:refuse|rejete|denied"
        r"|refused"
        r"|rejected|declined)e?s?\b",
        "le transfert de mon résultat a été refusé",
    ),
    (
        r"\b(?:bureau|office|opc|vous|on|you|service|equipe|agente?)\b (?:m'|nous |l')?(?:a|avez"
        r"|ont|ait"
        r"|ayez|have|has|had)? ?(?:deja |already |d'abord )?(?:refuse|rejete|refused|rejected"
        r"|denied"
        r"|declined)\b",
        "votre bureau a refusé ma première demande de transfert",
    ),
)
# Said of the result, and no refusal: it does not go by itself.
BY_ITSELF = table(
    (
        r"\b(?:se|s')<transfer> pas|<transfer>[^.;!?]{0,30}\b(?:tout seul|toute seule|by itself"
        r"|automatiquement|automatically)\b",
        "la note ne se transfère pas toute seule",
    ),
)
