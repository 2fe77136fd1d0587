"""mailbot rules diff RÉV|DIR: what changes, in words."""

import argparse
import json
from dataclasses import asdict
from typing import Any

from mailbot.commands.rules.place import add_rules_option, place
from mailbot.core import rulebook
from mailbot.core.rules.changes import Change, changes
from mailbot.edges import rule_history
from mailbot.edges.settings import ConfigError


def add_to(actions: Any) -> None:
    diff = actions.add_parser("diff", help="ce qui change depuis une révision ou un dossier")
    diff.add_argument("before", metavar="RÉV|DIR")
    diff.add_argument("--json", action="store_true", help="un objet par ligne")
    add_rules_option(diff)
    diff.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    here = place(arguments)
    try:
        before = rulebook.parse_freely(
            arguments.before, rule_history.texts_of(arguments.before, here.rules)
        )
    except rulebook.RuleError as error:
        raise ConfigError(str(error)) from None
    found = changes(before, here.book(), here.today)
    for change in found:
        print(json.dumps(asdict(change), ensure_ascii=False) if arguments.json else told(change))
    if not found and not arguments.json:
        print("rien ne change")
    return 1 if any(change.refused for change in found) else 0


def told(change: Change) -> str:
    mark = "refusé : " if change.refused else "attention : " if change.warned else ""
    return f"{mark}{change.rule} : {change.what}"
