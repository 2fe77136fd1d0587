"""What changes from one set of rules to another, in words; an edited past is told from the rest."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mailbot.core.french import in_full
from mailbot.core.rules.rule import Book, Rule, Version
from mailbot.values import Outcome, Reference

ENDS = {
    Outcome.ASK: "une demande à la personne",
    Outcome.REPEAT: "la même réponse, envoyée de nouveau",
    Outcome.REVIEW: "l'examen par une personne de l'Office",
    Outcome.IGNORE: "le classement sans réponse",
}
HISTORY = "l'histoire d'une règle ne fait que s'allonger : rétablissez-la et ajoutez une version"


@dataclass(frozen=True)
class Change:
    """One difference, as a jurist would say it."""

    rule: str  #: transfer/exam_valid
    what: str
    refused: bool = False  #: a past version was edited or taken away
    warned: bool = False  #: it may be meant, and deserves a look
    at_large: bool = False  #: it is of no version, and so holds for past days too
    line: int | None = None  #: of the new file

    def located(self, place: str) -> str:
        where = f"{place}/{self.rule}.toml" + (f", ligne {self.line}" if self.line else "")
        return f"{where} : {self.what}"


def changes(old: Book, new: Book, today: date) -> list[Change]:
    """From the old rules to the new ones. A version is past when it began before `today`."""
    before, after = dict(old.each()), dict(new.each())
    found = [change for name in before.keys() - after.keys() for change in _gone(name)]
    for name, rule in after.items():
        if name not in before:
            found.append(Change(name, f"règle nouvelle, {_since(rule.versions[0])}"))
        elif rule != before[name]:
            found += _of_rule(name, before[name], rule)
            found += _of_versions(name, before[name], rule, today)
    return found


def _gone(name: str) -> Iterator[Change]:
    yield Change(name, f"règle retirée ; {HISTORY}", refused=True)


def _of_rule(name: str, old: Rule, new: Rule) -> Iterator[Change]:
    """What is said of the rule at large holds for every day, past ones too."""
    for what, decides in (*_of_words(old, new), *_of_ends(old, new)):
        yield Change(name, what, warned=decides, at_large=True)
    if old.examples != new.examples:
        yield Change(name, f"exemples : {len(old.examples)} avant, {len(new.examples)} maintenant")


def _of_words(old: Rule, new: Rule) -> Iterator[tuple[str, bool]]:
    if old.question != new.question:
        yield f"question : « {old.question} » devient « {new.question} »", False
    for end in old.motifs:
        if end in new.motifs and old.motifs[end] != new.motifs[end]:
            was, now = old.motifs[end], new.motifs[end]
            yield f"motif ({end.word}) : « {was} » devient « {now} »", False


def _of_ends(old: Rule, new: Rule) -> Iterator[tuple[str, bool]]:
    if set(old.motifs) != set(new.motifs):
        yield f"suite d'une objection : {_ends(old)} devient {_ends(new)}", True
    if old.proposal != new.proposal:
        was, now = old.proposal or "rien", new.proposal or "rien"
        yield f"proposition au personnel : « {was} » devient « {now} »", True
    if old.waivable != new.waivable:
        may = "un agent peut" if new.waivable else "aucun agent ne peut plus"
        yield f"{may} lever l'objection", True
    if old.seconded != new.seconded:
        yield f"lever l'objection demande {'deux agents' if new.seconded else 'un agent'}", True


def _of_versions(name: str, old: Rule, new: Rule, today: date) -> Iterator[Change]:
    before = {version.since: version for version in old.versions}
    after = {version.since: version for version in new.versions}
    for since in sorted(before.keys() - after.keys()):
        past = since < today
        what = f"la version du {in_full(since)} est retirée"
        yield Change(name, f"{what} ; {HISTORY}" if past else what, refused=past)
    for previous, version in zip([None, *new.versions], new.versions, strict=False):
        if version.since in before:
            yield from _of_version(name, before[version.since], version, today)
        else:
            yield from _added(name, previous, version, today)


def _of_version(name: str, old: Version, new: Version, today: date) -> Iterator[Change]:
    which = f"version du {in_full(new.since)}"
    if changed := list(parameters_changed(old.parameters, new.parameters)):
        past = new.since < today
        what = f"{which} modifiée : {', '.join(changed)}"
        yield Change(name, f"{what} ; {HISTORY}" if past else what, past, line=new.line)
    if old.reference != new.reference:
        was, now = _source(old.reference), _source(new.reference)
        yield Change(name, f"{which}, source : {was} devient {now}", warned=True, line=new.line)


def _added(name: str, previous: Version | None, version: Version, today: date) -> Iterator[Change]:
    known = previous.parameters if previous else {}
    changed = ", ".join(parameters_changed(known, version.parameters)) or "mêmes paramètres"
    what = f"nouvelle version, {_since(version)} : {changed} ; {_source(version.reference)}"
    yield Change(name, what, line=version.line)
    if version.since < today:
        what = (
            f"la version du {in_full(version.since)} prend effet dans le passé ; ce qui a été"
            f" décidé depuis le reste : « mailbot replay --since {version.since} » dit quoi"
        )
        yield Change(name, what, warned=True, line=version.line)


def parameters_changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[str]:
    for name in (*new, *(old.keys() - new.keys())):
        if name not in old:
            yield f"{name} = {shown(new[name])}"
        elif name not in new:
            yield f"{name} retiré"
        elif old[name] != new[name]:
            yield f"{name} passe de {shown(old[name])} à {shown(new[name])}"


def shown(value: object) -> str:
    """A parameter's value as one reads it."""
    if isinstance(value, tuple):
        return ", ".join(f"« {one} »" for one in value) or "aucun"
    return in_full(value) if isinstance(value, date) else str(value)


def _ends(rule: Rule) -> str:
    return " ou ".join(ENDS[end] for end in rule.motifs)


def _since(version: Version) -> str:
    return f"à compter du {in_full(version.since)}"


def _source(reference: Reference) -> str:
    doubt = "" if reference.verified else " (à vérifier)"
    return f"{reference.title}, {reference.place}{doubt}"
