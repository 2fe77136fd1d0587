"""What a delivery report says: who did not receive, and which message."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mailbot.values import DeliveryReport, Nature, ParsedMail, Request


@dataclass(frozen=True, slots=True)
class BounceRequest(Request):
    """A delivery report as mailbot hears it (RFC 3464)."""

    failed: tuple[str, ...] = ()  #: addresses that failed for good, lower case
    delayed: tuple[str, ...] = ()  #: addresses that are only late
    about: tuple[str, ...] = ()  #: Message-IDs reported on, with their angle brackets


def recognise(request: Request) -> bool:
    return request.nature is Nature.BOUNCE


def extract(
    mail: ParsedMail, earlier: Sequence[Any], corrections: Mapping[str, str]
) -> BounceRequest:
    report = mail.report or DeliveryReport()
    return BounceRequest.of(
        mail,
        failed=report.failed,
        delayed=report.delayed,
        about=report.about,
    )
