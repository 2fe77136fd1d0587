"""The examples of a renewal's rules: the certificate is regular, and was not renewed.

Anne Roy, as in mailbot.certificates.scenes, was affiliated when her regular certificate expired,
unless an example says otherwise: the age of her exam does not matter.
"""

from collections.abc import Mapping
from typing import Any

from mailbot.certificates import scenes
from mailbot.certificates.vocabulary import WORDS
from mailbot.core.kind import Scenes
from mailbot.core.rules.words import a_choice
from mailbot.kinds.renewal.request import RenewalFacts, RenewalRequest

AFFILIATED = {"yes": True, "no": False, "unknown": None}
AFFILIATION = a_choice(
    {
        "yes": "la personne était liée à un agent de recouvrement à l'expiration",
        "no": "la personne n'était liée à aucun agent de recouvrement à l'expiration",
        "unknown": "le registre ne dit pas si la personne était liée à un agent à l'expiration",
    }
)


def set_up(inputs: Mapping[str, Any]) -> tuple[RenewalRequest, RenewalFacts]:
    request, facts = scenes.set_up({"certificate_kind": "regular", **inputs})
    affiliated = AFFILIATED[inputs.get("affiliated", "yes")]
    return RenewalRequest.made_of(request, named=True), RenewalFacts.of(facts, affiliated)


SCENES = Scenes({**WORDS, "affiliated": AFFILIATION}, set_up)
