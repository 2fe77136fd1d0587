"""The wish told without the verb of transfer, where the message gives all else that one needs."""

import re

from mailbot.kinds.transfer.lexicon import (
    RESULT,
    done,
    doubts,
    gist,
    matters,
    negations,
    polarity,
    refusals,
    says,
    spoken,
    turns,
    wishes,
)

_RESULT = re.compile(RESULT)
_EXAM = re.compile(r"\b(?:exam\w*|tests?|epreuve)\b")
# Whatever the clause of it that wishes, a sentence that says one of these is no wish.
_NO_WISH = (
    matters.ANOTHER_MATTER,
    polarity.RESCHEDULED,
    spoken.QUERIED,
    doubts.UNSETTLED,
    refusals.PREVENTED,
    negations.UNWISHED,
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
    if not says(sentence, gist.MOVED):
        return False
    # an exam alone may be moved to another day
    return not says(sentence, gist.TO_ANOTHER_DAY) or bool(_RESULT.search(_EXAM.sub("", sentence)))


def wishes_result_placed(sentence: str, around: str = "") -> bool:
    """The result, where it goes, a wish, and nothing that could be wished of it instead."""
    if not names_result_placed(sentence, around) or any(says(sentence, x) for x in _NO_WISH):
        return False
    if says(sentence, done.PUT_ALREADY) and not says(sentence, done.NOT_YET):
        return False
    if says(_RESULT.sub("§n", sentence, count=1), doubts.DOUBTED):
        return False
    return any(
        names_result_placed(clause, around) and _plainly_wished(clause)
        for clause in (sentence, *negations.CLAUSE.split(sentence))
    )


def _plainly_wished(clause: str) -> bool:
    """A wish that nothing in the clause denies or turns to something else."""
    if not (says(clause, wishes.WISHED) or says(clause, turns.TURNS)):
        return False
    if any(says(clause, table) for table in (gist.OTHERWISE, gist.PAPERS)):
        return False
    return not says(clause, negations.NEGATED) or says(clause, negations.HARMLESS)


def points_from_one_to_other(sentence: str) -> bool:
    """ "@ vers @": the way the result goes, and no word against it."""
    against = (*_NO_WISH, refusals.REFUSED, negations.NEGATED, gist.OTHERWISE, done.PUT_ALREADY)
    return says(sentence, gist.ARROW) and not any(says(sentence, table) for table in against)


def misses_result(sentence: str) -> bool:
    """The result is not where it should be: to have that mended is to have it moved there."""
    return (
        bool(_RESULT.search(sentence))
        and says(sentence, gist.PLACED)
        and says(sentence, gist.MISSING)
        and not says(sentence, refusals.REFUSED)
    )
