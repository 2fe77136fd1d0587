"""Rule files: a folder of them read strictly, each held to its check; what is wrong is named."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import replace

from mailbot.core.rules.parse import RuleError, parse_rule
from mailbot.core.rules.rule import (
    COMMON,
    COUNT,
    DAY,
    Book,
    Example,
    NoRuleInForce,
    Rule,
    Rules,
    Sort,
    Texts,
    Twin,
    Version,
    Word,
)

__all__ = [
    "COMMON",
    "COUNT",
    "DAY",
    "Book",
    "Example",
    "NoRuleInForce",
    "Rule",
    "RuleError",
    "Rules",
    "Sort",
    "Texts",
    "Twin",
    "Twins",
    "Version",
    "Word",
    "digest",
    "faults",
    "parse_book",
    "parse_freely",
    "parse_rule",
    "parse_rules",
]

Twins = Mapping[str, Mapping[str, Twin]]  #: folder of rules/ → check → what it declares


def parse_rules(
    folder: str, files: Mapping[str, str], twins: Mapping[str, Twin]
) -> dict[str, Rule]:
    """The rules of a folder, in the order of the policy. Raises RuleError.

    `files`: file name → text; `twins`: name of each check → what it declares.
    """
    texts = {name.removesuffix(".toml"): text for name, text in files.items()}
    for error in strangers(folder, texts, twins):
        raise error
    rules = {
        name: parse_rule(name, texts[name], f"{folder}/{name}.toml", twin)
        for name, twin in twins.items()
    }
    return {
        name: replace(rule, peers={peer: rules[peer] for peer in twins[name].peers})
        for name, rule in rules.items()
    }


def strangers(
    folder: str, texts: Mapping[str, str], twins: Mapping[str, Twin]
) -> Iterator[RuleError]:
    """The files without their check, and the checks without their file."""
    for name in sorted(texts.keys() - twins.keys()):
        known = ", ".join(sorted(twins)) or "aucune"
        what = f"aucune vérification ne porte le nom « {name} » ; vérifications : {known}"
        yield RuleError(f"{folder}/{name}.toml", 1, what)
    for name in twins:
        if name not in texts:
            what = f"ce fichier manque : la vérification « {name} » n'a pas de règle ; l'écrire"
            yield RuleError(f"{folder}/{name}.toml", None, what)


def parse_book(place: str, texts: Texts, twins: Twins) -> Book:
    """All the rules of an office. `place`: its folder, for what is wrong. Raises RuleError."""
    for error in unknown_folders(place, texts, twins):
        raise error
    folders = {
        name: parse_rules(f"{place}/{name}", texts.get(name, {}), of) for name, of in twins.items()
    }
    return Book(folders, digest(texts), texts)


def unknown_folders(place: str, texts: Texts, twins: Twins) -> Iterator[RuleError]:
    for name in sorted(texts.keys() - twins.keys()):
        known = ", ".join(sorted(twins))
        yield RuleError(f"{place}/{name}", None, f"aucun genre ne porte ce nom ; il y a : {known}")


def faults(place: str, texts: Texts, twins: Twins) -> list[RuleError]:
    """Everything that `parse_book` refuses, one a file; it alone stops at the first."""
    found = list(unknown_folders(place, texts, twins))
    for folder, of in twins.items():
        files = {name.removesuffix(".toml"): text for name, text in texts.get(folder, {}).items()}
        found += strangers(f"{place}/{folder}", files, of)
        for name in sorted(files.keys() & of.keys()):
            try:
                parse_rule(name, files[name], f"{place}/{folder}/{name}.toml", of[name])
            except RuleError as error:
                found.append(error)
    return found


def parse_freely(place: str, texts: Texts) -> Book:
    """The rules of another time, held to no check of today's. Raises RuleError."""
    folders = {
        folder: {
            name.removesuffix(".toml"): parse_rule(
                name.removesuffix(".toml"), text, f"{place}/{folder}/{name}", None
            )
            for name, text in files.items()
        }
        for folder, files in texts.items()
    }
    return Book(folders, digest(texts), texts)


def digest(texts: Texts) -> str:
    files = sorted(
        (f"{folder}/{name}", text) for folder, of in texts.items() for name, text in of.items()
    )
    whole = hashlib.sha256()
    for name, text in files:
        whole.update(f"{name}\0{len(text)}\0{text}\0".encode())
    return whole.hexdigest()
