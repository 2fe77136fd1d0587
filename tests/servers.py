"""Dovecot and PostgreSQL from Debian's packages, started privately on loopback for the tests."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeVar
from uuid import uuid4

import psycopg
import pytest

from mailbot.demo.world import PASSWORD

READY_WITHIN = 15  # seconds
CONF = """base_dir = {dir}/run
state_dir = {dir}/state
log_path = {dir}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
mail_max_userip_connections = 100
mail_home = {dir}/mail/%u
mail_location = maildir:~/Maildir
mailbox_list_index = yes
{accounts}
namespace inbox {{
  inbox = yes
  separator = /
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = home={dir}/mail/%u
}}
service imap-login {{
  {chroot}
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  {chroot}
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  {chroot}
}}
{more}
"""


Started = TypeVar("Started")


class NotInstalled(RuntimeError):
    """The server's program is not on this machine."""


@contextmanager
def required(server: AbstractContextManager[Started]) -> Iterator[Started]:
    """The server; where it is not installed the test skips, and in CI fails."""
    try:
        started = server.__enter__()
    except NotInstalled as error:
        if os.environ.get("MAILBOT_REQUIRE_SERVICES"):
            pytest.fail(f"{error} is not installed, and MAILBOT_REQUIRE_SERVICES is set")
        pytest.skip(f"{error} is not installed on this machine")
    try:
        yield started
    finally:
        server.__exit__(None, None, None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port: int, log: Path) -> None:
    end = time.monotonic() + READY_WITHIN
    while time.monotonic() < end:
        try:
            with socket.create_connection(("127.0.0.1", port), 1) as peer:
                if peer.recv(20).startswith(b"* OK"):
                    return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"Dovecot did not start: {log.read_text() if log.exists() else ''}")


def accounts(folder: Path) -> tuple[str, str]:
    """Unix accounts of the mail and of Dovecot's insides, and the chroot line, for this user."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder / "mail", nobody.pw_uid, nobody.pw_gid)
        uid, gid = nobody.pw_uid, nobody.pw_gid
        lines = [f"mail_uid = {uid}", f"mail_gid = {gid}"]
        return "\n".join([*lines, "first_valid_uid = 1", "first_valid_gid = 1"]), ""
    me = pwd.getpwuid(os.geteuid())
    lines = [f"default_internal_user = {me.pw_name}", f"default_login_user = {me.pw_name}"]
    lines += [f"default_internal_group = {os.getegid()}"]
    lines += [f"mail_uid = {me.pw_uid}", f"mail_gid = {me.pw_gid}"]
    return "\n".join([*lines, "first_valid_uid = 1", "first_valid_gid = 1"]), "chroot ="


@dataclass(frozen=True)
class Dovecot:
    port: int
    folder: Path  #: its configuration, its log, and the mail under mail/USER/Maildir


Prepare = Callable[[Path], str]  # the server's folder → more configuration for it


@contextmanager
def dovecot() -> Iterator[int]:
    """The port of a private Dovecot. Any user name has an empty mailbox, under PASSWORD.

    Raises NotInstalled.
    """
    with prepared_dovecot(lambda folder: "") as server:
        yield server.port


@contextmanager
def prepared_dovecot(prepare: Prepare) -> Iterator[Dovecot]:
    """The same, with more configuration. Raises NotInstalled."""
    program = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
    if program is None:
        raise NotInstalled("dovecot")
    folder = Path(mkdtemp(prefix="mb"))  # short: a unix socket's path is at most 107 bytes
    folder.chmod(0o755)
    for name in ("run", "state", "mail"):
        (folder / name).mkdir()
    port = free_port()
    who, chroot = accounts(folder)
    conf = folder / "dovecot.conf"
    names = {"dir": folder, "port": port, "accounts": who, "chroot": chroot}
    conf.write_text(CONF.format(**names, password=PASSWORD, more=prepare(folder)))
    server = subprocess.Popen(
        [program, "-c", str(conf), "-F"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port, folder / "log")
        yield Dovecot(port, folder)
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(folder, ignore_errors=True)


class Cluster:
    """A private PostgreSQL that can be stopped and started again. `url`: without a database's
    name."""

    def __init__(self, binaries: Path, folder: Path, fsync: bool) -> None:
        self.binaries, self.folder, self.data = binaries, folder, folder / "data"
        self.become: dict[str, object] = {}
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            account = pwd.getpwnam("postgres")
            os.chown(folder, account.pw_uid, account.pw_gid)
            who = {"user": account.pw_uid, "group": account.pw_gid}
            self.become = {**who, "extra_groups": []}
        port = free_port()
        self.url = f"postgresql+psycopg://mailbot@127.0.0.1:{port}"
        self.options = f"-p {port} -c listen_addresses=127.0.0.1"
        self.options += f" -c unix_socket_directories={folder}" + ("" if fsync else " -c fsync=off")
        self._run("initdb", "-D", self.data, "-U", "mailbot", "--auth=trust", "-E", "UTF8",
            "--locale=C.UTF-8")  # fmt: skip

    def start(self) -> None:
        self._control("-l", self.folder / "log", "-o", self.options, "start")

    def stop(self, mode: str = "immediate") -> None:
        self._control("-m", mode, "stop")

    def _control(self, *words: object) -> None:
        self._run("pg_ctl", "-D", self.data, "-w", "-s", *words)

    def _run(self, program: str, *words: object) -> None:
        command = [str(self.binaries / program), *map(str, words)]
        subprocess.run(command, check=True, cwd="/", stdout=subprocess.DEVNULL, **self.become)


@contextmanager
def cluster(fsync: bool = True) -> Iterator[Cluster]:
    """Started. Without `fsync` it forgets when the machine dies, not when its clients do.

    Raises NotInstalled.
    """
    programs = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not programs:
        raise NotInstalled("postgresql")
    folder = Path(mkdtemp(prefix="mb"))
    folder.chmod(0o755)
    made = Cluster(programs[-1].parent, folder, fsync)
    made.start()
    try:
        yield made
    finally:
        with suppress(subprocess.CalledProcessError):  # a test may have left it stopped
            made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgres(fsync: bool = True) -> Iterator[str]:
    """The URL of a private PostgreSQL cluster, without its database's name. As `cluster`."""
    with cluster(fsync) as made:
        yield made.url


def new_database(server: str, template: str = "template1") -> str:
    """The URL of a new database on this server: empty, or a copy of the one named."""
    name = f"mailbot_{uuid4().hex[:12]}"
    with psycopg.connect(f"{libpq(server)}/postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return f"{server}/{name}"


def drop_database(url: str) -> None:
    server, _, name = libpq(url).rpartition("/")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def libpq(url: str) -> str:
    """SQLAlchemy's URL as libpq wants it."""
    return url.replace("postgresql+psycopg:", "postgresql:")
