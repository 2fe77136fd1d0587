"""The console over the demonstration's cases: made once, copied for each test; people logged in."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from mailbot import config, road
from mailbot.config import Office
from mailbot.console.app import create
from mailbot.edges import database, passwords
from mailbot.edges.accounts import Role
from tests.configured import write_config
from tests.console.inbox import fill

PASSWORD = "quarante messages à 8 h 30"
PEOPLE = {"agathe": Role.AGENT, "bruno": Role.AGENT, "solange": Role.SUPERVISOR,
          "viateur": Role.AUDITOR}  # fmt: skip
ADDRESS = "http://127.0.0.1:8025"


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database where the demonstration's messages are settled, and the people have accounts."""
    folder = tmp_path_factory.mktemp("settled")
    office = config.load(write_config(folder, url=f"sqlite:///{folder}/mailbot.db", imap=1, smtp=1))
    database.prepare(office.engine)
    fill(office)
    password_hash, now = passwords.hashed(PASSWORD), datetime.now(UTC)
    for name, role in PEOPLE.items():
        road.add_account(name, name.title(), role, password_hash, "tests", office, now)
    office.engine.dispose()
    return folder / "mailbot.db"


@pytest.fixture
def office(settled: Path, tmp_path: Path) -> Iterator[Office]:
    shutil.copy(settled, tmp_path / "mailbot.db")
    url = f"sqlite:///{tmp_path}/mailbot.db"
    loaded = config.load(write_config(tmp_path, url=url, imap=1, smtp=1))
    yield loaded
    loaded.engine.dispose()


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def visit(office: Office, clock: Clock) -> Callable[[str], TestClient]:
    """A browser of this person, logged in; of nobody under an empty name."""
    app = create(office, clock)

    def browser(name: str = "") -> TestClient:
        client = TestClient(app, base_url=ADDRESS, follow_redirects=False)
        if name:
            answer = log_in(client, name, PASSWORD)
            assert answer.status_code == 303, answer.text
        return client

    return browser


def log_in(client: TestClient, name: str, password: str, wanted: str = "/"):
    client.get("/connexion")
    form = {"compte": name, "mot_de_passe": password, "suite": wanted}
    form["jeton"] = client.cookies.get("mailbot-avant") or ""
    return client.post("/connexion", data=form)
