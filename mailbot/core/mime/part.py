"""One MIME part: its parameters, its name and its content, decoded."""

import re
from email.message import Message

from mailbot.core.mime.charset import clean, decode
from mailbot.core.mime.encoding import encoded_inside, octets_of
from mailbot.core.mime.flowed import unflowed
from mailbot.core.mime.headers import declared_charset, decoded
from mailbot.core.mime.wire import children, parsed

# What is not text/* and yet says something to whoever tells machines from people.
REPORTS = frozenset(
    {
        "message/delivery-status",
        "message/global-delivery-status",
        "message/disposition-notification",
        "message/global-disposition-notification",
        "message/feedback-report",
    }
)
# A multipart whose boundary or whose header was lost on the way still shows its first delimiter.
DELIMITER = re.compile(
    rb"\s{0,9}(?:[^\n]{0,200}\n){0,4}?--([^\s\"]{1,70})[ \t]*\r?\ncontent-", re.IGNORECASE
)
LOOKS_LIKE_HTML = re.compile(r"\s{0,99}<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


def content_of(part: Message, media_type: str) -> str:
    if media_type in REPORTS and part.is_multipart():
        octets = encoded_inside(part)
        if octets:
            return clean(decode(octets))
        return "\n\n".join(headers_as_text(block) for block in children(part))
    if not media_type.startswith("text/") and media_type not in REPORTS:
        return ""
    text = clean(decode(octets_of(part), declared_charset(part)))
    params = dict(params_of(part))
    if media_type == "text/plain" and params.get("format", "").lower() == "flowed":
        return unflowed(text, params.get("delsp", "").lower() == "yes")
    return text


def headers_as_text(message: Message) -> str:
    return "\n".join(f"{name}: {decoded(str(value))}" for name, value in message.raw_items())


def params_of(part: Message) -> tuple[tuple[str, str], ...]:
    try:
        params = part.get_params(failobj=[])
    except Exception:  # RFC 2231 continuations gone wrong raise TypeError, ValueError…
        return ()
    return tuple((name.lower(), flat(value)) for name, value in params[1:])


def flat(value: object) -> str:
    """A parameter as text: RFC 2231 gives (charset, language, value)."""
    return clean(str(value[2] if isinstance(value, tuple) else value))


def filename(part: Message) -> str:
    try:
        return decoded(part.get_filename() or "")
    except Exception:  # idem
        return ""


def mended(part: Message) -> Message:
    """A multipart whose boundary or header was lost on the way, parsed again by its delimiter."""
    payload = part.get_payload()
    if not isinstance(payload, str) or "\n--" not in f"\n{payload[:1000]}":
        return part
    if part.get_content_maintype() != "multipart" and part.get("content-type") is not None:
        return part
    octets = octets_of(part)
    delimiter = DELIMITER.match(octets)
    if not delimiter:
        return part
    head = b'Content-Type: multipart/mixed; boundary="' + delimiter[1] + b'"\n\n'
    return parsed(head + octets)[0]


def looks_like_html(content: str) -> bool:
    """Whatever its label: no person opens a letter with such a tag."""
    return LOOKS_LIKE_HTML.match(content) is not None
