"""The audit of a case in French: when, who, what, and the words that matter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import jinja2

from mailbot.console import french
from mailbot.edges import audit
from mailbot.edges.tables import AuditRow


@dataclass(frozen=True)
class Event:
    at: datetime
    actor: str
    what: str
    details: tuple[str, ...]


def events(rows: Sequence[AuditRow], templates: jinja2.Environment) -> list[Event]:
    """The latest first. `templates`: the office's, by whose titles its letters are told."""
    return [
        Event(row.at, row.actor, french.word(french.EVENT, row.event), tuple(told(row, templates)))
        for row in reversed(rows)
    ]


def told(row: AuditRow, templates: jinja2.Environment) -> Iterator[str]:
    data: Mapping[str, Any] = audit.told(row)
    if outcome := data.get("outcome"):
        yield french.word(french.DECISION, outcome)
    for finding in data.get("findings", ()):
        yield french.word(french.REASON, finding.get("rule"))
    for field, value in (data.get("corrections") or {}).items():
        yield f"{french.word(french.FIELD, field)} : {value}"
    for name, verb in (("waived", "écartée"), ("seconded", "confirmée par un second agent")):
        if row.event != "decided":
            for rule in data.get(name) or ():
                yield f"objection {verb} : {french.word(french.REASON, rule)}"
    if row.event != "decided" and data.get("label"):
        yield f"classe : {french.word(french.CLASSES, data['label'])}"
    if data.get("closed") is True:
        yield "close sans lettre"
    if data.get("reopened") is True:
        yield "rouverte"
    for name in ("reason", "text", "error"):
        if data.get(name):
            yield str(data[name])
    if data.get("template"):
        yield french.letter_word(templates, data["template"])
