"""letters: the words that the letters about a transfer are written with.

`renseignements` may reach somebody who is not the holder: its words are only what the sender
wrote. `finalisez` goes where every identity rule held, or an agent waived it.
"""

from collections.abc import Mapping
from typing import Any

from mailbot.certificates.holders import same_address
from mailbot.kinds.transfer.repairs import as_received
from mailbot.kinds.transfer.request import Given, TransferFacts, TransferRequest
from mailbot.values import Outcome, Verdict

TRANSFERRED = (Outcome.ACCEPT, Outcome.REPEAT)
READ_AT_MOST = 3  #: values of one sort that a letter quotes


def words(
    request: TransferRequest,
    facts: TransferFacts,
    verdict: Verdict,
    described: Mapping[str, Any],
) -> Mapping[str, Any]:
    """Every word that templates/transfer declares, and `holder`, by whose name one may greet.

    `dossier` and `certificate` say what is wrong with that number: missing, malformed, unknown, or
    nothing (""); `…_read` quotes what the sender wrote of it.
    """
    reasons, last_day = verdict.reasons, described.get("last_day")
    dossier_read = _received(request, request.said_dossier, request.dossier)
    certificate_read = _received(request, request.said_certificate, request.certificate)
    return {
        "holder": _holder(request, facts, verdict),
        "dossier_number": facts.dossier_number,
        "certificate_number": facts.certificate_number,
        "last_day": last_day,
        "last_day_past": last_day is not None and facts.today > last_day,
        "already": verdict.outcome is Outcome.REPEAT,
        **_wrong("dossier", reasons, dossier_read, facts.dossier_number),
        **_wrong("certificate", reasons, certificate_read, facts.certificate_number),
        "intent_missing": "request_intent" in reasons,
    }


def _holder(request: TransferRequest, facts: TransferFacts, verdict: Verdict) -> str:
    """The dossier's holder, once it is settled that they are the one who reads the letter."""
    dossier = facts.dossier
    if verdict.outcome not in TRANSFERRED or dossier is None:
        return ""
    if not same_address(dossier.email, request.sender):
        return ""
    return f"{dossier.holder.given_name} {dossier.holder.family_name}"


def _received(request: TransferRequest, said: Given, given: Given) -> tuple[str, ...]:
    """What does not count of a sort, as this message wrote it, else as an earlier one did."""
    written = as_received(said, request.evidence) or as_received(given, request.evidence)
    return tuple(dict.fromkeys(written))


def _wrong(
    sort: str, reasons: tuple[str, ...], received: tuple[str, ...], number: str | None
) -> dict[str, Any]:
    """What to ask of one number. An unknown one is quoted as it was understood."""
    wrong, read = "", tuple[str, ...]()
    if f"{sort}_given" in reasons:
        wrong, read = "malformed" if received else "missing", received
    elif f"{sort}_known" in reasons and number:
        wrong, read = "unknown", (number,)
    return {sort: wrong, f"{sort}_read": read[:READ_AT_MOST]}
