"""Strict reading of TOML written by people: each refusal has its line and says what is right."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, NoReturn

Path = tuple[str | int, ...]

_PLACE = re.compile(r"\(at (?:line (\d+), column \d+|end of document)\)$")
_STRING_OR_COMMENT = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')
_FRENCH = {
    "Cannot overwrite a value": "la clé « {key} » est écrite deux fois ; n'en garder qu'une",
    "Cannot declare": "le tableau {key} est déclaré deux fois ; n'en garder qu'un",
    "Duplicate inline table key": "une clé est écrite deux fois entre les accolades ; "
    "n'en garder qu'une",
    "Invalid date": "cette date n'existe pas ; écrire AAAA-MM-JJ",
    "Unterminated string": "il manque le guillemet fermant",
    "Expected '=' after a key": "il faut « clé = valeur »",
    "Invalid value": "cette valeur n'est pas du TOML ; mettre un texte entre guillemets, "
    "une date sous la forme AAAA-MM-JJ",
    "Invalid statement": "cette ligne n'est pas du TOML ; écrire « clé = valeur »",
}


class Misread(ValueError):
    """What is wrong, in one French line, and where."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(what)
        self.line = line
        self.what = " ".join(what.split())


@dataclass(frozen=True)
class Table:
    """One table, whose keys are asked for by sort; whatever is not right raises Misread."""

    content: Mapping[str, Any]
    lines: Mapping[Path, int]
    path: Path = ()

    def line(self, *path: str | int) -> int:
        """Where the key stands, or the nearest table around it."""
        whole = (*self.path, *path)
        known = (self.lines.get(whole[:end]) for end in range(len(whole), -1, -1))
        return next((line for line in known if line), 1)

    def refuse(self, what: str, *path: str | int) -> NoReturn:
        raise Misread(self.line(*path), what)

    def allow(self, required: Collection[str], optional: Collection[str] = ()) -> None:
        """Refuse a key that is not one of these, and the lack of a required one."""
        possible = (*required, *optional)
        for key in self.content:
            if key not in possible:
                near = get_close_matches(key, possible, n=1)
                right = f"écrire « {near[0]} »" if near else f"clés possibles : {_list(possible)}"
                self.refuse(f"clé inconnue « {key} » ; {right}", key)
        for key in required:
            if key not in self.content:
                self.refuse(f"il manque la clé « {key} »")

    def text(self, key: str) -> str:
        return str(self._get(key, "un texte entre guillemets, non vide", _is_text))

    def flag(self, key: str, default: bool | None = None) -> bool:
        if default is not None and key not in self.content:
            return default
        return bool(self._get(key, "true ou false, sans guillemets", _is(bool)))

    def day(self, key: str) -> date:
        found: date = self._get(key, "une date, sans guillemets : AAAA-MM-JJ", _is(date))
        return found

    def table(self, key: str) -> "Table":
        return Table(self._get(key, "un tableau : { … }", _is(dict)), self.lines, self._to(key))

    def tables(self, key: str) -> list["Table"]:
        every = self._get(key, f"un tableau ou plus, chacun sous [[{key}]]", _is_tables)
        return [Table(one, self.lines, (*self._to(key), n)) for n, one in enumerate(every)]

    def _to(self, key: str) -> Path:
        return (*self.path, key)

    def _get(self, key: str, sort: str, holds: Callable[[object], bool]) -> Any:
        if not holds(self.content[key]):
            self.refuse(f"« {key} » doit être {sort}", key)
        return self.content[key]


def read(text: str) -> Table:
    """The root table of a TOML text. Raises Misread."""
    whole = text.removeprefix("\ufeff").replace("\r\n", "\n") + "\n"
    try:
        return Table(tomllib.loads(whole), dict(_lines(whole)))
    except RecursionError:
        raise Misread(1, "des crochets sont imbriqués trop profondément") from None
    except ValueError as error:
        raise _misread(whole, str(error)) from None


def _misread(text: str, message: str) -> Misread:
    """tomllib's message in our words, with the line that it names."""
    place = _PLACE.search(message)
    written = text.rstrip().split("\n")
    line = int(place[1]) if place and place[1] else len(written)
    line = min(line, len(written))
    key = written[line - 1].partition("=")[0].strip()[:40]
    for english, french in _FRENCH.items():
        if message.startswith(english):
            return Misread(line, french.format(key=key))
    return Misread(line, f"ce n'est pas du TOML ({_PLACE.sub('', message).strip()[:80]})")


def _lines(text: str) -> Iterator[tuple[Path, int]]:
    """Where each table and key of a valid text begins."""
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, statement in _statements(text):
        if statement.startswith("["):
            table = _header(statement, counts)
            yield table, number
        else:
            keys = _split(statement.partition("=")[0])
            for end in range(1, len(keys) + 1):
                yield (*table, *keys[:end]), number


def _header(statement: str, counts: dict[Path, int]) -> Path:
    """The path of [a.b] or [[a.b]], with the index of each array of tables on the way."""
    several = statement.startswith("[[")
    path: Path = ()
    names = _split(statement.lstrip("[").partition("]")[0])
    for depth, name in enumerate(names, 1):
        path = (*path, name)
        if several and depth == len(names):
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """The lines that begin a table or a key: those inside a long string or array do not."""
    fence, depth = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if fence:
            fence = "" if line.count(fence) % 2 else fence
            continue
        if depth == 0 and line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()
        fence = next((quotes for quotes in ('"""', "'''") if line.count(quotes) % 2), "")
        bare = _STRING_OR_COMMENT.sub("", line.partition(fence)[0] if fence else line)
        depth += bare.count("[") - bare.count("]")


def _split(dotted: str) -> tuple[str, ...]:
    return tuple(name.strip().strip("\"'") for name in dotted.split("."))


def _list(words: Collection[str]) -> str:
    return ", ".join(words)


def _is(sort: type) -> Callable[[object], bool]:
    # The very type: in Python a bool is an int, and a datetime is a date.
    return lambda value: type(value) is sort


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(type(one) is dict for one in value)
