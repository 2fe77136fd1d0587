"""A text with its numbers, names, addresses and birth dates replaced; HTML keeps its markup."""

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from mailbot.core.fold import fold
from mailbot.core.french import in_full
from mailbot.desk.pseudonyms import Pseudonyms

_ADDRESS = re.compile(r"[\w.!#$%&'*+?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+")
_ID = re.compile(r"<([^<>@\s]+)@([^<>@\s]+)>")
_WORD = re.compile(r"[^\W\d_]+")
_ENTITY = re.compile(r"&(?!lt;|gt;|amp;|quot;|nbsp;)#?\w{1,8};")
_MARKUP = r"<style\b.*?</style>|<!--.*?-->|<[^>]*>"
_GAP = r"(?:[^\w<>&]|_|&#?\w{2,8};|<[^>]*>){0,12}"
_RUN = r"(?<![\w#])\d(?:[ \u00a0.\-/]?\d){5,}(?!\w)"
_DATE = re.compile(r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/]\d{4})")
_STANDS_FOR = {"0": "Oo", "1": "Il"}


@dataclass
class Secrets:
    """What of a case must not be seen: every value as it is stored."""

    numbers: set[str] = field(default_factory=set)  #: digits only, the year first
    names: dict[str, str] = field(default_factory=dict)  #: folded word → family or given
    domains: set[str] = field(default_factory=set)  #: of addresses, lower case
    births: set[date] = field(default_factory=set)


class Anonymiser:
    """Replaces the secrets wherever they stand, in the same way everywhere."""

    def __init__(self, secrets: Secrets, pseudonyms: Pseudonyms, ours: Iterable[str] = ()) -> None:
        self.secrets, self.pseudonyms = secrets, pseudonyms
        self.ours = frozenset(ours)  # the office's own domains: known to all
        known = sorted(secrets.numbers, key=len, reverse=True)
        self._known = [(number, re.compile(spelled(number))) for number in known]
        inside = "|".join(f"(?:{spelled(number)})" for number in known) or r"(?!)"
        self._known_numbers = re.compile(f"(?P<known>{inside})")
        self._numbers = re.compile(f"(?P<known>{inside})|(?P<run>{_RUN})")
        self._html = re.compile(f"(?P<known>{inside})|(?P<markup>{_MARKUP})|(?P<run>{_RUN})", re.S)
        births = (self._births(born) for born in secrets.births)
        self._dates = {spelling: new for one in births for spelling, new in one}

    def text(self, written: str, *, runs: bool = True) -> str:
        """Plain words: a body, a subject. `runs`: digits that nobody knows are replaced too."""
        written = self.addresses(self.dated(written))
        pattern = self._numbers if runs else self._known_numbers
        return self.names(pattern.sub(self._number, written))

    def markup(self, written: str) -> str:
        """HTML: what is read of it as `text` does, and addresses in its links."""
        written = _ENTITY.sub(_letter, written)
        written = self.addresses(self.dated(written))
        written = self._html.sub(self._number, written)
        pieces = re.split(f"({_MARKUP})", written, flags=re.S)
        return "".join(p if place % 2 else self.names(p) for place, p in enumerate(pieces))

    def addresses(self, written: str) -> str:
        written = _ADDRESS.sub(lambda found: self.address(found.group()), written)
        for domain in sorted(self.secrets.domains, key=len, reverse=True):
            host = rf"(?<![\w.-])(?:[\w-]+\.)*{re.escape(domain)}(?![\w-]|\.\w)"
            written = re.sub(host, self._domain, written, flags=re.I)
        return written

    def _domain(self, found: re.Match[str]) -> str:
        return self.pseudonyms.domain(found.group())

    def address(self, address: str) -> str:
        local, _, domain = address.rpartition("@")
        if domain.lower() in self.ours:
            return address
        return f"{self.pseudonyms.local(local)}@{self.pseudonyms.domain(domain)}"

    def identifiers(self, written: str) -> str:
        """Message-IDs; our own letters' say nothing of anybody."""

        def other(found: re.Match[str]) -> str:
            local, domain = found.groups()
            if domain.lower() in self.ours:
                return found.group()
            return f"<{self.pseudonyms.message_id(local)}@{self.pseudonyms.domain(domain)}>"

        return _ID.sub(other, written)

    def names(self, written: str) -> str:
        return _WORD.sub(self._name, written)

    def dated(self, written: str) -> str:
        for spelling, new in self._dates.items():
            written = written.replace(spelling, new)
        return written

    def _name(self, found: re.Match[str]) -> str:
        word = found.group()
        sort = self.secrets.names.get(plain(word))
        if sort is None:
            return word
        invented = self.invented(plain(word), sort)
        if word.isupper():
            return invented.upper()
        return invented.lower() if word.islower() else invented

    def invented(self, word: str, sort: str) -> str:
        """Two names written as one (Annesophie) stay the two that they are elsewhere."""
        known = self.secrets.names
        for cut in range(2, len(word) - 1):
            first, second = word[:cut], word[cut:]
            if first in known and second in known:
                halves = (self.pseudonyms.name(first, sort), self.pseudonyms.name(second, sort))
                return halves[0] + halves[1].lower()
        return self.pseudonyms.name(word, sort)

    def _number(self, found: re.Match[str]) -> str:
        written = found.group()
        if found.lastgroup == "markup" or _DATE.fullmatch(written):
            return written
        if found.lastgroup == "known":
            digits = next(n for n, form in self._known if form.fullmatch(written))
            return exchanged(written, digits, self.pseudonyms.number(digits))
        digits = "".join(c for c in written if c.isdigit())
        return exchanged(written, digits, self.pseudonyms.number(digits))

    def _births(self, born: date) -> Iterable[tuple[str, str]]:
        new = self.pseudonyms.day(born)
        for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%Y/%m/%d"):
            yield f"{born:{form}}", f"{new:{form}}"
        yield in_full(born), in_full(new)


def spelled(number: str) -> str:
    """A number's digits as people write them: apart, through markup, with letters for digits."""
    return _GAP.join(f"[{digit}{wide(digit)}{_STANDS_FOR.get(digit, '')}]" for digit in number)


def wide(digit: str) -> str:
    return chr(ord("０") + int(digit))


def exchanged(written: str, digits: str, new: str) -> str:
    """What was written with its digits exchanged in order; all that stands between them stays."""
    out, place, depth = [], 0, 0
    for character in written:
        depth += (character == "<") - (character == ">")
        stands = depth == 0 and character != ">" and place < len(digits)
        if stands and character.isdigit() and str(int(character)) == digits[place]:
            out.append(wide(new[place]) if not character.isascii() else new[place])
            place += 1
        else:
            place += stands and character in "OoIl"
            out.append(character)
    return "".join(out)


def _letter(found: re.Match[str]) -> str:
    """An entity that is a letter, as the letter: names are read through it."""
    character = html.unescape(found.group())
    return character if len(character) == 1 and character.isalnum() else found.group()


def plain(word: str) -> str:
    return fold(word).text.strip()


def name_words(names: Mapping[str, str], common: Iterable[str]) -> dict[str, str]:
    """Each word of these names that is a person's: not a particle, nor a word like any other."""
    aside = set(common)
    found: dict[str, str] = {}
    for name, sort in names.items():
        for word in _WORD.findall(name):
            folded = plain(word)
            if len(folded) > 2 and folded not in aside:
                found.setdefault(folded, sort)
    return found
