"""The registry changes by an import of its files, or by the correction of one record: each is one
transaction, and a correction leaves its trace.
"""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from mailbot import kinds
from mailbot.config import Office
from mailbot.edges import audit, correction, registry_csv
from mailbot.edges.correction import Corrected
from mailbot.edges.database import transaction


def import_registry(
    folder: Path, office: Office, progress: registry_csv.Progress
) -> registry_csv.Summary:
    """All files in one transaction, or nothing. Raises registry_csv.RegistryError."""
    with transaction(office.engine) as session:
        return registry_csv.import_registry(session, folder, progress, kinds.sheets())


def correct_registry(
    number: str,
    changes: Mapping[str, str],
    by: str,
    reason: str,
    office: Office,
    now: datetime,
    exam_of: date | None = None,
) -> Corrected:
    """Correct one record, with who, when, why, and what it said before (A-2.1, s. 65.2).

    `changes`: field → as the registry's files write it; "exam.passed_on" and the like are of the
    certificate's exam result, that of the day `exam_of` where there are several. Raises
    registry_csv.RegistryError, and nothing is changed.
    """
    with transaction(office.engine) as session:
        done = correction.correct(session, number, changes, exam_of)
        told = {
            "record": done.record,
            "fields": sorted(done.after),
            "number": done.number,
            "before": done.before,
            "after": done.after,
            "reason": reason,
        }
        audit.record(session, now, by, "registry corrected", None, told)
    return done
