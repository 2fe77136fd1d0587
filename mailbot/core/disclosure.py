"""What of the facts of a decision may be told to the person it is about, and what is another's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Record:
    """What one source said, as it is told: French names and values."""

    source: str  #: where it comes from: "dossier CAR202100418823"
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The sender's own records; the rules that speak of a record that is not shown to be theirs.

    Of such a rule neither the objection nor its absence is told: both would speak of somebody else.
    """

    records: tuple[Record, ...] = ()
    withheld: frozenset[str] = frozenset()
    partial: bool = False  #: something that was used is not told
