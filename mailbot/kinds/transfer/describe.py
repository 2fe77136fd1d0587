"""What is shown and kept of a transfer: what this message says, and how much time is left."""

from collections.abc import Mapping
from typing import Any

from mailbot.core.rulebook import Rules
from mailbot.kinds.transfer.repairs import as_received
from mailbot.kinds.transfer.request import Given, TransferFacts, TransferRequest
from mailbot.kinds.transfer.validity import urgent, usable_until
from mailbot.values import Facts


def describe(request: TransferRequest, facts: Facts | None, rules: Rules) -> Mapping[str, Any]:
    """`dossier_number`, `certificate_number`, `intent` and `question` are this message's own words
    (domain.md section 5); `dossier`, `certificate` and `wish`, what counts in the conversation.

    `facts` is None, or another kind's, when the message was not decided as a transfer.
    """
    known = facts if isinstance(facts, TransferFacts) else None
    dossier = known.dossier_number if known else None
    certificate = known.certificate_number if known else None
    return {
        "dossier_number": own(request.said_dossier, dossier),
        "certificate_number": own(request.said_certificate, certificate),
        "intent": request.said_intent,
        "question": request.question if request.recognised else None,
        "last_day": usable_until(known, rules) if known else None,
        "urgent": urgent(known, rules) if known else False,
        "holder_name": holder_name(known),
        "dossier": dossier,
        "certificate": certificate,
        "wish": request.intent,
        "dossier_malformed": malformed(request, request.dossier, dossier),
        "certificate_malformed": malformed(request, request.certificate, certificate),
    }


def holder_name(facts: TransferFacts | None) -> str:
    """Whose case it is, for the staff's search: the dossier's holder, else the certificate's."""
    record = (facts.dossier or facts.certificate) if facts else None
    return f"{record.holder.given_name} {record.holder.family_name}".strip() if record else ""


def own(said: Given, counts: str | None) -> str | None:
    """The one number this message gives: a repaired one only where it counts."""
    number = said.only
    return number if number in said.well_formed or number == counts else None


def malformed(request: TransferRequest, given: Given, counts: str | None) -> tuple[str, ...]:
    """What was written of a number and is of no use, as it was written."""
    return () if counts else as_received(given, request.evidence)
