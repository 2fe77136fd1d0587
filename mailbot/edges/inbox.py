"""The IMAP mailbox: what is new in it, and moving what is finished out of it.

UIDs only; nothing is read from flags, sequence numbers or dates, and no message is marked: what
was read is known by its receipt in the database. A MOVE claims nothing: two sessions may both
succeed with the same message.
"""

import logging
import socket
import ssl
from collections.abc import Iterator, Sequence
from typing import Any, Self

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from mailbot.edges.settings import MailboxSection
from mailbot.values import RawMessage

log = logging.getLogger(__name__)

BATCH_BYTES = 4_000_000  # of one FETCH: what is in memory at once
LARGEST = 40_000_000  # bytes; of a larger message only the beginning is fetched, and it is held
BEGINNING = 1_048_576  # bytes; holds the header and, nearly always, the text parts
PORTS = {"tls": 993, "starttls": 143, "plain": 143}

Failure = (IMAPClientError, OSError)


class LoginRefused(Exception):
    """The server said no to the name and password."""


class Inbox:
    """One connection to one folder. After any Failure it is closed and another one is made."""

    def __init__(self, name: str, section: MailboxSection) -> None:
        self.name, self.section = name, section
        self.uidvalidity = 0
        self._client: IMAPClient | None = None

    def __enter__(self) -> Self:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def client(self) -> IMAPClient:
        if self._client is None:
            raise ConnectionError("the mailbox is not open")
        return self._client

    def open(self) -> None:
        """Connect, log in, select the folder, and make the folders that are missing."""
        self._client = connected(self.section)
        try:
            log_in(self._client, self.section)
            selected = self.client.select_folder(self.section.folder)
            self.uidvalidity = int(selected[b"UIDVALIDITY"])
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            try:
                client.logout()
            except Failure:
                client.shutdown()

    def new(self, above: int, known: set[int]) -> list[int]:
        """The UIDs above the cursor without a receipt. `n:*` also names the last one below n."""
        found = self.client.search(["UID", f"{above + 1}:*"])
        return sorted(uid for uid in found if uid > above and uid not in known)

    def fetch(self, uids: Sequence[int]) -> Iterator[list[RawMessage]]:
        """The messages in batches of bounded size. One whose body the server did not give, or that
        left meanwhile, is not among them: the next poll asks again."""
        for start in range(0, len(uids), self.section.batch):
            wanted = uids[start : start + self.section.batch]
            about = self.client.fetch(wanted, ["RFC822.SIZE", "INTERNALDATE"])
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
        got = self.client.fetch(group, [item, "INTERNALDATE"])
        messages = (self._message(uid, got.get(uid, {}), sizes[uid]) for uid in group)
        return [message for message in messages if message]

    def _message(self, uid: int, got: dict[bytes, Any], size: int) -> RawMessage | None:
        content = got.get(b"BODY[]", got.get(b"BODY[]<0>"))
        received_at = got.get(b"INTERNALDATE")
        if not content or received_at is None:
            log.warning("%s : le message UID %s n'a pas été donné ; redemandé", self.name, uid)
            return None
        return RawMessage(content, received_at, self.name, self.uidvalidity, uid, size)

    def move(self, uids: Sequence[int], folder: str) -> set[int]:
        """Move to the folder, made if absent. Returns the UIDs that were there to be moved: of a
        server that does not say (no UIDPLUS, RFC 4315), all of them."""
        self._ensure(folder)
        moved: set[int] = set()
        for start in range(0, len(uids), self.section.batch):
            batch = list(uids[start : start + self.section.batch])
            self.client._imap.response("COPYUID")  # imaplib keeps every one until it is asked for
            if self.client.has_capability("MOVE"):
                self.client.move(batch, folder)
            else:
                self.client.copy(batch, folder)
                self.client.add_flags(batch, [b"\\Deleted"], silent=True)
                self.client.uid_expunge(batch)
            moved |= self._copied(batch)
        return moved

    def _copied(self, batch: Sequence[int]) -> set[int]:
        """The source UIDs of the COPYUID answers (RFC 4315 section 3)."""
        if not self.client.has_capability("UIDPLUS"):
            return set(batch)
        answers = [line for line in self.client._imap.response("COPYUID")[1] if line]
        return {uid for line in answers for uid in uid_set(line.split()[1])}

    def _ensure(self, folder: str) -> None:
        if not self.client.folder_exists(folder):
            self.client.create_folder(folder)


def uid_set(text: bytes) -> Iterator[int]:
    """The numbers of a UID set: b"4:6,9" is 4, 5, 6, 9 (RFC 9051, uid-set)."""
    for part in text.split(b","):
        first, _, last = part.partition(b":")
        low, high = sorted((int(first), int(last or first)))
        yield from range(low, high + 1)


def connected(section: MailboxSection) -> IMAPClient:
    """TLS is verified; STARTTLS never falls back to clear text (imapclient raises)."""
    timeout = SocketTimeout(min(15, section.timeout_seconds), section.timeout_seconds)
    context = ssl.create_default_context()
    client = IMAPClient(
        section.host,
        port=section.port or PORTS[section.security],
        ssl=section.security == "tls",
        ssl_context=context if section.security == "tls" else None,
        timeout=timeout,
    )
    client.normalise_times = False  # else INTERNALDATE comes naive, in local time
    client.socket().setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    client.socket().setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    if section.security == "starttls":
        client.starttls(context)
    return client


def log_in(client: IMAPClient, section: MailboxSection) -> None:
    try:
        client.login(section.username, section.secret())
    except IMAPClientError as error:
        if isinstance(error, client.AbortError):
            raise
        # The server's own words may repeat what it was given: they are not shown.
        raise LoginRefused(f"{section.username} : nom ou mot de passe refusé") from None


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
