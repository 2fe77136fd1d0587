"""The checks that every request about a certificate is put to, named after their rule files.

Each kind has its own rules/<kind>/<check>.toml for them: what is tested is one, what it means is
the kind's. Two days choose the version of a rule: what the sender had to write or do is judged by
the text in force the day the office's server received it; what the registry holds, the day of
decision.
"""

from dataclasses import replace

from mailbot.certificates.exam_checks import repeated
from mailbot.certificates.french import STATUSES
from mailbot.certificates.holders import same_address, same_person
from mailbot.certificates.records import CertificateFacts, CertificateRequest, as_received
from mailbot.core.french import quoted
from mailbot.core.kind import says
from mailbot.core.rulebook import Rule
from mailbot.values import Finding, Outcome


@says("why")
def sender_authenticated(
    request: CertificateRequest, facts: CertificateFacts, rule: Rule
) -> Finding | None:
    """The office's own server vouches for the one sender. The day received counts."""
    if request.authentication.passed and request.sender:
        return None
    finding = rule.objection(rule.on(request.received_on), why=request.authentication.why)
    # Nobody may waive it when there is no one address to believe: there would be none to answer.
    return finding if request.sender else replace(finding, waivable=False)


@says("dossiers", "certificates")
def request_one_person(
    request: CertificateRequest, facts: CertificateFacts, rule: Rule
) -> Finding | None:
    """One dossier, one certificate: each person asks for their own. The day received counts."""
    dossiers = request.dossier.corrected(facts.unknown)
    certificates = request.certificate.corrected(facts.unknown)
    if not dossiers.several and not certificates.several:
        return None
    return rule.objection(
        rule.on(request.received_on),
        dossiers=len(dossiers.well_formed) + len(dossiers.repaired),
        certificates=len(certificates.well_formed) + len(certificates.repaired),
    )


def request_intent(
    request: CertificateRequest, facts: CertificateFacts, rule: Rule
) -> Finding | None:
    """The wish, here or earlier in the conversation. The day received counts."""
    return None if request.intent else rule.objection(rule.on(request.received_on))


@says("received")
def dossier_given(
    request: CertificateRequest, facts: CertificateFacts, rule: Rule
) -> Finding | None:
    """There and readable; of several, request_one_person speaks. The day received counts."""
    given = request.dossier
    if facts.dossier_number or given.several:
        return None
    received = quoted(as_received(given, request.evidence))
    return rule.objection(rule.on(request.received_on), received=received)


@says("received")
def certificate_given(
    request: CertificateRequest, facts: CertificateFacts, rule: Rule
) -> Finding | None:
    """There and readable; of several, request_one_person speaks. The day received counts."""
    given = request.certificate
    if facts.certificate_number or given.several:
        return None
    received = quoted(as_received(given, request.evidence))
    return rule.objection(rule.on(request.received_on), received=received)


@says("number")
def dossier_known(
    request: CertificateRequest, facts: CertificateFacts, rule: Rule
) -> Finding | None:
    """Asked of whom the certificate names; else for a person. The day of decision counts."""
    if facts.dossier_number is None or facts.dossier:
        return None
    theirs = facts.certificate and same_address(facts.certificate.email, request.sender)
    end = Outcome.ASK if theirs else Outcome.REVIEW
    return rule.objection(rule.on(facts.today), end, number=facts.dossier_number)


@says("number")
def certificate_known(
    request: CertificateRequest, facts: CertificateFacts, rule: Rule
) -> Finding | None:
    """Asked of whom the dossier names; else for a person. The day of decision counts."""
    if facts.certificate_number is None or facts.certificate:
        return None
    theirs = facts.dossier and same_address(facts.dossier.email, request.sender)
    end = Outcome.ASK if theirs else Outcome.REVIEW
    return rule.objection(rule.on(facts.today), end, number=facts.certificate_number)


@says("number", "status")
def dossier_open(
    request: CertificateRequest, facts: CertificateFacts, rule: Rule
) -> Finding | None:
    """Open and without a result, unless it has this very one. The day of decision counts."""
    dossier = facts.dossier
    if dossier is None or repeated(facts) or (dossier.status == "open" and not dossier.has_result):
        return None
    status = STATUSES.get(dossier.status, dossier.status)
    return rule.objection(rule.on(facts.today), number=dossier.number, status=status)


def holder_same(request: CertificateRequest, facts: CertificateFacts, rule: Rule) -> Finding | None:
    """Both records are one person's. The day of decision counts."""
    dossier, certificate = facts.dossier, facts.certificate
    if dossier is None or certificate is None or same_person(dossier.holder, certificate.holder):
        return None
    return rule.objection(rule.on(facts.today))


@says("sender")
def sender_holder(
    request: CertificateRequest, facts: CertificateFacts, rule: Rule
) -> Finding | None:
    """From the dossier's own address; without one From, sender_authenticated speaks.

    A dossier without an address is nobody's, so nobody may ask for it. The day received counts.
    """
    if facts.dossier is None or not request.sender:
        return None
    if same_address(facts.dossier.email, request.sender):
        return None
    return rule.objection(rule.on(request.received_on), sender=request.sender)
