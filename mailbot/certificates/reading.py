"""What a message says of moving an exam result, as every kind that moves one reads it.

The reading itself lives with the transfer, which came first; whatever kind it serves imports it
from here, and the transfer imports nothing from here.
"""

from mailbot.kinds.transfer.corrections import corrected
from mailbot.kinds.transfer.describe import describe
from mailbot.kinds.transfer.forms import FIRST_DOSSIER_YEAR
from mailbot.kinds.transfer.letters import words
from mailbot.kinds.transfer.numbers import Place, pages, places
from mailbot.kinds.transfer.pairs import by_line
from mailbot.kinds.transfer.repairs import counted
from mailbot.kinds.transfer.sentences import Sentence, sentences
from mailbot.kinds.transfer.understand import recalled, said

__all__ = [
    "FIRST_DOSSIER_YEAR",
    "Place",
    "Sentence",
    "by_line",
    "corrected",
    "counted",
    "describe",
    "pages",
    "places",
    "recalled",
    "said",
    "sentences",
    "words",
]
