"""What the registry said that may be told to who wrote: what is shown to be their own, only.

A number is anybody's to write. The dossier is the sender's when it bears their address; the
certificate, when it bears it too, or when its holder is the dossier's. What an agent waived, after
making sure, counts as shown.
"""

from datetime import date

from mailbot.certificates.french import KINDS, OUTCOMES, STATUSES
from mailbot.certificates.holders import same_address, same_person
from mailbot.certificates.records import Certificate, CertificateFacts, Dossier, Exam, Holder
from mailbot.core.disclosure import Disclosure, Record
from mailbot.core.french import in_full

OF_THE_DOSSIER = frozenset({"dossier_open", "exam_not_transferred"})
OF_THE_CERTIFICATE = frozenset(
    {
        "exam_found",
        "exam_passed",
        "exam_not_transferred",
        "exam_valid",
        "exam_extension",
        "exam_time_left",
    }
)
OF_BOTH = frozenset({"holder_same"})
UNKNOWN = "inconnu"


def disclose(
    facts: CertificateFacts,
    sender: str,
    established: bool,
    waived: frozenset[str],
    own: frozenset[str],
    more: tuple[tuple[str, str], ...] = (),
) -> Disclosure:
    """`established`: the office's server, or an agent, vouches for the sender's address.

    `own`: the kind's own rules about the certificate; `more`: what its own records say of it.
    """
    dossier, certificate = facts.dossier, facts.certificate
    dossier_theirs = established and _of_sender(dossier, sender, waived)
    certificate_theirs = established and (
        _at_address(certificate, sender)
        or (dossier_theirs and _of_one_person(dossier, certificate, waived))
    )
    withheld: frozenset[str] = frozenset()
    if dossier and not dossier_theirs:
        withheld |= OF_THE_DOSSIER
    if certificate and not certificate_theirs:
        withheld |= OF_THE_CERTIFICATE | own
    if not (dossier_theirs or certificate_theirs):
        withheld |= OF_BOTH if dossier and certificate else frozenset()
    records: list[Record] = []
    if dossier and dossier_theirs:
        records.append(_dossier(dossier))
    if certificate and certificate_theirs:
        records.append(_certificate(certificate, more))
        records += [_exam(exam, certificate, facts.dossier_number) for exam in facts.exams]
    return Disclosure(tuple(records), withheld, partial=bool(withheld))


def _of_sender(dossier: Dossier | None, sender: str, waived: frozenset[str]) -> bool:
    return _at_address(dossier, sender) or (dossier is not None and "sender_holder" in waived)


def _at_address(record: Dossier | Certificate | None, sender: str) -> bool:
    return record is not None and same_address(record.email, sender)


def _of_one_person(
    dossier: Dossier | None, certificate: Certificate | None, waived: frozenset[str]
) -> bool:
    if dossier is None or certificate is None:
        return False
    return same_person(dossier.holder, certificate.holder) or "holder_same" in waived


def _dossier(dossier: Dossier) -> Record:
    return Record(
        f"dossier {dossier.number}",
        (
            *_holder(dossier.holder),
            ("adresse de courriel", dossier.email or UNKNOWN),
            ("état", STATUSES.get(dossier.status, dossier.status)),
            ("contient un résultat d'examen", "oui" if dossier.has_result else "non"),
        ),
    )


def _certificate(certificate: Certificate, more: tuple[tuple[str, str], ...]) -> Record:
    return Record(
        f"certificat {certificate.number}",
        (
            *_holder(certificate.holder),
            ("adresse de courriel", certificate.email or UNKNOWN),
            ("sorte", KINDS.get(certificate.kind, certificate.kind)),
            ("état", STATUSES.get(certificate.status, certificate.status)),
            ("dernier jour de validité", _day(certificate.last_valid_on)),
            *more,
        ),
    )


def _exam(exam: Exam, certificate: Certificate, dossier_number: str | None) -> Record:
    """Another dossier may be another person's: its number is not told."""
    place = "aucun"
    if exam.dossier_number:
        here = exam.dossier_number == dossier_number
        place = f"dossier {dossier_number}" if here else "un autre dossier"
    return Record(
        f"résultat d'examen du certificat {certificate.number}",
        (
            ("résultat", OUTCOMES.get(exam.outcome, exam.outcome)),
            ("date", _day(exam.passed_on)),
            ("transféré dans", place),
        ),
    )


def _holder(holder: Holder) -> tuple[tuple[str, str], ...]:
    return (
        ("nom de famille", holder.family_name or UNKNOWN),
        ("prénom", holder.given_name or UNKNOWN),
        ("date de naissance", _day(holder.birth_date)),
    )


def _day(day: date | None) -> str:
    return in_full(day) if day else UNKNOWN
