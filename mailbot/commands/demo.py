"""mailbot demo: see it work, with nothing to set up."""

import argparse
import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console

from mailbot.edges.settings import ConfigError


def add_to(groups: Any) -> None:
    command = groups.add_parser("demo", help="une démonstration complète, sans rien à configurer")
    command.add_argument(
        "--serve", action="store_true", help="puis ouvre la console sur ses affaires"
    )
    command.set_defaults(go=go)


def go(arguments: argparse.Namespace) -> int:
    try:
        from mailbot.demo.play import play  # its servers come with the extra `demo` only

        if arguments.serve:
            from mailbot.demo.serve import serve as play  # and FastAPI with the extra `console`
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"la démonstration demande les extras « demo » et « console » ({error.name} manque) :"
            " pip install 'mailbot[demo,console]'"
        ) from None
    for name in ("pymap", "mail.log"):
        logging.getLogger(name).setLevel(logging.ERROR)
    with tidy_when_killed():
        play(Console())
    return 0


@contextmanager
def tidy_when_killed() -> Iterator[None]:
    """A terminal that is closed, or `kill`, ends it as Ctrl-C does: its folder is removed."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    signals = (signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, interrupt) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
