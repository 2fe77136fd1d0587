"""mailbot rules list [--on DATE] | show ID."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from mailbot.commands.rules.place import Place, add_rules_option, place
from mailbot.core.french import in_full
from mailbot.core.rulebook import NoRuleInForce, Rule, Version
from mailbot.core.rules.aloud import (
    ENDS,
    day_aloud,
    example_aloud,
    parameters_aloud,
    source_aloud,
    staff_aloud,
)
from mailbot.core.rules.examples import word
from mailbot.edges.settings import ConfigError


def add_to(actions: Any) -> None:
    listing = actions.add_parser("list", help="les règles en vigueur, aujourd'hui ou --on")
    listing.add_argument("--on", metavar="AAAA-MM-JJ", type=date.fromisoformat)
    listing.set_defaults(go=go_list)
    show = actions.add_parser("show", help="une règle : ses versions, ses motifs, ses exemples")
    show.add_argument("id", metavar="RÈGLE", help="exam_valid, ou transfer/exam_valid")
    show.set_defaults(go=go_show)
    for command in (listing, show):
        command.add_argument("--json", action="store_true", help="un objet par ligne")
        add_rules_option(command)


def go_list(arguments: argparse.Namespace) -> int:
    here = place(arguments)
    day = arguments.on or here.today
    if not arguments.json:
        print(f"Règles en vigueur le {in_full(day)}\n")
    for name, rule, version in in_force(here, day):
        if arguments.json:
            print(json.dumps(as_json(name, rule, version), ensure_ascii=False, default=str))
        else:
            tell_in_force(name, rule, version)
    return 0


def tell_in_force(name: str, rule: Rule, version: Version) -> None:
    ends = " ou ".join(end.word for end in rule.motifs)
    print(f"{name} : {rule.question}")
    print(f"    depuis le {in_full(version.since)}, gravité : {ends}")
    if version.parameters:
        print(f"    {parameters_aloud(version.parameters)}")
    print(f"    {source_aloud(version.reference)}")


def in_force(here: Place, day: date) -> Iterator[tuple[str, Rule, Version]]:
    for name, rule in here.book().each():
        if version := in_force_on(rule, day):
            yield name, rule, version


def as_json(name: str, rule: Rule, version: Version) -> dict[str, Any]:
    """The keys are a contract: scripts read them."""
    return {
        "rule": name,
        "question": rule.question,
        "leads_to": [end.word for end in rule.motifs],
        "proposal": rule.proposal,
        "waivable": rule.waivable,
        "seconded": rule.seconded,
        **version_json(version),
    }


def version_json(version: Version) -> dict[str, Any]:
    return {
        "since": version.since,
        "parameters": dict(version.parameters),
        "reference": asdict(version.reference),
    }


def go_show(arguments: argparse.Namespace) -> int:
    here = place(arguments)
    found = [(name, rule) for name, rule in here.book().each() if arguments.id in (name, rule.name)]
    if not found:
        known = ", ".join(name for name, _ in here.book().each())
        raise ConfigError(f"règle « {arguments.id} » : inconnue ; il y a : {known}")
    for name, rule in found:
        if arguments.json:
            print(json.dumps(whole_json(name, rule), ensure_ascii=False, default=str))
        else:
            tell(name, rule, here)
    return 0


def whole_json(name: str, rule: Rule) -> dict[str, Any]:
    """A rule with all its versions, the oldest first, and its examples."""
    told = as_json(name, rule, rule.versions[-1])
    for key in version_json(rule.versions[-1]):
        del told[key]
    return {
        **told,
        "motifs": {end.word: motif for end, motif in rule.motifs.items()},
        "versions": [version_json(version) for version in rule.versions],
        "examples": [
            {"inputs": dict(one.inputs), "expected": word(one.expected), "note": one.note}
            for one in rule.examples
        ],
    }


def tell(name: str, rule: Rule, here: Place) -> None:
    print(f"{name} : {rule.question}")
    for end, motif in rule.motifs.items():
        print(f"    objection → {ENDS[end]} : {motif}")
    folder, _, check = name.partition("/")
    twin = here.twins[folder][check]
    print(f"    {staff_aloud(rule)} {day_aloud(twin, rule)}".rstrip())
    for version in rule.versions:
        now = " (en vigueur)" if version is in_force_on(rule, here.today) else ""
        print(f"  depuis le {in_full(version.since)}{now} : {parameters_aloud(version.parameters)}")
        print(f"    {source_aloud(version.reference)}")
    for one in rule.examples:
        said = example_aloud(one, twin.inputs)
        print(f"  exemple : {said} → {word(one.expected)}{f' ({one.note})' if one.note else ''}")


def in_force_on(rule: Rule, day: date) -> Version | None:
    try:
        return rule.on(day)
    except NoRuleInForce:
        return None
