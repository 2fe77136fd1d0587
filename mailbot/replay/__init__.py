"""Decide again what was decided: to verify it under the rules of then, or to preview others."""

from mailbot.replay.again import Again, again, shown
from mailbot.replay.anew import Changed, Hypothesis, as_json, changed, decided_since
from mailbot.replay.then import Lost, Offices, changed_at_large
from mailbot.replay.verify import Difference, Gone, differences
from mailbot.replay.vouched import unvouched
from mailbot.replay.why import Told

__all__ = [
    "Again",
    "Changed",
    "Difference",
    "Gone",
    "Hypothesis",
    "Lost",
    "Offices",
    "Told",
    "again",
    "as_json",
    "changed",
    "changed_at_large",
    "decided_since",
    "differences",
    "shown",
    "unvouched",
]
