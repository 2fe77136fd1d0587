"""The office while it runs: its rules and templates follow their files, once these are valid."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from mailbot import config
from mailbot.config import Office
from mailbot.core.rules.changes import changes
from mailbot.edges import rule_files
from mailbot.edges.settings import ConfigError

log = logging.getLogger(__name__)

QUIET = 0.2  # seconds without a change: whoever writes several files, or a long one, has finished
WAIT_AT_MOST = 3.0  # seconds


Clock = Callable[[], datetime]  # aware


def utc_now() -> datetime:
    return datetime.now(UTC)


class Living:
    """`current()` is the office to work for now; each turn and each page asks once and keeps it.

    When files change and are valid, all of them are taken at once. When they are not, the office
    stays as it was, and one line of the log says why, until they are mended. config.toml is not
    read again.
    """

    def __init__(self, office: Office, clock: Clock = utc_now) -> None:
        self._office, self._clock = office, clock
        self._seen = self._stamps()
        self._complaint = ""
        self._busy = threading.Lock()
        self._tell_of_shadow(office)

    def current(self) -> Office:
        """While another thread reads the files again, the office as it was."""
        if self._busy.acquire(blocking=False):
            try:
                if self._stamps() != self._seen:
                    self._renew()
            finally:
                self._busy.release()
        return self._office

    def _renew(self) -> None:
        self._seen = self._settled()
        try:
            renewed = config.reread(self._office)
            self._refuse_edited_past(renewed)
        except ConfigError as error:
            self._complain(str(error))
            return
        told = "de nouveau lisibles" if self._complaint else "relus"
        log.info("règles et gabarits %s : empreinte %s", told, renewed.rules_digest[:12])
        self._office, self._complaint = renewed, ""
        self._tell_of_shadow(renewed)

    def _complain(self, what: str) -> None:
        """Once for each fault: an administrator who mends it in several steps hears of each."""
        if what != self._complaint:
            log.error("%s ; les règles et gabarits d'avant restent en vigueur", what)
        self._complaint = what

    def _tell_of_shadow(self, office: Office) -> None:
        if office.shadow and office.shadow.problem:
            log.error("règles à l'essai : %s ; elles ne sont pas entendues", office.shadow.problem)

    def _refuse_edited_past(self, renewed: Office) -> None:
        """A version that has been in force stays as it was: decisions stand on it."""
        today = renewed.day(self._clock())
        for change in changes(self._office.book, renewed.book, today):
            if change.refused:
                raise ConfigError(change.located(str(renewed.folders.rules)))

    def _stamps(self) -> tuple[rule_files.Stamp, ...]:
        folders = self._office.folders
        rules = [folders.rules, *([folders.shadow] if folders.shadow else [])]
        return rule_files.stamps(rules, folders.templates)

    def _settled(self) -> tuple[rule_files.Stamp, ...]:
        """The stamps, once nobody is writing."""
        until = time.monotonic() + WAIT_AT_MOST
        seen = self._stamps()
        while time.monotonic() < until:
            time.sleep(QUIET)
            before, seen = seen, self._stamps()
            if before == seen:
                break
        return seen
