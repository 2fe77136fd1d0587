"""The register of confidentiality incidents: entries are made and completed, with their trace."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import jinja2
from sqlmodel import Session, col, select

from mailbot.config import Office
from mailbot.core import incidents as register
from mailbot.core.incidents import Misstated
from mailbot.core.letters.templates import render_block
from mailbot.edges import audit, incidents
from mailbot.edges.database import transaction
from mailbot.edges.incidents import IncidentRow
from mailbot.edges.settings import ConfigError
from mailbot.edges.tables import CaseRow, LetterRow

PREFILLED = ("information", "circumstances")


def record_incident(
    changes: Mapping[str, str], case_id: int | None, by: str, office: Office, now: datetime
) -> int:
    """Enter an incident, prefilled from a case whose letter reached somebody else.

    `changes`: field → as a person types it. Gives its number. Raises core.incidents.Misstated.
    """
    with transaction(office.engine) as session:
        told = {**prefilled(session, case_id, office), **register.read(changes)}
        told.setdefault("learned_on", office.day(now))
        row = IncidentRow(case_id=case_id, recorded_at=now, recorded_by=by, **told)
        register.check(incidents.written(row), office.day(now))
        session.add(row)
        session.flush()
        said = {"incident": row.id, "fields": sorted(told), "after": told}
        audit.record(session, now, by, "incident recorded", case_id, said)
        return row.id or 0


def update_incident(
    number: int, changes: Mapping[str, str], by: str, office: Office, now: datetime
) -> None:
    """Complete or correct an entry: it must be kept up to date. Raises core.incidents.Misstated."""
    with transaction(office.engine) as session:
        row = session.get(IncidentRow, number, with_for_update=True)
        if row is None:
            raise Misstated(f"incident {number} : inconnu")
        after = register.read(changes)
        before = {name: getattr(row, name) for name in after}
        incidents.change(row, {**after, "updated_at": now})
        register.check(incidents.written(row), office.day(now))
        session.add(row)
        told = {"incident": number, "fields": sorted(after), "before": before, "after": after}
        audit.record(session, now, by, "incident updated", row.case_id, told)


def prefilled(session: Session, case_id: int | None, office: Office) -> dict[str, Any]:
    """What the last letter of the case tells of the incident, without anybody's name or address."""
    if case_id is None:
        return {}
    if session.get(CaseRow, case_id) is None:
        raise Misstated(f"affaire {case_id} : inconnue")
    wanted = select(LetterRow).where(
        col(LetterRow.case_id) == case_id, col(LetterRow.sent_at).is_not(None)
    )
    letter = session.exec(wanted.order_by(col(LetterRow.step).desc())).first()
    if letter is None or letter.sent_at is None:
        raise Misstated(f"affaire {case_id} : aucune lettre n'en est partie ; sans --case, alors")
    on = office.day(letter.sent_at)
    words = {"case": case_id, "template": letter.template, "on": on}
    try:
        template = office.templates.get_template("incident/letter.txt")
        told = {name: render_block(template, name, words) for name in PREFILLED}
    except jinja2.TemplateError as error:
        raise ConfigError(f"templates/incident/letter.txt : {error}") from None
    return {**told, "happened_on": on, "persons": 1}
