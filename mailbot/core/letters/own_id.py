"""The Message-ID of our letters: made here, and known again here when one of them comes back."""

import re

_OWN = re.compile(r"<mailbot\.[0-9a-f]{20}\.[^@<>\s]{1,100}@([^@<>\s]{1,253})>")


def own_id(key: str, template: str, domain: str) -> str:
    """`key`: 20 hexadecimal digits, the same for the same letter of the same case."""
    return f"<mailbot.{key}.{template}@{domain}>"


def is_own_id(message_id: str, domain: str) -> bool:
    """Is it one of our letters'? The domain alone would not do: the staff write from there too."""
    found = _OWN.fullmatch(message_id)
    return found is not None and found[1].lower() == domain.lower()
