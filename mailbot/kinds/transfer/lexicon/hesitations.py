"""The writer has not made up his mind, is made to, or takes it back: without the verb."""

from mailbot.kinds.transfer.lexicon import table

# Anywhere in the message; a clear wish that comes later outweighs it.
UNDECIDED = table(
    (
        r"\bj'hesite\b(?! (?:a|sur) (?:vous|la facon|le num))|\bavant de (?:me |nous )?(?:decider"
        r"|prendre (?:une|ma) decision)"
        r"|\b(?:before|until) (?:i|we) (?:decide|make up|make (?:a|my)|choose)\b"
        r"|\b(?:haven't|have not|not yet) (?:yet )?decided\b|\bpas encore decide\w*\b"
        r"|\b(?:je|j') ?(?:y )?reflechis\b|\b(?:still (?:thinking|hesitating|undecided)"
        r"|i'm (?:hesitating|undecided))\b"
        r"|\b(?:y|en|to) (?:penser|reflechir|songer)\b|\bthink (?:about|over) (?:it|this|that)\b"
        r"|\b(?:vaut|vaudrait) la peine\b|\bworth it\b"
        r"|\bje prefere attendre\b|\b(?:prefer to|rather) wait\b"
        r"|\bje n'ai pas pris ma decision\b|\bmaking up my mind\b",
        "j'hésite encore",
    ),
    (
        r"^(?!.*(?:affili|factur|invoice|pay|agen|formul|form\b|joindre|attach|photo|refaire|repass"
        r"|again|retake|redo)).*\b(?:est-ce|is (?:it|that|this)|est-il|c'est|ce serait|cela est)"
        r" (?:vraiment |bien |really |absolutely |bel et bien |actually )?(?:oblig\w+|mandatory"
        r"|compulsory|required|requis|necessaire|necessary|optional|facultati\w+)\b"
        r"(?! (?:de|d'|to|pour|que|qu'|for|que|document\w*|info\w*))[^.;!]{0,60}\?",
        "est-ce obligatoire dans mon cas?",
    ),
    (
        r"\b(?:ce n'est|c'est|n'etait|etait) pas moi\b|\b(?:it was|it is|was|is) ?(?:not|n't) me\b"
        r"|\b(?:arrete[zr]|stop) (?:ca|cela|tout|this|it|that|him|her)\b"
        r"|\b(?:suis-je|am i|est-ce que je suis|on est|sommes-nous) (?:vraiment |really )?"
        r"(?:oblige|force|tenue?|contraint\w*|obliged|forced|required|obligated)\w*"
        r"|\b(?:can|may|peut-?(?:il|elle|on)?|peuvent-?(?:ils)?|pourrait) (?:he|she|they|it"
        r"|my (?:boss|employer|manager|husband|wife)|me|m'|someone|anyone)? ?"
        r"(?:force|forcer|obliger|make)\b|\bdroit de refuser\b|\b(?:can|may|could) i refuse\b"
        r"|\bpuis-je refuser\b|\bright to refuse\b",
        "ai-je le droit de refuser",
    ),
    (
        r"\bj[e']? ?n'?en veux (?:pas|plus)\b|\bje (?:ne )?veux (?:pas|plus)(?: moi)?\W*$"
        r"|\bi (?:don't|do not|no longer) (?:want|agree)(?: to| it| that| this| with (?:it|that))?"
        r"(?: any ?more)?\W*$|\b(?:suis|serai) (?:vraiment "
        r"|absolument )?pas d'accord\b(?! (?:pour|de|a|avec) ?(?:re|pay|pass|devoir))"
        r"|\b(?:am not|i'm not|not really) (?:comfortable|at ease|in agreement)\b"
        r"(?! (?:with|in|using) (?:the |my |a )?(?:comput|tech|internet|web|site|online|engl|fren"
        r"|writ|us))"
        r"|\bpas a l'aise\b(?! (?:avec|en|sur|a) (?:les |l'|le |la |un )?(?:ordi|techno|inform"
        r"|internet|site|web|fran|angl|ecr))|\bcontre (?:mon gre|ma volonte)\b"
        r"|\b(?:suis|am) (?:pas|plus|not) (?:du tout |really )?interes+\w*|\bagainst my will\b"
        r"|\b(?:je|i) refuse\b(?! (?:de|d'|to) ?(?:re|pay|pass|write|take|do ))"
        r"|\bi disagree\b|\bi'd rather not\b|\bj'aime mieux pas\b|\bmoi,? je (?:ne )?veux pas\b",
        "moi je n'en veux plus",
    ),
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
        r"\b[^.;!?]{0,60}\b(?:certificat|certificate)\b"
        r"|\b(?:du|from|hors du|out of) (?:mon |le |my |the |nouveau |new )*(?:dossier|file) "
        r"?@? ?(?:back )?(?:au|vers|to|sur|sous|onto) (?:mon |le |my |the |l'|ancien |old |vieux )*"
        r"certificat|\b(?:want|like|need|put|move|veux|voudrais|remettre|remettez|ramen\w+"
        r"|repla\w+)"
        r" [^.;!?]{0,25}\b(?:back (?:under|on|to|in|onto)|sous|sur) (?:my |the |mon |le |l'|old "
        r"|ancien |vieux )*(?:@|certificat)",
        "que mon résultat retourne du dossier au certificat",
    ),
)
# A refusal told of in the past, and what turns it round.
TURN = table(
    (
        r"\bchange\w* d'(?:idee|avis)\b|\bchanged? my mind\b|\bfinalement\b|\bapres reflexion\b"
        r"|\bon second thought\b|\bafter all\b|\ben fin de compte\b|\btout compte fait\b"
        r"|\bmaintenant (?:oui|je)\b",
        "j'ai changé d'avis",
    ),
)
TOLD = table(
    (
        r"\b(?:hier|lundi|mardi|mercredi|jeudi|vendredi|semaine|avais|avait|avant|j'ai|vous ai"
        r"|yesterday|last|earlier|i|had|previously|mois)\b[^.;!?]{0,50}\b(?:dit|demande|ecrit"
        r"|repondu|told|asked|said|wrote|refuse|refused|answered|voulais pas"
        r"|wanted)\b[^.;!?]{0,40}<transfer>",
        "hier j'ai dit de ne pas transférer mon résultat",
    ),
)
