"""A message with its secrets replaced in every header and text; its structure stays as it came."""

import base64
import quopri
import re
from collections.abc import Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.header import Header
from email.message import Message
from email.utils import format_datetime, formataddr, getaddresses

from mailbot.core.mime.headers import decoded
from mailbot.desk.anonymous_text import Anonymiser

LISTED = ("from", "to", "cc", "bcc", "reply-to", "sender", "return-path", "resent-from")
WORDS = ("subject", "comments", "keywords", "thread-topic")  # what a person wrote
IDS = ("message-id", "in-reply-to", "references", "content-id", "original-message-id")
TRACE = (
    "received", "authentication-results", "received-spf", "dkim-signature", "arc-seal",
    "arc-message-signature", "arc-authentication-results", "x-originating-ip",
    "x-received", "x-google-dkim-signature",
)  # fmt: skip
_IP = re.compile(r"\b\d{1,3}(?:\.\d{1,3}){3}\b")
_IPV6 = re.compile(
    r"\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{1,4}\b|\b[0-9a-f:]*::[0-9a-f:]*[0-9a-f]\b", re.I
)
_HOST = re.compile(r"(?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}(?![\w=-]|\.\w)", re.I)
_SIGNED = re.compile(r"\b(header\.b|bh?)=[^;\s]+(?:\s+[^;=\s]+)*(?=;|\s*$|\s+\w+[.\w]*=)")
_BY_ID = re.compile(r"\bid\s+[\w.-]+")
_POLICY = policy.compat32.clone(max_line_length=None)


def anonymous(content: bytes, received_at: datetime, by: Anonymiser) -> bytes:
    """The message as if another person had sent it, received at the same instant (aware)."""
    message = message_from_bytes(content, policy=_POLICY)
    for part in message.walk():
        headers(part, by)
        if not part.is_multipart():
            body(part, by)
    stamped(message, received_at)
    return message.as_bytes(policy=_POLICY)


def headers(part: Message, by: Anonymiser) -> None:
    changed = [(name, header(name.lower(), str(value), by)) for name, value in part.items()]
    for name in {name for name, _ in changed}:
        del part[name]
    for name, value in changed:
        part[name] = value


def header(name: str, raw: str, by: Anonymiser) -> str:
    """What needs no change stays to the byte."""
    if name in IDS:
        return by.identifiers(raw)
    if name in TRACE:
        return trace(raw, by)
    if name == "date" or (name.startswith("content-") and name != "content-disposition"):
        return by.names(raw) if "name=" in raw else raw
    read = decoded(raw)
    said = name in WORDS
    new = listed(read, by) if name in LISTED else by.text(by.identifiers(read), runs=said)
    if new in (read, raw):
        return raw
    return new if new.isascii() else Header(new, "utf-8", header_name=name).encode()


def listed(read: str, by: Anonymiser) -> str:
    """Names and addresses, each list in its order."""
    pairs = getaddresses([read])
    if not any(address for _, address in pairs):
        return by.text(read)
    return ", ".join(formataddr((by.text(name), by.addresses(address))) for name, address in pairs)


def trace(raw: str, by: Anonymiser) -> str:
    """Servers' own lines: where it came from, and what they found."""
    value = by.addresses(_SIGNED.sub(r"\1=x", raw))
    value = _HOST.sub(
        lambda m: m.group() if ours(m.group(), by) else by.pseudonyms.domain(m.group()), value
    )
    value = _IPV6.sub("2001:db8::1", _IP.sub("192.0.2.1", value))
    return _BY_ID.sub("id x", value)


def ours(host: str, by: Anonymiser) -> bool:
    return any(host.lower() == own or host.lower().endswith(f".{own}") for own in by.ours)


def body(part: Message, by: Anonymiser) -> None:
    """A text with its words replaced; of anything else only that it was there."""
    if part.get_content_maintype() != "text":
        if part.get_content_type() != "message/delivery-status":
            empty(part)
        return
    payload = bytes(part.get_payload(decode=True) or b"")
    charset, written = in_words(payload, part.get_content_charset() or "us-ascii")
    new = by.markup(written) if part.get_content_subtype() == "html" else by.text(written)
    if new == written:
        return
    encoding = str(part.get("Content-Transfer-Encoding", "7bit")).strip().lower()
    part.set_payload(transferred(new.encode(charset, "replace"), encoding))


def in_words(payload: bytes, charset: str) -> tuple[str, str]:
    """The text, and the charset that it really is in: who says US-ASCII often writes another."""
    for name in (charset, "utf-8"):
        try:
            return name, payload.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return "latin-1", payload.decode("latin-1")


def transferred(content: bytes, encoding: str) -> str:
    """As the part says that it is encoded; bytes above 127 as the library carries them."""
    if encoding == "base64":
        return base64.encodebytes(content).decode("ascii")
    if encoding == "quoted-printable":
        return quopri.encodestring(content).decode("ascii")
    return content.decode("ascii", "surrogateescape")


def empty(part: Message) -> None:
    part.set_payload("")


def stamped(message: Message, received_at: datetime) -> None:
    """The topmost Received field says when the server received it: the museum reads it there."""
    at = format_datetime(received_at)
    fields = [(name, str(value)) for name, value in message.items()]
    place = next((n for n, (name, _) in enumerate(fields) if name.lower() == "received"), None)
    if place is None:
        fields.insert(0, ("Received", f"from mail.exemple.ca by mx.opc.gouv.qc.ca; {at}"))
    else:
        name, value = fields[place]
        fields[place] = (name, f"{value.rpartition(';')[0] or value.strip()}; {at}")
    for name in {name for name, _ in fields}:
        del message[name]
    for name, value in fields:
        message[name] = value


def texts(content: bytes) -> Iterator[str]:
    """Everything readable in a message, for whoever seeks what should not be there."""
    message = message_from_bytes(content, policy=_POLICY)
    for part in message.walk():
        for _, value in part.items():
            yield decoded(str(value))
        if part.get_content_maintype() == "text":
            payload = part.get_payload(decode=True)
            yield bytes(payload or b"").decode("utf-8", "replace")
