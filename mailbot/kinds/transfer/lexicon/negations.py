"""A negation beside the verb: which ones refuse the transfer, and which are harmless."""

import re

from mailbot.kinds.transfer.lexicon import table

# A negation in the verb's own clause refuses too, unless it is one of HARMLESS.
NEGATED = table(
    (
        r"\b(?:pas|jamais|aucun\w*|rien|nullement)\b|\bn(?:e |')[^,]{0,40}\bplus\b",
        "je préfère que mon résultat ne soit pas transféré",
    ),
    (
        r"\b(?:not|never|no longer|no need|doesnt)\b|(?:^|\b(?:i|you|we|please|pls|but) )dont\b"
        r"|\bdont (?=§v|want|do\b|move|wish|need)|n't\b",
        "I would rather you did not transfer it",
    ),
)
HARMLESS = table(
    (
        r"\bsans (?:jamais |rien )?(?:vous |avoir )*(?:ecrire|ecrit|demander|demande|contacter)\b",
        "sans jamais vous écrire pour le transfert",
    ),
    (
        r"\b(?:hesite[zr]?|oublie[zr]?|tarde[zr]?|manque[zr]?|gene[zr]?|hesitate|forget"
        r"|delay|wait)\b",
        "n'oubliez pas de transférer",
    ),
    (r"\b(?:encore|toujours|yet|still)\b", "n'a pas encore été transféré"),
    (
        r"\b(?:que|dont) je (?:n'ai|ne possede|n'utilise|ne me sers) plus\b"
        r"|\b(?:qui|lequel|laquelle) n'est plus (?:valide|bon|bonne|en vigueur|actif)\b"
        r"|\b(?:that|which) (?:i no longer have|is no longer (?:valid|active))\b",
        "mon résultat est lié à un certificat que je n'ai plus",
    ),
    (
        r"\b(?:ca|sa|cela) (?:ne )?(?:marche|fonctionne|passe) pas\b",
        "transférez mon résultat, ça marche pas sinon",
    ),
    (
        r"\b(?:a|ai|avez|ont|est|sont|etait) (?:donc )?(?:pas"
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
        r"|juste|tard|mal|grave|autre|acces|confirmation|besoin de (?:le |la |l')?re\w+)\b"
        r"|\bnot? (?:heard"
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
    (
        r"\b(?:pas|plus|pus|not|n't) (?:du tout |vraiment |really )?(?:envie|le gout|le temps"
        r"|le courage|le choix|hate|laisser|let|leave|feel like|feeling)\b",
        "je n'ai pas envie de le repasser",
    ),
    (
        r"\bne (?:se |s')[^.;!?]{0,20} pas (?:tout seul|toute seule|d'elle-meme|de lui-meme|auto)",
        "l'examen ne se rendra pas tout seul là-dedans",
    ),
    (
        r"\b(?:m'|nous )?attend(?:ez|re|s) pas (?:pour|apres|mon|que)\b|\b(?:don't|do not"
        r"|no need to)"
        r" wait\b",
        "ne m'attendez pas pour transférer mon examen",
    ),
    (
        r"\bno reason\b|\baucune raison\b|\bpas de raison\b|\b(?:vois|voyons|see) (?:pas|not|no)"
        r" (?:pourquoi|why|reason)\b",
        "I see no reason why you would not transfer the result",
    ),
    (
        r"\b(?:rien d'autre|nothing (?:else|more|other))\b[^.;!?]{0,20} (?:que|qu'|than|but)\b",
        "je n'ai rien d'autre à demander que le transfert",
    ),
)
# A wish that it be not so.
UNWISHED = table(
    (
        r"\bn(?:e |')(?:se |s'|me |m'|l'|le |la |y )*(?:soi(?:t|ent)|aille|aillent|fasse|fassiez"
        r"|mette|mettiez|verse|versiez|transfere|transferiez|(?:re)?trouve|figure|apparaisse|passe"
        r"|suive|aboutisse|§[pv])\b (?:surtout |plus )?(?:pas|jamais|plus|aucunement)\b"
        r"(?! (?:perdu|oublie|annule|expire|efface|refus))",
        "je serais heureuse que mon résultat ne soit jamais versé au dossier",
    ),
    (
        r"\b(?:make sure|ensure|see to it|(?:great|nice|good|glad|happy|better) if|prefer|rather"
        r"|(?:ask|request|want|like)\w*)\b[^,;:.!?]{0,60}(?:\bnot|n't|\bnever)"
        r" (?:be |get |to |to be )?(?:put|mov|plac|add|link|end|go\b|in\b|into|transfer|show|appear"
        r"|§)",
        "make sure my result is not put into the file",
    ),
    (
        r"\bet (?:surtout )?(?:non|pas) (?:pas )?(?:a|au|dans|aller|vers|sur)\b",
        "et non dans le dossier",
    ),
)
CLAUSE = re.compile(
    r"[,;:()?!]| - |\b(?:mais|but|donc|alors|so|car|parce|puisque|vu que|because|et|and|sinon"
    r"|otherwise"
    r"|or|aussi|c'est pourquoi|etant donne|afin|pour que|so that)\b"
)
