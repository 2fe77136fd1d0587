"""What a set of rules that can be read may still have wrong, and what a person must verify."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mailbot.core.french import in_full
from mailbot.core.rules.rule import Book, Rule, Version
from mailbot.values import Reference

FAR = 20  # years: a version that begins later is rather a slip of the pen
_LAW = re.compile(
    r"\b(lois?|code|règlements?|chapitre|RLRQ|article|règle de droit)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Remark:
    """What is to be said of one rule."""

    rule: str  #: transfer/exam_valid
    line: int
    what: str
    grave: bool = True  #: False: for a person to look at

    def located(self, place: str) -> str:
        return f"{place}/{self.rule}.toml, ligne {self.line} : {self.what}"


def remarks(book: Book, today: date) -> Iterator[Remark]:
    for name, rule in book.each():
        yield from _of_days(name, rule, today)
        for previous, version in zip([None, *rule.versions], rule.versions, strict=False):
            yield from _of_version(name, previous, version, today)


def _of_days(name: str, rule: Rule, today: date) -> Iterator[Remark]:
    """Each day since the rule's first has its version: the loader sees to it that versions follow
    each other, and each holds until the next. What is left is whether the first came in time."""
    first = rule.versions[0]
    if first.since > today:
        what = (
            f"la règle ne commence que le {in_full(first.since)} : d'ici là, chaque affaire irait à"
            " une personne ; donnez-lui une version en vigueur"
        )
        yield Remark(name, first.line, what)
    for peer in rule.peers.values():
        if peer.versions[0].since > first.since:
            began = in_full(peer.versions[0].since)
            what = f"cette règle lit {peer.name}, qui ne commence que le {began}"
            yield Remark(name, first.line, what)


def _of_version(
    name: str, previous: Version | None, version: Version, today: date
) -> Iterator[Remark]:
    reference = version.reference
    if reference.consulted > today:
        what = f"la source est consultée le {in_full(reference.consulted)}, un jour à venir"
        yield Remark(name, version.line, what)
    if version.since.year > today.year + FAR:
        what = f"cette version ne prend effet que le {in_full(version.since)}"
        yield Remark(name, version.line, what, grave=False)
    if previous and (previous.parameters, previous.reference) == (version.parameters, reference):
        yield Remark(
            name, version.line, "cette version ne change rien à la précédente", grave=False
        )
    if not reference.verified:
        what = f"à vérifier{_never_cited(reference)} : {reference.title}, {reference.place}"
        yield Remark(name, version.line, what, grave=False)


def _never_cited(reference: Reference) -> str:
    return " (texte de loi, jamais cité dans une lettre)" if is_law(reference) else ""


def is_law(reference: Reference) -> bool:
    return bool(_LAW.search(f"{reference.title} {reference.place}"))
