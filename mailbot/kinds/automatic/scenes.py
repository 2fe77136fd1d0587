"""The examples of sender_human: who wrote, and with which sign of a machine."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mailbot.core.kind import Scenes
from mailbot.core.rules.words import a_choice, a_day
from mailbot.kinds.automatic.signs import FRENCH
from mailbot.values import Authentication, Facts, Nature, Request, Sign

RECEIVED = a_day("message reçu le {}")
TODAY = a_day("décision le {}")
WRITER = a_choice(
    {
        "person": "une personne a écrit",
        "automatic": "une machine a écrit (réponse d'absence, liste, pourriel…)",
        "bounce": "un système de courriel signale un échec de remise",
    }
)
SIGN = a_choice({name: f"le message porte : {french}" for name, french in FRENCH.items()})


def set_up(inputs: Mapping[str, Any]) -> tuple[Request, Facts]:
    received_on = inputs.get("received_on", date(2021, 3, 1))
    request = Request(
        sender="anne.roy@example.org",
        sender_name="Anne Roy",
        authentication=Authentication(True),
        received_on=received_on,
        nature=Nature(inputs.get("writer", "person")),
        signs=(Sign(inputs["sign"], ""),) if "sign" in inputs else (),
    )
    return request, Facts(inputs.get("today", received_on))


SCENES = Scenes({"received_on": RECEIVED, "today": TODAY, "writer": WRITER, "sign": SIGN}, set_up)
