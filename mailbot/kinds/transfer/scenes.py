"""The examples of a transfer's rules: those of every request about a certificate."""

from mailbot.certificates.scenes import set_up
from mailbot.certificates.vocabulary import WORDS
from mailbot.core.kind import Scenes

SCENES = Scenes(WORDS, set_up)
