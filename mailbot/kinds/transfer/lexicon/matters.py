"""What people write besides the wish: what the standard reply answers, and what it does not."""

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
        r"|rewrite|write it again|pass it again)\b|\b(?:encore|toujours) (?:bon|valide"
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
        r"|comment (?:faire|proceder|je fais|ca (?:marche|fonctionne))|how (?:do|can"
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
        r"|mise a jour de ma demande|pourquoi (?:ce n'est pas|c'est pas|mon resultat))\b",
        "où en est ma demande",
    ),
    (
        r"\b(?:bonne adresse|bon endroit|bonne personne|right (?:place|person|address))\b"
        r"|\ba qui (?:dois|faut|est-ce)\b",
        "est-ce la bonne adresse",
    ),
)
# Nothing that mailbot sends answers these.
PRICE = table(
    (
        r"\bcombien\b(?! de (?:temps|jours|mois|semaines))|\bprix\b|\bcouts?\b|\bcoute\w*"
        r"|\btarifs?\b|\bfrais\b|\bhow much\b|\bcosts?\b|\bfees?\b|\bprices?\b|\bcher\b"
        r"|\bquel montant\b|\ble montant\b|\bamount\b",
        "c'est combien pour un certificat",
    ),
    (
        r"\brembours\w*|\brefund\w*|\bversements?\b(?! (?:de|du) (?:mon |ma |la |l'|re|no))"
        r"|\binstal+ments?\b|\b(?:par|by) (?:cheque|carte|virement|credit)|\bcheque\b"
        r"|\bcarte de credit\b|\bcredit card\b|\bemployeur\b[^.!?]{0,30}\bpa(?:y|ie)\w*"
        r"|\bpay\w*[^.!?]{0,30}\b(?:employeur|employer|a ma place)|\brecu (?:d'impot"
        r"|de paiement|officiel)|\bmode de paiement",
        "mon employeur peut-il payer",
    ),
)
ACCESS = table(
    (
        r"\bmots? de passe\b|\bpassword\b|\bdebloqu\w*|\bdeverrouill\w*|\bunlock\w*"
        r"|\breinitialis\w*|\breset\b|\bidentifiants?\b|\bnom d'utilisateur\b|\busername\b",
        "j'ai perdu mon mot de passe",
    ),
    (
        r"\bclic ?-?sequr\b[^.!?]{0,60}\b(?:bloqu\w*|refus\w*|marche|fonctionne|erreur"
        r"|impossible|perdu\w*|oubli\w*|locked|error|work)|\b(?:impossible|capable|arrive"
        r"|peux pas|reussis|unable|can'?t|cannot)\b[^.!?]{0,40}\b(?:connecter|entrer"
        r"|acceder|ouvrir|log ?in|sign ?in|access|connexion)",
        "clicSÉQUR refuse mon code",
    ),
    (
        r"\b(?:message d'erreur|page (?:blanche|plante)|site (?:ne |est |web ne )?(?:marche"
        r"|fonctionne|plante|bloque|down)|error message|bug|plante)\b",
        "un message d'erreur s'affiche",
    ),
)
FINDING = table(
    (
        r"\bou\b[^.!?]{0,40}\b(?:trouv\w*|est|se trouve|voir|chercher|apparait"
        r"|inscrit)\b[^.!?]{0,40}\bnumeros?|\bnumeros?\b[^.!?]{0,60}\b(?:ou (?:puis|est|je"
        r"|se|il)|ou\?)",
        "où puis-je trouver le numéro",
    ),
    (
        r"\b(?:where|how)\b[^.!?]{0,40}\b(?:see|find|locate|get)\b[^.!?]{0,30}\b(?:it"
        r"|number)\b",
        "where would I see it",
    ),
    (
        r"\b(?:comment|how)\b[^.!?]{0,40}\b(?:trouver|retrouver|savoir|obtenir|connaitre"
        r"|avoir)\b[^.!?]{0,40}\bnumeros?\b|\bquel est (?:mon|le) numero",
        "comment retrouver mon numéro de certificat",
    ),
)
CONTACT = table(
    (
        r"\b(?:erreur|faute|mal (?:ecrit|orthographi\w+|epele)|coquille|mistake|typo"
        r"|misspel\w+)\b[^.!?]{0,30}\b(?:nom|prenom|names?|adresse|date)|\b(?:nom|prenom"
        r"|name)\b[^.!?]{0,30}\b(?:mal (?:ecrit|orthographi\w+|epele)|misspel\w+|et non"
        r"|wrong)\b",
        "mon nom est mal écrit",
    ),
    (
        r"\b(?:chang\w*|modifi\w*|mettre a jour|mise a jour|corrig\w*|update|edit|correct"
        r"|actualis\w*)\b[^.!?]{0,40}\b(?:adresses?|courriels?|e-?mails?|telephone|phone"
        r"|noms?|prenom|names?|coordonnees|date de naissance|address|cellulaire)\b",
        "comment changer mon courriel",
    ),
    (
        r"\b(?:nouvelle adresse|new address|demenag\w*|i(?:'ve| have)? moved\b"
        r"|j'ai change d'adresse)\b",
        "voici ma nouvelle adresse",
    ),
)
REACHING = table(
    (
        r"\b(?:heures? d'ouverture|horaire|opening hours|business hours|ouverts?)\b"
        r"|\b(?:numero|telephone|phone)\b[^.!?]{0,30}\b(?:vous (?:joindre|appeler"
        r"|rejoindre)|reach you|call you)|\ba quel numero\b|\b(?:vous (?:joindre|rejoindre)"
        r"|reach (?:you|someone|a person)) par telephone|\bquelqu'un (?:peut"
        r"|pourrait)[- ]?(?:il)? m'?e? ?(?:r?appeler)|\b(?:r?appelez|rappeler)[- ]moi\b"
        r"|\bcall me\b",
        "quelles sont vos heures d'ouverture",
    ),
)
AGENT = table(
    (
        r"\bchang\w* d'(?:agent|agence|employeur|entreprise|emploi)\b"
        r"|\bnouvel(?:le)? (?:agent|agence|employeur)\b|\bchangement d'(?:agent|agence"
        r"|employeur)|\bchang\w* (?:of )?(?:agency|agencies|employer|agent)\b"
        r"|\bnew (?:agency|employer)\b|\bquitt\w+ (?:mon|l'|cette) (?:agent|agence"
        r"|employeur)",
        "je change d'agence",
    ),
)
EXAM_TO_COME = table(
    (
        r"\b(?:jamais|pas encore|pas) (?:fait|passe|reussi|ecrit|eu"
        r"|tente)\b[^.!?]{0,25}\bexam|\bexam\w*\b[^.!?]{0,30}\b(?:pas encore"
        r"|jamais) (?:fait|passe|reussi|ete)",
        "je n'ai jamais fait l'examen",
    ),
    (
        r"\b(?:haven'?t|have not|never|not yet|did not|didn't)\b[^.!?]{0,20}\b(?:taken?"
        r"|passed|pass|written|wrote|done|sat)\b[^.!?]{0,20}\b(?:exam|test|it)",
        "I haven't taken the exam yet",
    ),
    (
        r"\b(?:vais|dois|veux|aimerais|voudrais|doit|comment|pour|compte) (?:m'|me |s'"
        r"|se )?(?:passer|faire|ecrire|inscri\w+|prendre)\b[^.!?]{0,25}\bexam"
        r"|\binscri\w+\b[^.!?]{0,30}\bexam|\bprochaines? (?:seances?|sessions?|dates?)\b"
        r"|\bdates? d'examen|\bnext exam|\b(?:register|sign up|registration"
        r"|schedule)\b[^.!?]{0,25}\bexam",
        "quand est la prochaine séance d'examen",
    ),
    (
        r"\b(?:reporter|deplacer|changer|annuler|move|reschedule"
        r"|postpone)\b[^.!?]{0,25}\bexam[^.!?]{0,40}\b(?:dates?|jour|day|heure|time|prevue?"
        r"|scheduled)\b|\bdate\b[^.!?]{0,15}\bexam",
        "reporter mon examen à une autre date",
    ),
    (
        r"\bechou\w*\b[^.!?]{0,30}\bexam|\bcoul\w* (?:mon|l'|cet?) ?exam"
        r"|\bfailed\b[^.!?]{0,20}\bexam",
        "j'ai échoué l'examen",
    ),
)
COMPLAINT = table(
    (
        r"\b(?:plaintes?|complaints?|harcel\w*|harass\w*|denonc\w*|fraude|arnaque"
        r"|poursui\w+ en justice)\b",
        "je veux porter plainte",
    ),
)
PAPERS = table(
    (
        r"\b(?:copie|duplicata|double|attestation|preuve|lettre) (?:de|du|d') ?(?:mon |ma "
        r"|la |l')?(?:certificat|permis|resultat|note|reussite)|\brenouvel\w*|\brenew\w*"
        r"|\breimprim\w*",
        "une copie de mon certificat",
    ),
)
#: What one may be asked to do besides the transfer.
TASKS = (*ACCESS, *FINDING, *CONTACT, *REACHING, *PAPERS, *PRICE[1:])
UNANSWERED = (*PRICE, *ACCESS, *FINDING, *CONTACT, *REACHING, *AGENT, *PAPERS)
#: Alone in a message without a wish, they make it another matter.
ANOTHER_MATTER = (*UNANSWERED, *EXAM_TO_COME, *COMPLAINT)
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
