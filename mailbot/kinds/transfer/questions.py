"""Whether a sentence asks something that the standard reply does not answer."""

import re

from mailbot.kinds.transfer.lexicon import asking, matters, says

_ASKS = re.compile(
    r"\b(?:comment|combien|quand|ou|quel\w*|pourquoi|qui|est-ce|puis-je|dois-je|ai-je|suis-je"
    r"|[a-z]+-(?:vous|je|il|elle|on|nous|ils)|can|could|do|does|did|is|are|will|would|should|what"
    r"|where|how|which|who|why|peut(?!-etre)|faut|y a)\b"
)
_FEWEST = 4  #: words of a question that says something


def asks(sentence: str, wishing: bool) -> bool:
    """One folded sentence; `wishing`: it names the transfer. The wish itself is no question, nor is
    what the reply says anyway."""
    if not says(sentence, asking.ASKING):
        return says(sentence, asking.TASK) and says(sentence, matters.TASKS)
    if says(sentence, matters.UNANSWERED):
        return True
    if "?" not in sentence or len(sentence.split()) < _FEWEST or not _ASKS.search(sentence):
        return False
    if says(sentence, asking.ANSWERED):
        return False
    return not wishing
