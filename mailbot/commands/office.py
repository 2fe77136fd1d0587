"""Opening the office that a command works for."""

import argparse

from mailbot import config
from mailbot.config import Office
from mailbot.edges import database
from mailbot.edges.settings import config_path


def opened(arguments: argparse.Namespace) -> Office:
    """The office of --config, its database made or checked."""
    office = config.load(config_path(arguments.config))
    database.prepare(office.engine)
    return office
