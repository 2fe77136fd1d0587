"""A message without its attachments: their headers stay, and every text."""

from email import message_from_bytes, policy
from email.generator import BytesGenerator
from email.message import Message
from io import BytesIO

AS_WRITTEN = policy.compat32.clone(max_line_length=None)  # no header is folded anew


def without_attachments(content: bytes) -> bytes:
    """The message with the content of its attachments emptied; as it was when it has none, or when
    it cannot be written again.

    The caller makes sure that it still reads the same: of a malformed one nobody can tell.
    """
    message = message_from_bytes(content, policy=AS_WRITTEN)
    attached = [part for part in message.walk() if _is_attachment(part)]
    if not attached:
        return content
    for part in attached:
        part.set_payload("")
    out = BytesIO()
    linesep = "\r\n" if b"\r\n" in content else "\n"
    try:
        BytesGenerator(out, mangle_from_=False, policy=AS_WRITTEN).flatten(message, linesep=linesep)
    except (ValueError, LookupError, TypeError, AttributeError):  # too malformed to be written
        return content
    return out.getvalue()


def _is_attachment(part: Message) -> bool:
    if part.is_multipart() or part.get_content_maintype() in ("multipart", "message"):
        return False
    return part.get_content_disposition() == "attachment" or part.get_content_maintype() != "text"
