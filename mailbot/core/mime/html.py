"""HTML to the text that a reader of it sees: lines, cells and quotes, without what is hidden."""

from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mailbot.core.mime.charset import clean
from mailbot.core.mime.markup import flat_text, names, too_nested
from mailbot.core.mime.sheet import Gap, Sheet
from mailbot.core.mime.style import Look, hidden_classes, look_of

BLOCKS = names(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header html legend li main menu nav ol p pre "
    "section summary table tbody tfoot thead tr ul caption"
)
APART = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "dl", "table"})  #: a blank line around
CELLS = frozenset({"td", "th"})
UNSEEN = names(
    "script style head title template iframe object audio video canvas svg math noframes noembed "
    "datalist -comment -doctype"
)
PREFORMATTED = frozenset({"pre", "textarea", "listing", "xmp", "plaintext"})
DEEPEST_QUOTE = 20


def text_of(html: str) -> str:
    """What the page says. Quoted lines begin with ">" (RFC 3676 section 4.5), cells are apart by
    tabs, no-break spaces stay. Never raises; what is nested beyond reason loses its structure."""
    if too_nested(html):
        return clean(flat_text(html)).strip()
    try:
        root = LexborHTMLParser(html).root
    except Exception:  # the parser is not ours, and the page is anybody's
        root = None
    if root is None:
        return clean(flat_text(html)).strip()
    page = Page(hidden_classes(html))
    page.walk(root)
    return page.sheet.text()


class Page:
    """One walk over the tree, without recursion: pages nest as deep as they like."""

    def __init__(self, unseen: frozenset[str]) -> None:
        self.sheet = Sheet()
        self._unseen = unseen  #: classes that the style sheet hides
        self._looks = [Look()]
        self._depth = 0
        self._first_cell = True

    def walk(self, root: LexborNode) -> None:
        waiting: list[tuple[LexborNode, bool]] = [(root, False)]
        while waiting:
            node, leaving = waiting.pop()
            if leaving:
                self._leave(node)
            elif self._enter(node):
                waiting.append((node, True))
                child = node.last_child
                while child is not None:
                    waiting.append((child, False))
                    child = child.prev

    def _enter(self, node: LexborNode) -> bool:
        """Write what the element begins with; say whether to go into it."""
        tag = node.tag or ""
        if tag == "-text":
            self._write(node.text_content or "")
        elif tag == "br":
            self.sheet.line_break()
        elif tag == "hr":
            self.sheet.rule()
        elif tag not in UNSEEN:
            return self._begin(node, tag)
        return False

    def _write(self, text: str) -> None:
        look = self._looks[-1]
        if look.shrunk:
            return
        if look.preformatted:
            self.sheet.verbatim(clean(text))
        else:
            self.sheet.words(text)

    def _begin(self, node: LexborNode, tag: str) -> bool:
        attributes = node.attributes
        look = look_of(attributes, self._looks[-1], self._unseen) if attributes else None
        look = look or self._looks[-1].within()
        if look.hidden:
            return False
        if tag in PREFORMATTED:
            look = look.verbatim()
        self._looks.append(look)
        if tag == "tr":
            self._first_cell = True
        if tag in CELLS:
            self._cell()
        elif is_quote(tag, attributes, look):
            self._quote(1)
        elif tag in BLOCKS or look.block:
            self.sheet.block(gap_around(tag, look))
        if tag == "li":
            self.sheet.bullet()
        return True

    def _leave(self, node: LexborNode) -> None:
        tag, look = node.tag or "", self._looks.pop()
        if tag in CELLS:
            self._first_cell = False
        elif is_quote(tag, node.attributes, look):
            self._quote(-1)
        elif tag in BLOCKS or look.block:
            self.sheet.block(gap_around(tag, look))

    def _cell(self) -> None:
        if self._first_cell:
            self.sheet.block()
        else:
            self.sheet.cell()

    def _quote(self, step: int) -> None:
        self._depth += step
        self.sheet.quote(min(self._depth, DEEPEST_QUOTE))


def gap_around(tag: str, look: Look) -> Gap:
    return Gap.BLANK if tag in APART and not look.snug else Gap.LINE


def is_quote(tag: str, attributes: Mapping[str, str | None], look: Look) -> bool:
    """Somebody's earlier words; a blockquote without a border is only an indented paragraph."""
    classes = attributes.get("class") or ""
    if tag == "div":
        return "yahoo_quoted" in classes
    if tag != "blockquote":
        return False
    cited = attributes.get("type") == "cite" or "cite" in attributes or "quote" in classes
    return cited or look.bordered is not False
