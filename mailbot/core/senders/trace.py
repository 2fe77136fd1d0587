"""The block of header fields that the office's own mail server put on top of a message."""

import re

from mailbot.values import Identity

Field = tuple[str, str]

# What the writer's own program writes: at the first of these the server's block is over, however
# the message was handed in (RFC 5321 section 4.4: trace fields are prepended).
_WRITERS = """
    from sender reply-to to cc bcc subject date message-id in-reply-to references mime-version
    user-agent x-mailer x-originating-ip dkim-signature domainkey-signature auto-submitted
    precedence thread-topic thread-index comments keywords organization list-id list-unsubscribe
    resent-from resent-to resent-date resent-message-id importance x-priority
"""
_WRITTEN = frozenset(_WRITERS.split())
_MICROSOFT = ("outlook.com", "office365.com")
_BY = re.compile(r"\bby\s+([\w.:-]{1,255})", re.IGNORECASE)
_FROM = re.compile(r"\s*from\s+([\w.:\[\]-]{1,255})(?:\s*\(([^()]{0,400})\))?", re.IGNORECASE)
_LOCAL = re.compile(r"localhost(?:\.localdomain)?|127\.\d+\.\d+\.\d+|::1", re.IGNORECASE)


def own_block(headers: tuple[Field, ...], identity: Identity) -> tuple[Field, ...]:
    """The fields above everything that another wrote: the office's server's word, and no other's.

    RFC 8601 section 5: a field is trusted for its place, since anybody can write the server's name.
    The block goes from the top to the first field of the message itself, or to the first Received
    that is not the server's. Under the server's own Received a second one counts only where the
    first says that the message came from the office's own machines (a relay inside the office).
    """
    block: list[Field] = []
    inside = True  # may the next Received be one of the office's?
    for name, value in headers:
        if name in _WRITTEN or name.startswith("content-"):
            break
        if name == "received":
            if not (inside and _is_ours(_host(_BY, value), identity)):
                break
            inside = _came_from_us(value, identity)
        block.append((name, value))
    return tuple(block)


def _host(pattern: re.Pattern[str], received: str) -> str:
    found = pattern.search(received[:2000])
    return found.group(1).lower().rstrip(".") if found else ""


def _came_from_us(received: str, identity: Identity) -> bool:
    """The client's HELO, and its name by the DNS where the server notes one, are the office's."""
    found = _FROM.match(received[:2000])
    if not found:
        return False
    helo, seen = found.group(1).lower(), (found.group(2) or "").strip().lower().split()
    names = [helo, *(name for name in seen[:1] if not name.startswith("["))]
    return all(_is_ours(name.rstrip("."), identity) or _is_local(name) for name in names)


def _is_local(name: str) -> bool:
    return _LOCAL.fullmatch(name.strip("[]")) is not None


def _is_ours(host: str, identity: Identity) -> bool:
    names = [identity.authserv_id.lower(), identity.address.rpartition("@")[2].lower()]
    if identity.anonymous_authserv:
        names.extend(_MICROSOFT)
    return any(name and (host == name or host.endswith("." + name)) for name in names)
