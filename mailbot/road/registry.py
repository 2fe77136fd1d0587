"""The registry's files come in as one transaction."""

from pathlib import Path

from mailbot import kinds
from mailbot.config import Office
from mailbot.edges import registry_csv
from mailbot.edges.database import transaction


def import_registry(
    folder: Path, office: Office, progress: registry_csv.Progress
) -> registry_csv.Summary:
    """All files in one transaction, or nothing. Raises registry_csv.RegistryError."""
    with transaction(office.engine) as session:
        return registry_csv.import_registry(session, folder, progress, kinds.sheets())
