"""The sheet that an HTML page is written down on: lines, cells and quote marks."""

import re
from enum import IntEnum

from mailbot.core.mime.charset import clean

SPACES = re.compile(r"[ \t\n\r\f]+")  # not the no-break spaces: they are characters
RULE = "_" * 32


class Gap(IntEnum):
    """What is owed between what was written and what comes."""

    NONE = 0
    CELL = 1
    LINE = 2
    BLANK = 3


class Sheet:
    """Written on while the tree is walked; `text()` is what stands on it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._line: list[str] = []
        self._space = False
        self._gap = Gap.NONE
        self._joint = "\t"
        self._quote = 0

    def words(self, text: str) -> None:
        """Inline text: runs of white space are one space, none at the ends of a line."""
        text = SPACES.sub(" ", text)
        if text in ("", " "):
            self._space = self._space or bool(text)
            return
        self._settle()
        if (self._space or text[0] == " ") and self._line and self._line[-1] not in ("\t", " "):
            self._line.append(" ")
        self._line.append(text.strip(" "))
        self._space = text[-1] == " "

    def verbatim(self, text: str) -> None:
        """Preformatted text: white space as it is."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.line_break()
            if line:
                self._settle()
                self._line.append(line)

    def cell(self) -> None:
        """The next words are another cell of the same row."""
        self._gap = Gap.CELL if self._line else self._gap
        self._joint = "\t"
        self._space = False

    def bullet(self) -> None:
        """The next words are an item of a list, on the line of its bullet."""
        self.words("•")
        self._gap = Gap.CELL
        self._joint = " "

    def block(self, gap: Gap = Gap.LINE) -> None:
        """The next words begin a line. Within a fresh cell they do already."""
        self._space = False
        if self._gap is not Gap.CELL and (self._line or self._gap or gap is Gap.BLANK):
            self._gap = max(self._gap, gap)

    def line_break(self) -> None:
        if self._gap is Gap.CELL:
            return
        if self._gap:
            self._settle()
        self._end_line()

    def rule(self) -> None:
        self.block()
        self.words(RULE)
        self.block()

    def quote(self, depth: int) -> None:
        """What comes is quoted that deep."""
        if self._line:
            self._end_line()
        self._gap = Gap.NONE
        self._quote = depth

    def text(self) -> str:
        if self._line:
            self._end_line()
        return clean("\n".join(self._lines)).strip("\n")

    def _settle(self) -> None:
        gap, self._gap = self._gap, Gap.NONE
        if gap is Gap.CELL:
            self._line.append(self._joint)
        elif gap and self._line:
            self._end_line()
        if gap is Gap.BLANK and self._lines and self._lines[-1].strip("> "):
            self._end_line()

    def _end_line(self) -> None:
        line = "".join(self._line).rstrip(" \t")
        marks = ">" * self._quote
        self._lines.append(f"{marks} {line}" if marks and line else marks + line)
        self._line = []
        self._space = False
