"""Dovecot and PostgreSQL as fixtures.

Without them a test skips, saying so; with MAILBOT_REQUIRE_SERVICES set (CI) it fails instead.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import servers


@pytest.fixture
def dovecot() -> Iterator[int]:
    """The port of a Dovecot of this test's own, with an empty mailbox."""
    with servers.required(servers.dovecot()) as port:
        yield port


@pytest.fixture
def dovecot_with() -> Iterator[Callable[[servers.Prepare], servers.Dovecot]]:
    """Starts a Dovecot with more configuration than usual."""
    with ExitStack() as running:

        def start(prepare: servers.Prepare) -> servers.Dovecot:
            return running.enter_context(servers.required(servers.prepared_dovecot(prepare)))

        yield start


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
