"""The rules of a renewal, one function each, named after its file in rules/renewal/.

What every request about a certificate is put to is in mailbot.certificates; here is what only a
renewal is, and the whole policy. Whoever was affiliated at expiry may use the result whatever its
age; else it must be two years old at most.
"""

from mailbot.certificates import exam_checks as shared
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
from mailbot.certificates.exam_checks import exam_found, exam_not_transferred, repeated
from mailbot.certificates.french import KINDS, STATUSES
from mailbot.certificates.validity import validity
from mailbot.core.kind import reads, says, takes
from mailbot.core.rulebook import COUNT, Rule
from mailbot.core.rules.calendar import DAYS_OFF
from mailbot.kinds.automatic.checks import sender_human
from mailbot.kinds.renewal.request import RenewalFacts, RenewalRequest
from mailbot.values import Finding


@says("number", "kind", "status", "last_valid_on")
def certificate_lapsed(request: RenewalRequest, facts: RenewalFacts, rule: Rule) -> Finding | None:
    """Regular, and expired on a day that is known and past. The day of decision counts."""
    certificate = facts.certificate
    if certificate is None:
        return None
    last = certificate.last_valid_on
    if (
        certificate.kind == "regular"
        and certificate.status == "expired"
        and last is not None
        and last < facts.today
    ):
        return None
    return rule.objection(
        rule.on(facts.today),
        number=certificate.number,
        kind=KINDS.get(certificate.kind, certificate.kind),
        status=STATUSES.get(certificate.status, certificate.status),
        last_valid_on=last or "inconnu",
    )


def exam_passed(request: RenewalRequest, facts: RenewalFacts, rule: Rule) -> Finding | None:
    """The latest pass is the one that counts, and bears a date that is not to come."""
    exam = facts.exam
    if not facts.exams or (exam and exam.passed_on and exam.passed_on <= facts.today):
        return None
    return rule.objection(rule.on(facts.today))


@says("last_day")
@reads("exam_valid")
def affiliation_known(request: RenewalRequest, facts: RenewalFacts, rule: Rule) -> Finding | None:
    """Asked only where the exam is too old to do without it. The day of decision counts."""
    period = None if repeated(facts) else validity(facts, rule.peers["exam_valid"])
    if period is None or facts.affiliated is not None or facts.today <= period.extended:
        return None
    return rule.objection(rule.on(facts.today), last_day=period.last_day)


@says("last_day", "extended")
@takes(years=COUNT, also=DAYS_OFF)
def exam_valid(request: RenewalRequest, facts: RenewalFacts, rule: Rule) -> Finding | None:
    """Two years at most, where the registry says that nobody was affiliated at expiry."""
    return shared.exam_valid(request, facts, rule) if facts.affiliated is False else None


@says("last_day", "extended")
@reads("exam_valid")
def exam_extension(request: RenewalRequest, facts: RenewalFacts, rule: Rule) -> Finding | None:
    """Not one of the days that only the extension adds, unless affiliated at expiry."""
    return None if facts.affiliated else shared.exam_extension(request, facts, rule)


@says("last_day", "days", "least_days")
@takes(least_days=COUNT, urgent_days=COUNT)
@reads("exam_valid")
def exam_time_left(request: RenewalRequest, facts: RenewalFacts, rule: Rule) -> Finding | None:
    """Time to pay and to affiliate, unless affiliated at expiry; silent past the last day."""
    return None if facts.affiliated else shared.exam_time_left(request, facts, rule)


# The whole policy, in the order an agent would check it.
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
    certificate_lapsed,
    holder_same,
    sender_holder,
    exam_found,
    exam_passed,
    exam_not_transferred,
    affiliation_known,
    exam_valid,
    exam_extension,
    exam_time_left,
)
