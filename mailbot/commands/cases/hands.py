"""mailbot cases claim | release | note: who is at a case, and what they tell their colleagues."""

import argparse
from typing import Any

from mailbot import road
from mailbot.commands.cases.asked import actor, now, on_case, say_where
from mailbot.commands.office import opened


def add_to(commands: Any) -> None:
    on_case(commands, "claim", "prendre l'affaire, 15 minutes", go_claim)
    on_case(commands, "release", "la laisser aux autres", go_release)
    note = on_case(commands, "note", "laisser une note aux collègues", go_note)
    note.add_argument("text", metavar="TEXTE")


def go_claim(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    road.claim(arguments.id, actor(), office, now())
    return say_where(arguments, office, claimed_by=actor())


def go_release(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    road.release(arguments.id, actor(), office, now())
    return say_where(arguments, office)


def go_note(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    road.annotate(arguments.id, actor(), arguments.text, office, now())
    return say_where(arguments, office)
