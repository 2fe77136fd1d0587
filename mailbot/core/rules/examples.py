"""The examples of the rules, tried on the very checks that decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mailbot.core.rules.parse import HOLDS
from mailbot.core.rules.rule import Book, Example, Rule, Twin
from mailbot.values import Outcome

TRIED_ON = date(2021, 3, 1)  # the day of an example that gives none


@dataclass(frozen=True)
class Contradicted:
    """An example that the rule, as its check tests it, does not bear out."""

    folder: str
    rule: Rule
    example: Example
    got: Outcome | None

    @property
    def what(self) -> str:
        expected, got = word(self.example.expected), word(self.got)
        return f"cet exemple attend « {expected} », la vérification dit « {got} »"


def contradicted(book: Book, twins: Mapping[str, Mapping[str, Twin]]) -> Iterator[Contradicted]:
    for folder, rules in book.folders.items():
        for rule in rules.values():
            for example in rule.examples:
                got = outcome(twins[folder][rule.name], rule, example)
                if got is not example.expected:
                    yield Contradicted(folder, rule, example, got)


def outcome(twin: Twin, rule: Rule, example: Example) -> Outcome | None:
    """What the check finds of an example: where the rule leads, or None when it holds."""
    assert twin.judge, "every check can be tried"
    finding = twin.judge(rule, example.inputs)
    return finding.leads_to if finding else None


def day_that_counts(twin: Twin, rule: Rule) -> str | None:
    """Which day chooses the version: the input "received_on" or "today", found by trying.

    An example that objects is tried on a rule of two versions, the second of which begins between
    receipt and decision. None when no example can tell.
    """
    if twin.judge is None or not {"received_on", "today"} <= twin.inputs.keys():
        return None
    for one in rule.examples:
        today = one.inputs.get("today", TRIED_ON)
        if one.expected is None or rule.versions[0].since > today:
            continue
        first = replace(rule.on(today), since=date.min)
        second = replace(first, since=today - timedelta(days=1))
        inputs = {**one.inputs, "today": today, "received_on": today - timedelta(days=2)}
        if finding := twin.judge(replace(rule, versions=(first, second)), inputs):
            return "today" if finding.since == second.since else "received_on"
    return None


def word(end: Outcome | None) -> str:
    return end.word if end is not None else HOLDS
