"""The wish told without the verb of transfer, where the message gives all else that one needs."""

import re

from mailbot.kinds.transfer.lexicon import (
    RESULT,
    doubts,
    gist,
    matters,
    negations,
    polarity,
    refusals,
    says,
    wishes,
)

_RESULT = re.compile(RESULT)
_EXAM = re.compile(r"\b(?:exam\w*|tests?|epreuve)\b")
_NO_WISH = (
    gist.OTHERWISE,
    matters.ANOTHER_MATTER,
    polarity.RESCHEDULED,
    doubts.UNSETTLED,
)


def names_result(sentence: str) -> bool:
    return bool(_RESULT.search(sentence))


def names_result_placed(sentence: str, around: str = "") -> bool:
    """The result, or a pronoun for the one named nearby, and where it goes or that it moves."""
    named = _RESULT.search(sentence) or (_RESULT.search(around) and says(sentence, gist.IT))
    if not named:
        return False
    if says(sentence, gist.PLACED):
        return True
    # an exam alone may be moved to another day
    return says(sentence, gist.MOVED) and bool(_RESULT.search(_EXAM.sub("", sentence)))


def wishes_result_placed(sentence: str, around: str = "") -> bool:
    """The result, where it goes, a wish, and nothing that could be wished of it instead."""
    if not names_result_placed(sentence, around) or not says(sentence, wishes.WISHED):
        return False
    if any(says(sentence, table) for table in _NO_WISH):
        return False
    if says(sentence, polarity.PUT_ALREADY) and not says(sentence, polarity.NOT_YET):
        return False
    return not says(sentence, negations.NEGATED) or says(sentence, negations.HARMLESS)


def misses_result(sentence: str) -> bool:
    """The result is not where it should be: to have that mended is to have it moved there."""
    return (
        bool(_RESULT.search(sentence))
        and says(sentence, gist.PLACED)
        and says(sentence, gist.MISSING)
        and not says(sentence, refusals.REFUSED)
    )
