"""The texts of a message in order of reading, each view of the same words once."""

import re
from collections.abc import Sequence
from itertools import groupby

from mailbot.core.mime.html import text_of
from mailbot.core.mime.tree import Leaf
from mailbot.values import Text

LONGEST = 1_000_000  #: characters read of one text
MOST_SPLIT = 100  #: words that the plain view may have cut at the end of a line
WORD = re.compile(r"[^\W_]+")
LINK = re.compile(r"https?://\S+|\[?(?:cid|image|mailto):\S+", re.IGNORECASE)
ENRICHED_TAG = re.compile(r"<[^<>\n]{0,100}>")


def texts_of(leaves: Sequence[Leaf]) -> tuple[Text, ...]:
    """Of the views of a multipart/alternative (RFC 2046 section 5.1.4) the plain one, and the
    HTML too where it has words that the plain one lacks: some plain views are only a stub."""
    found: list[Text] = []
    for alternative, group in groupby(leaves, key=lambda leaf: leaf.alternative):
        views = list(group)
        if alternative is None:
            found += [shown(leaf) for leaf in views]
        else:
            found += different(views)
    return tuple(text for text in found if text.content.strip())


def shown(leaf: Leaf) -> Text:
    content = leaf.content[:LONGEST]
    if leaf.subtype == "html":
        content = text_of(content)
    elif leaf.subtype in ("enriched", "richtext"):
        content = ENRICHED_TAG.sub("", content)
    return Text(leaf.path, content)


def different(views: Sequence[Leaf]) -> list[Text]:
    """The plain views, and each other that says more than they."""
    texts = [(leaf, shown(leaf)) for leaf in views]
    plain = "\n".join(text.content for leaf, text in texts if leaf.subtype != "html").casefold()
    return [
        text for leaf, text in texts if leaf.subtype != "html" or says_more(text.content, plain)
    ]


def says_more(page: str, said: str) -> bool:
    """Whether the page has words that are nowhere in `said`, however it wraps or spaces them."""
    words = WORD.findall(LINK.sub(" ", page.casefold()))
    run_together = "".join(WORD.findall(said))
    if "".join(words) in run_together:
        return False
    missing = {word for word in words if len(word) > 1 or word.isdigit()} - set(WORD.findall(said))
    return len(missing) > MOST_SPLIT or any(word not in run_together for word in missing)
