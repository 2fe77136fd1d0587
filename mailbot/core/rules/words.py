"""The sorts of words that the examples of rules are written with, and how each is read aloud."""

from collections.abc import Mapping

from mailbot.core.french import in_full
from mailbot.core.rules.rule import COUNT, DAY, Sort, Word


def a_day(sentence: str) -> Word:
    """`sentence`: « demande reçue le {} »."""
    return Word(DAY, lambda day: sentence.format(in_full(day)))


def a_count(sentence: str) -> Word:
    return Word(COUNT, lambda count: sentence.format(count))


def a_choice(sentences: Mapping[str, str]) -> Word:
    """Each value with what it means."""
    listed = ", ".join(f"« {value} »" for value in sentences)
    holds = frozenset(sentences).__contains__
    sort = Sort(f"un de ces mots : {listed}", lambda value: isinstance(value, str) and holds(value))
    return Word(sort, lambda value: sentences[value])


def a_flag(yes: str, no: str) -> Word:
    sort = Sort("true ou false, sans guillemets", lambda value: type(value) is bool)
    return Word(sort, lambda value: yes if value else no)
