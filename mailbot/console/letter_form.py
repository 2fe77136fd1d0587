"""What an agent's form says of a letter."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Form

from mailbot import road
from mailbot.values import Draft

Text = Annotated[str, Form()]
LONGEST = 20_000  #: characters of a letter


@dataclass
class LetterForm:
    gabarit: Text = "libre"
    objet: Text = ""
    texte: Text = ""
    vu: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0
    depuis: Annotated[int, Form(ge=0, le=2**31 - 1)] = 0
    modifier: Text = ""  #: from its preview, back to its text

    @property
    def draft(self) -> Draft:
        if len(self.texte) > LONGEST:
            raise road.NotAllowed(f"La lettre est trop longue : {LONGEST} caractères au plus.")
        return Draft(self.gabarit[:80], self.objet, self.texte)

    @property
    def kept(self) -> Draft:
        """As it was typed, to be shown again."""
        return Draft(self.gabarit[:80], self.objet[:300], self.texte[:LONGEST])
