"""Which repaired numbers count, and how the others were received (domain.md section 5)."""

from dataclasses import replace

from mailbot.certificates.holders import same_address, same_person
from mailbot.certificates.records import as_received
from mailbot.kinds.transfer.request import TransferFacts, TransferRequest

__all__ = ["as_received", "counted", "identified", "without_certificate", "without_dossier"]


def counted(request: TransferRequest, facts: TransferFacts) -> TransferFacts:
    """The facts without the repaired numbers that do not count, as if they had been malformed.

    `facts` has what the registry holds under the one number given of each sort, repaired or not. A
    repaired number counts when the registry knows it and every identity rule that can be heard
    holds. When both records are there all three are heard. When the other number is missing or
    unknown, holder_same cannot be: the repaired one must then carry the sender's authenticated
    address itself, the test that *_known uses to tell whether a sender may be asked.
    """
    if request.dossier.only in request.dossier.repaired and facts.dossier is None:
        facts = without_dossier(facts)
    if request.certificate.only in request.certificate.repaired and facts.certificate is None:
        facts = without_certificate(facts)
    if identified(request, facts):
        return facts
    if request.dossier.only in request.dossier.repaired:
        facts = without_dossier(facts)
    if request.certificate.only in request.certificate.repaired:
        facts = without_certificate(facts)
    return facts


def identified(request: TransferRequest, facts: TransferFacts) -> bool:
    """Do the identity rules hold: sender_authenticated, sender_holder, holder_same?"""
    if not request.authentication.passed or not request.sender:
        return False
    dossier, certificate = facts.dossier, facts.certificate
    if dossier is None:
        return certificate is not None and same_address(certificate.email, request.sender)
    return same_address(dossier.email, request.sender) and (
        certificate is None or same_person(dossier.holder, certificate.holder)
    )


def without_dossier(facts: TransferFacts) -> TransferFacts:
    return replace(facts, dossier_number=None, dossier=None)


def without_certificate(facts: TransferFacts) -> TransferFacts:
    return replace(facts, certificate_number=None, certificate=None, exams=())
