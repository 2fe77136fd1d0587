"""Could you do it, do the same for me, mend that: what stands for a wish told before; and yes."""

from mailbot.kinds.transfer.lexicon import table

# "Could you do it?", of a transfer that the sentences before only speak of.
DO_IT = table(
    (
        r"^(?:so |alors |et |and |donc )?(?:(?:please|svp|s'il vous plait) (?:do|go ahead|proceed"
        r"|procede[rz]|allez-y)|allez-y|go ahead|procedez)\b",
        "please do",
    ),
    (
        r"\b(?:pouvez[- ]vous|pourriez[- ]vous|can (?:you|someone)|could you|would you|please|svp"
        r"|merci de|veuillez|priere de|prie (?:de|d'))[^.;!?]{0,20}\b(?:(?:le|la) faire"
        r"|(?:re)?faire (?:le necessaire|la demarche|ma demande)|(?:recommencer"
        r"|reprendre) (?:la demarche|ma"
        r" demande|le processus)"
        r"|do (?:it|that|this|so)|y voir|vous en occuper|en occuper|proceder|take care of (?:it"
        r"|this"
        r"|that))\b",
        "can you do it for me",
    ),
    (
        r"\b(?:c'est|voila|that's|that is|this is|which is) (?:donc |bien |exactly |precisement )?"
        r"(?:ce que|what) (?:je |j'|i |i'm |i am |nous |we )(?:vous )?(?:voudrais|aimerais|veux"
        r"|souhaite|demande"
        r"|desire|would like|'d like|want|need|ask\w*|request\w*|after)",
        "c'est ce que je voudrais",
    ),
    (
        r"\bje (?:vous )?(?:le|la|l'|en) ?(?:vous )?(?:fais )?(?:donc )?(?:la |une )?demande\b"
        r"|\bi(?:'m| am) (?:hereby |now |so )?asking(?: you)?\W*$",
        "alors je vous le demande",
    ),
)
# "Do the same for me", of what was done for another.
SAME_FOR_ME = table(
    (
        r"\b(?:fair?e|fasse|fassiez|faites|do|done|voudrais|aimerais|souhaite|'d like"
        r"|want) (?:donc "
        r"|svp |please )?(?:pareil|la meme chose|the same(?: thing)?|de meme|idem|likewise)"
        r"(?: done)?(?: avec| pour| for| with)? (?:le mien|la mienne|moi|me|mine)\b",
        "qu'on fasse pareil avec le mien",
    ),
    (
        r"\b(?:j'aimerais|je voudrais|je souhaite|i'd like|i want|i would like) (?:aussi |donc "
        r"|also )?"
        r"(?:la meme chose|pareil|idem|the same(?: thing)?)\b(?! (?:que|as|pour|for) (?!moi|me|ma"
        r"|my|mon))",
        "j'aimerais la même chose",
    ),
)
# "Could you join the two?", of the result in one and the file that is the other.
JOIN_THEM = table(
    (
        r"\b(?:pouvez[- ]vous|pourriez[- ]vous|can you|could you|please|svp|merci de|veuillez"
        r"|priere de|il faudrait|faudrait)\b[^.;!?]{0,20}\b(?:lier|relier|associer|joindre|jumeler"
        r"|combiner|fusionner|rattacher|link|combine|merge|connect|join|tie) (?:the |ces |les )?"
        r"(?:deux|two|both|them together|numeros ensemble)\b"
        r"(?! (?:certif|docu|photo|fich|page|exam))",
        "pouvez-vous lier les deux",
    ),
)
# "Could you mend that?", of a result that is said not to be where it should.
MEND_IT = table(
    (
        r"\b(?:pouvez[- ]vous|pourriez[- ]vous|can (?:you|someone)|could you|would you|please|svp"
        r"|merci de|veuillez|priere de)\b[^.;!?]{0,20}\b(?:arrange[rz]?|corrige[rz]?|regle[rz]?"
        r"|rectifie[rz]?|fix|correct|sort|straighten|y (?:voir|remedier)|remedier)\b",
        "pouvez-vous arranger ça",
    ),
    (
        r"\bcan (?:this|that|it) be (?:sorted|fixed|corrected|done|looked)|\bca (?:peut"
        r"|pourrait)(?:-il)?"
        r" (?:s'arranger|se regler|etre (?:corrige|regle|arrange))",
        "can this be sorted?",
    ),
)
# "Oui" to the question whether one wishes it.
YES = table(
    (
        r"^\W{0,3}(?:oui|yes|ouais|yep|exact\w*|absolument|tout a fait|certainement"
        r"|d'accord|effectivement|affirmatif|definitely|correct|ok|okay|bien sur)\b",
        "Oui, absolument",
    ),
    (
        r"\bje (?:le |vous le )?(?:confirme|souhaite|desire|veux)\b|\bc'est (?:bien )?(?:ca"
        r"|exact|ce que je (?:veux|souhaite|desire)|mon souhait|le cas)\b|\bi (?:confirm|do"
        r"|agree)\b|\bvous pouvez (?:y aller|proceder)\b|\ballez[- ]y\b|\bgo ahead\b",
        "je le souhaite, vous pouvez procéder",
    ),
)
# The Office asking whether one wishes it.
WISH_ASKED = table(
    (
        r"\b(?:desir\w+|souhait\w*|voulez|voul\w+|volonte|wish|want|confirm\w+|indiqu\w+"
        r"|precis\w+|fait que)\b[^?!]{0,120}<transfer>",
        "le fait que vous désirez transférer le résultat",
    ),
    (
        r"<transfer>[^?!]{0,80}(?:\?|oui ou non|votre accord|confirm\w+)",
        "voulez-vous le transfert?",
    ),
)
