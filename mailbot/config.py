"""config.toml + rules/ + templates/ → a frozen Office. Any mistake stops the start, in one line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from mailbot import kinds
from mailbot.core import compose, decide, rulebook
from mailbot.core.kind import Kind
from mailbot.core.letters import canned, freehand
from mailbot.core.rulebook import Book, Rules, Twins
from mailbot.edges import database, rule_files
from mailbot.edges.settings import ConfigError, Settings, read_settings
from mailbot.values import Identity

HERE = Path(__file__).parent
SHIPPED = (HERE / "_data", HERE.parent)  # installed from a wheel, or run from its repository


@dataclass(frozen=True)
class Folders:
    """Where the files stand that may be changed while mailbot runs."""

    rules: Path
    templates: Path
    shadow: Path | None = None  #: draft rules, heard beside the live ones


@dataclass(frozen=True)
class Shadow:
    """Draft rules beside the live ones; without a book, the `problem` is why not."""

    book: Book | None
    problem: str = ""


@dataclass(frozen=True)
class Office:
    """The office as configured: what the road needs and may not change."""

    settings: Settings
    engine: Engine
    kinds: Mapping[str, Kind]
    book: Book
    templates: jinja2.Environment
    folders: Folders
    shadow: Shadow | None
    clock: str  #: "now", or "received": each message is decided as on the day it was received

    @property
    def rules(self) -> Mapping[str, Rules]:
        """By kind."""
        return self.book.kinds

    @property
    def common(self) -> Rules:
        return self.book.common

    @property
    def rules_digest(self) -> str:
        """SHA-256 over every rule file: which rules decided."""
        return self.book.digest

    @property
    def identity(self) -> Identity:
        return Identity(
            address=self.settings.office.address.casefold(),
            authserv_id=self.settings.identity.authserv_id,
            timezone=self.settings.office.timezone,
            anonymous_authserv=self.settings.identity.anonymous_authserv,
        )

    @property
    def letterhead(self) -> compose.Letterhead:
        return compose.Letterhead(self.settings.office.name, self.settings.office.address)

    def accepted(self, mailbox: str) -> tuple[str, ...]:
        """The kinds of request this mailbox takes; another program's mailbox takes what all do."""
        section = self.settings.mailbox.get(mailbox)
        sections = [section] if section else list(self.settings.mailbox.values())
        named = dict.fromkeys(kind for one in sections for kind in one.kinds)
        return tuple(kind for kind in named if kind in self.kinds)  # under rules of then: fewer

    def instant(self, received_at: datetime, now: datetime) -> datetime:
        """When a message is decided: now, or (clock = "received") when the server received it."""
        return received_at if self.clock == "received" else now

    def day(self, at: datetime) -> date:
        return at.astimezone(ZoneInfo(self.settings.office.timezone)).date()


def load(path: Path) -> Office:
    """Raises ConfigError, naming the file, the line or the field, and what would be right."""
    settings = read_settings(path)
    return office(settings, connect(settings.database.url, path), path.resolve().parent)


def office(settings: Settings, engine: Engine, root: Path) -> Office:
    found = kinds_in_use(settings)
    folders = folders_of(settings, root)
    return Office(
        settings,
        engine,
        found,
        book_in(folders.rules, found),
        templates_in(folders.templates, found),
        folders,
        shadow_in(folders.shadow, found),
        settings.office.clock,
    )


def reread(before: Office) -> Office:
    """The same office with its rules and templates as their files are now. Raises ConfigError."""
    folders, found = before.folders, before.kinds
    return replace(
        before,
        book=book_in(folders.rules, found),
        templates=templates_in(folders.templates, found),
        shadow=shadow_in(folders.shadow, found),
    )


def folders_of(settings: Settings, root: Path) -> Folders:
    rules, templates = settings.office.rules, settings.office.templates
    return Folders(
        rules or default_folder(root, "rules"),
        templates or default_folder(root, "templates"),
        settings.shadow.rules,
    )


def kinds_in_use(settings: Settings) -> dict[str, Kind]:
    """The kinds that a mailbox takes, and those that every mailbox hears. Raises ConfigError."""
    found = kinds.discover()
    for name, section in settings.mailbox.items():
        if unknown := set(section.kinds) - set(found):
            raise ConfigError(
                f"[mailbox.{name}] kinds : genre inconnu « {sorted(unknown)[0]} » ;"
                f" il y a : {', '.join(sorted(k for k in found if found[k].perform))}"
            )
    accepted = {kind for section in settings.mailbox.values() for kind in section.kinds}
    return kinds.in_use(found, accepted)


def with_rules(found: Mapping[str, Kind], folders: Collection[str]) -> dict[str, Kind]:
    """The kinds in use, and those whose rules are there all the same: they are held to them too."""
    return {**{name: kind for name, kind in kinds.discover().items() if name in folders}, **found}


def default_folder(root: Path, name: str) -> Path:
    """The office's own folder beside config.toml, else the one that comes with the program."""
    candidates = [root / name, *(place / name for place in SHIPPED)]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise ConfigError(f"dossier {name}/ introuvable ; indiquez-le par [office] {name}")


def twins_of(found: Mapping[str, Kind]) -> Twins:
    """What the checks declare, by the folders of rules/."""
    return {**{name: found[name].said for name in sorted(found)}, rulebook.COMMON: decide.SAID}


def book_in(folder: Path, found: Mapping[str, Kind]) -> Book:
    """The rules of a folder, live or draft. Raises ConfigError, naming the file and the line."""
    texts = rule_files.texts_in(folder)
    try:
        return rulebook.parse_book(str(folder), texts, twins_of(with_rules(found, texts)))
    except rulebook.RuleError as error:
        raise ConfigError(str(error)) from None


def shadow_in(folder: Path | None, found: Mapping[str, Kind]) -> Shadow | None:
    """A draft that cannot be read stops nothing: each case notes that it was not heard."""
    if folder is None:
        return None
    try:
        return Shadow(book_in(folder, found))
    except ConfigError as error:
        return Shadow(None, str(error))


def templates_in(folder: Path, found: Mapping[str, Kind]) -> jinja2.Environment:
    """The letters, held in memory: a file that changes later does not change them."""
    templates = compose.environment(jinja2.DictLoader(rule_files.templates_in(folder)))
    try:
        for kind in found.values():
            letters = sorted({*kind.answers.values(), *kind.drafts})
            compose.check_templates(templates, kind.name, letters)
        compose.check_templates(templates, freehand.FOLDER, [freehand.FREE])
        canned.read(templates)
    except compose.TemplateProblem as error:
        raise ConfigError(str(error)) from None
    return templates


def connect(url: str, path: Path) -> Engine:
    try:
        return database.connect(url)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        hint = " ; installez l'extra postgres" if isinstance(error, ModuleNotFoundError) else ""
        raise ConfigError(
            f"{path} : [database] url : adresse inutilisable{hint}"
            " ; par exemple sqlite:///mailbot.db ou postgresql+psycopg://…"
        ) from None
