"""The rules as one page that a jurist reads: generated from their files, never written."""

from collections.abc import Iterator, Mapping

from mailbot.core.french import in_full
from mailbot.core.rules.aloud import (
    ENDS,
    day_aloud,
    example_aloud,
    parameters_aloud,
    source_aloud,
    staff_aloud,
)
from mailbot.core.rules.rule import Book, Example, Rule, Twin

OPENING = """# Les règles de décision

Cette page est tirée des fichiers de `rules/` par `mailbot rules page > docs/rules.md`. Ne la
modifiez pas : modifiez les règles.

Toutes les règles d'un genre de message sont entendues, et la plus grave objection l'emporte. Une
règle n'accepte ni ne refuse : ce à quoi rien ne s'oppose est accepté, et seule une personne de
l'Office peut mettre fin à une affaire contre quelqu'un. Une règle dont l'objet est absent se tait :
une autre en parle.

Une règle change par une **version** de plus, après les autres dans son fichier, avec le jour où
elle prend effet et le texte qui la fonde. Une version passée ne se modifie pas. Avant de la mettre
en place : `mailbot rules check`, `mailbot rules diff RÉVISION`, puis `mailbot replay`.
"""


def page(book: Book, twins: Mapping[str, Mapping[str, Twin]]) -> str:
    parts = [OPENING, *_contents(book)]
    for folder, rules in book.folders.items():
        if rules:
            parts.append(f"## rules/{folder}\n")
        for rule in rules.values():
            notes = _notes(book.texts[folder][f"{rule.name}.toml"])
            parts += _of_rule(folder, rule, notes, twins[folder][rule.name])
    return "\n".join(parts)


def _contents(book: Book) -> Iterator[str]:
    yield "| règle | question | suite d'une objection |\n|---|---|---|"
    for name, rule in book.each():
        ends = " ou ".join(ENDS[end] for end in rule.motifs)
        yield f"| [{name}](#{_anchor(name)}) | {_cell(rule.question)} | {ends} |"
    yield ""


def _anchor(name: str) -> str:
    """As GitHub makes it of a heading."""
    return name.replace("/", "")


def _notes(text: str) -> str:
    """What the file's own comments say, which stand at the beginning of their lines."""
    lines = (line[1:].strip() for line in text.splitlines() if line.startswith("#"))
    return " ".join(" ".join(lines).split())


def _of_rule(folder: str, rule: Rule, notes: str, twin: Twin) -> Iterator[str]:
    yield f"### {folder}/{rule.name}\n\n**{rule.question}**\n"
    for end, motif in rule.motifs.items():
        yield f"- Suite d'une objection : {ENDS[end]} (`{end.word}`). « {motif} »"
    yield f"- {staff_aloud(rule)}"
    if day := day_aloud(twin, rule):
        yield f"- {day}"
    yield f"\n{notes}\n" if notes else ""
    yield "| en vigueur | paramètres | source |\n|---|---|---|"
    following = [*(version.since for version in rule.versions[1:]), None]
    for version, until in zip(rule.versions, following, strict=True):
        days = f"depuis le {in_full(version.since)}"
        days += f", jusqu'à la veille du {in_full(until)}" if until else ""
        said = parameters_aloud(version.parameters)
        yield f"| {days} | {_cell(said)} | {_cell(source_aloud(version.reference))} |"
    yield ""
    if rule.examples:
        yield "| situation | la règle dit | pourquoi |\n|---|---|---|"
        for example in rule.examples:
            said = _cell(example_aloud(example, twin.inputs))
            yield f"| {said} | {_ending(example)} | {_cell(example.note)} |"
        yield ""


def _ending(example: Example) -> str:
    return "rien à redire" if example.expected is None else ENDS[example.expected]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
