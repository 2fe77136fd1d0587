"""The command `mailbot`: words in, an exit code out, and never a traceback.

Exit codes: 0 done; 1 a check or an evaluation found something wrong, or a server is away;
2 wrong usage or configuration.
"""

import argparse
import logging
import sys
from collections.abc import Sequence
from typing import NoReturn

from sqlalchemy.exc import DBAPIError

from mailbot import __version__
from mailbot.commands import (
    audit,
    cases,
    check,
    console,
    demo,
    evaluate,
    explain,
    export,
    incidents,
    purge,
    reconcile,
    registry,
    replay,
    rules,
    run,
    users,
)
from mailbot.commands.misuse import in_french
from mailbot.core.incidents import Misstated
from mailbot.edges.database import DatabaseBusy, SchemaOutdated
from mailbot.edges.inbox import Failure, LoginRefused
from mailbot.edges.registry_csv import RegistryError
from mailbot.edges.settings import ConfigError
from mailbot.road import AccountProblem, Changed, NotAllowed, NotHeld

GROUPS = (
    *(demo, check, run, explain, evaluate, registry, cases, console, users),
    *(rules, replay, reconcile, audit, purge, export, incidents),
)
REFUSED = (NotHeld, Changed, NotAllowed, Misstated, AccountProblem)
WRONG = (ConfigError, RegistryError, DatabaseBusy, SchemaOutdated, LoginRefused, *REFUSED)


class Parser(argparse.ArgumentParser):
    """One line on stderr, in French, instead of argparse's page."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"mailbot : {in_french(message)} (voir {self.prog} --help)\n")


def parser() -> Parser:
    main = Parser(
        prog="mailbot",
        description="Lit le courriel d'un bureau, décide par des règles datées, agit une fois,"
        " répond.",
    )
    main.add_argument("--version", action="version", version=f"mailbot {__version__}")
    main.add_argument(
        "--config", metavar="CHEMIN", help="config.toml (sinon MAILBOT_CONFIG, ou ./config.toml)"
    )
    groups = main.add_subparsers(dest="command", metavar="COMMANDE", required=True)
    for group in GROUPS:
        group.add_to(groups)
    return main


def main(argv: Sequence[str] | None = None) -> int:
    arguments = parser().parse_args(argv)
    logging.basicConfig(
        level=logging.INFO if arguments.command == "run" else logging.WARNING,
        format="%(asctime)s %(levelname)s %(name)s : %(message)s",
        stream=sys.stderr,
    )
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    logging.getLogger("imapclient").setLevel(logging.WARNING)  # and never what is exchanged
    logging.getLogger("alembic").setLevel(logging.WARNING)
    try:
        code: int = arguments.go(arguments)
        return code
    except WRONG as error:
        return say(str(error), 2)
    except DBAPIError as error:
        return say(f"base de données : {str(error.orig).strip().splitlines()[0]}", 1)
    except BrokenPipeError:
        sys.stderr.close()  # the reader left (| head): nothing to say to it
        return 1
    except Failure as error:
        return say(f"serveur de courriel : {error}", 1)
    except KeyboardInterrupt:
        return say("interrompu", 1)


def say(message: str, code: int) -> int:
    line = " ".join(message.split())
    print(f"mailbot : {line}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main())
