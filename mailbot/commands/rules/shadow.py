"""mailbot rules shadow: what the draft rules of [shadow] would have decided otherwise."""

import argparse
import json
from typing import Any

from mailbot.commands.office import opened
from mailbot.edges import shadows
from mailbot.edges.database import reading
from mailbot.edges.shadows import ShadowRow
from mailbot.replay import shown


def add_to(actions: Any) -> None:
    shadow = actions.add_parser("shadow", help="ce que les règles à l'essai auraient décidé")
    shadow.add_argument("--json", action="store_true", help="un objet par ligne")
    shadow.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    with reading(office.engine) as session:
        digest = shadows.latest_digest(session)
        if digest is None:
            if not arguments.json:
                print('aucune décision n\'a encore été comparée ([shadow] rules = "…")')
            return 0
        told, rows = shadows.summary(session, digest), shadows.differing(session, digest)
    for row in rows:
        print(json.dumps(as_json(row), ensure_ascii=False) if arguments.json else line(row))
    if not arguments.json:
        name = digest[:12] or "illisibles"
        print(
            f"règles à l'essai {name} : {told.compared} décision(s) comparée(s),"
            f" {told.differing} autre(s), {told.failed} en échec"
        )
    return 0


def line(row: ShadowRow) -> str:
    was = shown(row.was, row.was_reasons)
    would = f"échec : {row.error}" if row.error else shown(row.would, row.would_reasons)
    return f"affaire {row.case_id}, le {row.at:%Y-%m-%d} : {was} → {would}"


def as_json(row: ShadowRow) -> dict[str, Any]:
    told = row.model_dump(exclude={"id", "at"})
    return {**told, "at": row.at.isoformat()}
