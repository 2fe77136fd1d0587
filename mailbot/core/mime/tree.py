"""The MIME tree of a message: its parts, in order, decoded."""

from dataclasses import dataclass, field
from email.message import Message

from mailbot.core.mime.encoding import encoded_inside, octets_of
from mailbot.core.mime.headers import decoded, raw_fields
from mailbot.core.mime.part import (
    REPORTS,
    content_of,
    filename,
    headers_as_text,
    looks_like_html,
    mended,
    params_of,
)
from mailbot.core.mime.wire import children, parsed
from mailbot.values import Attachment

DEEPEST = 40  #: levels; no client nests so deep
MOST_PARTS = 2_000

# text/* that no reader shows as the text of a message.
NOT_READ = frozenset(
    {"calendar", "csv", "vcard", "x-vcard", "directory", "css", "xml", "rtf", "x-amp-html"}
    | {"javascript", "rfc822-headers"}
)
FORWARDED = frozenset({"message/rfc822", "message/global", "message/news"})


@dataclass(frozen=True, slots=True)
class Structure:
    """One part of the tree, in order of reading (RFC 2045, RFC 2046).

    The path of a multipart at the root is "", of what is inside the message/rfc822 part 2, "2/…".
    `content` is the decoded text of text/*, message/delivery-status,
    message/disposition-notification and message/feedback-report, the headers of message/rfc822
    and text/rfc822-headers, and empty for everything else.
    """

    path: str
    media_type: str  #: lower case
    params: tuple[tuple[str, str], ...] = ()  #: of Content-Type, names in lower case
    disposition: str | None = None  #: lower case, without its parameters
    content: str = ""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text to read: decoded, HTML still with its tags."""

    path: str
    subtype: str  #: "plain", "html"…
    content: str
    alternative: str | None = None  #: path of the multipart/alternative that it is a view in


@dataclass(slots=True)
class Tree:
    """What the walk gathers."""

    structure: list[Structure] = field(default_factory=list)
    leaves: list[Leaf] = field(default_factory=list)
    #: (path of the message/rfc822 part, the message in it), in order
    forwarded: list[tuple[str, Message]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)
    attached: dict[str, Message] = field(default_factory=dict)  #: path → the part of an attachment


def tree_of(message: Message) -> Tree:
    tree = Tree()
    grow(tree, message, Place())
    return tree


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the tree: `prefix` is "2/" within the message/rfc822 part 2."""

    prefix: str = ""
    path: str = ""
    alternative: str | None = None
    depth: int = 0

    @property
    def leaf(self) -> str:
        return self.prefix + (self.path or "1")

    def child(self, number: int, alternative: str | None) -> "Place":
        path = f"{self.path}.{number}" if self.path else str(number)
        return Place(self.prefix, path, alternative, self.depth + 1)


def grow(tree: Tree, part: Message, place: Place) -> None:
    """Add a part and what it contains."""
    if place.depth > DEEPEST or len(tree.structure) >= MOST_PARTS:
        return note(tree, "too deep" if place.depth > DEEPEST else "too many parts")
    media_type = part.get_content_type()
    if media_type in FORWARDED and children(part):
        return grow_forwarded(tree, part, place)
    part = mended(part)
    within = children(part)
    if part.get_content_maintype() != "multipart" or not within:
        return grow_leaf(tree, part, place)
    here = place.prefix + place.path
    tree.structure.append(described(part, here))
    group = here if part.get_content_subtype() == "alternative" else place.alternative
    for number, child in enumerate(within, start=1):
        grow(tree, child, place.child(number, group))
    return None


def grow_forwarded(tree: Tree, part: Message, place: Place) -> None:
    """A message within the message: its subject, then its parts."""
    octets = encoded_inside(part)
    inner = parsed(octets)[0] if octets else children(part)[0]
    tree.structure.append(described(part, place.leaf, headers_as_text(inner)))
    tree.forwarded.append((place.leaf, inner))
    subject = decoded(str(dict(reversed(raw_fields(inner))).get("subject", "")))
    if subject:
        tree.leaves.append(Leaf(f"{place.leaf}/subject", "plain", subject))
    grow(tree, inner, Place(prefix=f"{place.leaf}/", depth=place.depth + 1))


def grow_leaf(tree: Tree, part: Message, place: Place) -> None:
    media_type, name = shown_type(part), filename(part)
    attached = part.get_content_disposition() == "attachment" or (name and place.path)
    content = content_of(part, media_type)
    tree.structure.append(described(part, place.leaf, content))
    maintype, _, subtype = media_type.partition("/")
    if maintype == "text" and subtype not in NOT_READ and not attached:
        subtype = "html" if looks_like_html(content) else subtype
        tree.leaves.append(Leaf(place.leaf, subtype, content, place.alternative))
    elif media_type not in REPORTS:
        size = len(octets_of(part))
        tree.attached[place.leaf] = part
        tree.attachments.append(Attachment(place.leaf, name, media_type, size))


def shown_type(part: Message) -> str:
    """What a reader takes the leaf for: a multipart without parts is only text."""
    return "text/plain" if part.get_content_maintype() == "multipart" else part.get_content_type()


def described(part: Message, path: str, content: str = "") -> Structure:
    disposition = part.get_content_disposition()
    return Structure(path, part.get_content_type(), params_of(part), disposition, content)


def note(tree: Tree, defect: str) -> None:
    if defect not in tree.defects:
        tree.defects.append(defect)
