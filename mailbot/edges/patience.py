"""How long to wait before what failed is tried again: longer each time.

A refused name or password is tried much less often than a server that does not answer: a few dozen
refusals in a day lock an account, and only a person can mend it.
"""

import time
from collections.abc import Callable

FIRST, LONGEST = 2.0, 600.0  # seconds
FIRST_REFUSED, LONGEST_REFUSED = 300.0, 3600.0
ENOUGH = 20  # doublings: an outage of weeks overflows nothing
NEVER = float("-inf")
ALERT_AGAIN = 86_400.0  # seconds after which a refusal that lasts is an alert once more

Credentials = Callable[[], str]  # a fingerprint of the name and password in use


class Patience:
    """One server's failures in a row."""

    def __init__(self, credentials: Credentials, clock: Callable[[], float] = time.monotonic):
        self.credentials, self.clock = credentials, clock
        self.failures, self.not_before = 0, 0.0
        self._refusals, self._refused, self._alerted_at = 0, "", NEVER

    def over(self) -> bool:
        """May it be tried now? At once when the refused password was renewed meanwhile."""
        if self.clock() >= self.not_before:
            return True
        return bool(self._refused) and self._refused != self.credentials()

    def lose(self, *, refused: bool = False) -> float:
        """Note a failure; how many seconds to wait."""
        self.failures += 1
        self._refusals = self._refusals + 1 if refused else 0
        if refused:
            wait = min(LONGEST_REFUSED, FIRST_REFUSED * 2.0 ** min(self._refusals - 1, ENOUGH))
        else:
            wait = min(LONGEST, FIRST * 2.0 ** min(self.failures - 1, ENOUGH))
        self.not_before = self.clock() + wait
        self._refused = self.credentials() if refused else ""
        return wait

    def alert(self) -> bool:
        """Should a refusal be shouted? Once, and once a day while it lasts."""
        if self.clock() - self._alerted_at < ALERT_AGAIN:
            return False
        self._alerted_at = self.clock()
        return True

    def succeed(self) -> None:
        self.failures, self.not_before = 0, 0.0
        self._refusals, self._refused, self._alerted_at = 0, "", NEVER
