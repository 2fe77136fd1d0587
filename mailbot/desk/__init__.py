"""What an agent sees of a case beside its rows: pairs, near misses; and what they take from it."""

from mailbot.desk.pairs import Pair, pairs
from mailbot.desk.suggestions import suggestions

__all__ = ["Pair", "pairs", "suggestions"]
