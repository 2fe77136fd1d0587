"""The wish told without the verb of transfer, where the message gives all else that one needs."""

import re

from mailbot.kinds.transfer.lexicon import (
    RESULT,
    gist,
    doubts,
    matters,
    negations,
    polarity,
    says,
    wishes,
)

_RESULT = re.compile(RESULT)
_NO_WISH = (
    gist.OTHERWISE,
    matters.ANOTHER_MATTER,
    polarity.RESCHEDULED,
    doubts.UNSETTLED,
)


def names_result_placed(sentence: str) -> bool:
    """The result, and where it goes or that it moves."""
    if not _RESULT.search(sentence):
        return False
    return says(sentence, gist.PLACED) or says(sentence, gist.MOVED)


def wishes_result_placed(sentence: str) -> bool:
    """The result, where it goes, a wish, and nothing that could be wished of it instead."""
    if not names_result_placed(sentence) or not says(sentence, wishes.WISHED):
        return False
    if any(says(sentence, table) for table in _NO_WISH):
        return False
    return not says(sentence, negations.NEGATED) or says(sentence, negations.HARMLESS)
