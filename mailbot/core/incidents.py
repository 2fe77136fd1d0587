"""What an entry of the register of incidents says, and what the regulation still wants of it.

Règlement sur les incidents de confidentialité (A-2.1, r. 3.1), section 7, paragraphs 1 to 8.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any


class Misstated(ValueError):
    """A field of an incident cannot be what was written; which, and what would be right."""


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("une date AAAA-MM-JJ qui existe, ou rien") from None


def _count(text: str) -> int | None:
    if text and not re.fullmatch(r"\d{1,7}", text):
        raise ValueError("un nombre de personnes, ou rien s'il est inconnu")
    return int(text) if text else None


def _yes_or_no(text: str) -> bool:
    if text not in ("oui", "non"):
        raise ValueError("oui ou non")
    return text == "oui"


def _assessed(text: str) -> bool | None:
    return _yes_or_no(text) if text else None


#: Each field, in the order of the regulation: its heading in an export, and how it is read.
FIELDS: Mapping[str, tuple[str, Callable[[str], Any]]] = {
    "information": ("1° Renseignements personnels visés, ou pourquoi ils sont inconnus", str),
    "circumstances": ("2° Circonstances", str),
    "happened_on": ("3° Date de l'incident, ou début de la période", _day),
    "happened_until": ("3° Fin de la période", _day),
    "happened_about": ("3° Approximation", _yes_or_no),
    "learned_on": ("4° Date où l'Office en a pris connaissance, ou début de la période", _day),
    "learned_until": ("4° Fin de la période", _day),
    "persons": ("5° Nombre de personnes concernées", _count),
    "persons_about": ("5° Approximation", _yes_or_no),
    "risk": ("6° Éléments qui amènent à conclure sur le risque de préjudice sérieux", str),
    "serious": ("6° Risque de préjudice sérieux", _assessed),
    "commission_told_on": ("7° Avis à la Commission d'accès à l'information", _day),
    "persons_told_on": ("7° Avis aux personnes concernées", _day),
    "public_notice": ("7° Avis publics, et pourquoi", str),
    "measures": ("8° Mesures prises pour diminuer le risque", str),
}
OWED = ("information", "circumstances", "happened_on", "persons", "risk", "serious", "measures")
OWED_IF_SERIOUS = ("commission_told_on", "persons_told_on")


def read(changes: Mapping[str, str]) -> dict[str, Any]:
    """Field → value, from what a person typed. Raises Misstated."""
    found = {}
    for name, text in changes.items():
        if name not in FIELDS:
            raise Misstated(f"champ « {name} » : un de : {', '.join(FIELDS)}")
        try:
            found[name] = FIELDS[name][1](text.strip())
        except ValueError as error:
            raise Misstated(f"champ {name} : « {text[:60]} » ; attendu : {error}") from None
    return found


def check(said: Mapping[str, Any], today: date) -> None:
    """Whether the days of an entry can be. Raises Misstated."""
    learned = said["learned_on"]
    if learned is None:
        raise Misstated("champ learned_on : le jour où l'Office l'a appris est toujours connu")
    for sort in ("happened", "learned"):
        first, last = said[f"{sort}_on"], said[f"{sort}_until"]
        if last and (first is None or last < first):
            raise Misstated(f"champ {sort}_until : pas avant {sort}_on ({first or 'absent'})")
    for name in ("happened_on", "happened_until", "learned_on", "learned_until", *OWED_IF_SERIOUS):
        if said[name] and said[name] > today:
            raise Misstated(f"champ {name} : {said[name]} est à venir")
    if said["happened_on"] and said["happened_on"] > (said["learned_until"] or learned):
        raise Misstated(f"champ happened_on : pas après le jour où l'Office l'a appris ({learned})")
    for name in OWED_IF_SERIOUS:
        if said[name] and said[name] < learned:
            raise Misstated(f"champ {name} : pas avant le jour où l'Office l'a appris ({learned})")


def missing(said: Mapping[str, Any]) -> Iterator[str]:
    """What the regulation wants and the entry does not say yet."""
    owed = (*OWED, *(OWED_IF_SERIOUS if said["serious"] else ()))
    return (name for name in owed if said[name] in (None, ""))


def shown(value: Any) -> str:
    """As an export writes it."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    return "" if value is None else str(value)
