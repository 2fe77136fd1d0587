"""mailbot cases export-case: a handled case, made anonymous, as a case for the project's tests."""

import argparse
import json
import random
import re
from pathlib import Path
from typing import Any

from mailbot.commands.cases.asked import case_of, now, on_case, say
from mailbot.commands.office import opened
from mailbot.config import Office
from mailbot.desk import exported, registry_rows
from mailbot.desk.exported import Exported
from mailbot.desk.proof import NotExportable
from mailbot.edges import rulings
from mailbot.edges.database import reading
from mailbot.edges.settings import ConfigError
from mailbot.edges.tables import CaseRow

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


def add_to(commands: Any) -> None:
    words = "une affaire rendue anonyme, comme cas pour les tests ; à relire avant de la partager"
    command = on_case(commands, "export-case", words, go)
    command.add_argument("folder", metavar="DIR", type=Path, help="l'aile : DIR/NOM, DIR/registry")
    command.add_argument("--name", metavar="NOM", help="le nom du cas, en minuscules et traits")


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    name = arguments.name or f"case-{arguments.id}"
    if not NAME.fullmatch(name):
        raise ConfigError(f"« {name} » : un nom de cas a des minuscules, des chiffres, des traits")
    with reading(office.engine) as session:
        case = case_of(session, arguments.id)
        if case.decided_at is None:
            raise ConfigError(f"affaire {arguments.id} : pas encore décidée, rien à exporter")
        corrected = corrections(office, case)
        try:
            chance = random.SystemRandom()
            found, rows = exported.export(session, case, office, now(), chance)
        except NotExportable as error:
            raise ConfigError(f"affaire {arguments.id} : {error} ; rien n'est écrit") from None
    written = write(arguments.folder, name, found, corrected)
    registry_rows.write(rows, arguments.folder / "registry")
    told = {"id": arguments.id, "written": [str(path) for path in written]}
    say(arguments, told, "\n".join(f"écrit : {path}" for path in written))
    return 0


def corrections(office: Office, case: CaseRow) -> str:
    """What an agent said of the case, by the names of the fields: not one value."""
    with reading(office.engine) as session:
        said = rulings.heard_on(session, case)
    if said is None:
        return ""
    fields = sorted({*said.corrections, *(["class"] if said.label else [])})
    waived = sorted(said.waived)
    parts = ["corrigé : " + ", ".join(fields)] if fields else []
    parts += ["levé : " + ", ".join(waived)] if waived else []
    return " ; ".join(parts) or ("clos par un agent" if said.closed else "vu par un agent")


def write(folder: Path, name: str, found: list[Exported], corrected: str) -> list[Path]:
    """The case under its name; a conversation's messages under it and a number, in their order."""
    several = len(found) > 1
    names = [f"{name}-{n:02}" if several else name for n in range(1, len(found) + 1)]
    if taken := [one for one in names if (folder / one).exists()]:
        raise ConfigError(f"{folder / taken[0]} : existe déjà ; choisissez un autre --name")
    for place, one in zip(names, found, strict=True):
        (folder / place).mkdir(parents=True)
        (folder / place / "mail.eml").write_bytes(one.content)
        note = (
            f"Affaire exportée et rendue anonyme. {corrected}".strip() if one is found[-1] else ""
        )
        if one.absent:
            note = f"{note} ; absent du message : {', '.join(one.absent)}".removeprefix(" ; ")
        text = toml({**one.expected, **({"note": note} if note else {})})
        (folder / place / "expected.toml").write_text(text, encoding="utf-8")
    return [folder / place for place in names]


def toml(values: dict[str, Any]) -> str:
    """Strings, truths and lists of strings: JSON writes them as TOML does."""
    return "".join(
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items()
    )
