"""HTML before it is parsed: is it nested beyond reason, and what it says if it is."""

import re
from html import unescape


def names(words: str) -> frozenset[str]:
    return frozenset(words.split())


DEEPEST = 2_000  #: levels; lexbor's time grows with their square: 20,000 are 3 s
FEW_TAGS = 2_000
MOST_TAGS = 100_000  #: no page that a person sends has so many; a walk over them takes a second

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})[^<>]*>")
ANY_TAG = re.compile(r"<[/!?a-zA-Z][^<>]*>")
# They end by themselves, or never contain anything.
SELF_ENDING = names(
    "p li td th tr br img hr meta input link col area base embed source track wbr option dd dt "
    "o:p tbody thead tfoot colgroup html head body"
)
# An end tag does not reach beyond these (HTML standard, "has an element in scope").
WALLS = frozenset(
    {
        "table",
        "template",
        "object",
        "marquee",
        "applet",
        "caption",
        "button",
        "select",
        "svg",
        "math",
    }
)
REACH = 64
LINES = re.compile(r"<(?:br|/?(?:p|div|tr|li|ul|ol|table|blockquote|h[1-6]))\b[^<>]*>", re.I)
CELLS = re.compile(r"<t[dh]\b[^<>]*>", re.IGNORECASE)


def too_nested(html: str) -> bool:
    """A safe guess of the depth, from above: what is left open counts for ever. So is too much."""
    marks = html.count("<")
    if marks < FEW_TAGS or marks > MOST_TAGS:
        return marks > MOST_TAGS
    open_tags: list[str] = []
    for tag in TAG.finditer(html):
        name = tag[2].lower()
        if name in SELF_ENDING:
            continue
        if not tag[1]:
            open_tags.append(name)
            if len(open_tags) > DEEPEST:
                return True
        else:
            close(open_tags, name)
    return False


def close(open_tags: list[str], name: str) -> None:
    for back in range(1, min(REACH, len(open_tags)) + 1):
        if open_tags[-back] == name:
            del open_tags[-back:]
            return
        if open_tags[-back] in WALLS:
            return


def flat_text(html: str) -> str:
    """The words without their tags, for what cannot be parsed in reasonable time."""
    text = without(html, "<!--", "-->")
    for name in ("script", "style", "head", "title", "template"):
        text = without(text, f"<{name}", f"</{name}")
    text = CELLS.sub("\t", LINES.sub("\n", text))
    return unescape(ANY_TAG.sub("", text))


def without(text: str, start: str, end: str) -> str:
    """Drop each stretch from `start` through the next `end`; an unended one reaches the end."""
    lower, pieces, at = text.lower(), [], 0
    if len(lower) != len(text):  # İ is two characters in lower case
        lower = text
    while (begin := lower.find(start, at)) >= 0:
        pieces.append(text[at:begin])
        finish = lower.find(end, begin)
        if finish < 0:
            return "".join(pieces)
        at = finish + len(end)
    return "".join([*pieces, text[at:]])
