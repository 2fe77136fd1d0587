"""mailbot export PERSON: everything held about a person, into a folder or a zip."""

import argparse
import getpass
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mailbot import road
from mailbot.commands.office import opened
from mailbot.edges.settings import ConfigError

NAMES = {
    "registre": "enregistrement(s) du registre",
    "affaires": "affaire(s)",
    "mentions": "mention(s) de ses numéros dans les messages d'autres",
    "incidents": "incident(s) de confidentialité",
}


def add_to(groups: Any) -> None:
    command = groups.add_parser("export", help="tout ce qui est détenu sur une personne, pour elle")
    command.add_argument("person", metavar="PERSONNE", help="adresse, numéro CAR…, ou nom complet")
    command.add_argument(
        "--born", metavar="AAAA-MM-JJ", type=date.fromisoformat, help="si plusieurs portent ce nom"
    )
    command.add_argument(
        "--out", metavar="CHEMIN", type=Path, required=True, help="un dossier neuf, ou un .zip neuf"
    )
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office, out = opened(arguments), arguments.out
    if out.exists():
        raise ConfigError(f"{out} : existe déjà ; indiquez un dossier ou un fichier .zip neuf")
    found = road.export_person(
        arguments.person, arguments.born, getpass.getuser(), office, datetime.now(UTC)
    )
    whole = json.dumps(found.told, ensure_ascii=False, indent=2, default=str)
    files = {"personne.json": whole.encode(), **found.files}
    try:
        (into_zip if out.suffix == ".zip" else into_folder)(out, files)
    except OSError as error:
        raise ConfigError(f"{out} : ne s'écrit pas ({error.strerror})") from None
    for name, count in found.counts.items():
        print(f"{count} {NAMES[name]}")
    print(f"{len(files)} fichier(s) dans {out} ; l'export est inscrit à la piste de vérification")
    return 0


def into_folder(out: Path, files: Mapping[str, bytes]) -> None:
    """Readable by its owner only: it is somebody's private life."""
    out.mkdir(parents=True, mode=0o700)
    for name, content in files.items():
        file = out / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)


def into_zip(out: Path, files: Mapping[str, bytes]) -> None:
    out.touch(mode=0o600, exist_ok=False)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
