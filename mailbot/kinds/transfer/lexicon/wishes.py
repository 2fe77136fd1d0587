"""How people wish: on any sentence that names what they wish."""

from mailbot.kinds.transfer.lexicon import table

WISHED = table(
    (
        r"\ba (?:mettre|verser|ajouter|placer|deplacer|rattacher|lier|inscrire|joindre)\b",
        "mon résultat à mettre dans mon dossier",
    ),
    (
        r"\b(?:veu[xt]?|veus|voudrai[st]?|voulons|voudrions|voulai[st]|vouloir|jvoudrai\w*"
        r"|jveu\w*)\b",
        "je veux, je voudrais",
    ),
    (
        r"\b(?:j'?)?aimerai[st]?\b|\baimerions\b|\bj'?aim\w{0,3}re\w{0,3}\b|\bje? ?ve[ut]?s?\b",
        "j'aimerais, jaimerai, je ve",
    ),
    (r"\bsouhait\w*|\bdesir\w*|\bespere\b", "je souhaite, je désire"),
    (
        r"\bdemand(?:e|ons|er|ant|es)\b|(?<!me )\bdemandais\b|\bredemande\b|\bexige\b"
        r"|\bsollicit\w+|\brequ(?:iers"
        r"|erons|ete)\b|\bprie\b",
        "je demande, je sollicite, je vous prie de",
    ),
    (
        r"\bbesoin\b|\bil (?:me )?faut\b|\bfaudrai[st]?\b|\bfaut que\b",
        "j'ai besoin que, il faudrait",
    ),
    (
        r"\b(?:pourri|pouv|voudri|voul|pourai)(?:ez|er|iez|ier)\b|\bpouver\b"
        r"|\bauriez-vous\b|\b(?:peut|pourrait|peux|pourrais)[- ](?:on|il|elle|tu|ce)\b"
        r"|\bpeut (?:etre|il)\b|\best-(?:ce|il) (?:que (?:vous pou|c'est pos)|possible)"
        r"|\bpossible (?:de\b|d'|que\b|to\b)|\b(?:quelqu'un|on) (?:peut|pourrait|peux)\b"
        r"|\bserait[- ](?:il|ce) (?:que )?possible\b",
        "pouvez-vous, pourriez-vous, est-il possible de",
    ),
    (
        r"\bveuil+e[zr]\b|\b(?:priere|merci) d(?:e\b|')|\breconnaissante?s?\b|\bappreci\w+"
        r"|\bgentillesse\b|\bamabilite\b|\bobligeance\b|\bautoris\w+|\bsvp\b|\bsvpl\b"
        r"|\bstp\b|s'? ?il (?:vous|te) (?:plait|plai)\b|\bsil vous pl\w+|\bsilvouplai\w*",
        "veuillez, prière de, merci de, svp",
    ),
    (
        r"\bqu'il vous plaise de\b|\b(?:pour|afin|fin) (?:que|qu'|de)\b|\bc'est pour\b|\bso that\b"
        r"|\bdans le but de\b"
        r"|\bbut ?:"
        r"|\bdemande ?:|\brequest ?:|\bobjet ?:",
        "c'est pour, afin que",
    ),
    (
        r"\b(?:soi[te]?|soient|puisse|puissent)\b|\b(?:doit|doivent|devrait) (?:etre|suivre"
        r"|aller)\b",
        "que mon résultat soit versé",
    ),
    (
        r"\b(?:please|pls|plz|kindly|(?:can|could|would) (?:you|u|ya|it|this|that|they|the"
        r"|my|we|i|someone)|could i|may i|i'?d like|i would like|i want|i wish|i need"
        r"|i am asking|i'm asking|requesting|looking to|hoping|wondering if|should be"
        r"|needs? to be|have my|i must|i have to|i am to|humbly|ask(?:ing)? (?:that|for|you|to)"
        r"|request(?:ed)?|grateful|appreciated?|hope|allow|permission|authori[sz]\w+|want\w*"
        r"|need\w*"
        r"|thanks|thank you|thx|in order to|wanna|trying|would you|(?:maybe|perhaps"
        r"|if) you (?:could|can|would))\b",
        "could you please, I'd like",
    ),
    (
        r"\btiens a (?:ce qu|fai)|\bserie[zr][- ]vous\b|\b(?:ce |ca )?serait (?:bien |tres "
        r"|vraiment |super |fort )?(?:gentil|aimable|apprecie|bien|parfait|super|genial)\b",
        "je tiens à ce que, seriez-vous assez gentils pour",
    ),
    (
        r"\bmoyen (?:de|d'|que|qu')|\by a[- ]?t?[- ']?(?:il|u) (?:un )?moyen\b"
        r"|\bany (?:way|chance)\b|\bwondering whether\b",
        "y a-t-il moyen de",
    ),
    (
        r"\b(?:it|that)(?:'d| would) be (?:great|nice|good|wonderful|awesome|helpful|perfect|lovely"
        r"|much appreciated|ideal)\b|\bi'?d (?:love|appreciate|be (?:happy|glad|thankful))\b"
        r"|\bmake sure\b|\bsee to it\b|\bensure\b|\bassurez-vous\b"
        r"|\bfai(?:re|tes) en sorte\b|\bhopefully you\b|\bcounting on you\b",
        "it would be great if",
    ),
    (
        r"\benvisageable\b|\bcompte sur vous\b|\bm'en remets a vous\b|\bse peut-il\b"
        r"|\ben esperant\b|\bdans l'attente d|\b(?:que|qu'on|you) ?(?:vous )?(?:mettiez|fassiez"
        r"|versiez|fasse|mette|verse)\b",
        "je compte sur vous",
    ),
    (
        r"\b(?:est-ce que|que) (?:l'|le |la |mon |ma )[^.;!?]{0,60}(?<!ne )\b(?:peut|pourrait)\b"
        r"(?! (?:pas|encore|toujours))",
        "est-ce que mon examen pourrait compter pour ce dossier",
    ),
    (
        r"\bhow (?:do|can|would|should) (?:i|we) (?:get|have|move|put|bring|link)\b"
        r"|\bcomment (?:faire|je fais|(?:dois|puis)-je)\b",
        "how do I get my result moved",
    ),
    (r"\bvoudre\b|\bpouve[sz]?[- ]vous\b|\bpourie[zr]?[- ]vous\b", "je voudré, pouvé vous"),
    (r"\bje vous laisse (?:le soin d|donc )?", "je vous laisse transférer mon résultat"),
    (r"<result>[^.;!?,]{0,40} a (?:etre )?§[vp]", "résultat à verser au dossier"),
    (
        r"\b(?:migration|deplacement|rattachement|virement|versement|ajout|changement)"
        r" a (?:faire|effectuer)\b",
        "migration à faire : ma note, du certificat au dossier",
    ),
)
# Where a result goes.
DESTINATION = table(
    (r"\bdos+i[ae]rs?\b|@|\bfiles?\b|\bdossie\b", "dans mon nouveau dossier"),
    (r"\b(?:comptes?|profils?|account|profile|application)\b", "sur mon nouveau compte"),
    (r"\bl'un (?:a|vers|dans) l'autre\b|\bone to the other\b", "de l'un à l'autre"),
    (
        r"\b(?:dans|a|au|vers|sur|sous|into|to|onto|under) (?:le |la |mon |ma |the |my |l'|du "
        r"|un )?(?:nouv\w+|new|celui)\b",
        "au nouveau",
    ),
    (r"(?:^|[ '])y (?:§|[a-z]+(?:er|re|ez)\b)", "y rattacher l'examen"),
    (r"§. (?:it|that|this|them|my exam|the exam) over\b", "I need you to move it over"),
)
# Keeping a result says where it goes: the dossier may be in another sentence.
KEEPING = table(
    (
        r"\b(?:conserver|garder|recuperer|reconnaitre|keep|sauver|sauvegarder|maintenir"
        r"|retain)\b",
        "conserver mon résultat",
    ),
)
# "Mettez mon résultat", "basculer le résultat" at the head of a clause: the form is the wish.
IMPERATIVE = table(
    (r"(?<!vous )(?<!que vous )§z\b(?!-vous)", "mettez le résultat dans le dossier"),
    (r"\bfaites (?:donc |svp )?(?:§|suivre)", "faites passer ma note dans le dossier"),
    (r"(?:^|[:,(>-] ?)(?:faire |de )?§v", "faire suivre le résultat dans le dossier"),
    (r"(?:^|[:,(>-] ?)(?:de |le |la )?§n", "déplacement du résultat vers mon dossier"),
)
# No verb of wishing, and yet it asks: a title, an order, what is still to do.
BARE = table(
    (
        r"\b(?:contacte|ecris|writing|communique)\b<no-comma><transfer>",
        "je vous contacte concernant le transfert de mon résultat",
    ),
    (
        r"(?:^|[,:;(>*/\"-] ?)(?:(?!(?:je|j|vous|il|elle|on|nous|i|you|he|she|they|we|qui|que|n"
        r"|si|if"
        r"|after|apres|votre|your|who|when)\b)[a-z@&]+[ ']+){0,6}§[nv]",
        "Demande de transfert de résultat",
    ),
    (
        r"\b(?:etape|step|stade|rendue?) (?:a |au )?(?:de |du |of )?(?:the |le )?<transfer>",
        "à l'étape du transfert",
    ),
    (
        r"\b(?:pour|for|afin d|aux fins d|en vue d)[eu']? ?<to><transfer>",
        "voici le certificat pour le transfert de mon résultat",
    ),
    (
        r"\b(?:il (?:ne )?(?:me |vous )?(?:reste|manque)|but|objet|sujet|objectif|raison|motif"
        r"|purpose|reason|subject)\b<no-comma><transfer>",
        "il ne manque que le transfert",
    ),
    (r"\ba (?:etre )?§v|\bto be §|\bto <transfer>", "mon résultat est à transférer"),
    (
        r"\b(?:hesite\w*|hesitate|oublie\w*|forget|faites|fait|faire|proced\w+|go ahead|attends?"
        r"|dois|doit|devez|devrait|devrais|faut|waiting|peux pas|cannot|can't|comment|how)\b"
        r"<no-comma><transfer>",
        "n'hésitez pas à transférer mon résultat",
    ),
    (
        r"\b(?:accord|accepte|consens|confirm\w+|agree|ok|okay)\b<no-comma><transfer>",
        "d'accord pour le transfert",
    ),
)
# A wish to have it said how: the reply answers it by asking for what is missing.
HOW = table(
    (
        r"\b(?:comment|how|que (?:dois|faut)|quoi faire|what do i|de quoi avez"
        r"|quelles? (?:est|sont)|procedure|demarche|etapes?)\b",
        "comment transférer mon résultat",
    ),
)
