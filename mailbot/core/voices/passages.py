"""Whose words each passage of a text is: the sender's own, quoted, the Office's, or an ending."""

from collections.abc import Sequence
from itertools import groupby

from mailbot.core.voices.endings import endings
from mailbot.core.voices.introductions import Introduction, introductions
from mailbot.core.voices.lines import Line, lines_of, rewrapped
from mailbot.core.voices.office import is_copied, is_filled_in, is_office_text
from mailbot.values import Identity, Passage, Text, Voice

# Quoted, and nobody says from whom: a number of the group whose words tell it.
Group = int
FAR_ENOUGH = 100  #: lines looked at to see whether a program marks what it quotes


def passages_of(text: Text, identity: Identity, base: Voice = Voice.OWN) -> tuple[Passage, ...]:
    """The passages cover the text, in order. `base` is the voice of what nobody quotes: QUOTED or
    OFFICE for a forwarded message. In doubt what stands above is own, what stands below quoted."""
    lines = lines_of(text.content)
    voices = Reading(lines, identity, base).voices()
    found: list[Passage] = []
    for voice, group in groupby(zip(voices, lines, strict=True), key=lambda pair: pair[0]):
        spanned = [line for _, line in group]
        start, end = spanned[0].start, spanned[-1].end
        found.append(Passage(voice, text.part, start, end, text.content[start:end]))
    return tuple(found)


class Reading:
    """One pass down the lines: who speaks at each depth of quoting, as the introductions say."""

    def __init__(self, lines: Sequence[Line], identity: Identity, base: Voice) -> None:
        self._lines = rewrapped(lines)
        self._identity = identity
        self._base = base
        self._introductions = introductions(self._lines)
        self._speaker: dict[int, Voice | Group] = {0: base}
        self._heard: list[Voice | Group] = []
        self._groups = 0

    def voices(self) -> list[Voice]:
        number = 0
        while number < len(self._lines):
            introduction = self._introductions.get(number)
            if introduction is None:
                self._heard.append(self._at(self._lines[number].depth))
                number += 1
            else:
                speaker = self._introduced(introduction)
                number = introduction.last + 1
                self._heard += [speaker] * (number - introduction.first)
        return self._with_endings(self._decided())

    def _at(self, depth: int) -> Voice | Group:
        """Who speaks at this depth; whom the Office quotes is not the Office."""
        if depth not in self._speaker:
            around = self._at(depth - 1) if depth > 1 else self._speaker[0]
            self._speaker[depth] = Voice.QUOTED if around is Voice.OFFICE else self._new_group()
        return self._speaker[depth]

    def _new_group(self) -> Group:
        self._groups += 1
        return self._groups

    def _introduced(self, introduction: Introduction) -> Voice | Group:
        by_office = introduction.by_office(self._identity)
        speaker: Voice | Group = Voice.OFFICE if by_office else Voice.QUOTED
        if by_office is None:
            speaker = self._new_group()
        depth = self._lines[introduction.first].depth
        self._speaker = {at: who for at, who in self._speaker.items() if at <= depth}
        self._speaker[depth + 1 if self._marks_quotes(introduction) else depth] = speaker
        return speaker

    def _marks_quotes(self, introduction: Introduction) -> bool:
        """Whether the program marks each quoted line, so that the unmarked ones are an answer.

        If not, all that follows is quoted. An answer may also come first, between "a écrit :" and
        the marked lines; then more of it comes after them.
        """
        depth, first = self._lines[introduction.first].depth, introduction.last + 1
        below = [line for line in self._lines[first : first + FAR_ENOUGH] if not line.blank]
        if not below or below[0].depth > depth:
            return bool(below)
        if not introduction.attribution or below[0].depth < depth:
            return False
        deeper = [line.depth > depth for line in below]
        return any(deeper) and False in deeper[deeper.index(True) :]

    def _decided(self) -> list[Voice]:
        """The groups that nobody signs: the Office's or somebody else's, by what they say."""
        said: dict[Group, list[str]] = {}
        for speaker, line in zip(self._heard, self._lines, strict=True):
            if not isinstance(speaker, Voice):
                said.setdefault(speaker, []).append(line.words)
        named = {
            group: Voice.OFFICE if is_office_text("\n".join(words)) else Voice.QUOTED
            for group, words in said.items()
        }
        voices: list[Voice] = []
        for speaker, line in zip(self._heard, self._lines, strict=True):
            voice = speaker if isinstance(speaker, Voice) else named[speaker]
            voices.append(voices[-1] if line.blank and voices else voice)
        return voices

    def _with_endings(self, voices: list[Voice]) -> list[Voice]:
        """Own words apart from signatures, notices, and what was copied from the Office."""
        finished: list[Voice] = []
        numbered = enumerate(voices)
        for voice, group in groupby(numbered, key=lambda pair: pair[1]):
            words = [self._lines[number].words for number, _ in group]
            if voice is Voice.OWN:
                finished += [
                    Voice.OFFICE if ending is Voice.OWN and is_copied(line) else ending
                    for ending, line in zip(endings(words), words, strict=True)
                ]
            elif voice is Voice.OFFICE and self._base is Voice.OWN:
                finished += [Voice.OWN if is_filled_in(line) else voice for line in words]
            else:
                finished += [voice] * len(words)
        return finished
