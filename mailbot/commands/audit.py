"""mailbot audit verify."""

import argparse
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from mailbot import replay
from mailbot.commands.office import opened
from mailbot.commands.progress import shown
from mailbot.edges import audit
from mailbot.edges.database import reading
from mailbot.edges.tables import AuditRow


def add_to(groups: Any) -> None:
    group = groups.add_parser("audit", help="la piste de vérification : verify")
    commands = group.add_subparsers(dest="audit", metavar="ACTION", required=True)
    verify = commands.add_parser(
        "verify", help="la chaîne est-elle entière, et chaque décision se rejoue-t-elle ?"
    )
    verify.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    found: list[replay.Difference] = []
    purged = 0
    with reading(office.engine) as session:
        broken = audit.breaks(session)
        decided = select(func.count()).where(col(AuditRow.event) == "decided")
        whole = session.exec(decided).one()
        with shown() as progress:
            for done, difference in enumerate(replay.differences(session, office), 1):
                purged += isinstance(difference, replay.Gone)
                found += [difference] if isinstance(difference, replay.Difference) else []
                progress("décisions rejouées", done, whole)
    for number in broken:
        print(f"audit : la chaîne est rompue à la ligne {number}")
    for one in found:
        print(f"audit : affaire {one.case_id} : décidé {one.was} ; rejoué {one.now}")
    if not broken and not found:
        print(
            f"audit : la chaîne est entière, {whole - purged} décision(s) rejouée(s) à l'identique"
        )
    if purged and not broken:
        print(f"audit : {purged} décision(s) purgée(s) au terme de leur durée ; leur preuve tient")
    return 1 if broken or found else 0
