"""A fresh office for each run: its own mailbox, database, SMTP sink and configuration."""

import imaplib
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from uuid import uuid4

import psycopg

from mailbot.demo import world as embedded
from tests import servers
from tests.configured import write_config
from tests.torture.invariants import problems
from tests.torture.mails import FIRST, Expected, Post
from tests.torture.observed import Mailbox, World
from tests.torture.sink import Sink
from tests.torture.zygote import Ended, Zygote

HOUR = timedelta(hours=1)


def config_of(folder: Path, url: str, mailbox: Mailbox, smtp: int, batch: int = 200) -> Path:
    return write_config(
        folder,
        url=url,
        imap=mailbox.port,
        smtp=smtp,
        user=mailbox.user,
        password=mailbox.password,
        mailbox=f"timeout_seconds = 20\nbatch = {batch}",
        server="timeout_seconds = 20",
    )


@dataclass
class Ground:
    """What worlds are made on: the servers that outlive them, and the zygotes, one a thread."""

    zygotes: "Queue[Zygote]"
    folder: Path
    dovecot: int | None  #: its port; None: an embedded pymap for each world
    postgres: str | None  #: its URL without the database's name; None: SQLite

    @contextmanager
    def zygote(self) -> Iterator[Zygote]:
        """One for this thread alone."""
        zygote = self.zygotes.get()
        try:
            yield zygote
        finally:
            self.zygotes.put(zygote)


@contextmanager
def ground(dovecot: int | None, postgres: str | None, zygotes: int = 2) -> Iterator[Ground]:
    with ExitStack() as stack:
        queue: Queue[Zygote] = Queue()
        for _ in range(zygotes):
            queue.put(stack.enter_context(Zygote()))
        folder = stack.enter_context(TemporaryDirectory(prefix="torture-"))
        yield Ground(queue, Path(folder), dovecot, postgres)


@dataclass
class Office:
    """One world: messages come, runs are made and killed, and the end is looked at."""

    post: Post
    config: Path
    database: str
    mailbox: Mailbox
    sink: Sink
    zygote: Zygote
    runs: int = 0

    def deliver(self, deliveries: Sequence[Expected]) -> None:
        server = imaplib.IMAP4("127.0.0.1", self.mailbox.port, 30)
        server.login(self.mailbox.user, self.mailbox.password)
        for one in deliveries:
            at = imaplib.Time2Internaldate(one.received_at)
            answer, words = server.append("INBOX", "", at, one.content)
            assert answer == "OK", words
        server.logout()

    def run(
        self,
        *,
        die_at: int | None = None,
        points: Path | None = None,
        kill_after: float | None = None,
    ) -> Ended:
        """`mailbot run --once`, an hour after the one before."""
        self.runs += 1
        now = FIRST + self.runs * HOUR
        ended = self.zygote.run(
            self.config, now, die_at=die_at, points=points, kill_after=kill_after
        )
        if self.database.startswith("postgresql:"):
            forgotten(self.database)
        return ended

    def problems(self) -> list[str]:
        taken, refused = self.sink.settled(), self.sink.refused
        return problems(World(self.post, self.database, self.mailbox, taken, refused))

    def log(self) -> str:
        return self.config.with_suffix(".log").read_text(encoding="utf-8")


def forgotten(database: str) -> None:
    """Wait until PostgreSQL has noticed that its client is gone, and let go of its locks."""
    others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    with psycopg.connect(database, autocommit=True) as server:
        for _ in range(1000):
            [(count,)] = server.execute(others).fetchall()
            if count == 1:
                return
            time.sleep(0.005)
    raise RuntimeError("a dead mailbot keeps its connection to PostgreSQL")


class Scene:
    """One Post on one Ground: a prepared database, and as many worlds of it as are wanted."""

    def __init__(self, post: Post, ground: Ground, batch: int = 200) -> None:
        self.post, self.ground, self.batch = post, ground, batch
        self.folder = ground.folder / uuid4().hex[:8]
        self.folder.mkdir()
        self.template = self.new_url("template1")
        config = config_of(self.folder, self.template, Mailbox(1, "x", "x"), 1)
        registry = post.write_registry(self.folder / "registry")
        with ground.zygote() as zygote:
            for argv in (("migrate",), ("registry", "import", str(registry))):
                ended = zygote.command(config, *argv)
                assert ended.code == 0, config.with_suffix(".log").read_text()
        if not ground.postgres:
            with closing(sqlite3.connect(self.folder / "template.db")) as database:
                database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # all of it in the one file

    def new_url(self, template: str) -> str:
        if self.ground.postgres:
            return servers.new_database(self.ground.postgres, template.rpartition("/")[2])
        return f"sqlite:///{self.folder}/template.db"

    @contextmanager
    def office(
        self,
        sink: Sink | None = None,
        between: Callable[[int], int] = lambda port: port,
    ) -> Iterator[Office]:
        """A new world. `between`: the IMAP port that mailbot is told, for the server's."""
        name = uuid4().hex[:8]
        folder = self.folder / name
        folder.mkdir()
        with ExitStack() as stack:
            sink = stack.enter_context(sink or Sink())
            mailbox = self.new_mailbox(stack, name)
            if self.ground.postgres:
                url = self.new_url(self.template)
                database = servers.libpq(url)
                stack.callback(servers.drop_database, url)
            else:
                database = str(folder / "mailbot.db")
                shutil.copy(self.folder / "template.db", database)
                url = f"sqlite:///{database}"
            told = Mailbox(between(mailbox.port), mailbox.user, mailbox.password)
            config = config_of(folder, url, told, sink.port, self.batch)
            zygote = stack.enter_context(self.ground.zygote())
            yield Office(self.post, config, database, mailbox, sink, zygote)

    def new_mailbox(self, stack: ExitStack, name: str) -> Mailbox:
        if self.ground.dovecot:
            return Mailbox(self.ground.dovecot, name, servers.PASSWORD)
        server = stack.enter_context(embedded.World())
        return Mailbox(server.imap_port, embedded.USER, embedded.PASSWORD)
