"""Opening the office that a command works for."""

import argparse
import logging
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from mailbot import config
from mailbot.config import Office
from mailbot.edges import database, outage, systemd
from mailbot.edges.patience import Patience
from mailbot.edges.settings import config_path

log = logging.getLogger(__name__)

MOST = 60.0  # seconds between two tries: a service that starts is looked at by somebody
START_WITHIN = 300  # seconds more that systemd is asked for, at each try


def opened(arguments: argparse.Namespace) -> Office:
    """The office of --config, its database made or checked."""
    office = config.load(config_path(arguments.config))
    if is_service(arguments) and office.engine.dialect.name == "postgresql":
        wait_for(office.engine)
    database.prepare(office.engine)
    return office


def is_service(arguments: argparse.Namespace) -> bool:
    """`mailbot run`, which nobody starts again by hand after a power cut; not `run --once`."""
    return arguments.command == "run" and not arguments.once


def wait_for(engine: Engine) -> None:
    """Until the database answers; on SIGTERM, leave at once. Raises what is no outage."""
    patience = Patience(str)
    with leaving_at_once():
        while trouble := missing(engine):
            wait = min(MOST, patience.lose())
            tries = patience.failures
            log.error("%s ; nouvel essai dans %.0f s (essai %s)", trouble, wait, tries)
            systemd.notify(f"EXTEND_TIMEOUT_USEC={START_WITHIN * 1_000_000}")
            time.sleep(wait)
    if patience.failures:
        log.info("la base de données répond (essai %s)", patience.failures + 1)


def missing(engine: Engine) -> str:
    """Why the database does not answer; "" when it does."""
    try:
        with engine.connect():
            return ""
    except DBAPIError as error:
        if not outage.is_away(error):
            raise
        return outage.told(error)


@contextmanager
def leaving_at_once() -> Iterator[None]:
    """Nothing is in hand: asked to leave, there is nothing to finish, and it is no failure."""

    def leave(_signal: int, _frame: FrameType | None) -> NoReturn:
        log.info("mailbot s'est arrêté")
        raise SystemExit(0)

    before = {number: signal.signal(number, leave) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
