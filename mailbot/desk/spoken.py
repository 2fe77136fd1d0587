"""How an agent reads a message: of what they said, that alone; waiving and closing read nothing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from mailbot.desk.anonymous_text import Anonymiser
from mailbot.desk.identity import digits
from mailbot.values import Ruling

NUMBERS = ("dossier_number", "certificate_number")
TRUTHS = ("intent", "question")  # of a request alone
YES = ("true", "oui")


def reading(said: Ruling | None) -> Ruling | None:
    """None when they corrected nothing and named no class."""
    if said is None or not (said.corrections or said.label):
        return None
    return Ruling(said.by, corrections=said.corrections, label=said.label)


def numbers(said: Ruling | None) -> list[str]:
    """The numbers they gave, in the registry's form."""
    return [canonical(said.corrections[one]) for one in NUMBERS if said and one in said.corrections]


def canonical(written: str) -> str:
    return f"CAR{digits(written)}"  # its form was verified when the agent said it


def anonymised(said: Ruling | None, by: Anonymiser) -> Ruling | None:
    """The same reading of the anonymous message, by nobody."""
    if said is None:
        return None
    given = {
        field: by.text(canonical(value)) if field in NUMBERS else value
        for field, value in said.corrections.items()
    }
    return replace(said, by="agent", corrections=given)


def expected(said: Ruling | None, label: str) -> Mapping[str, Any]:
    """What mailbot tells of a message is its own reading: an agent's goes over it, by the field."""
    given = said.corrections if said else {}
    found: dict[str, Any] = {one: given[one] for one in NUMBERS if one in given}
    if label == "request":
        found |= {one: given[one].strip().lower() in YES for one in TRUTHS if one in given}
    return found
