"""A dated rule: what is in force, from which day, on the strength of which text."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mailbot.core.french import in_full, one_line
from mailbot.values import NOTHING, Finding, Outcome, Reference

COMMON = "common"  # rules/common: the rules of every kind
OUT_OF_FORCE = "Aucune version de la règle {rule} n'était en vigueur le {day}."


@dataclass(frozen=True)
class Version:
    """A rule as it stands from a given day."""

    since: date
    reference: Reference
    parameters: Mapping[str, Any]
    line: int = field(default=0, compare=False)  #: of its file, where it begins


@dataclass(frozen=True)
class Sort:
    """What a value must be: in French for who writes the rule, and as a test."""

    french: str
    holds: Callable[[object], bool]


COUNT = Sort("un nombre entier d'au moins 0", lambda value: type(value) is int and value >= 0)
DAY = Sort("une date, sans guillemets : AAAA-MM-JJ", lambda value: type(value) is date)


@dataclass(frozen=True)
class Word:
    """One word of the examples: what it may be, and how it is read aloud."""

    sort: Sort
    french: Callable[[Any], str]


@dataclass(frozen=True)
class Example:
    """What a rule says of a given situation: read by jurists, run by the tests."""

    inputs: Mapping[str, Any]
    expected: Outcome | None  #: None: the rule holds, or has nothing to say
    note: str = ""  #: why it is there, in French
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Twin:
    """What a check declares of itself, to which the loader holds its rule file."""

    words: frozenset[str] = frozenset()  #: those it gives the motif
    parameters: Mapping[str, Sort] = field(
        default_factory=lambda: NOTHING
    )  #: those it takes from each version
    peers: frozenset[str] = frozenset()  #: the rules whose parameters it reads beside its own
    inputs: Mapping[str, Word] = field(default_factory=lambda: NOTHING)  #: of its examples
    complete: bool = False  #: an example must give every one of them
    #: what the check finds in the situation of an example
    judge: "Callable[[Rule, Mapping[str, Any]], Finding | None] | None" = None


class NoRuleInForce(LookupError):
    """A rule was asked for a day before its first version."""

    def __init__(self, rule: "Rule", day: date) -> None:
        super().__init__(OUT_OF_FORCE.format(rule=rule.name, day=in_full(day)))
        self.rule = rule

    @property
    def finding(self) -> Finding:
        """What cannot be judged by its rule is for a person."""
        first = self.rule.versions[0]
        return Finding(
            self.rule.name, Outcome.REVIEW, str(self), since=first.since, reference=first.reference
        )


@dataclass(frozen=True)
class Rule:
    """One file of rules/: the check of the same name tests it, this says what it means."""

    name: str
    question: str
    motifs: Mapping[Outcome, str]
    waivable: bool
    proposal: str | None  #: to the staff, where the rule leads to review
    versions: tuple[Version, ...]  #: the oldest first
    seconded: bool = False  #: waiving it takes a second agent
    examples: tuple[Example, ...] = ()
    sha256: str = ""  #: of its file in UTF-8, lines ended by LF
    peers: Mapping[str, "Rule"] = field(default_factory=lambda: NOTHING, repr=False)

    def on(self, day: date) -> Version:
        """The version in force that day. The check says which day counts, and why.

        Raises NoRuleInForce before the first version.
        """
        in_force = [version for version in self.versions if version.since <= day]
        if not in_force:
            raise NoRuleInForce(self, day)
        return in_force[-1]

    def objection(
        self, version: Version, leads_to: Outcome | None = None, **words: object
    ) -> Finding:
        """The finding of this rule; `leads_to` only where the rule has more than one way to end."""
        if leads_to is None:
            (leads_to,) = self.motifs
        values = {name: _shown(word) for name, word in words.items()}
        return Finding(
            rule=self.name,
            leads_to=leads_to,
            motif=self.motifs[leads_to].format_map(values),
            since=version.since,
            reference=version.reference,
            waivable=self.waivable,
            seconded=self.seconded,
            proposal=self.proposal if leads_to is Outcome.REVIEW else None,
            values=values,
        )


Rules = Mapping[str, Rule]
Texts = Mapping[str, Mapping[str, str]]  #: folder of rules/ → file → its text


@dataclass(frozen=True)
class Book:
    """All the rules of an office, as its files say: they are taken and replaced together."""

    folders: Mapping[str, Rules]  #: by kind, and `common`
    digest: str  #: SHA-256 over the names and the texts of every rule file
    texts: Texts = field(repr=False, compare=False)

    @property
    def kinds(self) -> Mapping[str, Rules]:
        return {name: rules for name, rules in self.folders.items() if name != COMMON}

    @property
    def common(self) -> Rules:
        return self.folders[COMMON]

    def each(self) -> Iterator[tuple[str, Rule]]:
        """Every rule by its whole name: transfer/exam_valid."""
        for folder, rules in self.folders.items():
            for rule in rules.values():
                yield f"{folder}/{rule.name}", rule


def _shown(word: object) -> str:
    return in_full(word) if isinstance(word, date) else one_line(str(word))
