"""The files of rules/ and templates/ as texts, and the sign that one of them has changed."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from mailbot.core.rulebook import Texts
from mailbot.edges.settings import ConfigError

FORMS = ("*.txt", "*.html")  # of the letters

Stamp = tuple[str, int, int, int]  # a file: its path, inode, size, and mtime in nanoseconds


def texts_in(folder: Path) -> Texts:
    """Folder of rules/ → file → text. Raises ConfigError."""
    if not folder.is_dir():
        raise ConfigError(f"dossier de règles introuvable : {folder}")
    texts: dict[str, dict[str, str]] = {}
    for file in _rule_files(folder):
        texts.setdefault(file.parent.name, {})[file.name] = text_of(file)
    return texts


def templates_in(folder: Path) -> dict[str, str]:
    """Path below the folder → text. Raises ConfigError."""
    if not folder.is_dir():
        raise ConfigError(f"dossier de gabarits introuvable : {folder}")
    return {file.relative_to(folder).as_posix(): text_of(file) for file in _templates(folder)}


def text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(
            f"{file}, ligne {line} : octets qui ne sont pas de l'UTF-8 ;"
            " enregistrez le fichier en UTF-8"
        ) from None
    except OSError as error:
        raise ConfigError(f"{file} : illisible ({error.strerror})") from None


def stamps(rules: Iterable[Path], templates: Path) -> tuple[Stamp, ...]:
    """Different as soon as a file came, went or was written. What cannot be seen has none."""
    files = [file for folder in rules for file in _rule_files(folder)]
    return tuple(_stamps([*files, *_templates(templates)]))


def _rule_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*/*.toml"))


def _templates(folder: Path) -> list[Path]:
    return sorted(file for form in FORMS for file in folder.rglob(form))


def _stamps(files: Iterable[Path]) -> Iterator[Stamp]:
    for file in files:
        try:
            found = file.stat()
        except OSError:  # gone since it was listed
            continue
        yield str(file), found.st_ino, found.st_size, found.st_mtime_ns
