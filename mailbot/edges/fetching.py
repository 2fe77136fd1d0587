"""Messages as the IMAP server gives them, in batches of bounded size; a server may not give one.

A message is given when its bytes are. Exchange refuses the FETCH of some it cannot convert, others
answer BODY[] NIL, or hang up whenever one message is asked for.
"""

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from mailbot.edges import trouble

log = logging.getLogger(__name__)

BATCH_BYTES = 4_000_000  # of one FETCH: what is in memory at once
LARGEST = 40_000_000  # bytes; of a larger message only the beginning is fetched, and it is held
BEGINNING = 1_048_576  # bytes; holds the header and, nearly always, the text parts
# Whoever may APPEND says when a message came. Outside of these years no server received anything,
# and at the calendar's ends there is no day before or after to convert or count to.
YEARS = range(1970, 9000)


# The server's limit on how much is read (Gmail, Exchange): nothing about the message.
THROTTLING = re.compile(r"OVERQUOTA|\[LIMIT\]|THROTTL|BANDWIDTH", re.IGNORECASE)


class Throttled(Exception):
    """The server gives nothing for a while, whatever is asked for."""


@dataclass(frozen=True)
class Given:
    """What the server gave of one message: all of it when size == len(content)."""

    uid: int
    content: bytes
    received_at: datetime | None  #: INTERNALDATE, aware; None: the server gives none that can be
    size: int  #: bytes on the server; 0: not known


def sizes(client: IMAPClient, uids: Sequence[int]) -> dict[int, int]:
    """Those that the server tells, in the order asked."""
    about = answered(client, uids, ["RFC822.SIZE"])
    told = ((uid, about.get(uid, {}).get(b"RFC822.SIZE")) for uid in uids)
    return {uid: int(size) for uid, size in told if size is not None}


def bodies(client: IMAPClient, group: Sequence[int], size_of: dict[int, int]) -> list[Given]:
    """The messages of a group that were given; a group is of `grouped`."""
    whole = size_of[group[0]] <= LARGEST
    item = "BODY.PEEK[]" if whole else f"BODY.PEEK[]<0.{BEGINNING}>"
    got = answered(client, group, [item, "INTERNALDATE"])
    found = (given(uid, got.get(uid, {}), size_of[uid], whole) for uid in group)
    return [one for one in found if one]


def given(uid: int, got: dict[bytes, Any], size: int, whole: bool) -> Given | None:
    """`size`: what the server said; of a message that came whole, its bytes say better (Exchange
    only estimates it)."""
    content = got.get(b"BODY[]", got.get(b"BODY[]<0>"))
    if content is None or (size and not content):
        return None
    return Given(uid, content, instant(got), len(content) if whole else size)


def instant(got: dict[bytes, Any]) -> datetime | None:
    """INTERNALDATE, when it is an instant at which a message may have come."""
    told = got.get(b"INTERNALDATE")
    if not isinstance(told, datetime):
        return None
    try:
        aware = (told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # a zone of days, or no such day in UTC
        return None
    return aware if aware.year in YEARS else None


def header(client: IMAPClient, uid: int) -> Given:
    """What there is of a message whose body is not to be had; perhaps nothing."""
    items = ["BODY.PEEK[HEADER]", "INTERNALDATE", "RFC822.SIZE"]
    got = answered(client, [uid], items).get(uid, {})
    size = int(got.get(b"RFC822.SIZE") or 0)
    return Given(uid, got.get(b"BODY[HEADER]") or b"", instant(got), size)


def answered(client: IMAPClient, uids: Sequence[int], items: list[str]) -> dict[int, Any]:
    """Nothing when the server says NO: that is about these messages, not about the connection.

    Raises Throttled when it is not about the messages either.
    """
    try:
        found: dict[int, Any] = client.fetch(uids, items)
    except IMAPClientAbortError:
        raise
    except IMAPClientError as error:
        words = trouble.one_line(str(error))
        if trouble.ODD.search(words):
            raise
        if THROTTLING.search(words):
            raise Throttled(words) from None
        log.warning("FETCH de %s message(s) refusé : %s", len(uids), words)
        return {}
    return found


def grouped(size_of: dict[int, int]) -> Iterator[list[int]]:
    """UIDs in groups of at most BATCH_BYTES; a large message stands alone."""
    group: list[int] = []
    total = 0
    for uid, size in size_of.items():
        if group and total + size > BATCH_BYTES:
            yield group
            group, total = [], 0
        group.append(uid)
        total += size
    if group:
        yield group
