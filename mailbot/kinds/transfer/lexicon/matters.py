"""What people write about besides the transfer: what the standard reply answers, and what it does not."""

from mailbot.kinds.transfer.lexicon import table

# The reply finalisez says it (domain.md section 8), or the transfer itself answers.
ANSWERED = table(
    (r"\b(?:reste|restera|rester)\b[^.!?]{0,30}\b(?:faire|fournir|completer|payer|envoyer)|\breste-t-il\b|\b(?:prochaines?|autres?) (?:etapes?|demarches?)|\bnext steps?\b|\bwhat'?s? (?:is )?(?:next|left|else)\b|\b(?:ensuite|apres ca|par la suite|la suite)\b",
     "qu'est-ce qu'il me reste à faire"),
    (r"\bjusqu'?a? ?(?:quand|quelle date)|\bdate limite|\bcombien de (?:temps|jours|mois)\b|\bdelai\b|\bdeadline|\bhow long\b|\buntil when|\bavant quand\b|\bby when\b|\bquand (?:est-ce que )?(?:ce |ca |le |cela |vais|aurai|pourr|sera|mon|j')|\bwhen (?:will|can)\b",
     "jusqu'à quand est-ce que j'ai"),
    (r"\b(?:refaire|refasse|repasse|repasser|reprendre|reprenne|recommencer|redo|retake|rewrite|write it again|pass it again)\b|\b(?:encore|toujours) (?:bon|valide|valable|good|valid)\b",
     "faut-il que je repasse l'examen"),
    (r"\b(?:confirm\w*|accuse[rz]?|accuser reception|bien recu|avez-vous recu|avez vous recu|did you (?:get|receive)|acknowledge|aviser|avertir|tenir au courant|donner des nouvelles|let me know)\b",
     "pouvez-vous me confirmer"),
    (r"\b(?:de quoi avez|que vous faut|qu'est-ce qu'il (?:vous )?(?:faut|manque)|manque[- ]t[- ]il|avez[- ]vous besoin|vous avez besoin|autre chose|what (?:else )?do you need|anything else|need anything|quoi vous (?:donner|envoyer|fournir)|dois-je (?:vous )?(?:fournir|envoyer|joindre|faire)|que dois[- ]je|quoi faire|what (?:do|should) i (?:do|send|provide)|comment (?:faire|proceder|je fais|ca (?:marche|fonctionne))|how (?:do|can|should) i (?:do|proceed|get it|have|transfer|go about)|marche a suivre|procedure)\b",
     "de quoi avez-vous besoin"),
    (r"\b(?:travailler|exercer|work|recommencer a travailler)\b(?![^?]{0,40}payer)", "puis-je travailler en attendant"),
    (r"\b(?:est-ce (?:correct|suffisant|assez|complet|bon|ok|que c'est (?:correct|bon|fait|beau))|c'est (?:correct|bon|ok|beau)|ca va|is (?:that|this) (?:ok|enough|all|correct)|comment allez|how are you|tout est (?:beau|correct|en ordre))\b", "est-ce correct comme ça"),
    (r"\b(?:des nouvelles|ou en est|c'est rendu ou|status|statut|any news|any update|mise a jour de ma demande|pourquoi (?:ce n'est pas|c'est pas|mon resultat))\b", "où en est ma demande"),
    (r"\b(?:quelqu'un|a qui|who|vous (?:etes|n'etes)|bonne adresse|bon endroit|right (?:place|person|address))\b[^?]{0,40}\b(?:adresse|endroit|personne|demander|ecrire|place|person|address|ask|etes)", "est-ce la bonne adresse"),
)  # fmt: skip
# Nothing that mailbot sends answers these.
PRICE = table(
    (r"\bcombien\b(?! de (?:temps|jours|mois|semaines))|\bprix\b|\bcouts?\b|\bcoute\w*|\btarifs?\b|\bfrais\b|\bhow much\b|\bcosts?\b|\bfees?\b|\bprices?\b|\bcher\b|\bquel montant\b|\ble montant\b|\bamount\b",
     "c'est combien pour un certificat"),
    (r"\brembours\w*|\brefund\w*|\bversements?\b(?! (?:de|du) (?:mon |ma |la |l'|re|no))|\binstal+ments?\b|\b(?:par|by) (?:cheque|carte|virement|credit)|\bcheque\b|\bcarte de credit\b|\bcredit card\b|\bemployeur\b[^.!?]{0,30}\bpa(?:y|ie)\w*|\bpay\w*[^.!?]{0,30}\b(?:employeur|employer|a ma place)|\brecu (?:d'impot|de paiement|officiel)|\bmode de paiement", "mon employeur peut-il payer"),
)  # fmt: skip
ACCESS = table(
    (r"\bmots? de passe\b|\bpassword\b|\bdebloqu\w*|\bdeverrouill\w*|\bunlock\w*|\breinitialis\w*|\breset\b|\bidentifiants?\b|\bnom d'utilisateur\b|\busername\b", "j'ai perdu mon mot de passe"),
    (r"\bclic ?-?sequr\b[^.!?]{0,60}\b(?:bloqu\w*|refus\w*|marche|fonctionne|erreur|impossible|perdu\w*|oubli\w*|locked|error|work)|\b(?:impossible|capable|arrive|peux pas|reussis|unable|can'?t|cannot)\b[^.!?]{0,40}\b(?:connecter|entrer|acceder|ouvrir|log ?in|sign ?in|access|connexion)", "clicSÉQUR refuse mon code"),
    (r"\b(?:message d'erreur|page (?:blanche|plante)|site (?:ne |est |web ne )?(?:marche|fonctionne|plante|bloque|down)|error message|bug|plante)\b", "un message d'erreur s'affiche"),
)  # fmt: skip
FINDING = table(
    (r"\bou\b[^.!?]{0,40}\b(?:trouv\w*|est|se trouve|voir|chercher|apparait|inscrit)\b[^.!?]{0,40}\bnumeros?|\bnumeros?\b[^.!?]{0,60}\b(?:ou (?:puis|est|je|se|il)|ou\?)", "où puis-je trouver le numéro"),
    (r"\b(?:where|how)\b[^.!?]{0,40}\b(?:see|find|locate|get)\b[^.!?]{0,30}\b(?:it|number)\b", "where would I see it"),
    (r"\b(?:comment|how)\b[^.!?]{0,40}\b(?:trouver|retrouver|savoir|obtenir|connaitre|avoir)\b[^.!?]{0,40}\bnumeros?\b|\bquel est (?:mon|le) numero", "comment retrouver mon numéro de certificat"),
)  # fmt: skip
CONTACT = table(
    (r"\b(?:chang\w*|modifi\w*|mettre a jour|mise a jour|corrig\w*|update|edit|correct|actualis\w*)\b[^.!?]{0,40}\b(?:adresses?|courriels?|e-?mails?|telephone|phone|noms?|prenom|names?|coordonnees|date de naissance|address|cellulaire)\b", "comment changer mon courriel"),
    (r"\b(?:nouvelle adresse|new address|demenag\w*|i(?:'ve| have)? moved\b|j'ai change d'adresse)\b", "voici ma nouvelle adresse"),
)  # fmt: skip
REACHING = table(
    (r"\b(?:heures? d'ouverture|horaire|opening hours|business hours|ouverts?)\b|\b(?:numero|telephone|phone)\b[^.!?]{0,30}\b(?:vous (?:joindre|appeler|rejoindre)|reach you|call you)|\ba quel numero\b|\b(?:vous (?:joindre|rejoindre)|reach (?:you|someone|a person)) par telephone|\bquelqu'un (?:peut|pourrait)[- ]?(?:il)? m'?e? ?(?:r?appeler)|\b(?:r?appelez|rappeler)[- ]moi\b|\bcall me\b", "quelles sont vos heures d'ouverture"),
)  # fmt: skip
AGENT = table(
    (r"\bchang\w* d'(?:agent|agence|employeur|entreprise|emploi)\b|\bnouvel(?:le)? (?:agent|agence|employeur)\b|\bchangement d'(?:agent|agence|employeur)|\bchang\w* (?:of )?(?:agency|agencies|employer|agent)\b|\bnew (?:agency|employer)\b|\bquitt\w+ (?:mon|l'|cette) (?:agent|agence|employeur)", "je change d'agence"),
)  # fmt: skip
EXAM_TO_COME = table(
    (r"\b(?:jamais|pas encore|pas) (?:fait|passe|reussi|ecrit|eu|tente)\b[^.!?]{0,25}\bexam|\bexam\w*\b[^.!?]{0,30}\b(?:pas encore|jamais) (?:fait|passe|reussi|ete)", "je n'ai jamais fait l'examen"),
    (r"\b(?:haven'?t|have not|never|not yet|did not|didn't)\b[^.!?]{0,20}\b(?:taken?|passed|pass|written|wrote|done|sat)\b[^.!?]{0,20}\b(?:exam|test|it)", "I haven't taken the exam yet"),
    (r"\b(?:vais|dois|veux|aimerais|voudrais|doit|comment|pour|compte) (?:m'|me |s'|se )?(?:passer|faire|ecrire|inscri\w+|prendre)\b[^.!?]{0,25}\bexam|\binscri\w+\b[^.!?]{0,30}\bexam|\bprochaines? (?:seances?|sessions?|dates?)\b|\bdates? d'examen|\bnext exam|\b(?:register|sign up|registration|schedule)\b[^.!?]{0,25}\bexam", "quand est la prochaine séance d'examen"),
    (r"\b(?:reporter|deplacer|changer|annuler|move|reschedule|postpone)\b[^.!?]{0,25}\bexam[^.!?]{0,40}\b(?:dates?|jour|day|heure|time|prevue?|scheduled)\b|\bdate\b[^.!?]{0,15}\bexam", "reporter mon examen à une autre date"),
    (r"\bechou\w*\b[^.!?]{0,30}\bexam|\bcoul\w* (?:mon|l'|cet?) ?exam|\bfailed\b[^.!?]{0,20}\bexam", "j'ai échoué l'examen"),
)  # fmt: skip
COMPLAINT = table(
    (r"\b(?:plaintes?|complaints?|harcel\w*|harass\w*|denonc\w*|fraude|arnaque|poursui\w+ en justice)\b", "je veux porter plainte"),
)  # fmt: skip
PAPERS = table(
    (r"\b(?:copie|duplicata|double|attestation|preuve|lettre) (?:de|du|d') ?(?:mon |ma |la |l')?(?:certificat|permis|resultat|note|reussite)|\brenouvel\w*|\brenew\w*|\breimprim\w*", "une copie de mon certificat"),
)  # fmt: skip
#: What one may be asked to do besides the transfer.
TASKS = (*ACCESS, *FINDING, *CONTACT, *REACHING, *PAPERS, *PRICE[1:])
UNANSWERED = (*PRICE, *ACCESS, *FINDING, *CONTACT, *REACHING, *AGENT, *PAPERS)
#: Alone in a message without a wish, they make it another matter.
ANOTHER_MATTER = (*UNANSWERED, *EXAM_TO_COME, *COMPLAINT)
# A sentence that asks, with or without its question mark.
ASKING = table(
    (r"\?", "combien?"),
    (r"\b(?:savoir|dites-moi|dites moi|dire|indiquer|me demande|curieu\w+|wonder\w*|tell me|let me know|know) (?:aussi |also |moi )?(?:si|combien|comment|quand|ou|quel\w*|pourquoi|ce que|if|how|where|when|what|why|whether)\b", "j'aimerais savoir combien"),
    (r"^(?:et |and |aussi |also )?(?:combien|comment|quand|ou est|ou puis|quel\w*|pourquoi|est-ce|how|where|when|what|which|why)\b", "comment faire pour changer mon adresse"),
)  # fmt: skip
# A task besides the transfer, put as a request rather than a question.
TASK = table(
    (r"\b(?:veuil+ez|svp|pouvez[- ]vous|pourriez[- ]vous|j'aimerais|je voudrais|je veux|je souhaite|priere de|merci de|please|could you|can you|i'?d like|il faudrait|besoin)\b", "veuillez aussi mettre à jour mon adresse"),
)  # fmt: skip
