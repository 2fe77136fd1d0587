"""The course of a case as its audit rows tell it: where it must stand, what was written of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mailbot.edges import audit
from mailbot.edges.effects import LEFT
from mailbot.edges.tables import AuditRow, Status
from mailbot.record import ACTED
from mailbot.values import Outcome

HELD = frozenset(
    {"letter refused", "letter unknown", "letter held", "notice answered", "brought back"}
)
#: Whether the case leaves the queue then depends on what else keeps it there.
OPEN = frozenset({"letter resent", "letter marked sent"})
DECIDING = frozenset({"decided", "failed"})


@dataclass
class Written:
    """A letter as it was written; None: not kept yet by the program of then, or purged."""

    sha256: str | None = None
    recipient: str | None = None


@dataclass
class Course:
    decision: str | None = None
    status: str | None = Status.WAITING  #: None: the audit alone cannot say
    decided: bool = False
    message_sha256: str | None = None
    acceptance: Mapping[str, Any] | None = None  #: what was told of the decision to carry it out
    letters: dict[str, Written] = field(default_factory=dict)
    left: set[str] = field(default_factory=set)
    destroyed: dict[str, str] = field(default_factory=dict)  #: letters, by their SHA-256
    purged: str | None = None
    emptied: bool = False  #: a purge took from the rows what the rest depends on

    def hear(self, event: str, told: Mapping[str, Any]) -> None:
        if event == "decided":
            self._decided(told)
        elif event == "letter written":
            self._write(told, told.get("letter") or told.get("message_id"))
            self.status = Status.DONE
        elif event in LEFT:
            self.left.add(told.get("message_id", ""))
        elif event == audit.PURGED:
            self.purged = told.get("purged")
            self.destroyed.update(told.get("letters", {}))
        self.status = self._status_after(event, told)
        self.decided |= event in DECIDING

    def _decided(self, told: Mapping[str, Any]) -> None:
        outcome, ruling = told.get("outcome"), told.get("ruling") or {}
        closed, reopened = told.get("closed") is not None, bool(ruling.get("reopened"))
        acts = not closed and not reopened
        if acts or self.decision not in ACTED:
            performed = self.acceptance is not None and closed
            self.decision = Outcome.ACCEPT.word if performed else outcome
        if outcome == Outcome.ACCEPT.word and acts:
            self.acceptance = told
        held = outcome == Outcome.REVIEW.word or reopened
        self.status = Status.HELD if held and not closed else Status.DONE
        self.message_sha256 = told.get("message_sha256")
        self._write(told, told.get("letter"))

    def _write(self, told: Mapping[str, Any], message_id: str | None) -> None:
        if message_id:
            self.letters[message_id] = Written(told.get("letter_sha256"), told.get("letter_to"))

    def _status_after(self, event: str, told: Mapping[str, Any]) -> str | None:
        match event:
            case "bounced":
                self.decision = Outcome.REVIEW.word
                return Status.HELD
            case "failed":
                return Status.FAILED
            case "ruled" if told.get("closed") and self.status == Status.FAILED:
                return Status.DONE
            case "ruled":
                return Status.WAITING
            case "letter called back":
                return Status.HELD if self.status == Status.DONE else self.status
        if event in HELD:
            return Status.HELD
        return None if event in OPEN else self.status


def course_of(rows: Iterable[AuditRow]) -> Course:
    """`rows`: all of one case, oldest first."""
    course = Course()
    for row in rows:
        course.emptied |= audit.is_emptied(row)
        for told in readable(row):
            course.hear(row.event, told)
    return course


def readable(row: AuditRow) -> Iterator[Mapping[str, Any]]:
    """Nothing of one that somebody made unreadable: the chain is broken there, and that is told."""
    try:
        yield audit.told(row)
    except (ValueError, TypeError, AttributeError):
        return
