"""Messages in files: .eml files and folders of them, as if the server had received them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

from mailbot.core.read import received_at_of
from mailbot.edges.settings import ConfigError
from mailbot.values import RawMessage


def eml_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as given; of a folder, its .eml files below, by name. Raises ConfigError."""
    for path in paths:
        if path.is_dir():
            found = sorted(file for file in path.rglob("*.eml") if file.is_file())
            if not found:
                raise ConfigError(f"{path} : aucun fichier .eml dans ce dossier")
            yield from found
        elif path.exists():
            yield path
        else:
            raise ConfigError(f"{path} : fichier absent")


def messages(files: Sequence[Path], otherwise: datetime) -> list[RawMessage]:
    """One message a file, the file's name as its mailbox; its uid is its place in `files`.

    The receipt is its topmost Received field; without one that can be read, `otherwise`.
    """
    found = []
    for place, file in enumerate(files):
        try:
            content = file.read_bytes()
        except OSError as error:
            raise ConfigError(f"{file} : illisible ({error.strerror})") from None
        at = received_at_of(content) or otherwise
        found.append(RawMessage(content, at, str(file), 0, place, len(content)))
    return found


def by_receipt(found: Sequence[RawMessage]) -> list[RawMessage]:
    """A conversation is read in the order in which it was received."""
    return sorted(found, key=lambda raw: (raw.received_at, raw.uid))
