"""The rules of a transfer, one function each, named after its file in rules/transfer/.

What every request about a certificate is put to is in mailbot.certificates; here is what only a
transfer is, and the whole policy.
"""

from mailbot.certificates.checks import (
    certificate_given,
    certificate_known,
    dossier_given,
    dossier_known,
    dossier_open,
    holder_same,
    request_intent,
    request_one_person,
    sender_authenticated,
    sender_holder,
)
from mailbot.certificates.exam_checks import (
    exam_extension,
    exam_found,
    exam_not_transferred,
    exam_passed,
    exam_time_left,
    exam_valid,
)
from mailbot.certificates.french import KINDS, STATUSES
from mailbot.core.kind import says, takes
from mailbot.core.rulebook import DAY, Rule
from mailbot.kinds.automatic.checks import sender_human
from mailbot.kinds.transfer.request import TransferFacts, TransferRequest
from mailbot.values import Finding


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
