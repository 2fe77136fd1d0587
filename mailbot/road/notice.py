"""bring_back: the cases whose préavis nobody answered in time are an agent's again."""

from datetime import datetime

from mailbot.config import Office
from mailbot.edges import notices
from mailbot.edges.database import transaction


def bring_back(office: Office, now: datetime) -> int:
    """Every case that is due, with its decision to be drafted. Gives how many there were.

    What is due stands in the database, so a restart loses none and nothing is done twice.
    """
    with transaction(office.engine) as session:
        due = notices.due(session, office.day(now))
        for case in due:
            notices.expire(session, case, now)
        return len(due)
