"""The IMAP mailbox: what is new in it, and moving what is finished out of it.

UIDs only; nothing is read from flags, sequence numbers or dates, and no message is marked: what
was read is known by its receipt in the database. A MOVE claims nothing: two sessions may both
succeed with the same message.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Self

from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from mailbot.edges import fetching, folders, imap, trouble
from mailbot.edges.imap import Away
from mailbot.edges.imap import Failure as Failure
from mailbot.edges.imap import LoginRefused as LoginRefused
from mailbot.edges.paced import Client
from mailbot.edges.settings import MailboxSection
from mailbot.values import RawMessage

log = logging.getLogger(__name__)


class FilingRefused(Away):
    """The server said no to moving into a folder; the connection and the inbox are well."""


class Inbox:
    """One connection to one folder. After any Failure it is closed and another one is made.

    Each failure is an Away, whose message names the server and says what to look at.
    """

    def __init__(self, name: str, section: MailboxSection) -> None:
        self.name, self.section = name, section
        self.uidvalidity = 0
        self.asking: tuple[int, ...] = ()  #: the UIDs of the FETCH that has no answer yet
        self._client: Client | None = None
        self._separator = ""  #: between a folder and the one inside it; "": not asked for yet
        self._may_delete = True

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(lost=kind is not None)

    @property
    def client(self) -> Client:
        if self._client is None:
            raise ConnectionError("the mailbox is not open")
        return self._client

    @property
    def account(self) -> str:
        """Where it stands, whatever its name in the configuration: user, host and folder."""
        folder = self.section.folder
        inbox = folder.upper() == "INBOX"  # in any case, RFC 9051 section 5.1
        host = self.section.host.lower()
        return f"{self.section.username}@{host}/{'INBOX' if inbox else folder}"

    @property
    def heard_at(self) -> float:
        """When the server last said anything (monotonic); 0 when nobody is connected."""
        client = self._client
        return client.heard_at if client else 0.0

    def open(self) -> None:
        """Connect, log in, select the folder. Raises Away, LoginRefused or ConfigError."""
        self.asking, self._separator = (), ""
        self._client = imap.connected(self.section)
        try:
            with imap.told(self._place):
                self._select()
        except BaseException:
            self.close(lost=True)
            raise

    def _select(self) -> None:
        folder = self._there(self.section.folder)
        try:
            selected = self.client.select_folder(folder)
        except IMAPClientError as error:
            if isinstance(error, IMAPClientAbortError):
                raise
            raise Away(
                f"{self._place} : le dossier « {folder} » ne s'ouvre pas ; vérifiez folder"
                f" ({trouble.one_line(str(error))})"
            ) from None
        if not str(selected.get(b"UIDVALIDITY", "")).isdecimal():
            raise Away(f"{self._place} ne dit pas UIDVALIDITY : ce serveur ne peut pas servir")
        self.uidvalidity = int(selected[b"UIDVALIDITY"])
        flags = selected.get(b"PERMANENTFLAGS")  # none told: all of them (RFC 9051 section 7.1)
        self._may_delete = flags is None or b"\\Deleted" in flags

    @property
    def _place(self) -> str:
        return imap.place(self.section)

    def close(self, *, lost: bool = False) -> None:
        """Log out; not of a connection that is lost, whose peer would not answer."""
        client, self._client = self._client, None
        if client is not None:
            imap.hang_up(client, politely=not lost)

    def new(self, above: int, known: set[int]) -> list[int]:
        """The UIDs above the cursor without a receipt. `n:*` also names the last one below n."""
        with imap.told(self._place):
            self.client.noop()  # a server may leave out of SEARCH what it has not announced yet
            found = self.client.search(["UID", f"{above + 1}:*"])
        return sorted(uid for uid in found if uid > above and uid not in known)

    def fetch(self, uids: Sequence[int], now: datetime) -> Iterator[list[RawMessage]]:
        """The messages in batches of bounded size. One whose body the server did not give, or that
        left meanwhile, is not among them. After a Failure, `asking` names those asked for.

        One without an INTERNALDATE that can be is received now.
        """
        for start in range(0, len(uids), self.section.batch):
            wanted = uids[start : start + self.section.batch]
            with self._asking(wanted):
                sizes = fetching.sizes(self.client, wanted)
            for group in fetching.grouped(sizes):
                with self._asking(group):
                    given = fetching.bodies(self.client, group, sizes)
                yield [self._message(one, now) for one in given]

    def header(self, uid: int, now: datetime) -> RawMessage:
        """What can be had of a message that is not given: its header, or nothing. `now` stands for
        the INTERNALDATE of which nothing is known."""
        with self._asking([uid]):
            return self._message(fetching.header(self.client, uid), now)

    @contextmanager
    def _asking(self, uids: Sequence[int]) -> Iterator[None]:
        self.asking = tuple(uids)
        try:
            with imap.told(self._place):
                yield
        except fetching.Throttled as error:
            self.asking = ()
            raise Away(f"{self._place} limite les lectures pour un temps ({error})") from None
        self.asking = ()

    def _message(self, given: fetching.Given, now: datetime) -> RawMessage:
        undated = given.received_at is None
        if undated:
            log.warning("%s : message UID %s sans INTERNALDATE possible", self.name, given.uid)
        return RawMessage(
            given.content,
            given.received_at or now,
            self.name,
            self.uidvalidity,
            given.uid,
            size=given.size,
            undated=undated,
        )

    def move(self, uids: Sequence[int], folder: str) -> set[int]:
        """Move to the folder, made if absent. Returns the UIDs that were there to be moved: of a
        server that does not say (no UIDPLUS, RFC 4315), all of them. At most section.batch.

        Raises FilingRefused when the server will not (no right, no room), else Away.
        """
        with self._filing_in(folder) as there:
            return self._moved_again(list(uids), there)

    def ensure(self, folder: str) -> None:
        """Make the folder if it is absent. Raises as `move` does."""
        with self._filing_in(folder):
            pass

    @contextmanager
    def _filing_in(self, folder: str) -> Iterator[str]:
        """Its name on this server, and the folder made; a refusal meanwhile is told as one."""
        with imap.told(self._place):
            try:
                there = self._there(folder)
                folders.ensure(self.client, there)
                yield there
            except IMAPClientError as error:
                if isinstance(error, IMAPClientAbortError):
                    raise
                raise FilingRefused(self._refusal(folder, error)) from None

    def _there(self, folder: str) -> str:
        """« a/b » of the configuration is « a.b » on a server that writes it so."""
        if "/" not in folder:
            return folder
        self._separator = self._separator or folders.separator(self.client)
        return folder.replace("/", self._separator)

    def _moved_again(self, batch: list[int], folder: str) -> set[int]:
        """Twice when some left meanwhile and the server moved none for that (RFC 5530)."""
        try:
            return self._moved(batch, folder)
        except IMAPClientError as error:
            if "EXPUNGEISSUED" not in str(error):
                raise
        self.client.noop()
        return self._moved(batch, folder)

    def _moved(self, batch: list[int], folder: str) -> set[int]:
        client = self.client
        client._imap.response("COPYUID")  # imaplib keeps every one until it is asked for
        if client.has_capability("MOVE"):
            client.move(batch, folder)
            return self._copied(batch)
        if not self._may_delete:  # Dovecot would copy, and then delete nothing without a word
            raise FilingRefused(
                f"{self._place} : ce compte ne peut rien retirer de « {self.section.folder} » ;"
                " voyez ses droits"
            )
        client.copy(batch, folder)
        moved = self._copied(batch)
        if moved:
            client.add_flags(sorted(moved), [b"\\Deleted"], silent=True)
        if moved and client.has_capability("UIDPLUS"):
            client.uid_expunge(sorted(moved))  # a plain EXPUNGE would take other people's too
        return moved

    def _copied(self, batch: Sequence[int]) -> set[int]:
        """The source UIDs of the COPYUID answers (RFC 4315 section 3)."""
        if not self.client.has_capability("UIDPLUS"):
            return set(batch)
        answers = [line for line in self.client._imap.response("COPYUID")[1] if line]
        return {uid for line in answers for uid in named(line.split()[1], batch)}

    def _refusal(self, folder: str, error: IMAPClientError) -> str:
        why = folders.refusal(self.client, self.section, folder, trouble.one_line(str(error)))
        return f"{self._place} refuse de classer dans « {folder} » : {why}"


def named(uid_set: bytes, batch: Sequence[int]) -> Iterator[int]:
    """Those of the batch in a UID set: b"4:6,9" names 4, 5, 6 and 9 (RFC 9051, uid-set)."""
    for part in uid_set.split(b","):
        first, _, last = part.partition(b":")
        low, high = sorted((int(first), int(last or first)))
        yield from (uid for uid in batch if low <= uid <= high)
