"""A yes where the Office's text asks whether one wishes the transfer."""

from collections.abc import Sequence

from mailbot.core.fold import fold, words
from mailbot.kinds.transfer.lexicon import pleas, says
from mailbot.kinds.transfer.lexicon.words import TRANSFER, mark
from mailbot.kinds.transfer.sentences import Sentence
from mailbot.values import Passage, Voice


def answered_yes(passages: Sequence[Passage], own: Sequence[Sentence]) -> Sentence | None:
    """A yes where the Office's text, above it or below, asks whether one wishes it."""
    asked = [index for index, passage in enumerate(passages) if _asks_wish(passage)]
    if not asked:
        return None
    for sentence in own:
        if sentence.subject or not says(sentence.text, pleas.YES):
            continue
        at = _position(passages, sentence)
        if at - 1 in asked or (at < asked[0] and sentence is _first(own)):
            return sentence
    return None


def _asks_wish(passage: Passage) -> bool:
    if passage.voice not in (Voice.OFFICE, Voice.QUOTED):
        return False
    asked = words(fold(passage.content[:20_000]).text)
    verb = TRANSFER.search(asked)
    return verb is not None and any(
        says(mark(asked[max(0, x.start() - 160) : x.end() + 120], y), pleas.WISH_ASKED)
        for x in TRANSFER.finditer(asked)
        for y in TRANSFER.finditer(asked[max(0, x.start() - 160) : x.end() + 120])
    )


def _position(passages: Sequence[Passage], sentence: Sentence) -> int:
    return next(
        index
        for index, passage in enumerate(passages)
        if passage.part == sentence.part and passage.start <= sentence.start < passage.end
    )


def _first(own: Sequence[Sentence]) -> Sentence | None:
    return next((x for x in own if not x.subject and not _greets(x)), None)


def _greets(sentence: Sentence) -> bool:
    return len(sentence.text.split()) <= 3 and not says(sentence.text, pleas.YES)
