"""One rule file, read strictly into a rule held to its check; what is wrong is named."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from string import Formatter
from types import MappingProxyType
from typing import Any

from mailbot.core.rules.rule import Example, Rule, Sort, Twin, Version
from mailbot.core.rules.strict_toml import Misread, Table, read
from mailbot.values import NOTHING, Outcome, Reference

# No rule accepts: acceptance is what remains. No rule refuses: only an agent ends a case.
ENDS = {o.word: o for o in (Outcome.ASK, Outcome.REPEAT, Outcome.REVIEW, Outcome.IGNORE)}
HOLDS = "holds"  # what an example expects of a rule that does not object
PROPOSALS = ("accept", "ask", "notice", "answer", "none")


class RuleError(ValueError):
    """A rule file that may not be used: file, line and what would be right, in one French line."""

    def __init__(self, file: str, line: int | None, what: str) -> None:
        where = f"{file}, ligne {line}" if line else file
        super().__init__(f"{where} : {what}")
        self.file, self.line, self.what = file, line, what


def parse_rule(name: str, text: str, file: str, twin: Twin | None) -> Rule:
    """One rule from the text of its file. Raises RuleError, which names `file` and the line.

    Without its twin, as for a file of another time, it may say any words and take any parameters.
    """
    try:
        rule = _rule(name, read(text), twin)
    except Misread as error:
        raise RuleError(file, error.line, error.what) from None
    written = text.removeprefix("\ufeff").replace("\r\n", "\n")  # the same rule, however saved
    return replace(rule, sha256=hashlib.sha256(written.encode()).hexdigest())


def _rule(name: str, table: Table, twin: Twin | None) -> Rule:
    optional = ("proposal", "waivable", "seconded", "example")
    table.allow(("question", "leads_to", "motif", "version"), optional)
    ends = _ends(table)
    waivable = table.flag("waivable", default=False)
    seconded = table.flag("seconded", default=False)
    if seconded and not waivable:
        table.refuse("« seconded » ne sert que si waivable = true", "seconded")
    return Rule(
        name=name,
        question=table.text("question"),
        motifs=_motifs(table, ends, twin.words if twin else None),
        waivable=waivable,
        seconded=seconded,
        proposal=_proposal(table, ends),
        versions=_versions(table, twin.parameters if twin else None),
        examples=_examples(table, ends, twin),
    )


def _ends(table: Table) -> tuple[Outcome, ...]:
    written = table.content["leads_to"]
    words = written if isinstance(written, list) and written else [written]
    right = f"écrire {_choice(ENDS)}"
    for word in words:
        if word in ("accept", "refuse"):
            what = (
                f"une règle n'accepte ni ne refuse, elle s'oppose : leads_to = « {word} » ; {right}"
            )
            table.refuse(what, "leads_to")
        if not isinstance(word, str) or word not in ENDS:
            table.refuse(f"leads_to = « {word} » n'existe pas ; {right}", "leads_to")
    if len(set(words)) < len(words):
        table.refuse("leads_to répète un mot ; l'écrire une fois", "leads_to")
    return tuple(ENDS[word] for word in words)


def _motifs(
    table: Table, ends: tuple[Outcome, ...], words: frozenset[str] | None
) -> Mapping[Outcome, str]:
    if isinstance(table.content["leads_to"], str):
        return {ends[0]: _motif(table, "motif", words)}
    motifs = table.table("motif")
    motifs.allow([end.word for end in ends])
    return {end: _motif(motifs, end.word, words) for end in ends}


def _motif(table: Table, key: str, words: frozenset[str] | None) -> str:
    motif = table.text(key)
    try:
        parts = list(Formatter().parse(motif))
    except ValueError:
        table.refuse("le motif a une accolade seule ; écrire {mot}, ou {{ pour une accolade", key)
    for _, word, form, conversion in parts if words is not None else ():
        assert words is not None
        if word is not None and (word not in words or form or conversion):
            right = f"mots possibles : {_choice(words, '{', '}')}" if words else "n'en mettre aucun"
            table.refuse(f"la vérification ne donne pas {{{word}}} au motif ; {right}", key)
    return motif


def _proposal(table: Table, ends: tuple[Outcome, ...]) -> str | None:
    if "proposal" not in table.content:
        return None
    proposal = table.text("proposal")
    if proposal not in PROPOSALS:
        what = f"proposal = « {proposal} » n'existe pas ; écrire {_choice(PROPOSALS)}"
        table.refuse(what, "proposal")
    if Outcome.REVIEW not in ends:
        table.refuse("« proposal » ne sert que si leads_to mène à « review »", "proposal")
    return proposal


def _versions(table: Table, expected: Mapping[str, Sort] | None) -> tuple[Version, ...]:
    versions: list[Version] = []
    for one in table.tables("version"):
        one.allow(("since", "reference"), ("parameters",))
        since = one.day("since")
        if versions and since <= versions[-1].since:
            before = versions[-1].since
            one.refuse(f"cette version doit prendre effet après la précédente ({before})", "since")
        reference, line = _reference(one.table("reference")), one.line()
        versions.append(Version(since, reference, _taken(one, expected), line))
    return tuple(versions)


def _reference(table: Table) -> Reference:
    table.allow(("title", "place", "consulted", "verified"))
    title, place = table.text("title"), table.text("place")
    return Reference(title, place, table.day("consulted"), table.flag("verified"))


def _taken(version: Table, expected: Mapping[str, Sort] | None) -> Mapping[str, Any]:
    """The parameters of a version: those that its check takes, every one and no other."""
    if "parameters" not in version.content:
        if expected:
            version.refuse(f"il manque parameters = {{ {', '.join(expected)} }}")
        return NOTHING
    table = version.table("parameters")
    if expected is not None:
        table.allow(tuple(expected))
    taken = {name: _frozen(value) for name, value in table.content.items()}
    for name, sort in (expected or NOTHING).items():
        if not sort.holds(taken[name]):
            table.refuse(f"« {name} » doit être {sort.french}", name)
    return MappingProxyType(taken)


def _examples(table: Table, ends: tuple[Outcome, ...], twin: Twin | None) -> tuple[Example, ...]:
    if "example" not in table.content:
        return ()
    return tuple(_example(one, ends, twin) for one in table.tables("example"))


def _example(table: Table, ends: tuple[Outcome, ...], twin: Twin | None) -> Example:
    table.allow(("inputs", "expected"), ("note",))
    inputs, word = table.table("inputs"), table.text("expected")
    possible = {HOLDS: None, **{end.word: end for end in ends}}
    if word not in possible:
        what = f"expected = « {word} » : cette règle ne peut dire que {_choice(possible)}"
        table.refuse(what, "expected")
    if twin is not None and twin.inputs:
        words = tuple(twin.inputs)
        inputs.allow(words if twin.complete else (), words)
        for name, value in inputs.content.items():
            if not twin.inputs[name].sort.holds(value):
                inputs.refuse(f"« {name} » doit être {twin.inputs[name].sort.french}", name)
    note = table.text("note") if "note" in table.content else ""
    return Example(MappingProxyType(inputs.content), possible[word], note, table.line())


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _choice(words: Collection[str], *marks: str) -> str:
    left, right = marks or ("« ", " »")
    return ", ".join(f"{left}{word}{right}" for word in sorted(words))
