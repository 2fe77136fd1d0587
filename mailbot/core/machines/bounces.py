"""What a delivery report says: which addresses failed, and which message it is about."""

import re
from email.message import Message

from flufl.bounce import all_failures

from mailbot.core.mime.tree import Structure
from mailbot.values import DeliveryReport, Identity, ParsedMail

_LONGEST = 60_000  # characters of prose read: its patterns are old, and not all of them linear
_LINES = 2_000
_MOST = 100  # addresses kept
_STATUS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_ORIGINAL = frozenset({"message/rfc822", "text/rfc822-headers", "message/global"})
_BLANK = re.compile(r"\r?\n[ \t]*\r?\n")
_RECIPIENT = re.compile(
    r"^(?:Final|Original)-Recipient\s{0,9}:\s{0,9}(?:[\w-]{1,40}\s{0,9};)?\s{0,9}(.{1,400})",
    re.IGNORECASE | re.MULTILINE,
)
_ACTION = re.compile(r"^Action\s{0,9}:\s{0,9}([\w-]{1,20})", re.IGNORECASE | re.MULTILINE)
_STATUS_CODE = re.compile(r"^Status\s{0,9}:\s{0,9}([245])\.", re.IGNORECASE | re.MULTILINE)
_MESSAGE_ID = re.compile(
    r"^[> \t]{0,9}(?:X-|Original-|X-Original-)?Message-ID\s{0,9}:\s{0,9}(<[^<>\s]{1,400}>)",
    re.IGNORECASE | re.MULTILINE,
)
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,253}")
_BRACKETED = re.compile(r"^[ \t]{0,20}<([^<>\s@]{1,64}@[^<>\s]{1,253})>[ \t]{0,9}:", re.MULTILINE)
# Where the mailer's own words end, and the message that it sends back begins.
_COPY = re.compile(
    r"^\W{0,12}(?:below this line|(?:this is a )?(?:copy of|unsent|returned|original|undelivered|"
    r"forwarded|en-?tetes|message (?:header|original|text|contents|follows|d'origine|renvoye))"
    r"|received ?:|return-path ?:|message-id ?:)",
    re.IGNORECASE | re.MULTILINE,
)
_NOBODY = re.compile(r"post[-_.]?master|mailer-daemon|abuse|no-?reply|support|helpdesk|root")
_DELAYED = re.compile(
    r"delayed|will be retried|being retried|warning only|retard|differee|do not need to resend",
    re.IGNORECASE,
)


def delivery_report(
    mail: ParsedMail, structure: tuple[Structure, ...], identity: Identity
) -> DeliveryReport:
    """By RFC 3464 where the mailer follows it, else by its prose; empty where neither says."""
    own = [part for part in structure if "/" not in part.path]
    failed, delayed = _status(own)
    if not failed and not delayed:
        failed, delayed = _headers(mail) or _prose(mail, own)
    return DeliveryReport(
        _clean(failed, identity), _clean(delayed, identity), _about(mail, structure)
    )


def _status(own: list[Structure]) -> tuple[list[str], list[str]]:
    """The per-recipient blocks of message/delivery-status (RFC 3464 section 2.3)."""
    failed: list[str] = []
    delayed: list[str] = []
    for part in own:
        if part.media_type not in _STATUS:
            continue
        for block in _BLANK.split(part.content[:_LONGEST]):
            recipient, action = _RECIPIENT.search(block), _ACTION.search(block)
            address = _ADDRESS.search(recipient.group(1)) if recipient else None
            code = _STATUS_CODE.search(block)
            said = action.group(1).lower() if action else ""
            if address is None:
                continue
            if said == "delayed" or (not said and code and code.group(1) == "4"):
                delayed.append(address.group())
            elif said == "failed" or (not said and (not code or code.group(1) == "5")):
                failed.append(address.group())
    return failed, delayed


def _headers(mail: ParsedMail) -> tuple[list[str], list[str]] | None:
    """Exim's and Gmail's X-Failed-Recipients."""
    named = [value for name, value in mail.headers if name == "x-failed-recipients"]
    found = _ADDRESS.findall(" ".join(named)[:_LONGEST])
    if not found:
        return None
    return ([], found) if _DELAYED.search(mail.subject) else (found, [])


def _prose(mail: ParsedMail, own: list[Structure]) -> tuple[list[str], list[str]]:
    """The old mailers' own words: flufl.bounce knows twenty dialects, and raises on some mail."""
    plain = "\n".join(part.content for part in own if part.media_type == "text/plain")
    text = "\n".join(plain[:_LONGEST].splitlines()[:_LINES])
    try:
        late, gone = all_failures(_rebuilt(mail, text))
        failed, delayed = (sorted(map(_text, each)) for each in (gone, late))  # they are sets
    except Exception:  # whatever the mailer wrote, its report is still a report
        failed, delayed = [], []
    if not failed and not delayed:
        failed = _BRACKETED.findall(text) or _named(mail, text)
    if failed and not delayed and _DELAYED.search(f"{mail.subject}\n{text[:1500]}"):
        return [], failed
    return failed, delayed


def _named(mail: ParsedMail, text: str) -> list[str]:
    """Every address in the mailer's own words but those of who wrote and who receives."""
    copy = _COPY.search(text)
    notice = text[: copy.start() if copy and copy.start() else 4000]
    header = " ".join(mail.header(name) or "" for name in ("to", "cc", "from")).lower()
    found = (
        address.strip(".").lower() for address in _ADDRESS.findall(f"{mail.subject}\n{notice}")
    )
    return [each for each in found if each not in header and not _NOBODY.match(each)]


def _rebuilt(mail: ParsedMail, text: str) -> Message:
    message = Message()
    for name in ("from", "subject", "x-mailer", "x-failed-recipients"):
        if value := mail.header(name):
            message[name] = value
    message.set_payload(text)
    return message


def _text(address: bytes | str) -> str:
    return address.decode("utf-8", "replace") if isinstance(address, bytes) else address


def _about(mail: ParsedMail, structure: tuple[Structure, ...]) -> tuple[str, ...]:
    """The Message-IDs of what came back: in the returned message, the status or the prose."""
    returned = [part.content for part in structure if part.media_type in _ORIGINAL]
    stated = [part.content for part in structure if part.media_type in _STATUS]
    prose = [part.content for part in structure if part.media_type == "text/plain"]
    for texts in (returned[:1], stated, prose):
        found = _MESSAGE_ID.findall("\n".join(texts)[:_LONGEST])
        if found:
            return tuple(dict.fromkeys(found))[:_MOST]
    return mail.references[-1:]


def _clean(addresses: list[str], identity: Identity) -> tuple[str, ...]:
    lowered = (address.strip("<>.").lower() for address in addresses)
    return tuple(dict.fromkeys(each for each in lowered if each != identity.address))[:_MOST]
