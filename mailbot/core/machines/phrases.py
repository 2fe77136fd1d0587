"""A notation for phrases that a reader of French can check, made into patterns.

One phrase a line, read in folded text: lower case, no accents, single spaces.

    (a|b)   one or the other          (a )?   with or without
    ...     at most eighty characters  end*    any ending: livre* is livré, livrée, livrer
    ^       the text begins here       $       and ends here
    <name>  the words of that name in the vocabulary

A phrase begins and ends where words do. Comments begin with #.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from mailbot.core.needles import Sought, sought

NO_WORDS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Phrases:
    """Many phrases, looked for at once."""

    each: tuple[Sought, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """The phrase that begins first in the text; of two at one place, the one listed first."""
        found = (one for phrase in self.each if (one := phrase.search(text)))
        return min(found, key=re.Match.start, default=None)


def phrases(text: str, vocabulary: Mapping[str, str] = NO_WORDS) -> Phrases:
    """Linear to search: no phrase repeats without a bound. Raises re.error for a faulty phrase."""
    lines = (line.strip() for line in text.splitlines())
    return Phrases(
        tuple(
            sought(_pattern(line, vocabulary))
            for line in lines
            if line and not line.startswith("# ")
        )
    )


def _pattern(phrase: str, vocabulary: Mapping[str, str]) -> str:
    for name, words in vocabulary.items():
        phrase = phrase.replace(f"<{name}>", f"({words})")
    phrase = re.sub(r"(?<!\\)\((?!\?)", "(?:", phrase)
    phrase = re.sub(r" ?\.\.\. ?", lambda _: r"\W(?:.{0,80}\W)?", phrase)
    phrase = phrase.replace("*", r"\w{0,12}")
    begins = r"(?<!\w)" if phrase[0].isalnum() or phrase[0] == "(" else ""
    begins = r"^\W{0,9}" if phrase.startswith("^") else begins
    ends = r"(?!\w)" if phrase[-1].isalnum() or phrase[-1] in ")?" else ""
    return f"(?:{begins}(?:{phrase.removeprefix('^')}){ends})"
