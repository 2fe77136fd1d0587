"""mailbot purge --dry-run | --yes: destroy what was kept long enough, as every night."""

import argparse
import getpass
from datetime import UTC, datetime
from typing import Any

from mailbot import road
from mailbot.commands.office import opened

CLASSES = {
    "request": "demandes",
    "other": "autres messages",
    "automatic": "messages automatiques",
    "bounce": "avis de non-remise",
    "": "jamais décidés",
}
STAGES = {
    "attachments": "pièces jointes détruites",
    "message": "message détruit",
    "case": "affaire anonymisée",
    "audit": "piste de vérification anonymisée",
}
SHOWN = 20  # conversations kept back that are named


def add_to(groups: Any) -> None:
    command = groups.add_parser(
        "purge", help="détruit ce qui est conservé depuis assez longtemps ([retention])"
    )
    chosen = command.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--dry-run", action="store_true", help="dire seulement ce qui le serait")
    chosen.add_argument("--yes", action="store_true", help="détruire")
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office, now = opened(arguments), datetime.now(UTC)
    by = getpass.getuser()
    found = road.purge(office, now, by=by) if arguments.yes else road.due(office, now)
    said = list(lines(found))
    print("\n".join(said) if said else "rien n'est arrivé au terme de sa conservation")
    if arguments.dry_run and found:
        print("rien n'a été détruit ; avec --yes, ce le serait")
    return 0


def lines(found: road.Purge) -> Any:
    for (label, stage), cases in sorted(found.cases.items()):
        print_as = CLASSES.get(label, label)
        yield f"{print_as} : {STAGES[stage]} : {cases}"
    if found.accesses:
        yield f"journal des accès : {found.accesses} entrée(s)"
    if found.rows:
        yield f"piste de vérification, hors des affaires : {found.rows} ligne(s) anonymisée(s)"
    if found.incidents:
        yield f"registre des incidents : {len(found.incidents)} inscription(s)"
    for one in found.waiting[:SHOWN]:
        yield f"retenue, affaire {one.root} : {one.waits}"
    if len(found.waiting) > SHOWN:
        yield f"retenues : {len(found.waiting) - SHOWN} autres conversations"
