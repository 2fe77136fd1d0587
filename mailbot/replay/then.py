"""The office under the very rule files of a decision, which are kept by their digest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlmodel import Session

from mailbot.config import Office, twins_of, with_rules
from mailbot.core import rulebook
from mailbot.core.rulebook import RuleError
from mailbot.core.rules.changes import Change, changes
from mailbot.edges import archive


class Lost(LookupError):
    """The rules of a decision cannot be had as they were; the message is French."""

    grave = False


class NeverKept(Lost):
    """Decided before the files were kept: a version is chosen by its day, in those of today."""


class Altered(Lost):
    """What is kept of them is not what their digest says: somebody changed it."""

    grave = True


class Offices:
    """The office under the rules of each decision, made once for each set of files."""

    def __init__(self, session: Session, office: Office) -> None:
        self._session = session
        # A kind that no mailbox takes any more was taken when its decisions were made.
        self.today = replace(office, kinds=with_rules(office.kinds, office.book.texts))
        self._made: dict[str, Office | Lost] = {office.rules_digest: self.today}

    def then(self, digest: str) -> Office:
        """Raises Lost."""
        if digest not in self._made:
            try:
                self._made[digest] = self._under(digest)
            except Lost as why:
                self._made[digest] = why
        made = self._made[digest]
        if isinstance(made, Lost):
            raise made
        return made

    def known(self, digest: str) -> Office | None:
        """None when the rules of then cannot be had."""
        try:
            return self.then(digest)
        except Lost:
            return None

    def _under(self, digest: str) -> Office:
        texts = archive.texts_of(self._session, digest)
        if texts is None and archive.has(self._session, digest):
            raise Altered(f"les règles gardées sous l'empreinte {digest[:12]} ont été modifiées")
        if texts is None:
            raise NeverKept(f"les règles d'empreinte {digest[:12]} n'ont pas été gardées")
        try:
            return under(self.today, texts)
        except RuleError as error:
            raise Lost(f"ce programme ne lit plus les règles d'alors : {error}") from None


def under(office: Office, texts: rulebook.Texts) -> Office:
    """The office under rule files of another time: a check that had no rule then is not heard.

    A kind of request without rules then was not in use. Raises RuleError when a file of then has
    no check any more, or takes other parameters.
    """
    found = with_rules(office.kinds, texts)
    then = {
        folder: {name: twin for name, twin in of.items() if f"{name}.toml" in texts.get(folder, {})}
        for folder, of in twins_of(found).items()
    }
    book = rulebook.parse_book("règles gardées", texts, then)
    kinds = {
        name: replace(kind, checks=tuple(c for c in kind.checks if c.__name__ in then[name]))
        for name, kind in found.items()
        if name in texts or not kind.perform
    }
    return replace(office, book=book, kinds=kinds)


def changed_at_large(session: Session, office: Office, today: date) -> Iterator[tuple[str, Change]]:
    """What was edited of rules that decided, other than by a version: the day they were first
    used, and the change. The decisions stand; they are verified under the files of then."""
    for row in archive.others(session, office.rules_digest):
        texts = archive.texts_of(session, row.digest)
        if texts is None:  # altered: told of each of its decisions
            continue
        try:
            then = rulebook.parse_freely("règles gardées", texts)
        except RuleError:  # of another program: so are its decisions
            continue
        for change in changes(then, office.book, today):
            if change.at_large or change.refused:
                yield f"{office.day(row.kept_at)}", change
