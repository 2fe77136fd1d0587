"""export_person: what is held about a person is gathered, and that it was is noted."""

from datetime import date, datetime

from mailbot.config import Office
from mailbot.edges import audit
from mailbot.edges.database import transaction
from mailbot.holdings import Holdings, held_about


def export_person(
    words: str, born: date | None, by: str, office: Office, now: datetime
) -> Holdings:
    """Everything held about a person, for whoever asks in their name; raises person.Unclear.

    The audit has who gathered it and how much, and, apart, about whom.
    """
    with transaction(office.engine) as session:
        found = held_about(session, words, office, born)
        told = {"counts": found.counts, "person": words, "born": born}
        audit.record(session, now, by, "exported", None, told)
    return found
