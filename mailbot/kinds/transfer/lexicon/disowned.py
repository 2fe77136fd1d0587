"""Without the verb: the writer disowns a wish, wants all left as it is, or put back."""

from mailbot.kinds.transfer.lexicon import table

# A clear wish that comes after outweighs it.
DISOWNED = table(
    (
        r"\b(?:ce n'est|c'est|n'etait|etait) pas moi\b"
        r"|\b(?:it was|it is|was|is) ?(?:not|n't) me\b",
        "ce n'est pas moi",
    ),
    (r"\b(?:arrete[zr]|stop) (?:ca|cela|tout|this|it|that|him|her)\b", "arrêtez ça"),
    (
        r"\bj[e']? ?n'?en veux (?:pas|plus)\b|\bje (?:ne )?veux (?:pas|plus)(?: moi)?\W*$"
        r"|\bmoi,? je (?:ne )?veux pas\b",
        "moi je n'en veux plus",
    ),
    (
        r"\bi (?:don't|do not|no longer) (?:want|agree)(?: to| it| that| this| with (?:it|that))?"
        r"(?: any ?more)?\W*$",
        "I don't want that any more",
    ),
    (
        r"\b(?:suis|serai) (?:vraiment |absolument )?pas d'accord\b"
        r"(?! (?:pour|de|a|avec) ?(?:re|pay|pass|devoir))",
        "je ne suis pas d'accord",
    ),
    (
        r"\b(?:am not|i'm not|not really) (?:comfortable|at ease|in agreement)\b"
        r"(?! (?:with|in|using) (?:the |my |a )?(?:comput|tech|internet|web|site|online|engl|fren"
        r"|writ|us))",
        "I am not comfortable",
    ),
    (
        r"\bpas a l'aise\b(?! (?:avec|en|sur|a) (?:les |l'|le |la |un )?(?:ordi|techno|inform"
        r"|internet|site|web|fran|angl|ecr))",
        "je ne suis pas à l'aise",
    ),
    (r"\bcontre (?:mon gre|ma volonte)\b|\bagainst my will\b", "contre mon gré"),
    (
        r"\b(?:suis|am) (?:pas|plus|not) (?:du tout |really )?interes+\w*",
        "je ne suis plus intéressée",
    ),
    (
        r"\b(?:je|i) refuse\b(?! (?:de|d'|to) ?(?:re|pay|pass|write|take|do ))"
        r"|\bi disagree\b|\bi'd rather not\b(?! (?:have to |need to )?(?:sit|take|write|re[a-z]+|do"
        r"|go|wait|pay|lose))"
        r"|\bj'aime mieux pas\b",
        "je refuse",
    ),
    (
        r"\b(?:doit|doivent|devrait|should|must|(?:has|have|needs?|ought) to|que|qu'(?:il|elle)"
        r"|demande que <no-comma>) (?:\w+ )?(?:rester|demeurer|reste|demeure|stay|remain)\b"
        r"(?! (?:valide|valid|bon|a |qu|que))",
        "mon résultat doit rester sur le certificat",
    ),
    (
        r"(?<!pas )(?<!not )(?<!n't )\b(?:keep|leave|laisse[rz]|garde[rz]|conserve[rz]) (?:donc "
        r"|svp )?(?:mon|ma|my|the|le|la"
        r"|l') ?<result><no-comma>\b(?:where|ou (?:il|elle)|sous|under|la ou|as is|tel quel"
        r"|(?:avec|with|sur|on|dans|in) (?:mon |le |my |the |l')?(?:ancien |old |vieux )?(?:certif"
        r"|@$))",
        "keep my exam result where it is",
    ),
    (
        r"<result><no-comma>(?<!qui )(?<!that )(?<!which )\b(?:demeure|demeurer|reste|stay"
        r"|remain)\b <no-comma>"
        r"(?:sous|under|plutot|rather|et non|and not|au certif|with (?:my|the) (?:old "
        r"|expired )?cert)",
        "je préfère que ma note reste au certificat",
    ),
    (
        r"(?:@|\bdos+ier|\bfile)[^.;!?]{0,40}\b(?:ouvert|cree|opened|created|fait|made)e?"
        r" (?:\w+ )?(?:par erreur|by mistake|in error|par accident|pour rien)",
        "ce dossier a été ouvert par erreur",
    ),
    (
        r"\b(?:enleve[rz]|retire[rz]|ote[rz]|sorte[rz]|sortir|remove|take|pull|replace[rz])"
        r" (?:donc |svp )?(?:mon|ma|my|the|le|la|l') ?<result><no-comma>(?:\bd[ue] |\bfrom |\bhors"
        r" |\bout of |\boff )(?:mon |le |my |the |ce |this |nouveau |new )*(?:dos+ier|file|profil)",
        "enlevez mon résultat du dossier",
    ),
    (
        r"\bnous representons (?:la |le |les |l'|m\.? |mme |madame |monsieur )|\bnotre cliente?\b"
        r"|\b(?:we|i) represent\b|\bour client\b|\bmon mandant\b",
        "nous représentons la titulaire du certificat",
    ),
    (
        r"\b(?:defai\w+|undo|revers\w+|renvers\w+) (?:ce (?:qui|que)|what|everything|it\b|that\b"
        r"|tout)"
        r"|\b(?:doit|devrait|should|must|needs? to|has to) (?:\w+ )?(?:revenir|retourner"
        r"|come back|go back"
        r"|return)\b(?! (?:dans|in|to) (?:mon |my )?nouveau)",
        "my result should go back to the certificate",
    ),
    (
        r"\b(?:rather|sooner|prefer\w*|aime(?:rais)? mieux)\b[^.;!?]{0,90}\b(?:than|rather than"
        r"|plutot que"
        r"|que de)\b[^.;!?]{0,30}(?:\bgo\b|mov|transf|\bput|@|\ball|mett|vers)",
        "I would rather have my exam stay with the certificate than go to @",
    ),
    (
        r"\best-ce (?:vraiment vous|bien vous|une fraude|legitime|un pourriel|serieux)\b"
        r"|\bis (?:it|this|that)"
        r" (?:really you|a scam|legit\w*|(?:a )?fraud|phishing)\b|\bhameconnage\b|\bphishing\b",
        "est-ce vraiment vous?",
    ),
    (r"\bje blague\b|\bjust kidding\b|\bje (?:ne )?veux rien\b", "je ne veux rien"),
    (r"\bpas moi\W*$|\bnot me\W*$", "mon patron le veut, pas moi"),
    (
        r"\b(?:laiss\w+|gard\w+|leav\w+|keep|kept) (?:donc |svp |please )?(?:le tout|tout|toute"
        r"|les choses|ca|everything|things|it all|it|all) (?:comme (?:c'est|c'etait|avant|cela)"
        r"|tel quel|tels quels|en place|as (?:is|it (?:is|was)|they (?:are|were)|before)"
        r"|where (?:it|they)|unchanged|the way)",
        "laissez le tout comme c'était",
    ),
    (
        r"^(?:ah |oh |et |and |but |mais |desolee? |sorry )?(?:that|this|it|ce|c') ?"
        r"(?:was|is|'s|etait|est|fut) (?:a|an|une|my|mon|par|by|in)? ?(?:mistake|error|erreur)"
        r"(?: de ma part| on my part| on my end)?[ ,]*(?:sorry|desolee?|pardon|my apologies)?\W*$",
        "that was a mistake, sorry",
    ),
    (
        r"<result><no-comma>\b(?:retourn\w+|revien\w+|return\w*|go back|goes back|remis\w*|rentre)"
        r"\b[^.;!?]{0,60}\b(?:certificat|certificate)\b",
        "que mon résultat retourne au certificat",
    ),
    (
        r"\b(?:du|from|hors du|out of) (?:mon |le |my |the |nouveau |new )*(?:dossier|file) "
        r"?@? ?(?:back )?(?:au|vers|to|sur|sous|onto) (?:mon |le |my |the |l'|ancien |old |vieux )*"
        r"certificat",
        "que mon résultat passe du dossier au certificat",
    ),
    (
        r"\b(?:want|like|need|put|move|veux|voudrais|remettre|remettez|ramen\w+|repla\w+)"
        r" (?:(?!reussi|obten|passe|\beu\b|fait|qui|got|passed)[^.;!?]){0,25}\b(?:back (?:under"
        r"|on|to|in|onto)|sous|sur) (?:my |the |mon |le |l'|old "
        r"|ancien |vieux )*(?:@|certificat)",
        "je veux le remettre sous mon certificat",
    ),
    (
        r"\b(?:voulais|pensais|comptais|wanted to|was going to|planned to|aurais voulu)\b"
        r"[^.;!?]{0,120}, ?(?:mais|but) (?:je (?:vais plutot|prefere|quitte|renonce|ne (?:veux"
        r"|souhaite) plus)|j'ai (?:change|trouve|decide)|i (?:found|decided|changed|prefer"
        r"|no longer)|il est trop tard|it'?s too late)",
        "I was going to ask you, but I found another job",
    ),
)
# An earlier message is to be forgotten; any wish in this one stands in its place.
SUPERSEDED = table(
    (
        r"\b(?:oubli\w+|ignor\w+|disregard|annul\w+|(?:tenir|tenez) (?:pas "
        r"|plus )?compte(?: de)?) (?:svp |please )?(?:mon "
        r"|my |le |the |ce |this |du |de mon )?(?:autre |other |dernier |last |premier |first "
        r"|earlier |previous )?(?:courriel|message|envoi|e-?mail|mail|demande|request)\b",
        "oubliez mon courriel d'hier",
    ),
)
