"""What tests share: an office over an empty database, and mail servers of their own."""

import signal
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from mailbot import config
from mailbot.config import Office
from mailbot.demo.world import World
from mailbot.edges import database
from tests.configured import write_config
from tests.desks import Desk
from tests.requests import fill_registry, mail

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"


# What starts the tests in the background has SIGINT ignored, and every child would inherit it.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def world() -> Iterator[World]:
    """A real IMAP and a real SMTP server, in memory, on free loopback ports."""
    with World() as servers:
        yield servers


@pytest.fixture
def config_path(tmp_path: Path, world: World) -> Path:
    """A config.toml that points at the world and at a database file of the test's own."""
    url = f"sqlite:///{tmp_path}/mailbot.db"
    return write_config(tmp_path, url=url, imap=world.imap_port, smtp=world.smtp_port)


@pytest.fixture
def office(config_path: Path) -> Iterator[Office]:
    loaded = config.load(config_path)
    file = Path(str(loaded.engine.url.database))
    if not file.exists():
        file.write_bytes(database.empty())
    database.prepare(loaded.engine)
    yield loaded
    loaded.engine.dispose()


@pytest.fixture
def registry(office: Office) -> Callable[..., None]:
    """Fills the office's registry with one person: see `fill_registry`."""
    return partial(fill_registry, office.engine)


@pytest.fixture
def desk(office: Office) -> Desk:
    """Cases before an agent, without the mail servers that the agent never sees."""
    return Desk(office)


@pytest.fixture
def held_of_another_address(desk: Desk, registry: Callable[..., None]) -> Desk:
    """One case that waits for an agent: written from an address that the dossier does not have."""
    registry(email="autre@exemple.ca")
    desk.arrive(mail())
    return desk


@pytest.fixture(scope="session")
def shared() -> Path:
    """The corpora beside the project; a test that needs them skips where they are not."""
    if not SHARED.is_dir():
        pytest.skip("../shared is not beside the project")
    return SHARED
