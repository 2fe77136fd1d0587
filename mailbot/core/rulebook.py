"""The dated rules: what is in force, from which day, on the strength of which text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mailbot.values import Finding, Outcome, Reference


@dataclass(frozen=True)
class Version:
    """A rule as it stands from a given day."""

    since: date
    reference: Reference
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Rule:
    """One file of rules/: the check of the same name tests it, this says what it means."""

    name: str
    question: str
    motifs: Mapping[Outcome, str]
    waivable: bool
    proposal: str | None
    versions: tuple[Version, ...]

    def on(self, day: date) -> Version:
        """The version in force that day. The check says which day counts, and why."""
        raise NotImplementedError

    def objection(
        self, version: Version, leads_to: Outcome | None = None, **words: object
    ) -> Finding:
        """The finding of this rule; `leads_to` only where the rule has more than one way to end."""
        raise NotImplementedError


Rules = Mapping[str, Rule]
