"""Every route, with inputs that nobody wrote (schemathesis): refused or answered, no failure."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings

from mailbot import config
from mailbot.console.app import create
from mailbot.edges import database
from tests.configured import write_config
from tests.console.conftest import ADDRESS, PASSWORD, log_in
from tests.console.forms import token


@pytest.fixture(scope="module")
def supervisor(settled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A supervisor's browser: nothing is refused for their role."""
    folder = tmp_path_factory.mktemp("any")
    shutil.copy(settled, folder / "mailbot.db")
    url = f"sqlite:///{folder}/mailbot.db"
    office = config.load(write_config(folder, url=url, imap=1, smtp=1))
    database.prepare(office.engine)
    client = TestClient(create(office), base_url=ADDRESS, follow_redirects=False)
    log_in(client, "solange", PASSWORD)
    yield client
    office.engine.dispose()


LEFT_OUT = ("/deconnexion", "/mot-de-passe", "/comptes/fermer", "/comptes/reinitialiser")
EXAMPLES = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.timeout(300)
def test_no_input_makes_a_route_fail(supervisor: TestClient) -> None:
    jeton, walked = token(supervisor), 0
    for found in schemathesis.openapi.from_dict(supervisor.app.openapi()).get_all_operations():
        operation = found.ok()
        if operation.method == "post" and operation.path in LEFT_OUT:
            continue  # it would end the session that the others need
        walked += 1

        @EXAMPLES
        @given(case=operation.as_strategy())
        def every_input(case) -> None:
            answered(supervisor, case, jeton)

        every_input()
    assert walked > 25


def answered(supervisor: TestClient, case: Any, jeton: str) -> None:
    sent = case.as_transport_kwargs(base_url=ADDRESS)
    body = case.body if isinstance(case.body, dict) else {}
    form = {**{key: one(value) for key, value in body.items()}, "jeton": jeton}
    extra = {"data": form} if case.method == "POST" else {}
    answer = supervisor.request(case.method, sent["url"], params=sent.get("params"), **extra)
    assert answer.status_code < 500, (case.method, sent["url"], form, answer.text)


def one(value: object) -> object:
    """A form holds words, or a list of them."""
    return [str(x) for x in value] if isinstance(value, list) else str(value)
