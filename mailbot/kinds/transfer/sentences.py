"""Cut what a person wrote into sentences, each knowing where it stands."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from mailbot.core.fold import words
from mailbot.kinds.transfer.numbers import Page
from mailbot.values import Evidence, Voice

_ABBREVIATED = re.compile(r"\bs\. ?[vt]\. ?p\b\.?|\b(?:no|tel|mme|mr|art|st|ste)\.")
_ENDS = re.compile(
    r"[.!?]+(?=[\s\"')]|$)|;|\n[ >]*\n"
    r"|\n(?=[ >]*(?:[-*>\u2022\u00b7\u25cf\u25aa]|\d{1,2} ?[.)]|[a-e]\)) )"
)
# What another wrote, between quotation marks, is not the writer's.
_ANOTHERS = re.compile(
    r"\b(?:ecrit|dit|repondu|written|wrote|said|told (?:you|me))"
    r"[ ,:]{0,3}(?:que |that )?[«\"“][^»\"”\n]{0,200}[»\"”]"
)
_MINE = re.compile(r"\b(?:j'ai|je vous ai|i|i have|i've|j'avais) \Z")
_MARKS = str.maketrans("@§", "%%")  # they mean something to the lexicon
_QUOTE_MARKS = re.compile(r"(?m)^[ ]?>[> ]*")
_ITEM = re.compile(r"[ ]*(?:[-*\u2022]|\d{1,2} ?[.)]) ")
_SAYS = re.compile(r"[a-z0-9%@]")
_WRAPPED = 40  #: a line at least so long goes on in the next
_LONGEST = 1_500  #: characters of one sentence: a pattern never sees more


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` is folded, on one line, with @ for the Office's numbers; start:end is in the part."""

    text: str
    part: str
    start: int
    end: int
    quote: str
    subject: bool
    voice: Voice

    def evidence(self, field: str) -> Evidence:
        return Evidence(field, "true", self.quote, self.part, self.start, self.end)


def sentences(pages: Iterable[Page]) -> Iterator[Sentence]:
    for page in pages:
        yield from _sentences(page)


def _sentences(page: Page) -> Iterator[Sentence]:
    text = _plain(page)
    start = 0
    for end in _ends(text):
        for first in range(start, end, _LONGEST):
            sentence = _sentence(page, text, first, min(end, first + _LONGEST))
            if sentence:
                yield sentence
        start = end


def _ends(text: str) -> Iterator[int]:
    for match in _ENDS.finditer(text):
        yield match.end() if match.group()[0] != "\n" else match.start() + 1
    yield len(text)


def _plain(page: Page) -> str:
    """The page with a mark for each number and commas for the ends of short lines, same length."""
    text = page.folded.text.translate(_MARKS)
    pieces, at = [], 0
    for found in page.found:
        pieces += [text[at : found.start], "@".ljust(found.end - found.start)]
        at = found.end
    text = "".join((*pieces, text[at:]))
    text = _ABBREVIATED.sub(
        lambda match: match.group().replace(".", "").replace(" ", "").ljust(len(match.group())),
        text,
    )
    text = _ANOTHERS.sub(lambda match: _unless_mine(match, text), text)
    text = _QUOTE_MARKS.sub(lambda match: " " * len(match.group()), text)
    lines = text.split("\n")
    ends = (_end(line, after) for line, after in pairwise(lines))
    return "".join(chain(*zip(lines, ends, strict=False), lines[-1:]))


def _unless_mine(match: re.Match[str], text: str) -> str:
    mine = _MINE.search(text, max(0, match.start() - 20), match.start())
    return match.group() if mine else " " * len(match.group())


def _end(line: str, after: str) -> str:
    """A line end stays one, but a comma ends a short line that is no paragraph's last."""
    going_on = len(line) >= _WRAPPED or not line.strip() or not after.strip() or _ITEM.match(after)
    return "\n" if going_on else ","


def _sentence(page: Page, text: str, start: int, end: int) -> Sentence | None:
    kept = text[start:end]
    lead = len(kept) - len(kept.lstrip(" \n,"))
    trail = len(kept.rstrip(" \n,"))
    if lead >= trail or not _SAYS.search(kept):
        return None
    passage = page.passage
    first, last = page.folded.span(start + lead, start + trail)
    return Sentence(
        words(kept), passage.part, passage.start + first, passage.start + last,
        passage.content[first:last], passage.part == "subject", passage.voice,
    )  # fmt: skip
