"""The kinds of message mailbot understands: one folder each, found by being there.

A kind is a folder with the same name in four places:

    mailbot/kinds/<kind>/   the code: KIND
    rules/<kind>/           its dated rules, one file a check
    templates/<kind>/       its letters
    tests/kinds/<kind>/     its proofs

It may bring records of its own: tables in its code, their migrations in
mailbot/kinds/<kind>/migrations/ (a branch of Alembic's own, labelled with the kind's name), and the
registry's files that fill them (Kind.sheets). These are there whether a mailbox takes the kind or
not, so that turning it on or off changes no schema and loses no data.
"""

import importlib
import pkgutil
from collections.abc import Collection, Mapping
from typing import Any

from mailbot.core.kind import Kind


def discover() -> dict[str, Kind]:
    found = (
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
    )
    return {module.KIND.name: module.KIND for module in found}


def in_use(found: Mapping[str, Kind], accepted: Collection[str]) -> dict[str, Kind]:
    """Those that a mailbox takes, and those that every mailbox hears, since nobody asks for them.

    What is off needs neither rules nor letters.
    """
    return {name: kind for name, kind in found.items() if name in accepted or not kind.perform}


def sheets() -> tuple[Any, ...]:
    """The registry's files that the kinds bring, in use or not."""
    return tuple(sheet for kind in discover().values() for sheet in kind.sheets)
