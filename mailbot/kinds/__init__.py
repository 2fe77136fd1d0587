"""The kinds of message mailbot understands: one folder each, found by being there.

A kind is a folder with the same name in four places:

    mailbot/kinds/<kind>/   the code: KIND
    rules/<kind>/           its dated rules, one file a check
    templates/<kind>/       its letters
    tests/kinds/<kind>/     its proofs
"""

import importlib
import pkgutil

from mailbot.core.kind import Kind


def discover() -> dict[str, Kind]:
    found = (
        importlib.import_module(f"{__name__}.{module.name}")
        for module in pkgutil.iter_modules(__path__)
    )
    return {module.KIND.name: module.KIND for module in found}
