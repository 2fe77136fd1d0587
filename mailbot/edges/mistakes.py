"""What is wrong in config.toml, in one line that says where it stands."""

import re
from pathlib import Path

from pydantic import ValidationError

SAID = {
    "missing": "clé obligatoire absente",
    "extra_forbidden": "clé inconnue (faute de frappe ?)",
}


def first_error(error: ValidationError, path: Path, text: str) -> str:
    """The first thing wrong, where it stands, and how many more there are."""
    errors = error.errors(include_url=False, include_input=False, include_context=False)
    # A mistyped key is missing too: what was typed helps more.
    wrong = min(errors, key=lambda one: one["type"] != "extra_forbidden")
    where = [str(step) for step in wrong["loc"]]
    what = SAID.get(wrong["type"]) or wrong["msg"].removeprefix("Value error, ")
    line = line_of(text, where)
    place = f"{path}, ligne {line}" if line else str(path)
    table, key = where[:-1], where[-1] if where else ""
    field = f"[{'.'.join(table)}] {key}" if table else f"[{key}]"
    more = f" (et {len(errors) - 1} autre(s) erreur(s))" if len(errors) > 1 else ""
    return f"{place} : {field} : {what}{more}"


def line_of(text: str, where: list[str]) -> int | None:
    """The line of the key (or of its table when it is absent), counted from 1."""
    table, found = "", None
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            table = stripped.strip("[] \t").split("]")[0]
            if table in (".".join(where), ".".join(where[:-1])):
                found = number
        elif table == ".".join(where[:-1]) and re.match(
            rf"\"?{re.escape(where[-1])}\"?\s*=", stripped
        ):
            return number
    return found
