"""What there is to see from outside: the database by raw SQL, the mailbox by imaplib, the sink.

Shares no code with mailbot.
"""

import hashlib
import imaplib
import re
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import psycopg
from psycopg.rows import dict_row

from tests.torture.mails import Post
from tests.torture.sink import Taken

Row = Mapping[str, Any]

TABLES = (
    "message", "cases", "receipt", "letter", "transfer", "exam", "dossier", "audit", "ruling",
)  # fmt: skip


@dataclass(frozen=True)
class Mailbox:
    port: int
    user: str
    password: str


@dataclass
class World:
    """What there is to see once mailbot has come to rest."""

    post: Post
    database: str  #: a path of SQLite, or libpq's URL
    mailbox: Mailbox
    taken: Sequence[Taken]
    refused: Sequence[Taken] = ()

    @cached_property
    def tables(self) -> dict[str, list[Row]]:
        return read_tables(self.database)

    @cached_property
    def folders(self) -> dict[str, list[str]]:
        return read_folders(self.mailbox)

    @cached_property
    def sha_of_case(self) -> dict[int, str]:
        digests = {row["id"]: hashlib.sha256(row["content"]).hexdigest() for row in self["message"]}
        return {row["id"]: digests[row["message_pk"]] for row in self["cases"]}

    @cached_property
    def letters_of(self) -> dict[int, list[Row]]:
        found = defaultdict(list)
        for letter in self["letter"]:
            found[letter["case_id"]].append(letter)
        return found

    def __getitem__(self, table: str) -> list[Row]:
        return self.tables[table]


def read_tables(database: str) -> dict[str, list[Row]]:
    if not database.startswith("postgresql:"):
        connection = sqlite3.connect(database)
        connection.row_factory = sqlite3.Row
        try:
            return {name: select(connection, name) for name in TABLES}
        finally:
            connection.close()
    with psycopg.connect(database, row_factory=dict_row) as server:
        return {name: select(server, name) for name in TABLES}


def select(connection: Any, table: str) -> list[Row]:
    order = "number" if table == "dossier" else "id"
    return [dict(row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}")]  # noqa: S608


def read_folders(mailbox: Mailbox) -> dict[str, list[str]]:
    """Folder → the SHA-256 of each message that stands in it."""
    server = imaplib.IMAP4("127.0.0.1", mailbox.port, 30)
    try:
        server.login(mailbox.user, mailbox.password)
        found = {}
        for line in server.list()[1]:
            name = re.search(rb'"?([^" ]+(?: [^"]+)?)"?$', line)
            assert name, line
            found[utf7(name[1].decode())] = messages_in(server, name[1].decode())
        return found
    finally:
        server.logout()


def messages_in(server: imaplib.IMAP4, folder: str) -> list[str]:
    answer, data = server.select(f'"{folder}"', readonly=True)
    if answer != "OK" or data == [b"0"]:
        return []
    fetched = server.fetch("1:*", "(BODY.PEEK[])")[1]
    return [hashlib.sha256(part[1]).hexdigest() for part in fetched if isinstance(part, tuple)]


def utf7(name: str) -> str:
    """Modified UTF-7 (RFC 3501 section 5.1.3)."""

    def decoded(match: re.Match[str]) -> str:
        inner = match[1].replace(",", "/")
        return f"+{inner}-".encode().decode("utf-7") if inner else "&"

    return re.sub(r"&([^-]*)-", decoded, name)


def waiting(database: str) -> int:
    """Cases to settle and letters to send: what a further run would still do."""
    tables = read_tables(database)
    cases = sum(row["status"] == "waiting" for row in tables["cases"])
    letters = sum(row["fate"] in ("waiting", "sending") for row in tables["letter"])
    return cases + letters + sum(row["filed_to"] is None for row in tables["receipt"])
