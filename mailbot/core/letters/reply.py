"""reply: the header fields that tie an answer to its message, safe from what the message wrote."""

import re

from mailbot.core.letters.typography import plain
from mailbot.values import ParsedMail

SUBJECT_AT_MOST = 150  #: characters of the sender's subject that come back
IDS_AT_MOST = 8  #: in References: the first, and the last seven
LINE_AT_MOST = 900  #: octets of identifiers on one line (RFC 5322 section 2.1.1: 998)

_REPLY_MARK = re.compile(
    r"(?:re|ré|rép|réponse|reply|aw|sv|tr|fw|fwd)(?: ?\[\d{1,3}\]| ?\(\d{1,3}\))? ?: ?", re.I
)
_IDENTIFIER = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,800}>")


def subject_of(received: str, otherwise: str) -> str:
    """Re: and the sender's subject, once and short; `otherwise` when they wrote none."""
    line = plain(received, SUBJECT_AT_MOST)
    start = 0
    while mark := _REPLY_MARK.match(line, start):
        start = mark.end()
    # What looks like an encoded word would be decoded by those who read the header.
    bare = line[start:].replace("=?", "= ?")
    return f"Re: {bare}" if bare else otherwise


def thread_of(mail: ParsedMail) -> list[tuple[str, str]]:
    """In-Reply-To and References (RFC 5322 section 3.6.4), of well-formed identifiers only."""
    every = dict.fromkeys((*mail.references, mail.message_id))
    usable = [each for each in every if _IDENTIFIER.fullmatch(each) and "=?" not in each]
    if mail.message_id in usable:  # the one answered stands last
        usable.remove(mail.message_id)
        usable.append(mail.message_id)
    kept = usable if len(usable) <= IDS_AT_MOST else [usable[0], *usable[-IDS_AT_MOST + 1 :]]
    while len(" ".join(kept)) > LINE_AT_MOST:
        kept = kept[1:]
    thread = [("References", " ".join(kept))] if kept else []
    if mail.message_id in kept:
        thread.insert(0, ("In-Reply-To", mail.message_id))
    return thread
