"""mailbot cases resend | mark-sent: a letter of which nobody knows whether it arrived."""

import argparse
from typing import Any

from mailbot import road
from mailbot.commands.cases.asked import actor, letter_of, now, on_case, say_where
from mailbot.commands.office import opened


def add_to(commands: Any) -> None:
    resend = on_case(commands, "resend", "envoyer de nouveau la même lettre", go_resend)
    mark = on_case(commands, "mark-sent", "noter que la lettre est arrivée", go_mark_sent)
    mark.add_argument("--reason", metavar="MOTIF", required=True, help="comment on le sait")
    for command in (resend, mark):
        command.add_argument("letter", metavar="LETTRE", type=int, help="selon « show »")


def go_resend(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    letter_of(office, arguments.id, arguments.letter)
    road.resend(arguments.letter, actor(), office, now())
    return say_where(arguments, office, letter=arguments.letter)


def go_mark_sent(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    letter_of(office, arguments.id, arguments.letter)
    road.mark_sent(arguments.letter, actor(), arguments.reason, office, now())
    return say_where(arguments, office, letter=arguments.letter)
