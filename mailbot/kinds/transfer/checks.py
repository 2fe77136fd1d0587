"""The rules of a transfer, one function each, named after its file in rules/transfer/.

Two days choose the version of a rule: what the sender had to write or do is judged by the text in
force the day the office's server received it; what the registry holds, the day of decision.
"""

from dataclasses import replace

from mailbot.core.french import quoted
from mailbot.core.kind import says, takes
from mailbot.core.rulebook import DAY, Rule
from mailbot.kinds.automatic.checks import sender_human
from mailbot.kinds.transfer.exam_checks import (
    exam_extension,
    exam_found,
    exam_not_transferred,
    exam_passed,
    exam_time_left,
    exam_valid,
    repeated,
)
from mailbot.kinds.transfer.french import KINDS, STATUSES
from mailbot.kinds.transfer.holders import same_address, same_person
from mailbot.kinds.transfer.repairs import as_received, several
from mailbot.kinds.transfer.request import TransferFacts, TransferRequest
from mailbot.values import Finding, Outcome


@says("why")
def sender_authenticated(
    request: TransferRequest, facts: TransferFacts, rule: Rule
) -> Finding | None:
    """The office's own server vouches for the one sender. The day received counts."""
    if request.authentication.passed and request.sender:
        return None
    finding = rule.objection(rule.on(request.received_on), why=request.authentication.why)
    # Nobody may waive it when there is no one address to believe: there would be none to answer.
    return finding if request.sender else replace(finding, waivable=False)


@says("dossiers", "certificates")
def request_one_person(
    request: TransferRequest, facts: TransferFacts, rule: Rule
) -> Finding | None:
    """One dossier, one certificate: each person asks for their own. The day received counts."""
    dossiers = request.dossier.corrected(facts.unknown)
    certificates = request.certificate.corrected(facts.unknown)
    if not several(dossiers) and not several(certificates):
        return None
    return rule.objection(
        rule.on(request.received_on),
        dossiers=len(dossiers.well_formed) + len(dossiers.repaired),
        certificates=len(certificates.well_formed) + len(certificates.repaired),
    )


def request_intent(request: TransferRequest, facts: TransferFacts, rule: Rule) -> Finding | None:
    """The wish, here or earlier in the conversation. The day received counts."""
    return None if request.intent else rule.objection(rule.on(request.received_on))


@says("received")
def dossier_given(request: TransferRequest, facts: TransferFacts, rule: Rule) -> Finding | None:
    """There and readable; of several, request_one_person speaks. The day received counts."""
    given = request.dossier
    if facts.dossier_number or several(given):
        return None
    received = quoted(as_received(given, request.evidence))
    return rule.objection(rule.on(request.received_on), received=received)


@says("received")
def certificate_given(request: TransferRequest, facts: TransferFacts, rule: Rule) -> Finding | None:
    """There and readable; of several, request_one_person speaks. The day received counts."""
    given = request.certificate
    if facts.certificate_number or several(given):
        return None
    received = quoted(as_received(given, request.evidence))
    return rule.objection(rule.on(request.received_on), received=received)


@says("number")
def dossier_known(request: TransferRequest, facts: TransferFacts, rule: Rule) -> Finding | None:
    """Asked of whom the certificate names; else for a person. The day of decision counts."""
    if facts.dossier_number is None or facts.dossier:
        return None
    theirs = facts.certificate and same_address(facts.certificate.email, request.sender)
    end = Outcome.ASK if theirs else Outcome.REVIEW
    return rule.objection(rule.on(facts.today), end, number=facts.dossier_number)


@says("number")
def certificate_known(request: TransferRequest, facts: TransferFacts, rule: Rule) -> Finding | None:
    """Asked of whom the dossier names; else for a person. The day of decision counts."""
    if facts.certificate_number is None or facts.certificate:
        return None
    theirs = facts.dossier and same_address(facts.dossier.email, request.sender)
    end = Outcome.ASK if theirs else Outcome.REVIEW
    return rule.objection(rule.on(facts.today), end, number=facts.certificate_number)


@says("number", "status")
def dossier_open(request: TransferRequest, facts: TransferFacts, rule: Rule) -> Finding | None:
    """Open and without a result, unless it has this very one. The day of decision counts."""
    dossier = facts.dossier
    if dossier is None or repeated(facts) or (dossier.status == "open" and not dossier.has_result):
        return None
    status = STATUSES.get(dossier.status, dossier.status)
    return rule.objection(rule.on(facts.today), number=dossier.number, status=status)


@says("number", "kind", "status", "last_valid_on")
@takes(last_valid_on=DAY)
def certificate_temporary(
    request: TransferRequest, facts: TransferFacts, rule: Rule
) -> Finding | None:
    """Temporary, and expired with all the others. The day of decision counts."""
    certificate = facts.certificate
    if certificate is None:
        return None
    version = rule.on(facts.today)
    last_valid_on = version.parameters["last_valid_on"]
    if (
        certificate.kind == "temporary"
        and certificate.status == "expired"
        and certificate.last_valid_on == last_valid_on
    ):
        return None
    return rule.objection(
        version,
        number=certificate.number,
        kind=KINDS.get(certificate.kind, certificate.kind),
        status=STATUSES.get(certificate.status, certificate.status),
        last_valid_on=last_valid_on,
    )


def holder_same(request: TransferRequest, facts: TransferFacts, rule: Rule) -> Finding | None:
    """Both records are one person's. The day of decision counts."""
    dossier, certificate = facts.dossier, facts.certificate
    if dossier is None or certificate is None or same_person(dossier.holder, certificate.holder):
        return None
    return rule.objection(rule.on(facts.today))


@says("sender")
def sender_holder(request: TransferRequest, facts: TransferFacts, rule: Rule) -> Finding | None:
    """From the dossier's own address; without one From, sender_authenticated speaks.

    A dossier without an address is nobody's, so nobody may ask for it. The day received counts.
    """
    if facts.dossier is None or not request.sender:
        return None
    if same_address(facts.dossier.email, request.sender):
        return None
    return rule.objection(rule.on(request.received_on), sender=request.sender)


# The whole policy, in the order an agent would check it (domain.md section 6).
CHECKS = (
    sender_human,
    sender_authenticated,
    request_one_person,
    request_intent,
    dossier_given,
    certificate_given,
    dossier_known,
    certificate_known,
    dossier_open,
    certificate_temporary,
    holder_same,
    sender_holder,
    exam_found,
    exam_passed,
    exam_not_transferred,
    exam_valid,
    exam_extension,
    exam_time_left,
)
