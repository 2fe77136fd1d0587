"""reply: the header fields that tie an answer to its message, safe from what the message wrote."""

import re
from email import policy
from email.header import Header
from typing import Any

from mailbot.core.letters.typography import plain
from mailbot.values import ParsedMail

SUBJECT_AT_MOST = 150  #: characters of the sender's subject that come back
IDS_AT_MOST = 8  #: in References: the first, and the last seven
LINE_AT_MOST = 900  #: octets of identifiers on one line (RFC 5322 section 2.1.1: 998)

_FOLDED = policy.SMTP.clone(cte_type="7bit")
# One token, or identifiers that were checked: nothing in them to parse, to encode or to fold.
_AS_THEY_ARE = frozenset(
    {
        *("To", "Message-ID", "In-Reply-To", "References"),
        *("Auto-Submitted", "X-Auto-Response-Suppress", "Content-Language", "MIME-Version"),
        *("Content-Type", "Content-Transfer-Encoding"),
    }
)

_REPLY_MARK = re.compile(
    r"(?:re|ré|rép|réponse|reply|aw|sv|tr|fw|fwd)(?: ?\[\d{1,3}\]| ?\(\d{1,3}\))? ?: ?", re.I
)
_IDENTIFIER = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,800}>")


class _LetterPolicy(policy.EmailPolicy):
    """Identifiers stay whole on their line, and a subject keeps its spaces.

    Before Python 3.14 the library folds a long Message-ID into an encoded word, which no client
    threads by, and loses spaces where it cuts a subject of accented words.
    """

    def header_store_parse(self, name: str, value: Any) -> tuple[str, Any]:
        if name not in _AS_THEY_ARE and name != "Subject":
            return super().header_store_parse(name, value)
        if "\n" in value or "\r" in value:
            raise ValueError("a header field may not contain a line end")
        return name, value

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name in _AS_THEY_ARE:
            return f"{name}: {value}\r\n".encode("ascii")
        if name == "Subject":
            words = Header(str(value), None if str(value).isascii() else "utf-8", 76, name)
            folded = words.encode(linesep="\r\n")
            return f"{name}: {folded}\r\n".encode("ascii")
        return _FOLDED.fold_binary(name, value)


LETTER = _LetterPolicy(linesep="\r\n", max_line_length=76)  # RFC 2045 section 6.7


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
