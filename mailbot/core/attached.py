"""The bytes of one attachment, for a person who asks for it."""

from mailbot.core.mime.encoding import octets_of
from mailbot.core.mime.tree import tree_of
from mailbot.core.mime.wire import parsed


def attached(content: bytes, part: str) -> bytes | None:
    """The decoded bytes of the attachment at this part (`Attachment.part`); None: there is none."""
    found = tree_of(parsed(content)[0]).attached.get(part)
    return None if found is None else octets_of(found)
