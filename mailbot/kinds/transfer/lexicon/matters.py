"""What people write of besides the transfer, and the standard reply does not answer."""

from mailbot.kinds.transfer.lexicon import table

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
        r"|fonctionne|plante|bloque|down)|error message|bug|(?:ca|tout|ecran|systeme) plante)\b",
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
        r"|misspel\w+)\b[^.!?]{0,30}\b(?<!votre )(?<!your )(?:nom|prenom|names?|adresse|date)"
        r"|\b(?:nom|prenom|name)\b[^.!?]{0,30}\b(?:mal (?:ecrit|orthographi\w+|epele)|misspel\w+"
        r"|et non|wrong)\b",
        "mon nom est mal écrit",
    ),
    (
        r"\b(?:chang\w*|modifi\w*|mettre a jour|mise a jour|corrig\w*|update|edit|correct"
        r"|actualis\w*)\b[^.!?]{0,40}\b(?:adresses?|courriels?|e-?mails?|telephone|phone"
        r"|noms?|prenom|names?|coordonnees|date de naissance|address|cellulaire)\b",
        "comment changer mon courriel",
    ),
    (
        r"\b(?:nouvelle adresse|new address|demenag\w*\b(?! (?:mon|ma|le|la"
        r"|l') ?(?:\w+ )?<result>)|i(?:'ve| have)? moved\b"
        r"|j'ai change d'adresse)\b",
        "voici ma nouvelle adresse",
    ),
)
REACHING = table(
    (
        r"\b(?:heures? d'ouverture|horaire|opening hours|business hours|(?:etes-vous|bureaux?"
        r"|vous etes) ouverts?)\b"
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
        r"|\bje (?:le )?(?:passe|fais|ecris|prends|tente) (?:l'|mon |cet )?(?:examen )?(?:le \d"
        r"|en (?:jan"
        r"|fev|mar|avr|mai|jui|aou|sep|oct|nov|dec)|dans \w+ (?:jour|semaine|mois)|demain|lundi"
        r"|mardi"
        r"|mercredi|jeudi|vendredi|samedi|bientot)|\bi(?:'m| am) (?:taking|writing"
        r"|sitting) (?:the|my)"
        r" (?:exam|test)|\bexamen (?:est|sera|aura lieu) (?:le \d|demain|lundi|en )"
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
INVOICE = table(
    (
        r"\b(?:facture|invoice)\b[^.!?]{0,80}\b(?:paye\w*|paid|impaye\w*|unpaid|acquitte\w*)\b"
        r"|\b(?:paye\w*|paid|acquitte\w*)\b[^.!?]{0,30}\b(?:facture|invoice)\b",
        "la facture du dossier est payée et le site dit encore impayée",
    ),
)
CLOSING = table(
    (
        r"\b(?:ferm(?:er|ez)|fermeture d[eu]|close|clore|supprim\w+|delete) (?:svp "
        r"|please )?(?:mon |le "
        r"|ce |my |the |this )?(?:nouveau |new |autre |other )?(?:dossier|file|compte|account)\b",
        "veuillez fermer le dossier",
    ),
)
#: What one may be asked to do besides the transfer.
TASKS = (*ACCESS, *FINDING, *CONTACT, *REACHING, *PAPERS, *PRICE[1:])
UNANSWERED = (*PRICE, *ACCESS, *FINDING, *CONTACT, *REACHING, *AGENT, *PAPERS)
#: Alone in a message without a wish, they make it another matter.
ANOTHER_MATTER = (*UNANSWERED, *EXAM_TO_COME, *COMPLAINT, *INVOICE, *CLOSING)
