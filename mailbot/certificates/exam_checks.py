"""The checks about the exam result, one function each, named after its rule file.

The day of decision chooses the version of each: the registry is judged as it stands that day.
"""

from mailbot.certificates.records import CertificateFacts, CertificateRequest
from mailbot.certificates.validity import days_left, validity
from mailbot.core.kind import reads, says, takes
from mailbot.core.rulebook import COUNT, DAY, Rule
from mailbot.core.rules.calendar import DAYS_OFF
from mailbot.values import Finding, Outcome


def exam_found(request: CertificateRequest, facts: CertificateFacts, rule: Rule) -> Finding | None:
    """The certificate has a result, whichever."""
    if facts.certificate is None or facts.exams:
        return None
    return rule.objection(rule.on(facts.today))


@says("passed_by")
@takes(passed_by=DAY)
def exam_passed(request: CertificateRequest, facts: CertificateFacts, rule: Rule) -> Finding | None:
    """The latest pass is the one that counts: when it came too late or bears no date, an earlier
    one does not stand in for it, and a person looks."""
    if not facts.exams:
        return None
    version, exam = rule.on(facts.today), facts.exam
    passed_by = version.parameters["passed_by"]
    if exam and exam.passed_on and exam.passed_on <= passed_by:
        return None
    return rule.objection(version, passed_by=passed_by)


def exam_not_transferred(
    request: CertificateRequest, facts: CertificateFacts, rule: Rule
) -> Finding | None:
    """No pass of the certificate is in a dossier yet, or only the one that counts, in this one.

    An earlier pass used elsewhere is one too many.
    """
    if facts.dossier is None or not places(facts):
        return None
    return rule.objection(
        rule.on(facts.today), Outcome.REPEAT if repeated(facts) else Outcome.REVIEW
    )


@says("last_day", "extended")
@takes(years=COUNT, also=DAYS_OFF)
def exam_valid(request: CertificateRequest, facts: CertificateFacts, rule: Rule) -> Finding | None:
    """Not past the extended last day."""
    period = None if repeated(facts) else validity(facts, rule)
    if period is None or facts.today <= period.extended:
        return None
    return rule.objection(rule.on(facts.today), last_day=period.last_day, extended=period.extended)


@says("last_day", "extended")
@reads("exam_valid")
def exam_extension(
    request: CertificateRequest, facts: CertificateFacts, rule: Rule
) -> Finding | None:
    """Not one of the days that only the extension adds."""
    period = None if repeated(facts) else validity(facts, rule.peers["exam_valid"])
    if period is None or not period.last_day < facts.today <= period.extended:
        return None
    return rule.objection(rule.on(facts.today), last_day=period.last_day, extended=period.extended)


@says("last_day", "days", "least_days")
@takes(least_days=COUNT, urgent_days=COUNT)
@reads("exam_valid")
def exam_time_left(
    request: CertificateRequest, facts: CertificateFacts, rule: Rule
) -> Finding | None:
    """Time to pay and to affiliate; silent past the last day."""
    period = None if repeated(facts) else validity(facts, rule.peers["exam_valid"])
    left = days_left(facts.today, period)
    if period is None or left is None:
        return None
    version = rule.on(facts.today)
    least = version.parameters["least_days"]
    if left >= least:
        return None
    return rule.objection(version, last_day=period.last_day, days=left, least_days=least)


def places(facts: CertificateFacts) -> set[str]:
    """The dossiers that hold a pass of the certificate."""
    return {exam.dossier_number for exam in facts.exams if exam.passed and exam.dossier_number}


def repeated(facts: CertificateFacts) -> bool:
    """The result that counts is already in this very dossier, and none is elsewhere."""
    dossier, exam = facts.dossier, facts.exam
    return (
        dossier is not None
        and exam is not None
        and exam.dossier_number == dossier.number
        and places(facts) == {dossier.number}
    )
