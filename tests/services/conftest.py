"""Dovecot and PostgreSQL as fixtures.

Without them a test skips, saying so; with MAILBOT_REQUIRE_SERVICES set (CI) it fails instead.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests import servers


@dataclass(frozen=True)
class Dovecot:
    port: int
    folder: Path  #: its configuration, its log, and the mail under mail/USER/Maildir


@contextmanager
def running_dovecot(prepare: Callable[[Path], str] = lambda folder: "") -> Iterator[Dovecot]:
    """A Dovecot with an empty mailbox. `prepare` gives more configuration, and the files it names."""
    program = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin")
    if program is None:
        missing("dovecot")
    folder = Path(mkdtemp(prefix="mb"))  # short: a unix socket's path is at most 107 bytes
    folder.chmod(0o755)
    for name in ("run", "state", "mail"):
        (folder / name).mkdir()
    (folder / "users").write_text(f"{USER}:{{PLAIN}}{PASSWORD}\n")
    (folder / "users").chmod(0o644)
    port = free_port()
    who, chroot = accounts(folder)
    conf = folder / "dovecot.conf"
    extra = prepare(folder)
    settings = {"dir": folder, "port": port, "accounts": who, "chroot": chroot, "extra": extra}
    conf.write_text(CONF.format(**settings))
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


@pytest.fixture
def dovecot() -> Iterator[int]:
    """The port of a Dovecot of this test's own, with an empty mailbox."""
    with running_dovecot() as server:
        yield server.port


@pytest.fixture
def dovecot_with() -> Iterator[Callable[[Callable[[Path], str]], Dovecot]]:
    """Starts a Dovecot with more configuration than usual."""
    with ExitStack() as servers:
        yield lambda prepare: servers.enter_context(running_dovecot(prepare))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a private PostgreSQL cluster, without its database's name."""
    with servers.required(servers.postgres()) as url:
        yield url


@pytest.fixture
def postgres(postgres_server: str) -> str:
    """The URL of an empty database."""
    return servers.new_database(postgres_server)


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Each test on both databases."""
    if request.param == "postgres":
        return request.getfixturevalue("postgres")
    return f"sqlite:///{tmp_path}/mailbot.db"
