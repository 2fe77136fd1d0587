"""How people ask, and what they ask that the standard reply answers."""

from mailbot.kinds.transfer.lexicon import table

# The reply finalisez says it (domain.md section 8), or the transfer itself answers.
ANSWERED = table(
    (
        r"\b(?:reste|restera|rester)\b[^.!?]{0,30}\b(?:faire|fournir|completer|payer"
        r"|envoyer)|\breste-t-il\b|\b(?:prochaines?|autres?) (?:etapes?|demarches?)"
        r"|\bnext steps?\b|\bwhat'?s? (?:is )?(?:next|left|else)\b|\b(?:ensuite|apres ca"
        r"|par la suite|la suite)\b",
        "qu'est-ce qu'il me reste à faire",
    ),
    (
        r"\bjusqu'?a? ?(?:quand|quelle date)|\bdate limite|\bcombien de (?:temps|jours"
        r"|mois)\b|\bdelai\b|\bdeadline|\bhow long\b|\buntil when|\bavant quand\b"
        r"|\bby when\b|\bquand (?:est-ce que )?(?:ce |ca |le |cela |vais|aurai|pourr|sera"
        r"|mon|j')|\bwhen (?:will|can)\b",
        "jusqu'à quand est-ce que j'ai",
    ),
    (
        r"\b(?:refaire|refasse|repasse|repasser|reprendre|reprenne|recommencer|redo|retake"
        r"|rewrite|(?:write|pass|take|do) (?:it|(?:the|my) (?:exam|test)) again)\b|\b(?:encore"
        r"|toujours) (?:bon|valide"
        r"|valable|good|valid)\b",
        "faut-il que je repasse l'examen",
    ),
    (
        r"\b(?:confirm\w*|accuse[rz]?|accuser reception|bien recu|avez-vous recu"
        r"|avez vous recu|did you (?:get|receive)|acknowledge|aviser|avertir"
        r"|tenir au courant|donner des nouvelles|let me know)\b",
        "pouvez-vous me confirmer",
    ),
    (
        r"\b(?:de quoi avez|que vous faut|qu'est-ce qu'il (?:vous )?(?:faut|manque)"
        r"|manque[- ]t[- ]il|avez[- ]vous besoin|vous avez besoin|autre chose"
        r"|what (?:else )?do you need|anything else|need anything|quoi vous (?:donner"
        r"|envoyer|fournir)|dois-je (?:vous )?(?:fournir|envoyer|joindre|faire)"
        r"|que dois[- ]je|quoi faire|what (?:do|should) i (?:do|send|provide)"
        r"|comment (?:faire|proceder|je fais)"
        r"\b(?! pour (?:le |la |les |l')?(?:modif|chang|corrig|annul|pay|imprim|retrouv|rejoin))"
        r"|comment (?:ca (?:marche|fonctionne))|how (?:do|can"
        r"|should) i (?:do|proceed|get it|have|transfer|go about)|marche a suivre"
        r"|procedure)\b",
        "de quoi avez-vous besoin",
    ),
    (
        r"\b(?:en occuper|en charger|le faire|la faire|faire le necessaire|m'?aider"
        r"|proceder|arranger|regler (?:ca|cela)|take care of|handle|do (?:it|that|this|so)"
        r"|help me|look into)\b",
        "pouvez-vous vous en occuper",
    ),
    (
        r"\b(?:travailler|exercer|work|recommencer a travailler)\b(?![^?]{0,40}payer)",
        "puis-je travailler en attendant",
    ),
    (
        r"\b(?:est-ce (?:correct|suffisant|assez|complet|bon|ok|que c'est (?:correct|bon"
        r"|fait|beau))|c'est (?:correct|bon|ok|beau)|ca va|is (?:that|this) (?:ok|enough"
        r"|all|correct)|comment allez|how are you|tout est (?:beau|correct|en ordre))\b",
        "est-ce correct comme ça",
    ),
    (
        r"\b(?:des nouvelles|ou en est|c'est rendu ou|status|statut|any news|any update"
        r"|mise a jour de ma demande|pourquoi (?:ce n'est pas|c'est pas|(?:mon |ma |l'|le "
        r"|la )?<result>))\b",
        "où en est ma demande",
    ),
    (
        r"\b(?:bonne adresse|bon endroit|bonne personne|right (?:place|person|address))\b"
        r"|\ba qui (?:dois|faut|est-ce)\b",
        "est-ce la bonne adresse",
    ),
)
# A sentence that asks, with or without its question mark.
ASKING = table(
    (r"\?", "combien?"),
    (
        r"\b(?:savoir|dites-moi|dites moi|dire|indiquer|me demande|curieu\w+|wonder\w*"
        r"|tell me|let me know|know) (?:aussi |also |moi )?(?:si|combien|comment|quand|ou"
        r"|quel\w*|pourquoi|ce que|if|how|where|when|what|why|whether)\b",
        "j'aimerais savoir combien",
    ),
    (
        r"^(?:et |and |aussi |also )?(?:combien|comment|quand|ou est|ou puis|quel\w*"
        r"|pourquoi|est-ce|how|where|when|what|which|why)\b",
        "comment faire pour changer mon adresse",
    ),
)
# A task besides the transfer, put as a request rather than a question.
TASK = table(
    (
        r"\b(?:veuil+ez|svp|pouvez[- ]vous|pourriez[- ]vous|j'aimerais|je voudrais|je veux"
        r"|je souhaite|priere de|merci de|please|could you|can you|i'?d like|il faudrait"
        r"|besoin)\b",
        "veuillez aussi mettre à jour mon adresse",
    ),
)
# A wish for anything at all.
WANTED = table(
    (
        r"\b(?:j'aimerais|je (?:voudrais|veux|souhaite|desire|demande)|pouvez[- ]vous"
        r"|pourriez[- ]vous|i'?d like|i (?:want|need|wish)|(?:can|could) you)\b"
        r"|\bveuillez (?!trouver|noter|agreer|recevoir|accepter|prendre|me |nous )",
        "je voudrais un reçu",
    ),
)
