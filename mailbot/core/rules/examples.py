"""The examples of the rules, tried on the very checks that decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mailbot.core.rules.parse import HOLDS
from mailbot.core.rules.rule import Book, Example, Rule, Twin
from mailbot.values import Outcome


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


def word(end: Outcome | None) -> str:
    return end.word if end is not None else HOLDS
