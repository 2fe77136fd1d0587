"""An agent's corrections, put in the place of what was read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mailbot.core.fold import fold
from mailbot.kinds.transfer.forms import CERTIFICATE, DOSSIER
from mailbot.kinds.transfer.request import Given, TransferRequest
from mailbot.kinds.transfer.written import numbers_in

_FORMS = {
    DOSSIER: "CAR, l'année (2021 ou après, jamais après celle de la réception) et 8 chiffres",
    CERTIFICATE: "CAR, l'année (avant 2021) et 6 ou 8 chiffres",
}
_YES = {"true": True, "oui": True, "false": False, "non": False}


def corrected(request: TransferRequest, corrections: Mapping[str, str]) -> TransferRequest:
    """The request as the agent reads it. ValueError, a line of French, when a form is wrong.

    What the message itself says (`said_*`) stays as it was read.
    """
    if DOSSIER in corrections:
        request = replace(request, dossier=_number(DOSSIER, corrections, request.received_on))
    if CERTIFICATE in corrections:
        request = replace(
            request, certificate=_number(CERTIFICATE, corrections, request.received_on)
        )
    if "intent" in corrections:
        request = replace(request, intent=_truth(corrections["intent"]))
    if "question" in corrections:
        request = replace(request, question=_truth(corrections["question"]))
    return request


def _number(sort: str, corrections: Mapping[str, str], received_on: date) -> Given:
    written = corrections[sort]
    read = list(numbers_in(fold(written), written, received_on.year))
    if len(read) != 1 or read[0].sort != sort or not read[0].value or read[0].repaired:
        raise ValueError(f"« {written} » n'a pas la forme attendue : {_FORMS[sort]}.")
    return Given(well_formed=(read[0].value,))


def _truth(written: str) -> bool:
    try:
        return _YES[written.strip().casefold()]
    except KeyError:
        raise ValueError(f"« {written} » : écrire « true » ou « false ».") from None
