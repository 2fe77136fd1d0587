"""mailbot cases correct, name, machine, spam, waive, second, close, reopen, decide, preview.

Each is one ruling on the road, which alone says whether it may be.
"""

import argparse
from collections.abc import Callable
from typing import Any

from mailbot import road, turn
from mailbot.commands.cases.asked import actor, now, on_case, say, say_where, with_seen
from mailbot.commands.cases.telling import decided_json, tell_decided
from mailbot.commands.office import opened
from mailbot.edges.settings import ConfigError
from mailbot.values import CLASSES, Ruling

CORRECTED = ("dossier_number", "certificate_number", "intent", "question", "kind")

Said = Callable[[argparse.Namespace], Ruling]


def add_to(commands: Any) -> None:
    correct = verb(commands, "correct", "corriger ce qui a été lu", correcting, reason=False)
    correct.add_argument("correction", metavar="CHAMP=VALEUR", nargs="+")
    name = verb(commands, "name", "nommer la classe du message", naming, reason=False)
    name.add_argument("label", metavar="CLASSE", choices=CLASSES)
    for word, label, what in (
        ("machine", "automatic", "le message vient d'une machine"),
        ("spam", "spam", "le message est un pourriel"),
    ):
        verb(commands, word, what, marking, reason=False).set_defaults(label=label)
    waive = verb(commands, "waive", "écarter une objection qui peut l'être", waiving)
    waive.add_argument("rule", metavar="RÈGLE")
    second = verb(commands, "second", "confirmer ce qu'un autre agent a écarté", seconding)
    second.add_argument("rule", metavar="RÈGLE")
    verb(commands, "close", "clore sans lettre", closing)
    verb(commands, "reopen", "reprendre une affaire terminée", reopening)
    verb(commands, "decide", "décider de nouveau, sans rien changer", deciding, reason=False)
    preview = on_case(commands, "preview", "ce qui suivrait, sans que rien ne compte", go_preview)
    preview.add_argument("correction", metavar="CHAMP=VALEUR", nargs="*")
    preview.add_argument("--waive", metavar="RÈGLE", action="append", default=[])
    preview.add_argument("--second", metavar="RÈGLE", action="append", default=[])
    preview.add_argument("--class", dest="label", choices=CLASSES)
    preview.add_argument("--close", action="store_true")
    preview.add_argument("--reopen", action="store_true")


def verb(
    commands: Any, name: str, words: str, said: Said, *, reason: bool = True
) -> argparse.ArgumentParser:
    def go(arguments: argparse.Namespace) -> int:
        return ruled(arguments, said(arguments))

    command = with_seen(on_case(commands, name, words, go))
    command.add_argument("--reason", metavar="MOTIF", required=reason, default="")
    return command


def correcting(arguments: argparse.Namespace) -> Ruling:
    return Ruling(actor(), arguments.reason, corrections(arguments.correction))


def naming(arguments: argparse.Namespace) -> Ruling:
    return Ruling(actor(), arguments.reason, label=arguments.label)


marking = naming


def waiving(arguments: argparse.Namespace) -> Ruling:
    return Ruling(actor(), arguments.reason, waived=frozenset({arguments.rule}))


def seconding(arguments: argparse.Namespace) -> Ruling:
    return Ruling(actor(), arguments.reason, seconded=frozenset({arguments.rule}))


def closing(arguments: argparse.Namespace) -> Ruling:
    return Ruling(actor(), arguments.reason, closed=True)


def reopening(arguments: argparse.Namespace) -> Ruling:
    return Ruling(actor(), arguments.reason, reopened=True)


def deciding(arguments: argparse.Namespace) -> Ruling:
    return Ruling(actor(), arguments.reason)


def corrections(written: list[str]) -> dict[str, str]:
    found = {}
    for one in written:
        field, equals, value = one.partition("=")
        if not equals or field not in CORRECTED:
            raise ConfigError(
                f"« {one} » : écrivez CHAMP=VALEUR, CHAMP parmi {', '.join(CORRECTED)}"
            )
        found[field] = value.strip()
    return found


def ruled(arguments: argparse.Namespace, ruling: Ruling) -> int:
    """Note the ruling, send the case down the road again, and say where it arrived."""
    office = opened(arguments)
    road.rule(arguments.id, ruling, office, now(), arguments.seen)
    turn.settle(arguments.id, office, now)
    return say_where(arguments, office)


def go_preview(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    ruling = Ruling(
        actor(),
        "aperçu",
        corrections(arguments.correction),
        frozenset(arguments.waive),
        arguments.close,
        frozenset(arguments.second),
        arguments.label,
        arguments.reopen,
    )
    decided = road.preview(arguments.id, ruling, office, now())
    if arguments.json:
        say(arguments, {"id": arguments.id, **decided_json(decided)}, "")
    else:
        tell_decided(arguments.id, decided)
    return 0
