"""Read the dossier and certificate numbers out of a message, each with where it was read."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mailbot.certificates.records import CERTIFICATE, DOSSIER
from mailbot.core.fold import Folded, fold
from mailbot.kinds.transfer.request import Given
from mailbot.kinds.transfer.written import Found, numbers_in
from mailbot.values import Evidence, Passage


@dataclass(frozen=True, slots=True)
class Numbers:
    """What a message gives, and where."""

    dossier: Given
    certificate: Given
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A number found, and the original text of it."""

    found: Found
    quote: str
    part: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A passage made plain, with the numbers found in it."""

    passage: Passage
    folded: Folded
    found: tuple[Found, ...]


def pages(passages: Iterable[Passage], latest_year: int) -> tuple[Page, ...]:
    return tuple(_page(passage, latest_year) for passage in joined(passages))


def read_numbers(own: Iterable[Page], quoted: Iterable[Page]) -> Numbers:
    """The sender's own words first; what they quote or forward only for a sort they do not give.

    The Office's own text and the footers are never among these (domain.md section 5).
    """
    said, repeated = list(places(own)), list(places(quoted))
    chosen = {sort: _chosen(sort, said, repeated) for sort in (DOSSIER, CERTIFICATE)}
    read = [place for sort in chosen.values() for place in sort if place.found.value]
    evidence = tuple(evidence_of(place) for place in read)
    return Numbers(given(chosen[DOSSIER]), given(chosen[CERTIFICATE]), evidence)


def places(read: Iterable[Page]) -> Iterator[Place]:
    """Every number written, in order of reading."""
    for page in read:
        passage = page.passage
        for found in page.found:
            start, end = page.folded.span(found.start, found.end)
            quote = passage.content[start:end]
            yield Place(found, quote, passage.part, passage.start + start, passage.start + end)


def _page(passage: Passage, latest_year: int) -> Page:
    folded = fold(passage.content)
    return Page(passage, folded, tuple(numbers_in(folded, passage.content, latest_year)))


def joined(passages: Iterable[Passage]) -> list[Passage]:
    """Passages that touch, as one: a number may run over the seam."""
    whole: list[Passage] = []
    for passage in passages:
        last = whole[-1] if whole else None
        if last and last.part == passage.part and last.end == passage.start:
            content = last.content + passage.content
            whole[-1] = Passage(last.voice, last.part, last.start, passage.end, content)
        else:
            whole.append(passage)
    return whole


def given(places: Sequence[Place]) -> Given:
    """Each distinct value once. A malformed number that the same words correct is corrected."""
    sure = distinct(place.found.value for place in places if not place.found.repaired)
    repaired = distinct(place.found.value for place in places if place.found.repaired)
    malformed = distinct(place.quote for place in places if not place.found.value)
    return Given(
        well_formed=sure,
        repaired=tuple(value for value in repaired if value not in sure),
        malformed=() if sure else malformed,
    )


def distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def evidence_of(place: Place) -> Evidence:
    found = place.found
    return Evidence(
        found.sort, found.value, place.quote, place.part, place.start, place.end, found.repaired
    )


def _chosen(sort: str, own: Sequence[Place], quoted: Sequence[Place]) -> list[Place]:
    """The places of one sort that count.

    A malformed number of the sender's own stands in the way of a quoted one, for it may be meant
    to replace it, unless it is only that number cut short.
    """
    said = [place for place in own if place.found.sort == sort]
    if not all(_shortens(place, quoted, sort) for place in said):
        return said
    return [place for place in quoted if place.found.sort == sort] or said


def _shortens(place: Place, quoted: Sequence[Place], sort: str) -> bool:
    whole = {other.found.value for other in quoted if other.found.sort == sort}
    if place.found.value or len(whole) != 1:
        return False
    digits = "".join(char for char in fold(place.quote).text if char.isdigit())
    return len(digits) >= 6 and digits in whole.pop()
