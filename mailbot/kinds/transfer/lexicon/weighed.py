"""A transfer that is only weighed: its risks, its worth, advice about it, a mind not made up."""

from mailbot.kinds.transfer.lexicon import table

# With the verb in the sentence.
WEIGHED = table(
    (
        r"\b(?:est-ce|is it|est-il|serait-ce|would it be|serait-il|c'est) (?:vraiment |que c'est "
        r"|really |plus |un peu )?(?:risqu\w+|risky|dangereux|dangerous|prudent|wise|safe|worth"
        r"|une bonne idee|a good idea|conseille|recommande|advisable|avantageux|better|mieux"
        r"|preferable)\b[^.;!]{0,60}<transfer>",
        "est-ce risqué de transférer mon résultat",
    ),
    (
        r"\b(?:risques?|consequences?|inconvenients?|desavantages?|avantages?|effets?|impacts?"
        r"|downsides?|drawbacks?|risks?|effects?|interet) (?:a|de|du|d'un|of|to|in|if|si)\b"
        r"[^,.;:!]{0,40}<transfer>",
        "quelles sont les conséquences du transfert",
    ),
    (
        r"(?:^|, )(?:could|is|does|will|would|can|est-ce que|le|the|un|a)?"
        r" ?(?:the |a |le |un |que )?<transfer>[^.;!]{0,100}\b(?:affect\w*|nui\w+|hurt\w*|harm\w*"
        r"|disappear\w*|dispara\w+|right thing|mean|signifie\w*|implique\w*|entraine\w*|risqu\w*"
        r"|vaut la peine|worth)\b[^.;!]*\?",
        "could transferring my result affect my job?",
    ),
    (
        r"\b(?:conseil\w*|advi[sc]e|recommand\w+|recommend\w*|suggest\w*|suggere\w*|votre avis"
        r"|your opinion|pensez-vous|do you think)\b[^.;!]{0,60}<transfer>[^.;!]*\?",
        "me conseillez-vous de transférer mon résultat?",
    ),
    (
        r"\b(?:devrais-je|should (?:i|we)|je devrais|if i should|whether (?:i should|to)|ferais-je"
        r"|vaudrait-il|vaut-il)\b[^.;!?]{0,60}<transfer>",
        "devrais-je transférer mon résultat ou repasser l'examen",
    ),
    (
        r"<transfer>[^.;!?,]{0,40}\b(?:ou|or) (?:bien )?(?:pas|non|not|refaire|repasser|reprendre"
        r"|attendre|retake|rewrite|redo|wait)\b",
        "transférer ou refaire l'examen",
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
        r"\bsa(?:is|it) (?:pas|plus)(?: encore)? si (?:je |j')[^.;!?]{0,25}<transfer>",
        "je ne sais pas encore si je veux transférer mon résultat",
    ),
    (
        r"<transfer>[^.;!?]{0,60}\b(?:m'(?:inquiete|ennuie|effraie)|me fait peur|worries me)\b",
        "le transfert de mon résultat m'inquiète",
    ),
    (
        r"\b(?:crain\w+|redout\w+|peur|inquiet\w*|afraid|fear|worried|scared)\b"
        r"(?:(?!pas|not|n't|jamais|never)[^,.;:!?]){0,60}<transfer>",
        "je crains qu'il fasse transférer mon résultat",
    ),
    (
        r"\b(?:peut-etre (?:que )?(?:je|j')|(?:maybe|perhaps)(?! you)|i might|i may(?! have)"
        r"|might want|j'envisage|je pourrais|eventuellement)\b[^.;!?]{0,50}<transfer>",
        "peut-être que je ferai transférer mon résultat",
    ),
    (
        r"\b(?:evalue\w*|examine|regarde|verifie|decider|determiner|voir|deciding|figuring out)"
        r" (?:encore |still )?(?:si|whether|if) (?:je|j'|i|ca|it|nous|we)\b[^.;!?]{0,50}<transfer>",
        "j'évalue si je veux transférer mon résultat",
    ),
)
# Anywhere in the message, without the verb.
UNDECIDED = table(
    (
        r"\b(?:understand|comprendre|know|connaitre|examine|evaluer|peser|weigh) (?:all )?(?:my"
        r"|mes|the|les)"
        r" (?:options|choix|possibilites)\b|\bdifference (?:entre|between)\b|\b(?:choisir|choose"
        r"|choix) (?:entre"
        r"|between)\b|\bwhich (?:one )?is (?:better|cheaper|faster|easier)\b",
        "I'd like to understand my options",
    ),
    (r"\bj'hesite\b(?! (?:a|sur) (?:vous|la facon|le num))", "j'hésite encore"),
    (
        r"\bavant de (?:me |nous )?(?:decider|prendre (?:une|ma) decision)"
        r"|\b(?:before|until) (?:i|we) (?:decide|make up|make (?:a|my)|choose)\b",
        "avant de me décider",
    ),
    (
        r"\b(?:haven't|have not|not yet) (?:yet )?decided\b|\bpas encore decide\w*\b"
        r"|\b(?:rien|nothing) (?:n'est |is )?(?:encore |yet )?decided?\b"
        r"|\bje n'ai pas pris ma decision\b|\bmaking up my mind\b",
        "je n'ai pas encore décidé",
    ),
    (
        r"\b(?:je|j') ?(?:y )?reflechis\b|\b(?:still (?:thinking|hesitating|undecided)"
        r"|i'm (?:hesitating|undecided))\b",
        "j'y réfléchis",
    ),
    (
        r"\b(?:y|en|to) (?:penser|reflechir|songer)\b|\bthink (?:about|over) (?:it|this|that)\b",
        "je vais y penser",
    ),
    (
        r"\b(?:vois|voyons|see) (?:pas|plus|not|no|vraiment pas) (?:l'utilite|l'interet|le but"
        r"|the point|point"
        r"|the use|pourquoi je)|\bdon't see (?:the point|the use|why i)\b|\bje doute\b|\bi doubt\b",
        "je ne vois pas l'utilité de le mettre dans le dossier",
    ),
    (r"\b(?:vaut|vaudrait) (?:la peine|le coup)\b|\bworth it\b", "ça vaut la peine"),
    (r"\bje prefere attendre\b|\b(?:prefer to|rather) wait\b", "je préfère attendre"),
    (
        r"(?:^|[,;:] ?)(?:a voir|on verra|we'?ll see)\b|\ba voir\W*$",
        "je pourrais vouloir le transfert, à voir",
    ),
    (
        r"\bmoi,? je (?:ne )?sais (?:pas|plus)\b|\b(?:ne )?sais pas encore\W*$"
        r"|\b(?:not sure|don't know) yet\b",
        "moi, je ne sais pas",
    ),
    (
        r"\best-ce (?:bien )?(?:vrai|exact|le cas)\b|\bis (?:that|it|this) (?:true|the case)\b"
        r"|\bvrai \?$",
        "il paraît que mon résultat suit tout seul; est-ce vrai?",
    ),
    (
        r"\b(?:qu'en pensez-vous|what do you think|qu'est-ce que vous en pensez|que me"
        r" (?:conseillez|recommandez|suggerez)-vous|what (?:do|would) you (?:recommend|advise"
        r"|suggest))\b",
        "qu'en pensez-vous?",
    ),
    (
        r"\b(?:je pourrais vouloir|i (?:might|may) (?:want|decide|wish))\b[^.;!?]{0,40}"
        r"(?:<result>|@|\bit\b)|\bpeut-etre que je vous demanderai\b",
        "I may want my result moved at some point",
    ),
    (
        r"\b(?:en train d'evaluer|j'evalue|je songe|je jongle|je pense peut-etre|thinking"
        r" (?:about|of) (?:mov|hav|gett|ask)\w*)\b",
        "I am thinking about moving my result",
    ),
)
# Whether one must; of the transfer, not of a form, a bill or an affiliation.
MUST_I = table(
    (
        r"^(?!.*(?:affili|factur|invoice|pay|agen|formul|form\b|joindre|attach|photo|refaire|repass"
        r"|again|retake|redo)).*\b(?:est-ce|is (?:it|that|this)|est-il|c'est|ce serait|cela est)"
        r" (?:vraiment |bien |really |absolutely |bel et bien |actually )?(?:oblig\w+|mandatory"
        r"|compulsory|required|requis|necessaire|necessary|optional|facultati\w+)\b"
        r"(?! (?:de|d'|to|pour|que|qu'|for|que|document\w*|info\w*))[^.;!]{0,60}\?",
        "est-ce obligatoire dans mon cas?",
    ),
    (
        r"\b(?:suis-je|am i|est-ce que je suis|on est|sommes-nous) (?:vraiment |really )?"
        r"(?:oblige|force|tenue?|contraint\w*|obliged|forced|required|obligated)\w*",
        "suis-je obligée?",
    ),
    (
        r"\b(?:can|may|peut-?(?:il|elle|on)?|peuvent-?(?:ils)?|pourrait) (?:he|she|they|it"
        r"|my (?:boss|employer|manager|husband|wife)|me|m'|someone|anyone)? ?"
        r"(?:force|forcer|obliger|make)\b",
        "peut-il me forcer?",
    ),
    (
        r"\bdroit de refuser\b|\b(?:can|may|could) i refuse\b|\bpuis-je refuser\b"
        r"|\bright to refuse\b",
        "ai-je le droit de refuser",
    ),
)
