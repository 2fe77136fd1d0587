"""A wish told without the verb: where the result is put, how it moves, what else is wished."""

from mailbot.kinds.transfer.lexicon import table

# What stands for the result that a sentence before named.
IT = table(
    (
        r"\b(?:il|elle|ils|elles|ca|cela|celle-ci|celui-ci|le tout)\b",
        "il faudrait qu'il aille sur @",
    ),
    (
        r"\b(?:l'|(?:le|la|les) )(?:y |voir |avoir )?(?!dossier|@|certif|numero|nouveau)[a-z]+",
        "l'inscrire",
    ),
    (r"^a [a-z]+(?:er|re|ir)\b", "à inscrire sous @"),
    (r"\bcel(?:ui|le) (?:du|de|que)\b", "mettez celui de @ dans @"),
    (r"\b(?:le miens?|la mienne|mine)\b", "que le mien passe du certificat au dossier"),
    (r"\b(?:it|that|this|them|these)\b", "please have it put on @"),
)
PLACED = table(
    (
        r"\b(?:dans|vers|a|au|aux|sur|avec|into|in|to|onto|on|inside|within|with|under)"
        r" (?:(?:mon|le|la|les|votre|ma|my|the|ce|un|cet|cette|son|her|his|their|numero|tout"
        r"|nouveau|nouvelle"
        r"|nouvo|new|newly|created|online|neuf|recent) |l')*(?:dos+i[ae]rs?|dossie|dosie|files?"
        r"|folder|@|demande (?:neuve|nouvelle|en ligne)|nouvelle demande|comptes?|account"
        r"|profils?|profile|application)",
        "que ma note soit placée dans mon nouveau dossier",
    ),
    (
        r"\bdedans\b|\binside\b|\bin there\b|\b(?:au|dans le|sur le|sous (?:le|mon)) (?:nouveau"
        r"|nouvo|neuf)\b"
        r"|\b(?:to|in|on|into) the new\b",
        "mis dedans, dans le neuf",
    ),
    (
        r"\b(?:au|a la|en) bon(?:ne)? (?:endroit|place|lieu)\b|\bwhere it (?:belongs|should)\b"
        r"|\b(?:to|in|into) the right (?:place|file|spot)\b",
        "à la bonne place",
    ),
    (
        r"\bjusque-?(?: ?la)\b|\bla-bas\b|\bde l'un a l'autre\b|\bfrom one to the other\b"
        r"|\bover there\b|\b(?:move|carry|bring|take|switch) (?:it|that|this|my exam) over\b"
        r"|\bla ou il (?:faut|doit|devrait)\b",
        "de l'un à l'autre",
    ),
    (r"\by (?!a\b|ai\b|as\b|avait|aura|compris|est\b)[a-z]{3,}", "que mon examen y apparaisse"),
    (
        r"\b(?:from|de|du) (?:\w+ )?@ (?:\w+ )?(?:to|a|vers|au|into) (?:\w+ )?@",
        "du certificat @ au dossier @",
    ),
    (
        r"\b(?:count\w*|compte\w*|compter|bon|valoir|ser(?:t|ve|vir|ves)|use\w*"
        r"|utilis\w*(?:-l[ae]s?)?(?: plutot| donc| aussi)?"
        r"|accompagn\w+|credit\w*|apply|applied|update\w*|show\w*) "
        r"(?:toward |towards |for |pour |dans |in )?(?:mon |le |my |the |ce |this |nouveau "
        r"|new )*(?:dos+iers?|file|@)",
        "I need my exam to count toward my file",
    ),
    (
        r"(?:@|\b(?:dos+iers?|file))[^.;!?]{0,40}\b(?:doi(?:t|ve)|devrait|should|must|qui|that|to"
        r"|pour)"
        r" (?:should |must |doit |devrait )?(?:recevoir|recoive|contenir|contienne|heriter|herite"
        r"|accueillir"
        r"|porter|afficher|montrer|refleter|comporter|inherit|receive|contain"
        r"|have|hold|show|reflect|inclure)\b",
        "c'est le dossier qui doit recevoir le résultat",
    ),
    (
        r"\b(?:quitte[rz]?|laisse[rz]?|leaves?)\b[^.;!?]{0,20}@[^.;!?]{0,12}\b(?:pour"
        r"|for)\b[^.;!?]{0,20}@",
        "que mon résultat quitte @ pour @",
    ),
    (
        r"\b(?:inscrire|inscrive|inscrivez|note[rz]|mettre|mettez|verse[rz]?|apparaisse|apparaitre"
        r"|figurer?|paraisse|consigner?|classe[rz]|reconnaitre|reconnaisse"
        r"|compte)\b (?:[a-z]+ ){0,2}sous (?:mon "
        r"|le |la )?(?:nouveau |nouvelle |neuf )?(?:@|dos+ier|nouv)",
        "que mon examen apparaisse sous @",
    ),
    (
        r"\b(?:from|de|du) ?(?:the |l')?(?:latter|former|old(?: one)?|ancien|vieux|premier|second"
        r"|deuxieme)"
        r"\b[^.;!?]{0,15}\b(?:to|a|au|vers)\b",
        "from the latter to the former",
    ),
    (
        r"\b(?:entre|between)\b[^.;!?]{0,60}\b(?:et|and)\b[^.;!?]{0,30}(?:\bdos+ier|\bfile|@)",
        "faire le lien entre mon examen et mon dossier",
    ),
)
MOVED = table(
    (
        r"\b(?:mov(?:e|ed|ing)|deplac\w+|bascul\w+|migr\w+|switch\w*|transport\w*|shift(?:ed)?"
        r"|rapatri\w+|carr(?:y|ied) (?:\w+ )*over|br(?:ought|ing) (?:\w+ )*over"
        r"|demenag\w+|gliss\w+|achemin\w+|suive(?:nt)?|follow)\b",
        "please move my result",
    ),
    (
        r"\b(?:take|pull|prene[zr]|prendre|sorte[zr]|sortir) (?:mon |my |the |le "
        r"|l')?<result><no-comma>\b(?:from"
        r"|de|du|hors|out)\b",
        "pls take my exam from @",
    ),
    (
        r"\b(?:rattachement|versement|virement|reconduction|inscription|transmission|migration"
        r"|deplacement|jumelage|association|ajout|report|linking|moving|porting|carry-?over"
        r"|reassignment|attachment) (?:de |du |d'|of )(?:mon |ma |mes |my |the |le |la )*<result>",
        "procéder au rattachement de mon résultat",
    ),
)
# The two numbers with nothing between but which way it goes.
ARROW = table(
    (
        r"^(?:(?:de|du|from|exam\w*|resultats?|results?|notes?|mon|my|le|the|transfert|certificat"
        r"|certificate"
        r"|ancien|old|objet|subject|d'examen|l'examen|no|numero|bonjour|hello|hi|svp"
        r"|please)[ ,:.-]*)*"
        r"@ ?(?:vers|to|a|au|into|-+>|=+>|>+|→|⇒|➔|➡) ?(?:le |mon |my |the |nouveau |new "
        r"|dossier |file )*@"
        r"(?:[ ,.!-]*(?:merci|svp|please|thanks?|thank you|s'il vous plait|beaucoup))*[ ,.!-]*$",
        "@ vers @ merci",
    ),
)
# What may also be done to an exam that is still to come.
TO_ANOTHER_DAY = table(
    (r"\b(?:mov(?:e|ed|ing)|deplac\w+|switch\w*|shift\w*|report\w*|chang\w+)\b", "move my exam"),
)
# Not there, and it should be.
MISSING = table(
    (
        r"\b(?:pas|plus|not|n't|never|jamais|rien)\b[^.;!?]{0,40}(?:\b(?:dans|au|sur|in|on|under|to"
        r"|into)\b|@)",
        "l'examen est dans @ mais pas dans @",
    ),
    (
        r"\b(?:manqu\w+|absente?|missing|introuvable|reste(?:e|es)? (?:dans|sur|sous)"
        r"|still (?:on|in|under|with)|encore (?:dans|sur|sous))\b",
        "il manque mon résultat d'examen dans @",
    ),
)
# What is wished is a paper.
PAPERS = table(
    (
        r"\b(?:attestation|releve|preuve|proof|transcript|copie|copy) (?:de|d'|of|que|that)\b",
        "une attestation de réussite de l'examen pour mettre dans mon dossier",
    ),
    (
        r"\b(?:bonne|right|correct|vraie|true) (?:note|resultat|mark|grade|score|date|one)\b"
        r"|\bn'est pas (?:la bonne|le bon)\b|\bexam\w* (?:date|time|cent(?:re|er)|fees?|seat"
        r"|room)\b",
        "veuillez mettre la bonne note",
    ),
)
# What the writer does, and does not ask for.
MYSELF = table(
    (
        r"\b(?:pour|afin) que (?:je |j'|nous )(?:puisse |l'|le |la |les |y )*§"
        r"|\bso (?:that )?i (?:can|could|may) §",
        "pour que je l'inscrive dans mon dossier",
    ),
)
# Something else is wished of the result than that it be moved.
OTHERWISE = table(
    (
        r"\b(?:savoir|sais|connaitre|comprendre|understand|know|wonder\w*|(?:me|on) demande si"
        r"|curieu\w+"
        r"|verif\w+|check\w*"
        r"|voir(?! (?:mon|ma|le|la|l') ?<no-comma>(?:\b(?:apparaitre|figurer)\b|[a-z]+ee? (?:au|a"
        r"|dans|sur|sous|@)))"
        r"|see(?! to it)|look|consult\w*|confirm\w* (?:que|si|that|if"
        r"|whether)|(?<!a-)(?<!a )dire|tell|expli\w+|trouver(?! place)|find)\b",
        "j'aimerais savoir si mon résultat est dans mon dossier",
    ),
    (
        r"\b(?:(?<!doit )(?<!devrait )(?<!qui )(?<!pour )recevoir"
        r"|(?<!should )(?<!to )(?<!must )receive|copie|copy of|send me|envoye[rz][- ]moi"
        r"|m'envoyer|m'en faire"
        r"|imprim\w+"
        r"|print\w*|download\w*|telecharg\w+|attestation|releve|transcript|preuve|proof)\b",
        "je voudrais recevoir une copie de ma note",
    ),
    (
        r"\b(?:corrig\w+|modifi\w+|correction|revis\w+|recorrection|contest\w*|appeal|dispute"
        r"|supprim\w+"
        r"|effac\w+|delet\w+|remov\w+|eras\w+|retir\w+|annul\w+|cancel\w*|pay\w*|rembours\w*"
        r"|refund\w*|report\w+ (?:mon|l')|cach\w+|hide)\b",
        "veuillez supprimer mon examen",
    ),
    (
        r"(?<!pas )(?<!not )\b(?:voudrais|veux|aimerais|souhaite|dois|want to|like to|need to"
        r"|have to)"
        r" (?:le |la |l')?(?:reprendre|refaire|repasser|retake|rewrite|redo)\b",
        "je voudrais le reprendre",
    ),
    (
        r"\b(?:inscri\w+|register\w*|sign up|book|reserver|passer|prendre|take|write|ecrire|faire"
        r"|schedule\w*) (?:(?:a|pour|for|mon|l'|le|un|une|the|an|my|prochain|next) ?)*(?:exam|test)"
        r"|\b(?:date|heure|time|place|lieu|seance|session|location) (?:de|d'|of|for) ?(?:mon |l'"
        r"|my |the )?(?:exam|test)",
        "je voudrais m'inscrire à l'examen",
    ),
)
