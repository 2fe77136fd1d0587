"""A secret in a file of its own that a server may replace: one user at a time, and never half."""

import fcntl
import os
import tempfile
from pathlib import Path
from typing import TextIO

from mailbot.edges.settings import ConfigError


def opened(file: Path) -> TextIO:
    """The file, held for this thread alone until it is closed: some servers take a refresh token
    that is used twice for a stolen one, and revoke all. Raises ConfigError."""
    while True:
        try:
            current = open(file, encoding="ascii")  # noqa: SIM115  (the caller closes it)
            fcntl.flock(current, fcntl.LOCK_EX)
            if os.fstat(current.fileno()).st_ino == file.stat().st_ino:
                return current
            current.close()  # replaced while we waited
        except OSError as error:
            raise unreadable(file, error.strerror or "") from None


def read(current: TextIO, file: Path) -> str:
    try:
        content = current.read().strip()
    except (OSError, UnicodeDecodeError):
        content = ""
    if not content:
        raise unreadable(file, "vide, ou pas un jeton")
    return content


def unreadable(file: Path, reason: str) -> ConfigError:
    return ConfigError(f"refresh_token_file : {file} ne se lit pas ({reason})")


def replace(file: Path, content: str) -> None:
    """All of it on the disk or nothing; only its owner may read it (mkstemp). Raises OSError."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with open(descriptor, "w", encoding="ascii") as out:
            out.write(content + "\n")
            out.flush()
            os.fsync(out.fileno())
        os.replace(name, file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
