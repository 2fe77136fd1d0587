"""Turns of wishing that count only where the result and the place it goes to are both named."""

from mailbot.kinds.transfer.lexicon import table

TURNS = table(
    (
        r"\b(?:supplie|conjure|implore|invite|permets de|oserais|ose) |\bose esperer\b"
        r"|\besper(?:er|ons|ant|ais)\b|\b(?:re)?demander(?:ais|ions)\b|\bapprecierai\w*\b",
        "je vous supplie de, je vous demanderais de",
    ),
    (
        r"\b(?:saurais? gre|serais? (?:bien |tres )?(?:heureu|ravi|content|oblige|redevable)\w*"
        r"|remerci\w+ (?:\w+ )?(?:d'avance|a l'avance|de bien|de vouloir|de [a-z]+(?:er|ir|re)\b))",
        "je vous saurais gré de",
    ),
    (
        r"\b(?:me |nous )?(?:rend\w+ (?:\w+ )?(?:grand )?service|m'arrangerait"
        r"|ferait (?:mon affaire"
        r"|plaisir|l'affaire|mon bonheur)|me plairait|me conviendrait|conviendrait|aiderait)\b",
        "la prise en compte de mon résultat me rendrait service",
    ),
    (
        r"\b(?:serait|etait|est|serais|seriez|soyez|fut) (?:\w+ )?(?:agreable|souhaitable"
        r"|preferable"
        r"|opportun|important|temps|gentils?|gentilles?|aimables?|sympathiques?|fins?|fines?|chic"
        r"|bons?|bonne)\b",
        "il me serait agréable que ma réussite y fût consignée",
    ),
    (
        r"\b(?:doi(?:t|vent)|devrai(?:t|ent)|faudrait|il (?:me |vous )?faut|faut|reste a|reste"
        r" (?:plus )?qu'?a?|n'y a plus qu'a|y a(?:urait)? lieu d|s'agit d|s'agirait d"
        r"|il est temps d)\b",
        "le dossier devrait hériter du résultat",
    ),
    (
        r"\b(?:pour|to|for) (?:y )?(?:recevoir|accueillir|receive|have|hold)\b",
        "@ pour recevoir mon examen",
    ),
    (
        r"\b(?:objet|but|objectif|raison|motif|sens|propos) (?:de (?:ma|mon|la|ce|cette)|est)"
        r"|\b(?:ma|ma petite|mon|seule) (?:demande|requete|souhait|priere|voeu|desir)\b"
        r"|\btout ce que je\b",
        "c'est l'objet de ma demande",
    ),
    (
        r"\b(?:told|understand|read|heard|dit|lu|appris) (?:that |que )?(?:you|vous"
        r"|l'office) (?:can|could"
        r"|peut|pouvez|pouviez|pourriez)\b|\bmerite\w* (?:de|d')",
        "I'm told that you can carry my exam over",
    ),
    (
        r"\b(?:il |y |ne )+(?:me |m'|nous )?manqu\w+ (?:plus )?(?:que|juste|seulement|rien que"
        r"|pour finir|qu')"
        r"|\btout ce qu'il (?:me )?manque\b|\b(?:only|just) missing\b|\ball (?:i|that's"
        r"|that is) (?:am )?"
        r"(?:missing|need)",
        "tout ce qu'il me manque, c'est ma note dans @",
    ),
    (
        r"\b(?:fissiez|fassiez|missiez|veuilliez|vouliez|voudriez|daign\w+|ayez|ayant l'amabilite"
        r"|bonte|complaisance|concours|coup de main|grand service|petit service)\b",
        "auriez-vous la bonté de",
    ),
    (
        r"(?:^|[,;:(-] ?|\b(?:et|donc|alors|puis|svp|bien|aussi) )(?!avez|etes|chez|assez|nez|vous"
        r"|pouvez|trouvez|sachez|notez|savez|recevez|agreez|acceptez|croyez)[a-z]{2,}ez\b(?!-vous)",
        "versez mon résultat au dossier",
    ),
    (
        r"\bfai(?:tes|s) (?:donc |svp |moi |bien )?[a-z]+(?:er|ir|re)\b|\b(?:mets|met|fais|envoie"
        r"|passe|glisse)[- ](?:moi )?(?:svp |stp |donc )?(?:mon|ma|le|la|l')\b",
        "faites glisser mon résultat de l'un à l'autre",
    ),
    (
        r"(?:^|[,;:(-] ?|\b(?:et|donc|alors|puis|de|d'|a) ?)(?!ete|faire l'|passer|reussir|avoir"
        r"|etre)"
        r"[a-z]{3,}(?:er|ir|dre|tre|ire) (?:svp |donc |bien )?(?:mon|ma|mes|le|la|les|ledit|ce) ?"
        r"(?:\w+ ){0,2}?<result>",
        "rentrer mon résultat dans le dossier",
    ),
    (
        r"(?:^|[:,] ?)(?:le |la |les |l')(?:y )?(?:faire )?[a-z]{3,}(?:er|ir|dre|tre|ire)\b",
        "résultat de l'examen : le faire passer de @ à @",
    ),
    (
        r"\b(?:(?:can|could|would|will) (?:some(?:one|body)|any(?:one|body)|you|u|y'all|we|i|it|my)"
        r"|would you mind|much obliged|i'd be|i would be|beg|do me|a favou?r|if you (?:would|could"
        r"|can|don't mind)|go ahead|let's|i'?m (?:after|asking|looking|hoping|requesting))\b",
        "can somebody bring my pass over",
    ),
    (
        r"\b(?:has to|have to|must|ought to|should|needs?|supposed to|meant to|time to|want|wish"
        r"|like|appreciate)\b",
        "my pass ought to sit under the new file",
    ),
    (
        r"(?:^|[,;:(-] ?|\b(?:and|so|then|please|just) )(?:move|put|add|link|bring|tie|attach|drop"
        r"|slot|place|port|carry|pull|push|apply|credit|post|record|enter|file|log|hook|join|merge"
        r"|match|pair|connect|associate|assign|shift|switch|send|take|get|make|have|let|use"
        r"|count)\b",
        "put my mark in the new file",
    ),
)
