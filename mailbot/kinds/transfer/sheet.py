"""The registry's facts of a transfer, dossier and certificate side by side."""

from datetime import date

from mailbot.certificates.french import KINDS, STATUSES
from mailbot.certificates.holders import same_name
from mailbot.core.comparison import Comparison, Line
from mailbot.core.french import in_full
from mailbot.kinds.transfer.request import Certificate, Dossier, Exam, TransferFacts

UNKNOWN = "inconnue"
OUTCOMES = {"passed": "réussi", "failed": "échoué"}


def sheet(facts: TransferFacts) -> Comparison | None:
    """None when the registry knows neither number: there is nothing to compare."""
    dossier, certificate = facts.dossier, facts.certificate
    if dossier is None and certificate is None:
        return None
    return Comparison(
        ("Nouveau dossier", "Certificat expiré"),
        (*identity(dossier, certificate), *states(dossier, certificate)),
        tuple(exam_told(exam) for exam in facts.exams)
        or (("Aucun résultat d'examen sous ce certificat.",) if certificate else ()),
    )


def identity(dossier: Dossier | None, certificate: Certificate | None) -> tuple[Line, ...]:
    """What must agree for the two records to be one person's."""
    one, other = dossier and dossier.holder, certificate and certificate.holder
    both = one is not None and other is not None
    family = (one.family_name if one else "", other.family_name if other else "")
    given = (one.given_name if one else "", other.given_name if other else "")
    born = (one.birth_date if one else None, other.birth_date if other else None)
    return (
        Line(
            "Numéro",
            (dossier.number if dossier else "", certificate.number if certificate else ""),
        ),
        Line("Nom", family, both and not same_name(*family)),
        Line("Prénom", given, both and not same_name(*given)),
        Line(
            "Naissance",
            (day(born[0]) if one else "", day(born[1]) if other else ""),
            both and (born[0] is None or born[0] != born[1]),
        ),
    )


def states(dossier: Dossier | None, certificate: Certificate | None) -> tuple[Line, ...]:
    """An address may differ: the certificate's is old, the dossier's is the one that counts."""
    return (
        Line(
            "Courriel", (dossier.email if dossier else "", certificate.email if certificate else "")
        ),
        Line("Genre", ("", KINDS.get(certificate.kind, certificate.kind) if certificate else "")),
        Line(
            "État",
            (
                STATUSES.get(dossier.status, dossier.status) if dossier else "",
                STATUSES.get(certificate.status, certificate.status) if certificate else "",
            ),
        ),
        Line(
            "Dernier jour de validité", ("", day(certificate.last_valid_on) if certificate else "")
        ),
        Line("Résultat déjà au dossier", ("oui" if dossier.has_result else "non", ""))
        if dossier
        else Line("Résultat déjà au dossier", ("", "")),
    )


def exam_told(exam: Exam) -> str:
    where = f", transféré au dossier {exam.dossier_number}" if exam.dossier_number else ""
    outcome = OUTCOMES.get(exam.outcome, exam.outcome)
    return f"Examen {outcome}, date : {day(exam.passed_on)}{where}."


def day(value: date | None) -> str:
    return in_full(value) if value else UNKNOWN
