"""Which number is the new dossier and which the old certificate, when both may be of any year.

A certificate that was not renewed is CAR, any year, and 6 or 8 digits: since 2021 it may have the
very form of a dossier. Six digits, or a year before 2021, are a certificate's. Of two others, the
certificate is the older one, for it expired before the dossier was opened; of the same year, the
words beside them tell. Nothing is guessed: what stays open is two dossiers, and for a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mailbot.certificates.reading import FIRST_DOSSIER_YEAR, Place
from mailbot.certificates.records import CERTIFICATE, DOSSIER, Given
from mailbot.core.fold import disguised, fold
from mailbot.values import Evidence

_SHORT = 10  #: digits of the short form: the year, and six


@dataclass(frozen=True, slots=True)
class Number:
    """One number as written; `value` is empty when it has no form of the Office's."""

    value: str
    place: Place
    repaired: bool

    @property
    def year(self) -> int:
        return int(self.value[3:7])

    @property
    def certain(self) -> bool:
        """Does its form alone make it a certificate's?"""
        return self.year < FIRST_DOSSIER_YEAR or len(self.value) == len("CAR") + _SHORT


def numbers_of(places: Iterable[Place], latest_year: int) -> list[Number]:
    return [_number(place, latest_year) for place in places]


def _number(place: Place, latest_year: int) -> Number:
    """The transfer's reading, and the one form that it does not know: 2021 or after, six digits."""
    found = place.found
    if found.value:
        return Number(found.value, place, found.repaired)
    digits = found.digits
    if len(digits) != _SHORT or not FIRST_DOSSIER_YEAR <= int(digits[:4]) <= latest_year:
        return Number("", place, False)
    written = "".join(filter(str.isalnum, fold(place.quote).text))
    whole = written == f"car{digits}"
    if not whole and (written != digits or found.label != CERTIFICATE):
        return Number("", place, False)
    return Number(f"CAR{digits}", place, not whole or disguised(place.quote))


def sort_out(
    own: Sequence[Number], quoted: Sequence[Number], dossier_before: str | None
) -> Mapping[str, list[Number]]:
    """The numbers of each sort: the own words' first, quoted ones only for a sort they lack.

    `dossier_before`: the dossier that the conversation gave already; a lone older number beside it
    is the certificate that was asked for.
    """
    said, whole = _sorted(own, dossier_before), _sorted((*own, *quoted), dossier_before)
    return {sort: said[sort] or whole[sort] for sort in (DOSSIER, CERTIFICATE)}


def _sorted(numbers: Sequence[Number], dossier_before: str | None) -> dict[str, list[Number]]:
    certificates = _certificates([number for number in numbers if number.value], dossier_before)
    sorts: dict[str, list[Number]] = {DOSSIER: [], CERTIFICATE: []}
    for number in numbers:
        found = number.place.found
        malformed = found.label if found.label in sorts else found.sort
        given = CERTIFICATE if number.value in certificates else DOSSIER
        sorts[given if number.value else str(malformed)].append(number)
    return sorts


def _certificates(numbers: Sequence[Number], dossier_before: str | None) -> set[str]:
    """The values that are certificates'."""
    certain = {number.value for number in numbers if number.certain}
    rest = sorted({number.value for number in numbers} - certain)
    if certain or not rest:
        return certain
    called = _called(numbers, CERTIFICATE) - _called(numbers, DOSSIER)
    if len(rest) == 1:
        older = dossier_before is not None and rest[0][:7] < dossier_before[:7]
        return set(rest) if called or older else set()
    if len(rest) > 2:
        return set()
    if rest[0][:7] < rest[1][:7]:
        return {rest[0]}
    # Of the same year: only when the words beside both agree.
    return called if {*called, *_called(numbers, DOSSIER)} == set(rest) else set()


def _called(numbers: Sequence[Number], sort: str) -> set[str]:
    """The values that the words beside them call so."""
    return {number.value for number in numbers if number.place.found.label == sort}


def given(numbers: Sequence[Number]) -> Given:
    """Each distinct value once. A malformed number that the same words correct is corrected."""
    sure = _distinct(number.value for number in numbers if not number.repaired)
    repaired = _distinct(number.value for number in numbers if number.repaired)
    malformed = _distinct(number.place.quote for number in numbers if not number.value)
    return Given(
        well_formed=sure,
        repaired=tuple(value for value in repaired if value not in sure),
        malformed=() if sure else malformed,
    )


def evidence(sorts: Mapping[str, Sequence[Number]]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            sort, number.value, number.place.quote, number.place.part,
            number.place.start, number.place.end, number.repaired,
        )
        for sort, numbers in sorts.items() for number in numbers if number.value
    )  # fmt: skip


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
