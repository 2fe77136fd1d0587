"""Invented numbers, names and addresses of the same form, the same one each time for the same one.

One export shares one Pseudonyms: what agreed before agrees after, and what differed still differs.
"""

import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from mailbot.core.senders.sender import organisation

YEAR = 4  # digits at the head of a number, which the rules read
SERIAL = 16  # the longest run of digits behind them that is told apart by place
DIGITS = "0123456789"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Words that a machine's address is known by; providers whose name says nothing of a person.
KEPT_LOCALS = frozenset(
    _words("postmaster mailer-daemon noreply no-reply donotreply do-not-reply info bounces")
)
KEPT_DOMAINS = frozenset(
    _words(
        """gmail.com googlemail.com google.com outlook.com hotmail.com hotmail.ca live.ca live.com
        msn.com yahoo.com yahoo.ca yahoo.fr icloud.com me.com videotron.ca videotron.com bell.net
        sympatico.ca cgocable.ca office365.com protonmail.com proton.me"""
    )
)
# Without accents: a message in US-ASCII stays one.
FAMILIES = _words(
    """Abarca Bastarache Deguire Fradette Garneaux Hurtubise Jutras Kirouac Lozeau Malouin Nolet
    Ouimette Plamondon Quevillon Riendeau Thivierge Vadnais Wener Yelle Zappa"""
)
GIVENS = _words(
    """Aldege Bernadin Clothilde Donatien Eulalie Florent Godefroy Hermine Ignace Josaphat Ludivine
    Maurille Nazaire Ovide Rosaire Sylvestre Theodora Uldoric Victorine Wilbrod"""
)


class Pseudonyms:
    """Draws each pseudonym once, at random. `kept`: domains that are the office's own."""

    def __init__(self, chance: random.Random, kept: Iterable[str] = ()) -> None:
        self.chance, self.kept = chance, {*KEPT_DOMAINS, *kept}
        self.fixed: list[set[str]] = [set() for _ in range(SERIAL)]
        self._digits: list[dict[str, str]] = []
        self._drawn: dict[tuple[str, str], str] = {}
        self._dates: dict[date, date] = {}
        self._left = {"family": list(FAMILIES), "given": list(GIVENS)}

    def keep_digits(self, letters: Iterable[tuple[int, str]]) -> None:
        """A letter stands for this digit at this place of a serial: the digit stays, as it does."""
        for place, digit in letters:
            if place < SERIAL:
                self.fixed[place].add(digit)

    def number(self, digits: str) -> str:
        """A year at its head stays; the other digits are exchanged, each place in its own way."""
        if not self._digits:
            self._digits = [self._exchange(fixed) for fixed in self.fixed]
        head = YEAR if digits.startswith(("19", "20")) else 0
        return digits[:head] + "".join(
            self._digits[place % SERIAL][digit] for place, digit in enumerate(digits[head:])
        )

    def _exchange(self, fixed: set[str]) -> dict[str, str]:
        free = [digit for digit in DIGITS if digit not in fixed]
        turn = self.chance.randrange(1, len(free)) if len(free) > 1 else 0
        shuffled = self.chance.sample(free, len(free))
        moved = {d: shuffled[(i + turn) % len(free)] for i, d in enumerate(shuffled)}
        return {**moved, **{digit: digit for digit in fixed}}

    def name(self, word: str, sort: str) -> str:
        """`word` is folded: the same whatever its case and accents; `sort`: family or given."""
        if ("name", word) not in self._drawn:
            left = self._left[sort] or [f"Personne{len(self._drawn)}"]
            self._drawn["name", word] = left.pop(self.chance.randrange(len(left)))
        return self._drawn["name", word]

    def local(self, part: str) -> str:
        if part.lower() in KEPT_LOCALS:
            return part
        return self._once("local", part.lower(), lambda n: f"personne{n}")

    def domain(self, host: str) -> str:
        """Another organisation of the same public suffix, under the same subdomains."""
        own = organisation(host.lower())
        if own is None or own in self.kept or "." not in own:
            return host
        suffix = own.partition(".")[2]
        invented = self._once("domain", own, lambda n: f"exemple{n}.{suffix}")
        self.kept.add(invented)  # met again, it stays
        return host[: len(host) - len(own)] + invented

    def message_id(self, local: str) -> str:
        return self._once("id", local, lambda n: f"m{n}")

    def day(self, born: date) -> date:
        if born not in self._dates:
            self._dates[born] = born + timedelta(days=self.chance.choice((-1, 1)) * self._years())
        return self._dates[born]

    def _years(self) -> int:
        return self.chance.randrange(400, 2000)

    def _once(self, sort: str, value: str, make: Callable[[int], str]) -> str:
        if (sort, value) not in self._drawn:
            self._drawn[sort, value] = make(self.chance.randrange(10_000, 100_000))
        return self._drawn[sort, value]
