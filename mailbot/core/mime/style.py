"""What the style of an HTML element hides, and what it makes of white space."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

STYLE_BLOCK = re.compile(r"<style\b[^<>]*>([^<]{0,100000})", re.IGNORECASE)
HIDING_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,2000})\}")
ONE_CLASS = re.compile(r"\s*(?:[a-z]{1,12})?\.([\w-]{1,80})\s*", re.IGNORECASE)
NOTHING_LONG = re.compile(r"0*(?:\.0*)?(?:px|pt|em|rem|ex|%|in|cm|mm)?\s*(?:!important)?")
FAR_AWAY = re.compile(r"-\s*\d{4,}")
BLOCK_DISPLAYS = ("block", "flex", "grid", "list-item", "table", "table-row")


@dataclass(frozen=True, slots=True)
class Look:
    """What an element takes over from the one around it, and how it stands itself."""

    hidden: bool = False
    shrunk: bool = False  #: font-size: 0; a child may give itself a size again
    preformatted: bool = False
    block: bool = False
    snug: bool = False  #: no margin: a paragraph that is only a line
    bordered: bool | None = None  #: None: not said

    def within(self) -> "Look":
        """Of a child that says nothing itself."""
        return Look(self.hidden, self.shrunk, self.preformatted)

    def verbatim(self) -> "Look":
        return replace(self, preformatted=True)


def declarations(style: str) -> dict[str, str]:
    """The properties of a style attribute; the last of two wins."""
    pairs = (one.partition(":") for one in style.lower().split(";"))
    return {name.strip(): value.strip() for name, colon, value in pairs if colon}


def look_of(
    attributes: Mapping[str, str | None], around: Look, hidden_classes: frozenset[str]
) -> Look:
    style = declarations(attributes.get("style") or "")
    classes = (attributes.get("class") or "").split()
    spacing = style.get("white-space", "")
    return Look(
        hidden=around.hidden
        or "hidden" in attributes
        or any(name in hidden_classes for name in classes)
        or hides(style),
        shrunk=nothing(style["font-size"]) if "font-size" in style else around.shrunk,
        preformatted=spacing.startswith(("pre", "break")) if spacing else around.preformatted,
        block=style.get("display", "").startswith(BLOCK_DISPLAYS),
        snug=any(name.startswith("Mso") for name in classes) or nothing_above(style),
        bordered=bordered(style),
    )


def hides(style: Mapping[str, str]) -> bool:
    """Ways of writing what nobody sees: preheaders, traps for filters, forgotten templates."""
    return (
        style.get("display", "").startswith("none")
        or style.get("visibility", "").startswith(("hidden", "collapse"))
        or style.get("mso-hide", "").startswith("all")
        or nothing(style.get("opacity", "1"))
        or style.get("color", "").startswith("transparent")
        or clipped(style)
        or bool(FAR_AWAY.match(style.get("text-indent", "")))
        or (
            style.get("position", "").startswith(("absolute", "fixed"))
            and any(FAR_AWAY.match(style.get(side, "")) for side in ("left", "top", "right"))
        )
    )


def clipped(style: Mapping[str, str]) -> bool:
    sizes = ("height", "max-height", "width", "max-width")
    return style.get("overflow", "").startswith(("hidden", "clip")) and any(
        nothing(style[size]) for size in sizes if size in style
    )


def nothing(length: str) -> bool:
    return bool(length) and NOTHING_LONG.fullmatch(length) is not None and "0" in length


def nothing_above(style: Mapping[str, str]) -> bool:
    margin = style.get("margin-top") or (style.get("margin", "").split() or [""])[0]
    return nothing(margin)


def bordered(style: Mapping[str, str]) -> bool | None:
    """Of a blockquote: a quote has a line at its left, an indented paragraph has none."""
    border = style.get("border-left") or style.get("border")
    if border is None:
        return None
    return not (border.startswith("none") or nothing(border.split()[0] if border else "0"))


def hidden_classes(html: str) -> frozenset[str]:
    """Classes that the page's own style sheet hides on every screen."""
    found: set[str] = set()
    for sheet in STYLE_BLOCK.findall(html) if "<style" in html.lower() else ():
        for selectors, body in HIDING_RULE.findall(everywhere(sheet)):
            if hides(declarations(body)):
                matches = (ONE_CLASS.fullmatch(one) for one in selectors.split(","))
                found.update(match[1] for match in matches if match)
    return frozenset(found)


def everywhere(sheet: str) -> str:
    """The sheet without its @media blocks, whose braces are nested, and its comments."""
    sheet = re.sub(r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/", " ", sheet)
    kept: list[str] = []
    depth, skipping = 0, False
    for piece in re.split(r"([{}])", sheet):
        if depth == 0 and piece.lstrip().startswith("@"):
            skipping = True
        if not skipping:
            kept.append(piece)
        depth += {"{": 1, "}": -1}.get(piece, 0)
        if depth <= 0 and piece == "}":
            depth, skipping = 0, False
    return "".join(kept)
