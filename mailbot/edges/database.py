"""The database: opening it, one transaction, its schema, and one daemon at a time on SQLite."""

import fcntl
import functools
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Self, TextIO

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, event, make_url, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, create_engine

import mailbot.edges.accounts
import mailbot.edges.archive
import mailbot.edges.attestations
import mailbot.edges.incidents
import mailbot.edges.registry
import mailbot.edges.shadows
import mailbot.edges.tables
import mailbot.edges.words  # noqa: F401  (they fill the metadata)
from mailbot.edges.outage import is_away as is_away
from mailbot.edges.pace import LONGEST

MIGRATIONS = Path(__file__).parent.parent / "migrations"
KINDS = Path(__file__).parent.parent / "kinds"  # each may bring tables, and migrations/ for them


HUNG_AFTER = 60  # seconds
SILENT_FOR = LONGEST + HUNG_AFTER  # seconds that a mail server may be waited for
POLLER, SENDER = 1, 2  # what an advisory lock of PostgreSQL is about


class DatabaseBusy(RuntimeError):
    """Another daemon holds this SQLite file."""


class SchemaOutdated(RuntimeError):
    """The database was made by another version of mailbot."""


def connect(url: str) -> Engine:
    """An engine with durable commits; on SQLite, writers queue instead of failing (30 s)."""
    if not url.startswith("sqlite"):
        # A daemon that hangs in a transaction loses it, and what it holds, after a minute.
        limit = {"options": f"-c idle_in_transaction_session_timeout={HUNG_AFTER * 1000}"}
        return create_engine(url, pool_pre_ping=True, connect_args=limit)
    in_memory = make_url(url).database in (None, "", ":memory:")
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False, "timeout": 30},
        **({"poolclass": StaticPool} if in_memory else {}),
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin transactions of its own
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its lock at the start: one that read first could not wait for it."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """All of the block, or nothing of it. Only the road opens one."""
    with Session(engine.execution_options(writes=True), expire_on_commit=False) as session:
        yield session
        session.commit()


@contextmanager
def rehearsal(engine: Engine) -> Iterator[Session]:
    """A transaction that is always rolled back: everything happens, and nothing has happened."""
    with Session(engine.execution_options(writes=True)) as session:
        try:
            yield session
        finally:
            session.rollback()


def reading(engine: Engine) -> Session:
    return Session(engine)


def migrations(connection: Connection | None = None) -> AlembicConfig:
    """Where Alembic finds the revisions: mailbot's, and a branch for each kind that has its own."""
    config = AlembicConfig()
    own = sorted(folder for folder in KINDS.glob("*/migrations") if folder.is_dir())
    places = (str(folder).replace("%", "%%") for folder in (MIGRATIONS / "versions", *own))
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", os.pathsep.join(places))
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine) -> None:
    """Bring the schema to this version's."""
    with engine.execution_options(writes=True).connect() as connection:
        command.upgrade(migrations(connection), "heads")
        connection.commit()


@functools.cache
def empty() -> bytes:
    """A SQLite file with this version's schema and without rows."""
    engine = connect("sqlite://")
    migrate(engine)
    with closing(engine.raw_connection()) as connection:
        content: bytes = connection.driver_connection.serialize()  # type: ignore[union-attr]
    engine.dispose()
    return content


def in_memory() -> Engine:
    """An empty database with this version's schema, which dies with its engine."""
    engine = connect("sqlite://")
    with closing(engine.raw_connection()) as connection:
        connection.driver_connection.deserialize(empty())  # type: ignore[union-attr]
    return engine


def is_current(engine: Engine) -> bool:
    script = ScriptDirectory.from_config(migrations())
    with engine.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
        return set(current) == set(script.get_heads())


def prepare(engine: Engine) -> None:
    """SQLite is made or upgraded on the way; PostgreSQL only by `mailbot migrate`.

    Raises SchemaOutdated when the database is not of this version and may not be changed here.
    """
    if is_current(engine):
        return
    if engine.dialect.name != "sqlite":
        raise SchemaOutdated("la base de données n'est pas à jour : exécutez « mailbot migrate »")
    migrate(engine)


def checkpoint(engine: Engine) -> None:
    """SQLite: what was written over is gone from the file, not only from its journal."""
    if sqlite_file(engine) is None:
        return
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


@contextmanager
def only_daemon(engine: Engine) -> Iterator[None]:
    """Hold the SQLite file for one daemon. The lock dies with its process, even by kill -9."""
    file = sqlite_file(engine)
    if file is None:
        yield
        return
    with open(f"{file}.lock", "a", encoding="utf-8") as lock:
        _hold(lock, file)
        yield


def _hold(lock: TextIO, file: str) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise DatabaseBusy(
            f"un autre mailbot travaille déjà sur {file} ; arrêtez-le, ou passez à PostgreSQL"
            " pour en avoir plusieurs"
        ) from None


Sign = Callable[[], float]  # when the other side last said anything (monotonic)


class Turn:
    """Whose turn it is to read one mailbox, among the daemons of one PostgreSQL.

    The lock lives in a transaction of its own connection: it is gone with its process, and a holder
    that hangs loses it after HUNG_AFTER. Who waits for a slow mail server does not hang: meanwhile
    a thread says so, until the server was silent for longer than anybody waits for it (`pace`).
    `sign`: when that server last said anything. On SQLite there is only one daemon.
    """

    def __init__(self, engine: Engine, mailbox: str, sign: Sign | None = None) -> None:
        self.engine, self.mailbox = engine, mailbox
        self.mine = True  #: may this daemon read the mailbox and file what is in it?
        self._connection: Connection | None = None
        self._sign, self._kept_at = sign, time.monotonic()
        self._lost: DBAPIError | None = None
        self._one_at_a_time, self._over = threading.Lock(), threading.Event()

    def __enter__(self) -> Self:
        if self.engine.dialect.name == "postgresql":
            self._connection = self.engine.connect()
            lock = text("SELECT pg_try_advisory_xact_lock(:of, hashtext(:mailbox))")
            keys = {"of": POLLER, "mailbox": self.mailbox}
            self.mine = bool(self._connection.execute(lock, keys).scalar())
            if self.mine and self._sign:
                threading.Thread(target=self._wait_with, args=[self._sign], daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        with self._one_at_a_time:
            connection, self._connection = self._connection, None
            if connection is not None:
                with suppress(DBAPIError):  # the server closed it already: the work is committed
                    connection.close()

    def keep(self) -> None:
        """Say that one is at work. Raises DBAPIError when the lock was lost meanwhile."""
        self._kept_at = time.monotonic()
        self._say()
        if self._lost:
            raise self._lost

    def _say(self) -> None:
        with self._one_at_a_time:
            if self._connection is None or self._lost:
                return
            try:
                self._connection.execute(text("SELECT 1"))
            except DBAPIError as error:  # told by the next `keep`
                self._lost = error

    def _wait_with(self, sign: Sign) -> None:
        while not self._over.wait(HUNG_AFTER / 4):
            if time.monotonic() - max(sign(), self._kept_at) < SILENT_FOR:
                self._say()


def alone_with(session: Session, sender: str) -> None:
    """One case of a sender at a time: two daemons would each miss what the other decides."""
    if sender and session.get_bind().dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(:of, hashtext(:sender))")
        session.execute(lock, {"of": SENDER, "sender": sender})


def sqlite_file(engine: Engine) -> str | None:
    url = engine.url
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return url.database
