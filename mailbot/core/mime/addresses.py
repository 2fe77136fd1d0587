"""Who is named in a message, and which messages it names."""

import re
from email.message import Message
from email.utils import getaddresses

from mailbot.core.mime.headers import FOLD, declared_charset, decoded, raw_fields, unescaped
from mailbot.values import Address

MOST_ADDRESSES = 1_000

ANGLED = re.compile(r"<[^<>\s]{1,998}>")
ADDRESS = re.compile(r"(?<![^\s<>()\[\],;:\"'])[^\s<>()\[\],;:\"'@]{1,254}@[^\s<>()\[\],;:\"'@]+")


def addresses(message: Message, name: str) -> tuple[Address, ...]:
    """Every mailbox of every field of this (lower-case) name, in order."""
    charset = declared_charset(message)
    found: list[Address] = []
    for key, value in raw_fields(message):
        if key == name:
            found += mailboxes(unescaped(FOLD.sub(" ", value), charset))
    return tuple(found[:MOST_ADDRESSES])


def mailboxes(value: str) -> list[Address]:
    """Taken apart before the encoded words are decoded: they may hold commas and brackets."""
    try:
        pairs = getaddresses([value])
    except Exception:  # nested comments, NULs: the library may raise anything, RecursionError too
        pairs = []
    boxes = [
        Address(decoded(name), decoded(address).strip().lower())
        for name, address in pairs
        if "@" in address and "=?" not in address
    ]
    if boxes or "@" not in (plain := decoded(value)):
        return boxes
    return [Address("", address.lower()) for address in ADDRESS.findall(plain)]


def message_ids(values: list[str]) -> tuple[str, ...]:
    """Every identifier in the values, each once, with its angle brackets (RFC 5322 3.6.4)."""
    return tuple(dict.fromkeys(found for value in values for found in ANGLED.findall(value)))


def message_id(value: str | None) -> str:
    """One Message-ID, with the angle brackets that some senders forget; "" when there is none."""
    if found := ANGLED.search(value or ""):
        return found[0]
    words = [word.strip("<>") for word in (value or "").split()]
    return f"<{words[0]}>" if words and words[0] else ""
