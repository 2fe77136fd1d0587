"""A transfer for later, or on a condition: no machine may act on it today."""

from mailbot.kinds.transfer.lexicon import table

_WHEN_I_HAVE = (
    r"\b(?:une fois que|quand|lorsque|des que|once|as soon as|when) (?:(?:je|on|i|we|nous) |j')"
    r"(?:\w+ )?(?:aurai|serai|trouverai|signerai|reussirai|passerai|pass|have (?:found|signed"
    r"|decided|an? )|find|sign"
    r"|decide)\b(?! (?:le temps|temps|fini|recu|une minute|deux minutes))"
)
_ONLY_IF = (
    r"\b(?:sous reserve|a (?:la )?condition (?:que|qu'|de|d')|pourvu qu|(?:seulement|uniquement"
    r"|sauf|rien que|juste) (?:si|quand|apres|lorsque)\b|only (?:if|after|when|once)\b"
    r"|provided (?:that|i|you|my|it|there)\b|on (?:the )?condition\b|as long as\b"
    r"|assuming\b|unless\b|a moins que\b)(?! (?:possible|necessaire|you need|vous))"
)

# With the verb in the sentence.
POSTPONED = table(
    (
        r"\b(?:reviendrai|recontacterai|rappellerai|get back to you|denonc\w+|contest\w+|plaindre"
        r"|complain\w*|dispute)\b<no-comma><transfer>",
        "je vous reviendrai pour le transfert de mon résultat",
    ),
    (
        r"\b(?:avant (?:de |d'|que |qu')(?!je puisse|j'aie|pouvoir)|before (?:i(?! could| was"
        r"| had)|you|we|going|moving|having)\b)"
        r"[^,.;:!?]{0,40}<transfer>",
        "avant d'aller plus loin avec le transfert",
    ),
    (
        r"\b(?:when|once|quand|lorsqu\w+|des que|apres|after|later|plus tard|next|l'an prochain)\b"
        r"[^.;!?]{0,80}\b(?:demanderai|ferai|i will|i'll)\b[^.;!?]{0,40}<transfer>",
        "when I am back I will ask you to transfer my result",
    ),
    (
        r"\b(?:veux|voudrais|souhaite|desire|suis|am|prete?|want|ready|sure) (?:pas|not)"
        r" (?:encore|tout de suite|yet|ready|prete?|maintenant)\b[^.;!?]{0,40}<transfer>",
        "je ne veux pas encore transférer mon résultat",
    ),
    (
        r"\b(?:demanderai|ferai|will ask|'ll ask|will request|'ll request|will be asking)\b"
        r"[^.;!?]{0,60}<transfer>[^.;!?]{0,60}\b(?:(?<!au )plus tard|later|quand|lorsque|when|once"
        r"|apres|after|en (?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre"
        r"|novembre|decembre)|in (?:january|february|march|april|may|june|july|august|september"
        r"|october|november|december)|l'an prochain|l'automne|cet ete|next|le mois prochain)\b",
        "je vous demanderai le transfert en juin",
    ),
    (
        r"<transfer>[^.;!?]{0,60}\b(?:(?<!au )plus tard|pas maintenant|pas tout de suite|not now"
        r"|not right now|not yet|pas avant|not (?:before|until)|l'an prochain|next year"
        r"|le mois prochain|next month)\b",
        "je ferai transférer mon résultat plus tard",
    ),
    (
        r"\b(?:demanderais|ferais|would (?:ask|request|want|have))\b[^.;!?]{0,60}<transfer>"
        r"[^.;!?]{0,60}\b(?:si (?:j'|je)|if i)\b",
        "je demanderais le transfert si j'étais certaine de rester",
    ),
    (
        r"\b(?:si|if|when|une fois que|once)\b(?! (?:possible|vous (?:pouvez|pourriez|plait)|you"
        r" (?:can|could)|c'est possible|il est possible|on peut))"
        r"(?:(?!pas|not|n't|peu[tx]|pouv|can|could|possible)[^.;:!?]){0,60}<transfer>[^.;!]*\?",
        "if my result gets transferred, does my certificate disappear?",
    ),
    (
        r"^[^,]{0,80}\b(?:lose|perd\w*|disappear|dispara\w+|affect\w*|nui\w+|annule\w*|cancel\w*"
        r"|pay|payer)\b[^.;!?]{0,60}\b(?:si|if|when)\b[^.;!?]{0,30}<transfer>[^.;!]*\?",
        "will I lose my certificate if you transfer my result?",
    ),
    (
        r"\b(?:si|if) (?:jamais )?(?:je|j'|i|on|we|nous) ?(?:le |la |l'|les |decide\w* de "
        r"|accepte\w* de |choose to |decide to )?(?:fai[ts]|faisai[st]|ferai[st]|demand\w+|ask\w*"
        r"|have|had|get|got|laisse\w*|let|accept\w*|§)\b(?! (?:to|bien|la bonne|au bon|du bon)\b)"
        r"[^.;!]{0,200}\?",
        "si je fais transférer mon résultat, est-ce que je perds mes droits?",
    ),
    (
        r"\b(?:je|i would|i'd) (?:le |la )?§v\b[^.;!?]{0,80}\b(?:si (?:je|j'|mon|ma|on)|if (?:i"
        r"|my|the))\b"
        r"(?! (?:peux|pouvais|can|could))",
        "je transférerais mon résultat si je savais que mon agent me reprend",
    ),
    (
        r"\b(?:qu'arrive\w*|que se passe\w*|what if|what happens|what would happen|et si"
        r"|advenant|supposons|suppose|hypothese|hypothetically)\b[^.;!]{0,120}<transfer>",
        "qu'arrive-t-il si mon résultat est transféré",
    ),
    (
        rf"{_WHEN_I_HAVE}[^.;!?]{{0,80}}<transfer>|<transfer>[^.;!?]{{0,80}}{_WHEN_I_HAVE}",
        "une fois que j'aurai un agent, je voudrai le transfert de mon résultat",
    ),
    (
        rf"<transfer>[^.;!?]{{0,80}}{_ONLY_IF}|^(?:\w+ ){{0,2}}{_ONLY_IF}[^.;!?]{{0,80}},"
        rf"[^.;!?]{{0,80}}<transfer>",
        "transférez mon résultat seulement si c'est gratuit",
    ),
    (
        r"\b(?:confirmerai|reviendrai|dirai|let you know|confirm later|get back)\b[^.;!?]{0,40}"
        r"\b(?:si|if|whether)\b[^.;!?]{0,40}<transfer>",
        "je vous confirmerai si je veux transférer mon résultat",
    ),
)
# Anywhere in the message, without the verb; a clear wish that comes after outweighs it.
HELD = table(
    (
        r"\bsi jamais (?:je|j'|on|nous)\b|\bsi (?:je|on) (?:me )?decide(?:ais|ait)? (?:de|d'|que)",
        "si jamais je décide de revenir",
    ),
    (
        r"\bif (?:ever )?(?:i|we) (?:ever |do |should )?(?:decide|choose|come back|go back"
        r"|return)\b|\bshould i (?:ever )?decide\b",
        "if I decide to come back",
    ),
    (
        r"\b(?:attend(?:ez|re)|en attente de) (?:donc |svp |juste |bien )*(?:que (?:je|j'|nous)"
        r"|mon|ma|notre)\b[^.;!?]{0,30}\b(?:confirm\w*|appel\w*|rappel\w*|accord|reponse"
        r"|revien\w*|decid\w*|signal|nouvelles|signe|ecri\w*|go\b|ok\b)",
        "attendez que je vous confirme",
    ),
    (
        r"\b(?:wait|hold(?: off| on)?|pause)(?: \w+){0,2} (?:for|until|till) (?:i|we|my|our)\b",
        "please hold until I confirm",
    ),
    (
        r"\b(?:rien|nothing|pas|not|n't)\b[^.;!?]{0,40}\b(?:avant|before|until|sans|without"
        r"|tant que)\b[^.;!?]{0,20}\b(?:confirm\w*|(?:ma|mon|my|notre|our) (?:appel|accord"
        r"|reponse|signal|go|call|reply|answer|decision|word|ok))\b",
        "ne faites rien avant ma confirmation",
    ),
    (
        r"^(?:mais |et |but |and )?(?:si|if) (?!possible|vous|you|ce n'est|c'est|it is|it's"
        r"|necess|needed|j'ai bien|je comprends|je ne|j'ai compris|i'm not|i am not|i understand"
        r"|je me trompe|mes |my inf)[^.;!?]{0,80}?\b(?:demanderai|voudrai|ferai|aurai besoin|faudra"
        r"|will need|will want|will ask|would need|would want|would ask|'ll (?:need|want|ask))\b",
        "si mon employeur me garde, je vous demanderai le transfert",
    ),
    (
        r"\bn(?:e |')(?:\w+ )?[a-z]+ez\b[^.;!?]{0,90}\bqu(?:e |')(?:apres|quand|lorsque|si\b"
        r"|a partir|une fois)",
        "ne mettez mon résultat dans le dossier qu'après mon appel",
    ),
    (
        r"\bquand (?:je|j') ?(?:voudrai|serai prete?|aurai besoin)|\bwhen i(?:'m| am) ready\b"
        r"|\bwhen i want"
        r"|\bau cas ou (?:je|j')|\bin case i (?:want|decide|need)",
        "je vous écrirai quand je voudrai le transfert",
    ),
    (rf"^(?:mais |but |et |and )?{_ONLY_IF}", "mais seulement si c'est gratuit"),
    (
        r"\b(?:do not|don't) (?:act|do|process|start|touch|proceed)\b[^.;!?]{0,40}"
        r"\b(?:yet|now|before|until|till|anything)\b|\bne faites (?:encore )?rien\b"
        r"|\brien (?:faire )?(?:pour (?:le moment|l'instant)|tout de suite)\b",
        "do not act on this yet",
    ),
    (
        r"\bje vous (?:(?:re)?confirmerai|reviendrai|reviens|redirai|ferai signe)"
        r"(?: (?:la-dessus|a ce sujet|avec ma decision|bientot|plus tard|sous peu))?\W*$"
        r"|\b(?:i'll|i will) (?:let you know|get back to you|confirm)"
        r"(?: (?:later|soon|about (?:it|that|this)|my decision))?\W*$",
        "je vous reviens",
    ),
    (
        r"\b(?:parler|discuter)\b[^.;!?]{0,40}\b(?:avant (?:de|d'|que)(?! ?(?:pay|final|fini"
        r"|complet|m'affil|signer|me lier|vous ecrire))|d'abord)\b"
        r"|\b(?:talk|speak|discuss)\b[^.;!?]{0,40}\b(?:before (?:i|we|you|anything|mov)|first)\b"
        r"|\bafter i(?:'ve| have)? (?:talk|spoke|speak|discuss|check)",
        "je vais en parler avec mon conjoint avant de décider",
    ),
)
