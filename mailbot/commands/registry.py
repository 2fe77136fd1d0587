"""mailbot registry import DIR | export DIR | show NUMBER | correct NUMBER FIELD=VALUE…"""

import argparse
import getpass
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mailbot import kinds, road
from mailbot.commands.assignments import assigned
from mailbot.commands.narrative import printable
from mailbot.commands.office import opened
from mailbot.commands.progress import shown
from mailbot.edges import registry_csv
from mailbot.edges.database import reading


def add_to(groups: Any) -> None:
    group = groups.add_parser("registry", help="le registre : import, export, show, correct")
    commands = group.add_subparsers(dest="registry", metavar="ACTION", required=True)
    for name, go, what in (
        (
            "import",
            go_import,
            "lit les fichiers du registre de DIR (certificates.csv…)",
        ),
        ("export", go_export, "écrit les fichiers du registre dans DIR"),
    ):
        command = commands.add_parser(name, help=what)
        command.add_argument("folder", metavar="DIR", type=Path)
        command.set_defaults(go=go)
    show = commands.add_parser("show", help="ce que le registre sait d'un numéro")
    show.add_argument("number", metavar="NUMÉRO")
    show.set_defaults(go=go_show)
    correct = commands.add_parser("correct", help="corriger un enregistrement, avec sa trace")
    correct.add_argument("number", metavar="NUMÉRO")
    correct.add_argument("correction", metavar="CHAMP=VALEUR", nargs="+")
    correct.add_argument("--reason", required=True, help="pourquoi : gardé avec la correction")
    correct.add_argument(
        "--exam",
        metavar="AAAA-MM-JJ",
        type=date.fromisoformat,
        help="lequel, s'il y en a plusieurs",
    )
    correct.set_defaults(go=go_correct)


def go_import(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    with shown() as progress:
        summary = road.import_registry(arguments.folder, office, progress)
    print(", ".join(f"{file} : {rows} lignes" for file, rows in summary.rows.items()))
    if summary.kept:
        print(
            f"{len(summary.kept)} transfert(s) faits par mailbot, absents des fichiers, gardés :",
            ", ".join(summary.kept[:10]) + ("…" if len(summary.kept) > 10 else ""),
        )
    return 0


def go_export(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    with reading(office.engine) as session:
        counts = registry_csv.export_registry(session, arguments.folder, kinds.sheets())
    print(", ".join(f"{file} : {rows} lignes" for file, rows in counts.items()))
    return 0


def go_show(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    with reading(office.engine) as session:
        found = registry_csv.show(session, arguments.number.strip().upper(), kinds.sheets())
    if found is None:
        print(f"{arguments.number} : inconnu du registre")
        return 1
    print(json.dumps(found, ensure_ascii=False, indent=2, default=str))
    return 0


def go_correct(arguments: argparse.Namespace) -> int:
    office, number = opened(arguments), arguments.number.strip().upper()
    changes = assigned(arguments.correction)
    done = road.correct_registry(
        number,
        changes,
        getpass.getuser(),
        arguments.reason,
        office,
        datetime.now(UTC),
        arguments.exam,
    )
    for field, value in done.after.items():
        before = done.before[field]
        print(f"{number}, {field} : {shown_as(before)} → {shown_as(value)}")
    print(
        f"corrigé et inscrit à la piste de vérification ; corrigez aussi la source de {done.record}"
        ".csv, sinon le prochain import remettra l'ancienne valeur"
    )
    return 0


def shown_as(value: object) -> str:
    return "(vide)" if value in (None, "") else printable(str(value))
