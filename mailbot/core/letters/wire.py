"""wire: a letter's fields and its two forms as the bytes that leave (RFC 5322, RFC 2046).

Its shape is always the same, and its fields are checked or its own; so they are written, and not
parsed, folded and encoded by the library, which takes ten times as long. Before Python 3.14 the
library also folds a long Message-ID into an encoded word, which no client threads by, and loses
spaces where it cuts a subject of accented words: identifiers stay whole on their line.
"""

from binascii import b2a_qp
from collections.abc import Iterable
from email import policy
from email.header import Header
from email.headerregistry import Address
from functools import lru_cache

_FOLDED = policy.SMTP.clone(cte_type="7bit")
LINE = 76  #: characters of a subject's line (RFC 2047 section 2)


def letter(fields: Iterable[tuple[str, str]], boundary: str, text: str, html: str) -> bytes:
    """Plain text always, HTML beside it. `boundary`: "=_" in it cannot occur in quoted-printable.

    Raises ValueError for a field that holds a line end, UnicodeEncodeError for one beyond ASCII.
    """
    head = [
        *fields,
        ("MIME-Version", "1.0"),
        ("Content-Type", f'multipart/alternative; boundary="{boundary}"'),
    ]
    parts = (part("plain", text), part("html", html))
    body = b"".join(b"--" + boundary.encode() + b"\r\n" + one + b"\r\n" for one in parts)
    written = b"".join(field(name, value) for name, value in head)
    return written + b"\r\n" + body + b"--" + boundary.encode() + b"--\r\n"


def field(name: str, value: str) -> bytes:
    if "\n" in value or "\r" in value:
        raise ValueError("a header field may not contain a line end")
    return f"{name}: {subject(value) if name == 'Subject' else value}\r\n".encode("ascii")


def subject(words: str) -> str:
    """Encoded where it must be, and folded (RFC 2047)."""
    charset = None if words.isascii() else "utf-8"
    return Header(words, charset, LINE, "Subject").encode(linesep="\r\n")


@lru_cache(maxsize=8)
def sender(name: str, address: str) -> str:
    """The office as a From field says it; its name encoded where it must be."""
    value = policy.SMTP.header_factory("From", str(Address(name, addr_spec=address)))
    folded = _FOLDED.fold_binary("From", value).decode("ascii")
    return " ".join(folded.partition(":")[2].split())


def part(subtype: str, content: str) -> bytes:
    written = b2a_qp(content.encode()).replace(b"\n", b"\r\n")
    return (
        f'Content-Type: text/{subtype}; charset="utf-8"\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    ).encode("ascii") + written
