"""The lines of a text: where each stands, how deep it is quoted, what it says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

# ">" with at most one space after each: ">> words", "> > words". ">From " is mbox's, not a quote.
MARKS = re.compile(r"[ \t\u00a0]{0,8}(?:>(?!From )[ \t\u00a0]?)+")
NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\t": " "})
LONGEST_LOOKED_AT = 400  #: characters; no line that a mail program writes is longer
DEEPEST_QUOTE = 20
LONG = 55  #: characters of a line that a program cut
ANSWERS = re.compile(
    r"(?:oui|non|ok|yes|no|je|j'|i|mon|ma|mes|my|le mien|voici|car|c'est|num|n[o°]|dossier|cert)\b"
    r"|\W|\w*\d",
    re.IGNORECASE,
)
MOST_LINES = 20_000  #: beyond, the text goes on in the voice of the last line


@dataclass(frozen=True, slots=True)
class Line:
    start: int
    end: int  #: its line end included
    depth: int
    words: str  #: without quote marks and bold marks, one sort of space; cut when very long

    @property
    def blank(self) -> bool:
        return not self.words


def lines_of(text: str) -> list[Line]:
    """They cover the text. The last stands for all that follows it in an endless text."""
    lines: list[Line] = []
    start = 0
    for content in text.split("\n", MOST_LINES):
        end = min(start + len(content) + 1, len(text))
        marks = MARKS.match(content)
        quoted = marks.end() if marks else 0
        words = content[quoted : quoted + LONGEST_LOOKED_AT].translate(NO_BREAK)
        depth = min(content.count(">", 0, quoted), DEEPEST_QUOTE)
        lines.append(Line(start, end, depth, words.replace("*", "").strip()))
        start = end
    return [line for line in lines if line.start < line.end]


def rewrapped(lines: Sequence[Line]) -> list[Line]:
    """Quoted lines that a program cut once more, leaving their ends without a mark.

    Such an end stands right between two quoted lines, the first of them long and unfinished. What
    may be an answer stays one.
    """
    mended = list(lines)
    for number in range(1, len(lines) - 1):
        above, line, below = mended[number - 1], lines[number], lines[number + 1]
        if (
            line.depth < above.depth == below.depth
            and len(above.words) >= LONG
            and above.words[-1] not in ".:;?!"
            and line.words[:1].islower()
            and not ANSWERS.match(line.words)
        ):
            mended[number] = replace(line, depth=above.depth)
    return mended
