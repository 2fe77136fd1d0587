"""What the registry has that is like the numbers written: for the staff to see, never accepted."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session, col

from mailbot.certificates.near_misses import MOST, meant, near_misses
from mailbot.certificates.records import CERTIFICATE, DOSSIER, CertificateRequest
from mailbot.edges.registry import CertificateRow, DossierRow

MOST_WRITTEN = 5  # values of one sort for which near misses are sought
LEAST = 9  # characters of a number that anything can be near to


def suggest(session: Session, request: CertificateRequest) -> dict[str, tuple[str, ...]]:
    """The registry's numbers one slip away from what was written, by field; for the staff only."""
    given = {
        DOSSIER: (request.dossier, col(DossierRow.number)),
        CERTIFICATE: (request.certificate, col(CertificateRow.number)),
    }
    found = {}
    for field, (numbers, column) in given.items():
        written = (*numbers.well_formed, *numbers.repaired, *numbers.malformed)[:MOST_WRITTEN]
        near = [one for text in written for one in near_misses(text, like(session, text, column))]
        if known := tuple(dict.fromkeys(one for one in near if one not in numbers.well_formed)):
            found[field] = known[:MOST]
    return found


def like(session: Session, written: str, column: Any) -> Sequence[str]:
    """Those that begin or end like it: one slip cannot be at both ends."""
    number = meant(written)
    if len(number) < LEAST:
        return ()
    alike = or_(column.startswith(number[:9]), column.endswith(number[-5:]))
    return session.execute(select(column).where(alike)).scalars().all()
