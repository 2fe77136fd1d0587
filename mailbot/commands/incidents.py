"""mailbot incidents record | list | show | update | export: the register of A-2.1, r. 3.1, s. 7."""

import argparse
import csv
import getpass
import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from mailbot import road
from mailbot.commands.assignments import assigned
from mailbot.commands.narrative import printable
from mailbot.commands.office import opened
from mailbot.core.incidents import FIELDS, missing, shown
from mailbot.edges import incidents
from mailbot.edges.database import reading
from mailbot.edges.incidents import IncidentRow
from mailbot.edges.settings import ConfigError

FIELD_HELP = f"CHAMP parmi {', '.join(FIELDS)}"


def add_to(groups: Any) -> None:
    group = groups.add_parser("incidents", help="le registre des incidents de confidentialité")
    commands = group.add_subparsers(dest="incidents", metavar="ACTION", required=True)
    record = commands.add_parser("record", help="inscrire un incident", epilog=FIELD_HELP)
    record.add_argument(
        "--case", type=int, metavar="ID", help="l'affaire dont la lettre est allée ailleurs"
    )
    record.add_argument("fields", metavar="CHAMP=VALEUR", nargs="*")
    record.set_defaults(go=go_record)
    update = commands.add_parser("update", help="compléter ou corriger", epilog=FIELD_HELP)
    update.add_argument("id", type=int, metavar="ID")
    update.add_argument("fields", metavar="CHAMP=VALEUR", nargs="+")
    update.set_defaults(go=go_update)
    listing = commands.add_parser("list", help="tous, avec ce qui leur manque")
    listing.add_argument("--json", action="store_true", help="un objet par ligne")
    listing.set_defaults(go=go_list)
    show = commands.add_parser("show", help="une inscription entière")
    show.add_argument("id", type=int, metavar="ID")
    show.set_defaults(go=go_show)
    export = commands.add_parser("export", help="pour la Commission : un .csv ou un .json")
    export.add_argument("file", type=Path, metavar="FICHIER")
    export.set_defaults(go=go_export)


def go_record(arguments: argparse.Namespace) -> int:
    office, now = opened(arguments), datetime.now(UTC)
    changes = assigned(arguments.fields)
    number = road.record_incident(changes, arguments.case, getpass.getuser(), office, now)
    print(f"incident {number} inscrit")
    return tell_missing(arguments, number)


def go_update(arguments: argparse.Namespace) -> int:
    office, now = opened(arguments), datetime.now(UTC)
    road.update_incident(arguments.id, assigned(arguments.fields), getpass.getuser(), office, now)
    print(f"incident {arguments.id} mis à jour")
    return tell_missing(arguments, arguments.id)


def tell_missing(arguments: argparse.Namespace, number: int) -> int:
    with reading(opened(arguments).engine) as session:
        row = session.get_one(IncidentRow, number)
        if owed := list(missing(incidents.written(row))):
            print(f"il manque encore : {', '.join(owed)}")
    return 0


def go_list(arguments: argparse.Namespace) -> int:
    table = Table("n°", "appris le", "affaire", "personnes", "préjudice sérieux", "il manque")
    for row in rows(arguments):
        if arguments.json:
            print(json.dumps(as_json(row), ensure_ascii=False, default=str))
            continue
        owed = ", ".join(missing(incidents.written(row)))
        cells = (row.id, row.learned_on, row.case_id, row.persons, row.serious)
        table.add_row(*map(shown, cells), owed)
    if not arguments.json:
        Console().print(table)
    return 0


def go_show(arguments: argparse.Namespace) -> int:
    for row in rows(arguments):
        if row.id == arguments.id:
            for name, (heading, _) in FIELDS.items():
                print(f"{heading} ({name}) : {printable(shown(getattr(row, name)))}")
            print(f"Affaire : {row.case_id or 'aucune'}")
            print(f"Inscrit par {row.recorded_by} le {row.recorded_at:%Y-%m-%d}")
            return 0
    raise ConfigError(f"incident {arguments.id} : inconnu")


def go_export(arguments: argparse.Namespace) -> int:
    file, found = arguments.file, rows(arguments)
    forms = {".csv": as_csv, ".json": as_json_text}
    if file.suffix not in forms:
        raise ConfigError(f"{file} : un nom en .csv ou en .json")
    try:
        file.write_text(forms[file.suffix](found), encoding="utf-8", newline="")
    except OSError as error:
        raise ConfigError(f"{file} : ne s'écrit pas ({error.strerror})") from None
    print(f"{len(found)} incident(s) dans {file}")
    return 0


def rows(arguments: argparse.Namespace) -> Sequence[IncidentRow]:
    with reading(opened(arguments).engine) as session:
        return incidents.every(session)


def as_json(row: IncidentRow) -> dict[str, Any]:
    said = incidents.written(row)
    own = {"id": row.id, "case_id": row.case_id, "recorded_at": row.recorded_at.isoformat()}
    return {**own, **said, "missing": list(missing(said))}


def as_json_text(found: Sequence[IncidentRow]) -> str:
    return json.dumps([as_json(row) for row in found], ensure_ascii=False, indent=2, default=str)


def as_csv(found: Sequence[IncidentRow]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Numéro", *(heading for heading, _ in FIELDS.values())])
    for row in found:
        writer.writerow([row.id, *(shown(value) for value in incidents.written(row).values())])
    return out.getvalue()
