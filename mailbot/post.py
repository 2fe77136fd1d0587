"""The letters' part of a turn: every one that is due, over a connection that is kept a while."""

import logging
import re
from datetime import datetime, timedelta

from mailbot import road
from mailbot.config import Office
from mailbot.edges import letters
from mailbot.edges.database import reading
from mailbot.edges.outbox import Outbox, SenderRefused, Unavailable
from mailbot.edges.patience import Patience
from mailbot.edges.tables import Fate
from mailbot.road import Attempted
from mailbot.watch import Watch

log = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
ENOUGH = 3  # letters refused in a row: then it is the server, which relays for us no more
# As the server said it, and not of an address or its mailbox (RFC 3463 sections 3.2 and 3.3).
REFUSED = re.compile(r"5\d\d (?!5\.[12]\.)")
OF_US = re.compile(r"5\d\d 5\.7\.")  # by its policy: a person has to mend it (section 3.8)


class Post:
    """One outbox and what is not noted yet of the last letter given to it."""

    def __init__(self, office: Office, outbox: Outbox) -> None:
        self.office, self.outbox = office, outbox
        self.patience = Patience(office.settings.smtp.credentials)
        self._last: Attempted | None = None
        self._told = False  #: that letters wait for the limit of an hour
        self._refused = 0  #: letters in a row

    def conclude(self) -> None:
        """Note what became of the last letter. It is known as long as this process lives, however
        long the database is away. Raises DBAPIError."""
        if self._last:
            road.conclude(self._last, self.office)
            self._last = None

    def dispatch(self, watch: Watch) -> None:
        """Every letter that is due. When the server is away they wait, and it costs no attempt."""
        self.conclude()
        due, beyond = self.due(watch.clock())
        if beyond and not self._told:
            log.error(
                "limite de lettres par heure atteinte : %s attendent ; une boucle de courriel ?",
                beyond,
            )
        self._told = bool(beyond)
        try:
            for done, letter_id in enumerate(due):
                if watch.stopping() or not self.reachable(len(due) - done):
                    break
                now = watch.clock()
                self._last = last = road.dispatch(
                    letter_id, self.outbox, self.office, now, self._last
                )
                if last and (away := self.away(last)):  # the others would fare no better
                    self.lose(away, len(due) - done - (not last.away))
                    break
                watch.progress("lettres envoyées", done + 1, len(due))
        finally:  # whatever breaks this off, what is known of the last letter is not lost
            self.conclude()
        self.outbox.rest()

    def away(self, last: Attempted) -> Unavailable | None:
        """What this attempt tells of the server: it is away, or it refuses letter after letter.

        Then one letter at a time finds out whether it is mended; the others are not held for it.
        """
        if last.away:
            return last.away
        if last.fate is Fate.SENT:
            self._refused = 0
        elif last.fate is Fate.REFUSED and REFUSED.match(last.error):
            self._refused += 1
            if self._refused >= ENOUGH:
                told = SenderRefused if OF_US.match(last.error) else Unavailable
                return told(f"{self._refused} lettres refusées de suite : {last.error}")
        self.patience.succeed()
        return None

    def has_due(self, now: datetime) -> bool:
        """Is there a letter to send, and a server that may be tried?"""
        return self.patience.over() and bool(self.due(now)[0])

    def due(self, now: datetime) -> tuple[list[int], int]:
        """The letters to send now, and how many wait for the limit of an hour."""
        most = self.office.settings.limits.letters_per_hour
        with reading(self.office.engine) as session:
            due = letters.unsent(session, now)
            left = max(0, most - letters.sent_since(session, now - HOUR))
        return due[:left], len(due[left:])

    def reachable(self, waiting: int) -> bool:
        if not self.patience.over():
            return False
        try:
            self.outbox.open()
        except Unavailable as error:
            self.lose(error, waiting)
            return False
        return True

    def lose(self, error: Unavailable, waiting: int) -> None:
        """Say what happened; a refusal of all that we send is an alert, for a person mends it."""
        refused = isinstance(error, SenderRefused)
        wait = self.patience.lose(refused=refused)
        level = logging.ERROR if refused and self.patience.alert() else logging.WARNING
        log.log(
            level,
            "SMTP : serveur indisponible (%s) ; %s lettre(s) attendent ; nouvel essai dans %.0f s",
            error,
            waiting,
            wait,
        )
