"""What the registry says of a renewal, and the file it comes in. Never commits: the road does."""

from datetime import date

from sqlmodel import Session

from mailbot.certificates.reading import counted
from mailbot.certificates.registry import facts_of
from mailbot.edges.registry_sheets import Sheet, number, word
from mailbot.kinds.renewal.request import RenewalFacts, RenewalRequest
from mailbot.kinds.renewal.tables import ANSWERS, AffiliationRow

AFFILIATED = {"yes": True, "no": False}
AFFILIATIONS = Sheet(
    "affiliations.csv",
    AffiliationRow,
    {"certificate_number": number, "affiliated_at_expiry": word(*ANSWERS)},
    ("certificate_number",),
)


def look_up(session: Session, request: RenewalRequest, today: date) -> RenewalFacts:
    known = counted(request, facts_of(session, request, today))
    row = session.get(AffiliationRow, known.certificate.number) if known.certificate else None
    return RenewalFacts.of(known, AFFILIATED.get(row.affiliated_at_expiry) if row else None)
