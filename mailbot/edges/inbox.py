"""The IMAP mailbox: what is new in it, and moving what is finished out of it.

UIDs only; nothing is read from flags, sequence numbers or dates, and no message is marked: what
was read is known by its receipt in the database. A MOVE claims nothing: two sessions may both
succeed with the same message.
"""

import logging
from collections.abc import Iterator, Sequence
from typing import Any, Self

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from mailbot.edges import imap, trouble
from mailbot.edges.imap import Away
from mailbot.edges.imap import Failure as Failure
from mailbot.edges.imap import LoginRefused as LoginRefused
from mailbot.edges.settings import MailboxSection
from mailbot.values import RawMessage

log = logging.getLogger(__name__)

BATCH_BYTES = 4_000_000  # of one FETCH: what is in memory at once
LARGEST = 40_000_000  # bytes; of a larger message only the beginning is fetched, and it is held
BEGINNING = 1_048_576  # bytes; holds the header and, nearly always, the text parts


class FilingRefused(Away):
    """The server said no to moving into a folder; the connection and the inbox are well."""


class Inbox:
    """One connection to one folder. After any Failure it is closed and another one is made.

    Each failure is an Away, whose message names the server and says what to look at.
    """

    def __init__(self, name: str, section: MailboxSection) -> None:
        self.name, self.section = name, section
        self.uidvalidity = 0
        self._client: IMAPClient | None = None

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.close(lost=kind is not None)

    @property
    def client(self) -> IMAPClient:
        if self._client is None:
            raise ConnectionError("the mailbox is not open")
        return self._client

    def open(self) -> None:
        """Connect, log in, select the folder. Raises Away, LoginRefused or ConfigError."""
        self._client = imap.connected(self.section)
        try:
            with imap.told(self._place):
                self._select()
        except BaseException:
            self.close(lost=True)
            raise

    def _select(self) -> None:
        folder = self.section.folder
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

    def fetch(self, uids: Sequence[int]) -> Iterator[list[RawMessage]]:
        """The messages in batches of bounded size. One whose body the server did not give, or that
        left meanwhile, is not among them: the next poll asks again."""
        for start in range(0, len(uids), self.section.batch):
            wanted = uids[start : start + self.section.batch]
            with imap.told(self._place):
                about = self.client.fetch(wanted, ["RFC822.SIZE"])
                sizes = {
                    uid: int(about[uid][b"RFC822.SIZE"])
                    for uid in wanted
                    if b"RFC822.SIZE" in about.get(uid, {})
                }
            for group in grouped(sizes):
                yield self._bodies(group, sizes)

    def _bodies(self, group: Sequence[int], sizes: dict[int, int]) -> list[RawMessage]:
        whole = sizes[group[0]] <= LARGEST
        item = "BODY.PEEK[]" if whole else f"BODY.PEEK[]<0.{BEGINNING}>"
        with imap.told(self._place):
            got = self.client.fetch(group, [item, "INTERNALDATE"])
        messages = (self._message(uid, got.get(uid, {}), sizes[uid]) for uid in group)
        return [message for message in messages if message]

    def _message(self, uid: int, got: dict[bytes, Any], size: int) -> RawMessage | None:
        content = got.get(b"BODY[]", got.get(b"BODY[]<0>"))
        received_at = got.get(b"INTERNALDATE")
        if content is None or (size and not content) or received_at is None:
            log.warning("%s : le message UID %s n'a pas été donné ; redemandé", self.name, uid)
            return None
        return RawMessage(content, received_at, self.name, self.uidvalidity, uid, size)

    def move(self, uids: Sequence[int], folder: str) -> set[int]:
        """Move to the folder, made if absent. Returns the UIDs that were there to be moved: of a
        server that does not say (no UIDPLUS, RFC 4315), all of them.

        Raises FilingRefused when the server will not (no right, no room), else Away.
        """
        moved: set[int] = set()
        with imap.told(self._place):
            try:
                self._ensure(folder)
                for start in range(0, len(uids), self.section.batch):
                    batch = list(uids[start : start + self.section.batch])
                    moved |= self._moved_again(batch, folder)
            except IMAPClientError as error:
                if isinstance(error, IMAPClientAbortError):
                    raise
                raise FilingRefused(self._refusal(folder, error)) from None
        return moved

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

    def _ensure(self, folder: str) -> None:
        if not self.client.folder_exists(folder):
            self.client.create_folder(folder)

    def _refusal(self, folder: str, error: IMAPClientError) -> str:
        words = trouble.one_line(str(error))
        why = "boîte pleine" if "QUOTA" in words.upper() else "voyez ses droits et sa place"
        return f"{self._place} refuse de classer dans « {folder} » : {why} ({words})"


def named(uid_set: bytes, batch: Sequence[int]) -> Iterator[int]:
    """Those of the batch in a UID set: b"4:6,9" names 4, 5, 6 and 9 (RFC 9051, uid-set)."""
    for part in uid_set.split(b","):
        first, _, last = part.partition(b":")
        low, high = sorted((int(first), int(last or first)))
        yield from (uid for uid in batch if low <= uid <= high)


def grouped(sizes: dict[int, int]) -> Iterator[list[int]]:
    """UIDs in groups of at most BATCH_BYTES; a large message stands alone."""
    group: list[int] = []
    total = 0
    for uid, size in sizes.items():
        if group and total + size > BATCH_BYTES:
            yield group
            group, total = [], 0
        group.append(uid)
        total += size
    if group:
        yield group
