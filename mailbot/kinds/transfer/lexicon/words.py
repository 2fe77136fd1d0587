"""The verbs of moving a result, the things that are no result, the mark that stands for a verb."""

import re

# transferer, tranferer, trasférer, transfairer, trensfert, transfrer, transeferer, tansferer…
TRANSFER = re.compile(
    r"(?<![._%-])\b(?:re)?(?:tr[aeo]?n?s?|trans[ -]"
    r"|t[ae]n?s)f{1,2}[aei]{0,2}r{1,2}(?!ontal)(?P<end>[a-z]{0,7})\b(?!-enc|%)"
    r"|\b(?:tranfse|transefe|transver(?=e|t)|transphe)r?(?P<odd>[a-z]{0,5})\b"
)
# Other verbs that say it, only together with a result, a destination and a wish.
MOVE = re.compile(
    r"(?<!ci-)(?<!ci )\b(?!repass)(?:re)?(?:deplac|demenag|gliss|consign|bascul|(?:r|re)?att?ach"
    r"|reli|li(?=er|ez|e\b"
    r"|ee|es|iez)|report(?=er|ez|e\b|ee|es|iez| d)|vers(?=er|ez|e\b|ee|es|iez"
    r"|em)|jo(?:indr|ign|int)|associ|inscri|appliq|ajout|plac|depos|import(?!ant)"
    r"|integr|reconn|migr|transport|transmet|transmis|r?amen|emmen|r?envoy|met(?=tr"
    r"|te|ti|s\b|t\b)|mis(?=e?s?\b)|mit(?=s?\b)|mett|pass(?=er|ez|e\b|ee|es|iez)|sui(?=v)"
    r"|credit|consider|combin|jumel|recuper|conserv|gard|enregistr|copi(?=er|ez)|boug|chang"
    r"|achemin|affect"
    r"|attribu|imput"
    r"|fusionn|raccroch|accroch|rapatri|mov|port(?=er|ez|e\b|ed|ee|ing|\b)|carr(?=y|ied)|link"
    r"|put(?=\b|ting)|appl[yi]"
    r"|bring|brought|switch|shift|add(?=\b|ed|ing)|assign|copy(?! of)"
    r"|forward|connect|tie[ds]?(?=\b)|merg|roll|keep|use\b"
    r"|utilis|updat|transform|follow|end(?= up)|show(?= up| in)|appear|go(?=\b|es\b)|all(?=er\b)"
    r"|aille|recogni|honou?r|count\b|compt(?=e\b|er|ez)|place)(?P<end>[a-z]{0,8})\b"
)
# What is transferred and is no result of an exam.
FOREIGN = re.compile(
    r"appels?|calls?|telephoni\w+|argent|fonds|funds?|money|montants?|paiements?|payments?"
    r"|soldes?|balance|sommes?"
    r"|permis|permits?|licen[cs]es?|boites?|mailbox(?:es)?|messageries?|courriels?|emails?"
    r"|e-mails?|mails?|messages?"
    r"|fichiers?|photos?|documents?|pieces?|comptes?|accounts?|clients?|clientes?|dettes?|debts?"
    r"|creances?|telephones?"
    r"|phones?|cellulaires?|lignes?|postes?|agents?|agences?|agency|employes?|employeurs?"
    r"|employers?|bureaux?"
    r"|proprietes?|autos?|vehicules?|cours|credits?|bail|baux|titres?|adresses?|address(?:es)?"
    r"|assurances?|demandes?"
    r"|requests?|requetes?|plaintes?|complaints?|questions?|connaissances?|actions?|reer"
    r"|hypotheques?|bancaires?"
    r"|interac|virements?|factures?|invoices?|prescriptions?|affiliations?|liens?|nom|noms|names?"
    r"|numeros?"
    r"|dates?|heures?|rendez-vous|seances?|services?|departements?|personnes?|technologi\w+"
    r"|risques?|responsabilites?|patients?|vie|site|domaine"
)
WEAK = re.compile(
    r"dos+i[ea]rs?|doss?|certif\w*|sertif\w*|files?|@|ca|cela|ceci|it|them|this|that|tout|toute"
    r"|miens?|miennes?|mine|infos?"
    r"|informations?|info|application|data|donnees|celui|ceux"
)
# Words between the verb and what it moves.
SKIPPED = re.compile(
    r"(?:[b-ik-z]|svp|stp|vous|te|plait|please|pls|plz|moi|le|la|les|un|une|mes|mon|ma|ce|cet"
    r"|cette|ces|son|sa|ses"
    r"|notre|nos|leur|leurs|de|du|des|of|the|my|his|her|our|their|these|those|over|aussi"
    r"|egalement|donc|alors"
    r"|maintenant|bien|also|now|[a-z]{3,}ment|ancien|ancienne|old|vieux|vieil|vieille|precedent"
    r"|dernier|derniere"
    r"|previous|premier|existing|necessaire|requis|request|demande|demandee|complet|final|mme|mr"
    r"|m|urgent|official)$"
)
# After these, the verb's object is not said there.
LINKS = re.compile(
    r"(?:a|au|aux|vers|dans|sur|en|to|into|onto|in|on|from|depuis|pour|for|avant|before|apres|par"
    r"|by|sous|et|and|ou"
    r"|or|mais|but|si|if|que|qu|qui|which|est|was|is|afin|car|because|quand|lorsque|merci|thanks"
    r"|thank|bonjour|bonne"
    r"|je|j|i|nous|we|nouveau|nouvelle|new|voici|avec|with|puisque|sans|des|entre|suite|when|as"
    r"|asap|cordialement"
    r"|toujours|concernant|regarding|possible|sera|soit|serait|urgence|pas|plus|plz|thx|hier"
    r"|demain|lundi|mardi"
    r"|mercredi|jeudi|vendredi|yesterday|today|aujourd|ici|here|through|voir|selon|tel|comme|no"
    r"|oui|yes|il|elle|wanted|desired|needed|required|souhaite|voulu)$"
)
# Whose hands a dossier may pass into: a change of agent, not of dossier.
OTHER_HANDS = re.compile(
    r"\b(?:a|au|aux|chez|vers|pour|to|with|at|d'un|de|d'|from|entre)\b[^,.;]{0,30}\b(?:agents?"
    r"|agences?|employeurs?"
    r"|employers?|agency|agencies|compagnies?|company|entreprises?|firmes?|collegues?|freres?"
    r"|soeurs?|conjointe?"
    r"|mari|femme|epouse|epoux|fils|fille|superviseure?s?|gestionnaires?|departement|service"
    r"|division|bureau"
    r"|personne|responsable|supervisor|manager|colleague|brother|sister|someone|quelqu'un"
    r"|ministere|ontario)\b|\bchez\b"
)
_FORM = (
    (r"t|ts|rt|.*(?:ment|tion|age)s?", "n"),
    (r".*ez", "z"),
    (r"e|.*[^r]e|.*ee|e?es|.*ees|.*ed", "p"),
)


def form(ending: str) -> str:
    """The form an ending makes: "n" noun, "z" -ez, "p" participle or the like, "v" other."""
    return next((kind for endings, kind in _FORM if re.fullmatch(endings, ending)), "v")


def mark(sentence: str, match: re.Match[str]) -> str:
    """The sentence with this verb replaced by its mark: "ne §z pas mon resultat"."""
    groups = match.groupdict()
    ending = groups.get("end") or groups.get("odd") or ""
    return f"{sentence[: match.start()]}§{form(ending)}{sentence[match.end() :]}"
