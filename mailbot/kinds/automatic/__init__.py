"""Out-of-office replies, lists, newsletters, calendar answers, tagged spam: never answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from mailbot.core.kind import Kind
from mailbot.kinds.automatic.checks import sender_human
from mailbot.kinds.automatic.scenes import SCENES
from mailbot.values import Nature, ParsedMail, Request


def recognise(request: Request) -> bool:
    return request.nature is Nature.AUTOMATIC


def extract(mail: ParsedMail, earlier: Sequence[Any], corrections: Mapping[str, str]) -> Request:
    return Request.of(
        mail,
    )


KIND = Kind(
    "automatic",
    label="automatic",
    hears=Nature.AUTOMATIC,
    recognise=recognise,
    extract=extract,
    checks=(sender_human,),
    scenes=SCENES,
)
