"""A message's text cut where the voice changes or something was read, to be shown as it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mailbot.values import Evidence, ParsedMail, Text

LONGEST = 20_000  #: characters of one text on the page; the source has the rest
MOST_TEXTS = 30


@dataclass(frozen=True)
class Piece:
    """A stretch in one voice, with the numbers (from 1) of the evidence that was read in it."""

    content: str
    voice: str
    evidence: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()  #: those of them that begin here: where a link lands


@dataclass(frozen=True)
class Shown:
    """One text of the message."""

    part: str
    pieces: tuple[Piece, ...]
    cut: int = 0  #: characters that are not shown


def shown(mail: ParsedMail, evidence: Sequence[Evidence]) -> list[Shown]:
    """The texts but the subject, which the page has in its heading and may mark too."""
    return [marked(text, mail, evidence) for text in mail.texts[: MOST_TEXTS + 1]]


def marked(text: Text, mail: ParsedMail, evidence: Sequence[Evidence]) -> Shown:
    end = min(len(text.content), LONGEST)
    spans = [
        (number, one)
        for number, one in enumerate(evidence, 1)
        if one.part == text.part and one.start < end
    ]
    voices = [passage for passage in mail.passages if passage.part == text.part]
    edges = {0, end}
    edges |= {place for _, one in spans for place in (one.start, min(one.end, end))}
    edges |= {place for one in voices for place in (one.start, one.end) if place < end}
    places = sorted(edges)
    voice_at = dict.fromkeys(places, "own")
    for one in voices:
        voice_at.update(
            {place: one.voice.value for place in places if one.start <= place < one.end}
        )
    pieces = (
        Piece(
            text.content[start:stop],
            voice_at[start],
            tuple(number for number, one in spans if one.start <= start < one.end),
            tuple(number for number, one in spans if one.start == start),
        )
        for start, stop in pairwise(places)
    )
    return Shown(text.part, tuple(pieces), len(text.content) - end)
