"""Where a command finds the rules it speaks of, and what today is for it."""

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from mailbot import config
from mailbot.config import Folders
from mailbot.core.kind import Kind
from mailbot.core.rulebook import Book, Twins
from mailbot.edges.settings import config_path, read_settings


@dataclass(frozen=True)
class Place:
    """The rules of --rules, else those of the configuration. No database is opened."""

    folders: Folders
    kinds: Mapping[str, Kind]  #: those in use, and those off that have a folder all the same
    today: date

    @property
    def rules(self) -> Path:
        return self.folders.rules

    @property
    def twins(self) -> Twins:
        return config.twins_of(self.kinds)

    def book(self) -> Book:
        """Raises ConfigError at the first thing that is wrong."""
        return config.book_in(self.rules, self.kinds)


def add_rules_option(command: Any) -> None:
    command.add_argument(
        "--rules", metavar="DIR", type=Path, help="un autre dossier que celui de la configuration"
    )


def place(arguments: argparse.Namespace) -> Place:
    path = config_path(arguments.config)
    settings = read_settings(path)
    folders = config.folders_of(settings, path.resolve().parent)
    if arguments.rules:
        folders = Folders(arguments.rules, folders.templates, folders.shadow)
    today = datetime.now(UTC).astimezone(ZoneInfo(settings.office.timezone)).date()
    there = {folder.name for folder in folders.rules.glob("*/") if folder.is_dir()}
    return Place(folders, config.with_rules(config.kinds_in_use(settings), there), today)
