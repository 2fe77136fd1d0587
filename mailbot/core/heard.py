"""The versions of the rules that a decision could stand on, as data that is kept with it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mailbot.core.rulebook import Rule, Rules, Version
from mailbot.values import Reference


def heard(rules: Rules, common: Rules, days: Iterable[date]) -> dict[str, Any]:
    """Each rule with its question, the SHA-256 of its file, and its versions in force on these
    days: that of receipt and that of decision, of which each check says which one counts.
    """
    distinct = sorted(set(days))
    return {
        "rules": [_told(rule, distinct) for rule in rules.values()],
        "common": [_told(rule, distinct) for rule in common.values()],
    }


def _told(rule: Rule, days: Iterable[date]) -> Mapping[str, Any]:
    versions = {version.since: version for day in days for version in _in_force(rule, day)}
    return {
        "rule": rule.name,
        "question": rule.question,
        "sha256": rule.sha256,
        "versions": [
            {
                "since": version.since,
                "reference": _source(version.reference),
                "parameters": dict(version.parameters),
            }
            for version in versions.values()
        ],
    }


def _in_force(rule: Rule, day: date) -> tuple[Version, ...]:
    return tuple(version for version in rule.versions if version.since <= day)[-1:]


def _source(reference: Reference) -> Mapping[str, Any]:
    """Every decision asks: dataclasses.asdict copies ten times as long."""
    return {
        "title": reference.title,
        "place": reference.place,
        "consulted": reference.consulted,
        "verified": reference.verified,
    }
