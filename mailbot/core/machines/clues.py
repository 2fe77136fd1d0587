"""A clue that a machine wrote, and how much it weighs."""

from dataclasses import dataclass
from enum import Enum

from mailbot.values import Sign

LONGEST_QUOTE = 120  # characters shown of what bears a sign


class Place(Enum):
    """Where a clue stands: two clues of one place are one witness, not two."""

    FIELD = "field"
    SENDER = "sender"
    SUBJECT = "subject"
    BODY = "body"
    STRUCTURE = "structure"


class Matter(Enum):
    """What sort of machine a clue speaks of."""

    DELIVERY = "delivery"  #: a mail system, about the delivery of a message
    ABSENCE = "absence"  #: somebody's out-of-office
    ROBOT = "robot"  #: any other program that says that it is one
    BULK = "bulk"  #: the same message to many


@dataclass(frozen=True, slots=True)
class Clue:
    sign: Sign
    place: Place
    matter: Matter
    proof: bool = False  #: enough alone; else it takes another clue from another place


def clue(
    name: str, quote: str, place: Place, matter: Matter = Matter.ROBOT, *, proof: bool = False
) -> Clue:
    shown = " ".join(quote[: 4 * LONGEST_QUOTE].split())
    return Clue(Sign(name, shown[:LONGEST_QUOTE]), place, matter, proof)
