"""mailbot rules: what the rules say, whether they are sound, what an edit changes."""

from typing import Any

from mailbot.commands.rules import checking, differing, listing, page, shadow

ACTIONS = (listing, checking, differing, page, shadow)


def add_to(groups: Any) -> None:
    group = groups.add_parser("rules", help="les règles : list, show, check, diff, page, shadow")
    actions = group.add_subparsers(dest="rules_action", metavar="ACTION", required=True)
    for action in ACTIONS:
        action.add_to(actions)
