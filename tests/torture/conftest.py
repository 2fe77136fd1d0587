"""The ground of the torture: Dovecot where it is installed (else pymap), and each database."""

import os
from collections.abc import Iterator

import pytest

from tests import servers
from tests.torture import worlds
from tests.torture.worlds import Ground


@pytest.fixture(scope="session")
def bare_ground() -> Iterator[Ground]:
    try:
        with servers.dovecot() as dovecot, worlds.ground(dovecot, None) as ground:
            yield ground
    except servers.NotInstalled:
        if os.environ.get("MAILBOT_REQUIRE_SERVICES"):
            raise
        with worlds.ground(None, None) as ground:
            yield ground


@pytest.fixture(scope="session")
def torture_postgres() -> Iterator[str]:
    with servers.required(servers.postgres(fsync=False)) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def ground(request: pytest.FixtureRequest, bare_ground: Ground) -> Ground:
    postgres = None
    if request.param == "postgres":
        postgres = request.getfixturevalue("torture_postgres")
    return Ground(bare_ground.zygotes, bare_ground.folder, bare_ground.dovecot, postgres)
