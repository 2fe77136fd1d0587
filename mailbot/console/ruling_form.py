"""What the form of an act says, as a ruling: each act looks at its own fields only."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Form

from mailbot import road
from mailbot.console.visitors import NotAllowed, Visitor
from mailbot.values import CLASSES, Ruling

Text = Annotated[str, Form()]
LONGEST_REASON = 1_000
#: The fields of each act, in the order of its form: the first is where a mistake is told.
FIELDS = {
    "corriger": ("dossier_number", "certificate_number", "intent", "question"),
    "ecarter": ("regle", "raison"),
    "confirmer": ("regle", "raison"),
    "classer": ("classe",),
    "clore": ("raison",),
    "rouvrir": ("raison",),
    "reprendre": ("raison",),
}
CORRECTED = FIELDS["corriger"]


@dataclass
class RulingForm:
    """What the form of an act says; each act looks at its own fields only."""

    acte: Text = ""
    vu: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0  #: the case's version that was looked at
    depuis: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0  #: the last line of its history then
    raison: Text = ""
    regle: Text = ""
    classe: Text = ""
    dossier_number: Text = ""
    certificate_number: Text = ""
    intent: Text = ""
    question: Text = ""

    def ruling(self, who: Visitor) -> Ruling:
        """Raises NotAllowed for another role's act, road.NotAllowed for one that says nothing."""
        reason = plain(self.raison)
        if self.acte in ("ecarter", "confirmer", "clore", "rouvrir") and not reason:
            raise road.NotAllowed("Dites pourquoi : une raison est nécessaire.")
        match self.acte:
            case "corriger":
                return Ruling(who.name, reason, corrections=self.corrections())
            case "ecarter":
                return Ruling(who.name, reason, waived=frozenset({plain(self.regle)}))
            case "confirmer":
                if not who.may("second"):
                    raise NotAllowed("second")
                return Ruling(who.name, reason, seconded=frozenset({plain(self.regle)}))
            case "classer":
                if self.classe not in CLASSES:
                    raise road.NotAllowed("Choisissez une classe.")
                return Ruling(who.name, reason, label=self.classe)
            case "clore":
                return Ruling(who.name, reason, closed=True)
            case "rouvrir":
                return Ruling(who.name, reason, reopened=True)
            case "reprendre":
                return Ruling(who.name, reason)
        raise road.NotAllowed("Choisissez un acte.")

    def corrections(self) -> Mapping[str, str]:
        given = {name: plain(getattr(self, name)) for name in CORRECTED}
        said = {name: value for name, value in given.items() if value}
        if not said:
            raise road.NotAllowed("Rien n'est corrigé : écrivez ce qui a été mal lu.")
        return said

    def said(self) -> dict[str, str]:
        """The fields of its act, to be sent again by the page that confirms."""
        names = ("raison", *FIELDS.get(self.acte, ()))
        return {name: plain(getattr(self, name)) for name in dict.fromkeys(names)}


def plain(text: str) -> str:
    """One line of printable characters."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())[:LONGEST_REASON]
