"""format=flowed: paragraphs that a client cut into lines, made whole (RFC 3676)."""

import re

QUOTE_MARKS = re.compile(r">*")


def unflowed(text: str, delete_space: bool = False) -> str:
    """Join each line that ends with a space to the next of the same quote depth.

    `delete_space` is the parameter DelSp=yes. A signature separator "-- " is never joined.
    """
    paragraphs: list[str] = []
    pieces: list[str] = []
    depth = 0
    for line in text.split("\n"):
        marks = QUOTE_MARKS.match(line)
        own_depth = len(marks[0]) if marks else 0
        words = line[own_depth:].removeprefix(" ")  # space-stuffing, section 4.4
        if pieces and (own_depth != depth or words == "-- "):
            paragraphs.append(paragraph(depth, pieces))
            pieces = []
        depth = own_depth
        if words.endswith(" ") and words != "-- ":
            pieces.append(words[:-1] if delete_space else words)
            continue
        paragraphs.append(paragraph(depth, [*pieces, words]))
        pieces = []
    if pieces:
        paragraphs.append(paragraph(depth, pieces))
    return "\n".join(paragraphs)


def paragraph(depth: int, pieces: list[str]) -> str:
    words = "".join(pieces)
    return f"{'>' * depth} {words}" if depth and words else ">" * depth + words
