"""The Office's own words come back: its page, its replies, its examples."""

import re

PLACEHOLDER = re.compile(r"CAR[\s-]?20\d\d[\s-]?(?:x{4,}|\*{4,}|_{4,}|#{4,}|\.{4,})", re.IGNORECASE)
# "(CAR2021xxxxxxxx) : CAR202100534806": a line of the Office that somebody filled in.
FILLED_IN = re.compile(
    r"CAR[\s-]?20\d\d[\s-]?(?:x{4,})\W{0,12}CAR[\s.-]?20\d\d[\s.-]?\d", re.IGNORECASE
)
REAL_NUMBER = re.compile(r"CAR[\s.-]?20\d\d[\s.-]?\d", re.IGNORECASE)
# What its page asks for, in words that only the Office uses: it says "vous" to the reader.
PAGE = (
    r"num[ée]ro (?:de|du) (?:votre )?(?:nouveau dossier|certificat)\b[^.\n]{0,80}"
    r"(?:qui commence par|\(? ?(?:ex\.|exemple)|auquel le r[ée]sultat)"
    r"|(?:le )?fait que vous (?:d[ée]sirez|souhaitez|voulez)"
    r"|votre (?:souhait|d[ée]sir|volont[ée]) de (?:faire )?transf[ée]rer"
    r"|transf[ée]rer le r[ée]sultat de votre examen"
    r"|[ée]crivez [àa] infocertificat"
    r"|number of (?:your )?new (?:file|record)\b[^.\n]{0,80}(?:begin|start|e\.g\.|example)"
    r"|the fact that you (?:want|wish)"
    r"|your (?:wish|request) to (?:have )?transfer"
)
# What its letters say besides; others may say it too, so it counts only in quoted words.
LETTERS = (
    r"r[ée]sultat de votre examen"
    r"|nous avons bien re[çc]u votre (?:courriel|message|demande)"
    r"|nous n.avons pas (?:pu lire|re[çc]u|trouv[ée])"
    r"|(?:indiquez|pr[ée]cisez|fournissez)\b"
    r"|veuillez (?:nous )?(?:indiquer|fournir|pr[ée]ciser|transmettre)\b"
    r"|veuillez r[ée]pondre [àa] ce (?:courriel|message)"
    r"|votre certificat (?:temporaire )?(?:est|a) (?:expir[ée]|[ée]chu)"
    r"|cr[ée]ez un nouveau dossier"
)
PAGE_SENTENCE = re.compile(rf"\b(?:{PAGE})", re.IGNORECASE)
SENTENCE = re.compile(rf"\b(?:{PAGE}|{LETTERS})", re.IGNORECASE)
SIGNED = re.compile(
    r"^\W{0,4}(?:office de la protection du consommateur|(?:service|direction|unit[ée]) d\w{1,3} "
    r"(?:permis|certificat)\w*)\W{0,4}$",
    re.IGNORECASE | re.MULTILINE,
)
# "Le fait que vous désirez transférer le résultat : oui": a line of its list, answered on it.
ANSWERED = re.compile(
    r"[:=?\])–→-]\s{0,5}\W{0,3}(?:oui|non|yes|no|ok|x|✓|✔|☑|d['’]accord"
    r"|je (?:le )?(?:d[ée]sire|veux"
    r"|souhaite|confirme))(?!\w)(?:,? (?:svp|merci|absolument|please|thanks))?\W{0,4}$",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(r"\b(?:mon|ma|mes|je|j'ai|my|i)\b", re.IGNORECASE)


def is_office_text(text: str) -> bool:
    """Quoted words that nobody signs: are they the Office's? In doubt they are not."""
    if REAL_NUMBER.search(text) and FIRST_PERSON.search(text):
        return False
    return any(pattern.search(text) for pattern in (PLACEHOLDER, SENTENCE, SIGNED))


def is_copied(line: str) -> bool:
    """A line of the Office's page among the sender's own words, as it stood there."""
    if REAL_NUMBER.search(line) or FIRST_PERSON.search(line) or ANSWERED.search(line):
        return False
    return PAGE_SENTENCE.search(line) is not None


def is_filled_in(line: str) -> bool:
    """A line of the Office with the sender's own number behind the example, or a yes or a no."""
    if FILLED_IN.search(line):
        return True
    return ANSWERED.search(line) is not None and PAGE_SENTENCE.search(line) is not None
