"""Two records of the registry side by side, as a kind shows them to the staff."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that each record says; empty where it says nothing."""

    label: str
    values: tuple[str, ...]
    differs: bool = False  #: they disagree, and it matters


@dataclass(frozen=True, slots=True)
class Comparison:
    columns: tuple[str, ...]  #: what each record is
    lines: tuple[Line, ...]
    notes: Sequence[str] = ()  #: what the registry says beside, a sentence each
