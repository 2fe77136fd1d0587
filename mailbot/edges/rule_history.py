"""The rule files of another time: as a git revision or another folder has them."""

import io
import subprocess
import tarfile
from pathlib import Path

from mailbot.core.rulebook import Texts
from mailbot.edges import rule_files
from mailbot.edges.settings import ConfigError


def texts_of(which: str, folder: Path) -> Texts:
    """The rules of a folder of that name, else of that git revision of `folder`.

    Raises ConfigError.
    """
    other = Path(which)
    return rule_files.texts_in(other) if other.is_dir() else texts_at(which, folder)


def texts_at(revision: str, folder: Path) -> Texts:
    """`folder` as a commit, a tag or a branch of its repository has it. Raises ConfigError."""
    if revision.startswith("-"):
        raise ConfigError(f"« {revision} » : ni un dossier, ni une révision de git")
    command = ["git", "-C", str(folder), "archive", "--format=tar", revision, "--", "."]
    try:
        found = subprocess.run(command, capture_output=True, check=True)
    except FileNotFoundError:
        raise ConfigError("git n'est pas installé ; donnez un dossier à la place") from None
    except subprocess.CalledProcessError as error:
        why = error.stderr.decode(errors="replace").strip().splitlines()
        raise ConfigError(
            f"« {revision} » : ni un dossier, ni une révision de git pour {folder}"
            f" ({why[-1] if why else 'git a échoué'})"
        ) from None
    return unpacked(found.stdout, f"{revision}:{folder}")


def unpacked(archive: bytes, place: str) -> Texts:
    texts: dict[str, dict[str, str]] = {}
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for member in files.getmembers():
            path = Path(member.name)
            content = files.extractfile(member) if member.isfile() else None
            if content is None or path.suffix != ".toml" or len(path.parts) != 2:
                continue
            try:
                text = content.read().decode("utf-8-sig").replace("\r\n", "\n")
            except UnicodeDecodeError:
                raise ConfigError(f"{place}/{path} : octets qui ne sont pas de l'UTF-8") from None
            texts.setdefault(path.parts[0], {})[path.name] = text
    return texts
