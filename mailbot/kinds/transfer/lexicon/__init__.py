"""The wording of requests as data: what people write, by what it says, each row with an example.

A row is a pattern and a phrase that it must recognise; a test holds each row to its phrase. They
are read on one folded sentence (lower case, no accents, straight apostrophes, single spaces), where

    §n §z §p §v   stands for a form of "transférer" (lexicon.words.mark): noun, -ez, -é, any other
    @             stands for one of the Office's numbers

and in a pattern `<transfer>` is any §, `<result>` the exam or its result, `<no-comma>` a few words
of the same clause.
"""

from dataclasses import dataclass

from mailbot.core.needles import Sought, sought

RESULT = (
    r"\b(?:[dl]'? ?)?(?:res+u?l?t?[au]ts?|resulta[a-z]{0,2}|rezulta[a-z]{0,2}|results?"
    r"|(?<!please )(?<!prenez )(?<!prendre )(?<!\bune )(?<!\ba )(?<!\ben )notes? ?(?!that|de ce)"
    r"|scores?|marks?|grades?|(?:the|my) pass(?:ing)?|e[xg]z?[ae]m(?:[ae]n|[ae]nt|ein|ine?|un"
    r"|e)?s?|examinations?"
    r"|tests?|epreuves?|reussite|evaluation)\b"
)
_BLOCKS = {
    "<transfer>": r"§[nzpv]",
    "<result>": RESULT,
    "<no-comma>": r"[^,;:.!?]{0,60}?",
    "<adverbs>": (
        r"(?:(?:deja|bien|maintenant|enfin|already|successfully|just|now|also|aussi|[a-z]+ment) )*"
    ),
    # what may stand between a verb that governs and the transfer that it governs
    "<to>": (
        r"(?:(?:a|au|aux|ce|cela|que|de|des|du|le|la|les|un|une|mon|ma|mes|cette|on|vous|me|soit"
        r"|soient"
        r"|etre|faire|fasse|fassiez|avoir|voir|aille|demande|demander|avance|proceder|procede"
        r"|effectuer|tout"
        r"|suite|pour|resultats?|examens?|note|dossier|the|my|to|of|for|that|you|it|have|having"
        r"|get|be"
        r"|being|exam|results?|any|this|going|ahead|with|asking|request|idea|en|plus|toute)\b ?"
        r"|[a-z]{1,2}')*"
    ),
    "<pronouns>": r"(?:(?:me|nous|vous|le|la|les|lui|y|en|it|them) |l')*",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """One way of saying something, and a phrase that says it so."""

    pattern: Sought
    example: str


Table = tuple[Wording, ...]


def table(*rows: tuple[str, str]) -> Table:
    return tuple(Wording(sought(_filled(pattern)), example) for pattern, example in rows)


def says(sentence: str, wordings: Table) -> bool:
    return any(wording.pattern.search(sentence) for wording in wordings)


def _filled(pattern: str) -> str:
    for name, block in _BLOCKS.items():
        pattern = pattern.replace(name, block)
    return pattern
