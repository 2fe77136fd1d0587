"""Who is named in a message, and which messages it names."""

import re
from email.message import Message
from email.utils import getaddresses

from mailbot.core.mime.headers import FOLD, declared_charset, decoded, raw_fields, unescaped
from mailbot.values import Address

MOST_ADDRESSES = 1_000
# Octets. Both are looked up by an index, which holds no more than 2,700 of a value (PostgreSQL).
LONGEST_ID = 998  #: a line (RFC 5322 section 2.1.1)
LONGEST_ADDRESS = 320  #: a local part of 64, "@", and a domain of 255 (RFC 5321 section 4.5.3.1)

ANGLED = re.compile(r"<[^<>\s]{1,998}>")
ADDRESS = re.compile(r"(?<![^\s<>()\[\],;:\"'])[^\s<>()\[\],;:\"'@]{1,254}@[^\s<>()\[\],;:\"'@]+")


def addresses(message: Message, name: str) -> tuple[Address, ...]:
    """Every mailbox of every field of this (lower-case) name, in order."""
    charset = declared_charset(message)
    found: list[Address] = []
    for _, value in raw_fields(message, name):
        found += mailboxes(unescaped(FOLD.sub(" ", value), charset))
    return tuple(found[:MOST_ADDRESSES])


def mailboxes(value: str) -> list[Address]:
    """Taken apart before the encoded words are decoded: they may hold commas and brackets."""
    try:
        pairs = getaddresses([value])
    except Exception:  # nested comments, NULs: the library may raise anything, RecursionError too
        pairs = []
    boxes = [
        Address(decoded(name), bounded(decoded(address).strip().lower()))
        for name, address in pairs
        if "@" in address and "=?" not in address
    ]
    if boxes or "@" not in (plain := decoded(value)):
        return boxes
    return [Address("", bounded(address.lower())) for address in ADDRESS.findall(plain)]


def bounded(address: str) -> str:
    """ "" when it is too long to be one. It keeps its place, so that the next is not taken for the
    only one; and it is never cut: what is left could be somebody else's."""
    return address if within(address, LONGEST_ADDRESS) else ""


def within(text: str, octets: int) -> bool:
    return len(text.encode("utf-8", "replace")) <= octets


def message_ids(values: list[str]) -> tuple[str, ...]:
    """Every identifier in the values, each once, with its angle brackets (RFC 5322 3.6.4)."""
    every = (found for value in values for found in ANGLED.findall(value))
    return tuple(dict.fromkeys(found for found in every if within(found, LONGEST_ID)))


def message_id(value: str | None) -> str:
    """One Message-ID, with the angle brackets that some senders forget; "" when there is none, or
    one too long to be one: two messages that begin alike are not the same."""
    if found := ANGLED.search(value or ""):
        one = found[0]
    else:
        words = [word.strip("<>") for word in (value or "").split()]
        one = f"<{words[0]}>" if words and words[0] else ""
    return one if within(one, LONGEST_ID) else ""
