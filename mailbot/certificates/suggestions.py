"""What the registry has that is like the numbers written: for the staff to see, never accepted."""

from sqlalchemy import select
from sqlmodel import Session, col

from mailbot.certificates.near_misses import MOST, meant, near_misses, neighbours
from mailbot.certificates.records import CERTIFICATE, DOSSIER, CertificateRequest
from mailbot.edges.registry import CertificateRow, DossierRow

MOST_WRITTEN = 5  # values of one sort for which near misses are sought


def suggest(session: Session, request: CertificateRequest) -> dict[str, tuple[str, ...]]:
    """The registry's numbers one slip away from what was written, by field; for the staff only."""
    given = {
        DOSSIER: (request.dossier, col(DossierRow.number)),
        CERTIFICATE: (request.certificate, col(CertificateRow.number)),
    }
    found = {}
    for field, (numbers, column) in given.items():
        written = (*numbers.well_formed, *numbers.repaired, *numbers.malformed)[:MOST_WRITTEN]
        keys = sorted(frozenset().union(*map(neighbours, written)))
        known = session.execute(select(column).where(column.in_(keys))).scalars().all()
        # What the registry has as it was written is no miss, whatever stands near it.
        missed = (text for text in written if meant(text) not in known)
        if near := [one for text in missed for one in near_misses(text, known)]:
            found[field] = tuple(dict.fromkeys(near))[:MOST]
    return found
