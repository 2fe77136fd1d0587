"""mailbot audit verify."""

import argparse
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from mailbot import replay
from mailbot.commands.office import opened
from mailbot.commands.progress import shown
from mailbot.edges import audit
from mailbot.edges.database import reading
from mailbot.edges.tables import AuditRow
from mailbot.replay import Difference


def add_to(groups: Any) -> None:
    group = groups.add_parser("audit", help="la piste de vérification : verify")
    commands = group.add_subparsers(dest="audit", metavar="ACTION", required=True)
    verify = commands.add_parser(
        "verify", help="la chaîne est-elle entière, et chaque décision se rejoue-t-elle ?"
    )
    verify.add_argument(
        "--from-hash",
        metavar="EMPREINTE",
        action="append",
        default=[],
        help="une dernière empreinte notée ailleurs : rien n'a-t-il été ôté ni réécrit jusque-là ?",
    )
    verify.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    found: list[Difference] = []
    purged = 0
    with reading(office.engine) as session:
        as_of_one_instant(session)
        broken = audit.breaks(session)
        missing = [one for one in arguments.from_hash if not audit.has(session, one.strip())]
        count, last = audit.end(session)
        otherwise = list(replay.unvouched(session))
        decided = select(func.count()).where(col(AuditRow.event) == "decided")
        whole = session.exec(decided).one()
        with shown() as progress:
            for done, difference in enumerate(replay.differences(session, office), 1):
                purged += isinstance(difference, replay.Gone)
                found += [difference] if isinstance(difference, replay.Difference) else []
                progress("décisions rejouées", done, whole)
        today = office.day(datetime.now(UTC))
        edited = list(replay.changed_at_large(session, office, today))
    for number in broken:
        print(f"audit : la chaîne est rompue à la ligne {number}")
    for hashed in missing:
        print(f"audit : aucune ligne d'empreinte {hashed} : la chaîne a été coupée ou réécrite")
    for line in otherwise:
        print(f"audit : {line}")
    for one in sorted(found, key=lambda difference: not difference.grave):
        know = "" if one.grave else "à savoir : "
        print(f"audit : {know}affaire {one.case_id} : décidé {one.was} ; rejoué {one.now}")
    for day, change in edited:
        print(f"audit : à savoir : depuis les règles du {day}, {change.rule} : {change.what}")
    grave = sum(one.grave for one in found)
    wrong = bool(broken or missing or otherwise or grave)
    if not wrong:
        same = whole - purged - len(found)
        whole_said = f"la chaîne est entière, {same} décision(s) rejouée(s) à l'identique"
        print(f"audit : {whole_said} ; {count} ligne(s), dernière empreinte {last}")
    if purged and not broken:
        print(f"audit : {purged} décision(s) purgée(s) au terme de leur durée ; leur preuve tient")
    return 1 if wrong else 0


def as_of_one_instant(session: Session) -> None:
    """What the daemon does meanwhile must not look like a contradiction; SQLite sees it so."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
