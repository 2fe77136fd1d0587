"""What makes a sentence about a transfer no wish of the writer's, or not now: a person reads it.

Each phenomenon has its own module: weighed, postponed, undone (with the verb), disowned.
"""

from mailbot.kinds.transfer.lexicon.disowned import DISOWNED, SUPERSEDED
from mailbot.kinds.transfer.lexicon.postponed import HELD, POSTPONED
from mailbot.kinds.transfer.lexicon.undone import UNDONE
from mailbot.kinds.transfer.lexicon.weighed import MUST_I, UNDECIDED, WEIGHED

#: Said of the verb that the sentence names.
DOUBTED = (*WEIGHED, *POSTPONED, *UNDONE)
#: Said anywhere in the message; a clear wish that comes later outweighs it.
UNSETTLED = (*UNDECIDED, *MUST_I, *HELD, *DISOWNED)
__all__ = ["DOUBTED", "SUPERSEDED", "UNSETTLED"]
