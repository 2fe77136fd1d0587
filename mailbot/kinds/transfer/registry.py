"""What the registry says of a transfer. Never commits: the road does."""

from datetime import date

from sqlmodel import Session

from mailbot.certificates.registry import facts_of
from mailbot.kinds.transfer.repairs import counted
from mailbot.kinds.transfer.request import TransferFacts, TransferRequest


def look_up(session: Session, request: TransferRequest, today: date) -> TransferFacts:
    return counted(request, facts_of(session, request, today))
