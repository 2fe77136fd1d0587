"""config.toml + rules/ + templates/ → a frozen Office. Any mistake stops the start, in one line."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import jinja2
from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from mailbot import __version__, kinds
from mailbot.core import compose, decide, rulebook
from mailbot.core.kind import Kind
from mailbot.core.letters import canned, freehand
from mailbot.core.rulebook import Rules
from mailbot.edges import database
from mailbot.edges.settings import ConfigError, Settings, read_settings
from mailbot.values import Identity

HERE = Path(__file__).parent
SHIPPED = (HERE / "_data", HERE.parent)  # installed from a wheel, or run from its repository
COMMON = "common"  # rules/common: of every kind, with their twins in core/decide.py


@dataclass(frozen=True)
class Office:
    """The office as configured: what the road needs and may not change."""

    settings: Settings
    engine: Engine
    kinds: Mapping[str, Kind]
    rules: Mapping[str, Rules]
    common: Rules
    templates: jinja2.Environment
    rules_digest: str  #: SHA-256 over every rule file: which rules decided
    clock: str  #: "now", or "received": each message is decided as on the day it was received

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
        return tuple(dict.fromkeys(kind for one in sections for kind in one.kinds))

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
    found = kinds.discover()
    for name, section in settings.mailbox.items():
        if unknown := set(section.kinds) - set(found):
            raise ConfigError(
                f"[mailbox.{name}] kinds : genre inconnu « {sorted(unknown)[0]} » ;"
                f" il y a : {', '.join(sorted(k for k in found if found[k].perform))}"
            )
    rules_folder = settings.office.rules or default_folder(root, "rules")
    texts = {folder: rule_texts(rules_folder / folder) for folder in (*sorted(found), COMMON)}
    templates = templates_of(settings.office.templates or default_folder(root, "templates"))
    try:
        rules = {
            name: rulebook.parse_rules(f"{rules_folder}/{name}", texts[name], found[name].said)
            for name in found
        }
        common = rulebook.parse_rules(f"{rules_folder}/{COMMON}", texts[COMMON], decide.SAID)
        for kind in found.values():
            letters = sorted({*kind.answers.values(), *kind.drafts})
            compose.check_templates(templates, kind.name, letters)
        compose.check_templates(templates, freehand.FOLDER, [freehand.FREE])
        canned.read(templates)
    except (rulebook.RuleError, compose.TemplateProblem) as error:
        raise ConfigError(str(error)) from None
    return Office(
        settings, engine, found, rules, common, templates, digest(texts), settings.office.clock
    )


def default_folder(root: Path, name: str) -> Path:
    """The office's own folder beside config.toml, else the one that comes with the program."""
    candidates = [root / name, *(place / name for place in SHIPPED)]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise ConfigError(f"dossier {name}/ introuvable ; indiquez-le par [office] {name}")


def rule_texts(folder: Path) -> dict[str, str]:
    """File name → text. A kind without rules has no folder."""
    texts = {}
    for file in sorted(folder.glob("*.toml")):
        try:
            texts[file.name] = file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise ConfigError(f"{file} : illisible ; enregistrez-le en UTF-8") from None
    return texts


def templates_of(folder: Path) -> jinja2.Environment:
    if not folder.is_dir():
        raise ConfigError(f"dossier de gabarits introuvable : {folder}")
    return compose.environment(jinja2.FileSystemLoader(folder))


def connect(url: str, path: Path) -> Engine:
    try:
        return database.connect(url)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        hint = " ; installez l'extra postgres" if isinstance(error, ModuleNotFoundError) else ""
        raise ConfigError(
            f"{path} : [database] url : adresse inutilisable{hint}"
            " ; par exemple sqlite:///mailbot.db ou postgresql+psycopg://…"
        ) from None


def digest(texts: Mapping[str, Mapping[str, str]]) -> str:
    files = sorted(
        (f"{folder}/{name}", text) for folder, of in texts.items() for name, text in of.items()
    )
    whole = hashlib.sha256(__version__.encode())
    for name, text in files:
        whole.update(f"\n{name}\n{text}".encode())
    return whole.hexdigest()
