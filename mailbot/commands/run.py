"""mailbot run [--once], mailbot migrate."""

import argparse
from typing import Any

from mailbot import config, daemon, turn
from mailbot.commands.office import opened
from mailbot.commands.progress import shown
from mailbot.edges import database
from mailbot.edges.settings import config_path


def add_to(groups: Any) -> None:
    run = groups.add_parser("run", help="le service ; --once : un seul tour")
    run.add_argument("--once", action="store_true", help="lire, décider, envoyer, puis finir")
    run.set_defaults(go=go)
    migrate = groups.add_parser("migrate", help="met la base de données au niveau du programme")
    migrate.set_defaults(go=go_migrate)


def go(arguments: argparse.Namespace) -> int:
    office = opened(arguments)
    with database.only_daemon(office.engine):
        if arguments.once:
            stop = daemon.stopped_by_signal()
            with shown() as progress:
                turn.once(office, turn.Watch(progress=progress, stopping=stop.is_set))
        else:
            daemon.run(office)
    return 0


def go_migrate(arguments: argparse.Namespace) -> int:
    office = config.load(config_path(arguments.config))
    database.migrate(office.engine)
    print("base de données à jour")
    return 0
