"""What makes a sentence about a transfer no wish of the writer's, or not now: a person reads it."""

from mailbot.kinds.transfer.lexicon import table

# With the verb: it is feared, weighed, put off, undone, or another's wish.
DOUBTED = table(
    (
        r"<transfer>[^.;!?]{0,60}\bn'est pas ce que (?:j'avais |j'ai |je |nous )",
        "le transfert n'est pas ce que j'avais demandé",
    ),
    (
        r"\bn'est pas ce que (?:j'avais |j'ai |je |nous )[^.;!?]{0,40}<transfer>",
        "ce n'est pas ce que j'ai demandé, ce transfert",
    ),
    (
        r"\b(?:can|could|may|peut|pourrait)(?:-on)? (?:a |an |the |un |le |ce |cette )?<transfer>"
        r"[^.;!?]{0,50}\b(?:be (?:reversed|undone|cancelled)|etre annulee?|se defaire)\b",
        "can a transfer be reversed later",
    ),
    (
        r"\bsa(?:is|it) (?:pas|plus)(?: encore)? si (?:je |j')[^.;!?]{0,25}<transfer>"
        r"|<transfer>[^.;!?]{0,60}\b(?:m'(?:inquiete|ennuie|effraie)|me fait peur|worries me)\b",
        "je ne sais pas encore si je veux transférer mon résultat",
    ),
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
        r"\b(?:ignor\w+|disregard|(?<!n')oubliez(?! pas))\b[^.;!?]{0,60}<transfer>",
        "ignorez le message de mon frère qui demande de transférer mon résultat",
    ),
    (
        r"\b(?:when|once|quand|lorsqu\w+|des que|apres|after|later|plus tard|next|l'an prochain)\b"
        r"[^.;!?]{0,80}\b(?:demanderai|ferai|i will|i'll)\b[^.;!?]{0,40}<transfer>",
        "when I am back I will ask you to transfer my result",
    ),
    (
        r"<transfer>[^.;!?,]{0,40}\b(?:ou|or) (?:bien )?(?:pas|non|not|refaire|repasser|reprendre"
        r"|attendre|retake|rewrite|redo|wait)\b",
        "transférer ou refaire l'examen",
    ),
    (
        r"\b(?:m'oblige\w*|me force\w*|forced to|forcing me|pressured|pressing me)\b"
        r"[^.;!?]{0,50}<transfer>",
        "on m'oblige à transférer mon résultat",
    ),
    (
        r"\b(?:si|if|when|une fois que|once)\b(?! (?:possible|vous (?:pouvez|pourriez|plait)|you"
        r" (?:can|could)|c'est possible|il est possible|on peut))"
        r"(?:(?!pas|not|n't|peu[tx]|pouv|can|could|possible)[^.;:!?]){0,60}<transfer>[^.;!]*\?"
        r"|^[^,]{0,80}\b(?:lose|perd\w*|disappear|dispara\w+|affect\w*|nui\w+|annule\w*|cancel\w*)"
        r"\b[^.;!?]{0,60}\b(?:si|if|when)\b[^.;!?]{0,30}<transfer>[^.;!]*\?",
        "if my result gets transferred, does my certificate disappear?",
    ),
    (
        r"\b(?:devrais-je|should (?:i|we)|je devrais|if i should|whether (?:i should|to)|ferais-je"
        r"|vaudrait-il|vaut-il)\b[^.;!?]{0,60}<transfer>",
        "devrais-je transférer mon résultat ou repasser l'examen",
    ),
    (
        r"\b(?:conseil\w*|advi[sc]e|recommand\w+|recommend\w*|suggest\w*|suggere\w*|votre avis"
        r"|your opinion|pensez-vous|do you think)\b[^.;!]{0,60}<transfer>[^.;!]*\?",
        "me conseillez-vous de transférer mon résultat?",
    ),
    (
        r"(?:^|, )(?:could|is|does|will|would|can|est-ce que|le|the|un|a)?"
        r" ?(?:the |a |le |un |que )?<transfer>[^.;!]{0,100}\b(?:affect\w*|nui\w+|hurt\w*|harm\w*"
        r"|disappear\w*|dispara\w+|right thing|mean|signifie\w*|implique\w*|entraine\w*|risqu\w*"
        r"|vaut la peine|worth)\b[^.;!]*\?",
        "could transferring my result affect my job?",
    ),
    (
        r"\b(?:peut-etre (?:que )?(?:je|j')|(?:maybe|perhaps)(?! you)|i might|i may(?! have)"
        r"|might want|j'envisage"
        r"|eventuellement)\b[^.;!?]{0,50}<transfer>",
        "peut-être que je ferai transférer mon résultat",
    ),
    (
        r"\b(?:ex|patron|patronne|boss|manager|mari|conjointe?|husband|wife|femme|employeur"
        r"|employer"
        r"|agence|agency|collegue|colleague|quelqu'un|someone|somebody|il|elle|he|she|they|ils)"
        r" (?:veut|veulent|wants?|essaie|essaye|tries|is trying|tente)(?: to| de| d'| faire)* ?"
        r"<transfer> (?:mon|ma|mes|my)\b",
        "my ex wants to transfer my exam result",
    ),
    (
        r"\b(?:veux|voudrais|souhaite|desire|suis|am|prete?|want|ready|sure) (?:pas|not)"
        r" (?:encore|tout de suite|yet|ready|prete?|maintenant)\b[^.;!?]{0,40}<transfer>",
        "je ne veux pas encore transférer mon résultat",
    ),
    (
        r"\b(?:demanderais|ferais|would (?:ask|request|want|have))\b[^.;!?]{0,60}<transfer>"
        r"[^.;!?]{0,60}\b(?:si (?:j'|je)|if i)\b",
        "je demanderais le transfert si j'étais certaine de rester",
    ),
    (
        r"\b(?:si|if) (?:jamais )?(?:je|j'|i|on|we|nous) ?(?:le |la |l'|les |decide\w* de "
        r"|accepte\w* de |choose to |decide to )?(?:fai[ts]|faisai[st]|ferai[st]|demand\w+|ask\w*"
        r"|have|had|get|got|laisse\w*|let|accept\w*|§)\b(?! (?:to|bien|la bonne|au bon|du bon)\b)"
        r"[^.;!]{0,200}\?",
        "si je fais transférer mon résultat, est-ce que je perds mes droits?",
    ),
    (
        r"\b(?:qu'arrive\w*|que se passe\w*|what if|what happens|what would happen|et si"
        r"|advenant|supposons|suppose)\b[^.;!]{0,120}<transfer>",
        "qu'arrive-t-il si mon résultat est transféré",
    ),
    (
        r"\b(?:crain\w+|redout\w+|peur|inquiet\w*|afraid|fear|worried|scared)\b"
        r"(?:(?!pas|not|n't|jamais|never)[^,.;:!?]){0,60}<transfer>",
        "je crains qu'il fasse transférer mon résultat",
    ),
    (
        r"\b(?:est-ce|is it|est-il|serait-ce|would it be|serait-il|c'est) (?:vraiment |que c'est "
        r"|really |plus |un peu )?(?:risqu\w+|risky|dangereux|dangerous|prudent|wise|safe|worth"
        r"|une bonne idee|a good idea|conseille|recommande|advisable|avantageux|better|mieux"
        r"|preferable)\b[^.;!]{0,60}<transfer>",
        "est-ce risqué de transférer mon résultat",
    ),
    (
        r"\b(?:risques?|consequences?|inconvenients?|desavantages?|avantages?|effets?|impacts?"
        r"|downsides?|drawbacks?|risks?|effects?|interet) (?:a|de|du|d'un|of|to|in|if)\b"
        r"[^,.;:!]{0,40}<transfer>",
        "quelles sont les conséquences du transfert",
    ),
    (
        r"\b(?:hesit\w+|reflechi\w*|songe|jongle|thinking|considering|undecided|pas decide"
        r"|pas encore decide|pas sure?|pas certaine?|not sure(?= i)|not sure|unsure)"
        r" (?:encore )?(?:a|de|si|about|whether|if|of|to|que|i)\b"
        r"(?![^.;!?]{0,25}(?:bon|correct|right))[^.;!?,]{0,30}"
        r"(?:veux|want|devrais|should|faire|<transfer>)[^.;!?,]{0,30}",
        "je ne suis pas sûre de vouloir transférer mon résultat",
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
        r"|not right now|not yet|l'an prochain|next year|le mois prochain|next month)\b",
        "je ferai transférer mon résultat plus tard",
    ),
    (
        r"\b(?:patron|patronne|boss|manager|superviseure?|supervisor|mari|conjointe?|husband|wife"
        r"|femme|employeur|employer|agence|agency|gestionnaire|directeur|directrice|pere|mere"
        r"|father|mother|collegue|colleague|ami|amie|friend|il|elle|he|she|they|ils)\b[^.;!?]{0,25}"
        r"\b(?:veut|veulent|voudrait|voulait|insist\w*|exig\w+|oblig\w+|forc\w+|pouss\w+|press\w+"
        r"|wants?|wanted|tells?|told|asks?|asked|dit|requires?|pushe\w*|pushing|demande\w*"
        r"|aimerait)\b[^.;!?]{0,60}"
        r"<transfer>[^.;!?]{0,90}\b(?:mais|but|sauf que|par contre|however|although|bien que"
        r"|malgre)\b",
        "mon employeur veut que je fasse transférer mon résultat mais je ne suis pas d'accord",
    ),
    (
        r"\b(?:revers\w+|undo\w*|undone|revert\w*|defai(?:re|tes)|renvers\w+|inverser"
        r"|revoke|revoquer|corriger le|rescind\w*) (?:le |mon |ce |the |my |this |that |exam )*"
        r"<transfer>",
        "please reverse the transfer",
    ),
    (
        r"<transfer>[^.;!?]{0,40}\b(?:en sens inverse|a l'envers|dans l'autre sens|inverse"
        r"|was wrong|by mistake|par erreur|n'aurait pas du)\b",
        "le transfert a été fait par erreur",
    ),
    (
        r"\b(?:par erreur|by mistake|par megarde|sans le vouloir|accidentally|par accident"
        r"|in error|mistakenly|trop vite)\b[^.;!?]{0,25}\b(?:demand\w+|ask\w*|request\w*|ecri\w+"
        r"|coch\w+|click\w*|cliqu\w+)\b[^.;!?]{0,60}<transfer>"
        r"|\b(?:demand\w+|ask\w*|request\w*)\b[^.;!?]{0,60}<transfer>[^.;!?]{0,60}"
        r"\b(?:par erreur|by mistake|par megarde|sans le vouloir|accidentally|in error)\b",
        "c'est par erreur que j'ai demandé de transférer mon résultat",
    ),
    (
        r"\b(?:voulais|pensais|comptais|souhaitais|desirais|l'intention|wanted|planned|intended"
        r"|was going|thought)\b[^.;!?]{0,60}<transfer>[^.;!?]{0,60}\b(?:mais|but|finalement"
        r"|however)\b[^.;!?]{0,20}\b(?:j'ai (?:decide|prefere|choisi|change|renonce)"
        r"|je (?:prefere|vais (?:attendre|repasser|refaire|plutot|laisser|abandonner|quitter))"
        r"|i (?:have |'ve )?(?:decided|chose|prefer|changed)|i'll (?:wait|rather|retake)"
        r"|[^.;!?]{0,12} d'attendre|told me to wait|plus"
        r"|no longer|not any ?more)\b",
        "je voulais transférer mon résultat mais j'ai décidé de repasser l'examen",
    ),
)
