"""read: bytes in, a decoded mail out; whatever the bytes, and nothing lost."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from mailbot.core.machines.judgement import judge
from mailbot.core.mime.addresses import (
    LONGEST_ID,
    addresses,
    message_id,
    message_ids,
    within,
)
from mailbot.core.mime.headers import FOLD, LONGEST_FIELD, fields
from mailbot.core.mime.tree import Tree, tree_of
from mailbot.core.mime.views import LONGEST, texts_of
from mailbot.core.mime.wire import parsed
from mailbot.core.senders.sender import authenticate
from mailbot.core.voices.introductions import names_office
from mailbot.core.voices.passages import passages_of
from mailbot.values import Identity, ParsedMail, Passage, RawMessage, Text, Voice

TOPMOST_RECEIVED = re.compile(
    rb"(?:\A|\n|\r)Received[ \t]*:((?:[^\r\n]|(?:\r\n|\n|\r)[ \t])*)", re.IGNORECASE
)
END_OF_HEADER = re.compile(rb"\r\n\r\n|\n\n|\r\r")
NO_ADDRESS = "address too long"
UNREADABLE = frozenset(
    {"encrypted", "only winmail.dat", "too deep", "too many parts", "text cut", NO_ADDRESS}
)
SMIME = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
PGP = re.compile(r"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)


def read(raw: RawMessage, identity: Identity) -> ParsedMail:
    """One pass over the message. Never raises: what is wrong with it is in `defects`, and what a
    person must look at is not `readable`. `received_on` is the day in the office's time zone."""
    received_on = raw.received_at.astimezone(ZoneInfo(identity.timezone)).date()
    empty = ParsedMail(raw.received_at, received_on)
    try:
        mail = filled(empty, raw.content, identity)
        cut = raw.size > len(raw.content)
        return replace(mail, readable=False, defects=(*mail.defects, "cut")) if cut else mail
    except Exception as error:  # anybody writes to us: no message may stop the road
        return replace(empty, readable=False, defects=(f"unread: {type(error).__name__}",))


def filled(empty: ParsedMail, content: bytes, identity: Identity) -> ParsedMail:
    message, defects, whole = parsed(content)
    tree = tree_of(message)
    mail = with_header(empty, message)
    texts = (Text("subject", mail.subject), *texts_of(tree.leaves))
    passages = tuple(
        passage
        for text in texts
        for passage in passages_of(text, identity, base_voice(text.part, tree, identity))
    )
    cut = ("text cut",) if any(len(leaf.content) > LONGEST for leaf in tree.leaves) else ()
    problems = (
        *defects,
        *tree.defects,
        *cut,
        *overlong(mail),
        *closed_to_us(tree, texts, passages),
    )
    mail = replace(
        mail,
        texts=texts,
        passages=passages,
        attachments=tuple(tree.attachments),
        authentication=authenticate(mail.headers, mail.senders, mail.reply_to, identity),
        readable=whole and not UNREADABLE.intersection(problems),
        defects=problems,
    )
    nature, signs, report = judge(mail, tuple(tree.structure), identity)
    return replace(mail, nature=nature, signs=signs, report=report)


def with_header(empty: ParsedMail, message: Message) -> ParsedMail:
    headers = fields(message)
    named = [value for name, value in headers if name == "references"]
    answered = [value for name, value in headers if name == "in-reply-to"]
    mail = replace(empty, headers=headers)
    return replace(
        mail,
        message_id=message_id(mail.header("message-id")),
        references=message_ids([*named, *answered]),
        senders=addresses(message, "from"),
        reply_to=addresses(message, "reply-to"),
        subject=mail.header("subject") or "",
    )


def overlong(mail: ParsedMail) -> tuple[str, ...]:
    """What names the message or its sender, and was left out for its length."""
    unnamed = not mail.message_id and not within(mail.header("message-id") or "", LONGEST_ID)
    unknown = any(not author.address for author in mail.senders)
    return ("Message-ID too long",) * unnamed + (NO_ADDRESS,) * unknown


def base_voice(part: str, tree: Tree, identity: Identity) -> Voice:
    """Whose words the unquoted ones of a text are: in a forwarded message its sender's."""
    for path, message in reversed(tree.forwarded):
        if part.startswith(f"{path}/"):
            authors = addresses(message, "from")
            ours = any(names_office(author.address, identity) for author in authors)
            return Voice.OFFICE if ours else Voice.QUOTED
    return Voice.OWN


def closed_to_us(tree: Tree, texts: Sequence[Text], passages: Sequence[Passage]) -> tuple[str, ...]:
    """What the words are locked in, where they are: keys and formats that the Office has not."""
    kinds = [
        (part.media_type, dict(part.params)) for part in tree.structure if "/" not in part.path
    ]
    found: list[str] = []
    for media_type, params in kinds:
        sealed = params.get("smime-type", "").lower() not in ("certs-only", "signed-receipt")
        if media_type == "multipart/encrypted" or (media_type in SMIME and sealed):
            found.append("encrypted")
    if any(PGP.search(passage.content) for passage in passages if passage.voice is Voice.OWN):
        found.append("encrypted")
    written = [text for text in texts[1:] if "/" not in text.part]
    if not written and any(file.name.lower().endswith(".p7m") for file in tree.attachments):
        found.append("encrypted")
    if not written and any(file.media_type in TNEF for file in tree.attachments):
        found.append("only winmail.dat")
    return tuple(dict.fromkeys(found))


def received_at_of(content: bytes) -> datetime | None:
    """When the office's server received it: the date of the topmost Received field (RFC 5321 4.4).

    Aware; None when there is no such field or its date cannot be read.
    """
    top = END_OF_HEADER.split(content[:LONGEST_FIELD], maxsplit=1)[0]
    field = TOPMOST_RECEIVED.search(top)
    if field is None:
        return None
    day = FOLD.sub(" ", field[1].decode("ascii", "replace").rpartition(";")[2])
    try:
        received_at = parsedate_to_datetime(day.strip())
        aware = received_at if received_at.tzinfo else received_at.replace(tzinfo=UTC)
        aware.astimezone(UTC)  # the first and the last days of the calendar cannot be converted
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return aware
