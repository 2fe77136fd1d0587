"""What no kind recognised, or more than one: always for an agent."""

from collections.abc import Mapping, Sequence
from typing import Any

from mailbot.core.kind import Kind
from mailbot.values import Nature, ParsedMail, Request


def extract(mail: ParsedMail, earlier: Sequence[Any], corrections: Mapping[str, str]) -> Request:
    return Request(
        sender=mail.sender,
        sender_name=mail.sender_name,
        authentication=mail.authentication,
        received_on=mail.received_on,
        nature=mail.nature,
        signs=mail.signs,
    )


KIND = Kind(
    "unclear",
    label="other",
    hears=Nature.PERSON,
    recognise=lambda request: False,
    extract=extract,
    propose=lambda request: "answer",
)
