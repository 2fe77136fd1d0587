"""config.toml and the environment, checked field by field; a mistake is told in one line."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

LOOPBACK = re.compile(r"^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$")
# Never show the input: a wrong table would print its password.
STRICT = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class ConfigError(ValueError):
    """The configuration cannot be used; the message says where and what would be right."""


class Section(BaseModel):
    model_config = STRICT


class OfficeSection(Section):
    name: str = "Office de la protection du consommateur"
    address: str = Field(pattern=r"^[^@\s]+@[^@\s]+$")
    timezone: str = "America/Toronto"
    clock: Literal["now", "received"] = "now"
    rules: Path | None = None  # default: rules/ beside config.toml, else those of the program
    templates: Path | None = None

    @model_validator(mode="after")
    def timezone_exists(self) -> Self:
        try:
            ZoneInfo(self.timezone)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"timezone : « {self.timezone} » n'est pas un fuseau connu") from None
        return self


class DatabaseSection(Section):
    url: str = "sqlite:///mailbot.db"


class Server(Section):
    host: str
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Literal["tls", "starttls", "plain"] = "tls"
    username: str = ""
    password: SecretStr | None = None
    password_file: Path | None = None
    auth: Literal["password", "xoauth2", "oauthbearer"] = "password"
    timeout_seconds: float = Field(default=60, gt=0)

    @model_validator(mode="after")
    def coherent(self) -> Self:
        if self.security == "plain" and not LOOPBACK.match(self.host):
            raise ValueError(
                'security = "plain" n\'est permis que vers une adresse de bouclage (127.0.0.1) ;'
                ' écrivez "tls" ou "starttls"'
            )
        if self.password and self.password_file:
            raise ValueError("donnez password ou password_file, pas les deux")
        return self

    def secret(self) -> str:
        """The password, read from its file each time: an administrator may renew it."""
        if self.password_file:
            try:
                return self.password_file.read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise ConfigError(
                    f"password_file : {self.password_file} ne se lit pas"
                    f" ({getattr(error, 'strerror', None) or 'pas du texte UTF-8'})"
                ) from None
        return self.password.get_secret_value() if self.password else ""


class MailboxSection(Server):
    folder: str = "INBOX"
    done_folder: str = "Mailbot/Traités"
    held_folder: str = "Mailbot/À examiner"
    ignored_folder: str = "Mailbot/Ignorés"
    poll_seconds: float = Field(default=60, ge=1)
    idle: bool = True
    batch: int = Field(default=200, ge=1, le=1000)
    kinds: tuple[str, ...] = ("transfer",)


class SmtpSection(Server):
    pass


class IdentitySection(Section):
    authserv_id: str
    anonymous_authserv: bool = False


class LimitsSection(Section):
    """Against loops and floods: what is over waits for a person, or for its hour to pass."""

    letters_per_address_per_day: int = Field(default=4, ge=1)
    letters_per_hour: int = Field(default=2500, ge=1)


class ConsoleSection(Section):
    host: str = "127.0.0.1"
    port: int = Field(default=8025, ge=1, le=65535)


class Settings(BaseSettings):
    """The whole of config.toml; MAILBOT_DATABASE__URL and the like override it."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
        env_prefix="MAILBOT_",
        env_nested_delimiter="__",
    )

    office: OfficeSection
    database: DatabaseSection = DatabaseSection()
    mailbox: dict[str, MailboxSection] = Field(min_length=1)
    smtp: SmtpSection
    identity: IdentitySection
    limits: LimitsSection = LimitsSection()
    console: ConsoleSection = ConsoleSection()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, init_settings  # the environment wins over the file


def read_settings(path: Path) -> Settings:
    """Raises ConfigError, in one line that names the file, the line and the field."""
    text = read_text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} : ce n'est pas du TOML valide : {error}") from None
    try:
        return Settings(**resolved(table, path.parent))
    except ValidationError as error:
        raise ConfigError(first_error(error, path, text)) from None


def read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"{path} : fichier absent ; indiquez-le par --config ou MAILBOT_CONFIG"
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ConfigError(
            f"{path}, ligne {line} : octets qui ne sont pas de l'UTF-8 ;"
            " enregistrez le fichier en UTF-8"
        ) from None
    except OSError as error:
        raise ConfigError(f"{path} : illisible ({error.strerror})") from None


def resolved(table: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Relative files are beside config.toml, wherever the program was started from."""

    def beside(value: Any, key: str = "") -> Any:
        if isinstance(value, dict):
            return {name: beside(inner, name) for name, inner in value.items()}
        if key in ("password_file", "rules", "templates") and isinstance(value, str):
            return str(folder / value)
        if key == "url" and isinstance(value, str):
            return re.sub(r"^sqlite:///(?![/:])", f"sqlite:///{folder.resolve()}/", value)
        return value

    database = table.get("database", {})
    if isinstance(database, dict):
        table = {**table, "database": {"url": DatabaseSection().url, **database}}
    return {name: beside(inner, name) for name, inner in table.items()}


SAID = {
    "missing": "clé obligatoire absente",
    "extra_forbidden": "clé inconnue (faute de frappe ?)",
}


def first_error(error: ValidationError, path: Path, text: str) -> str:
    """The first thing wrong, where it stands, and how many more there are."""
    errors = error.errors(include_url=False, include_input=False, include_context=False)
    # A mistyped key is missing too: what was typed helps more.
    wrong = min(errors, key=lambda one: one["type"] != "extra_forbidden")
    where = [str(step) for step in wrong["loc"]]
    what = SAID.get(wrong["type"]) or wrong["msg"].removeprefix("Value error, ")
    line = line_of(text, where)
    place = f"{path}, ligne {line}" if line else str(path)
    table, key = where[:-1], where[-1] if where else ""
    field = f"[{'.'.join(table)}] {key}" if table else f"[{key}]"
    more = f" (et {len(errors) - 1} autre(s) erreur(s))" if len(errors) > 1 else ""
    return f"{place} : {field} : {what}{more}"


def line_of(text: str, where: list[str]) -> int | None:
    """The line of the key (or of its table when it is absent), counted from 1."""
    table, found = "", None
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            table = stripped.strip("[] \t").split("]")[0]
            if table in (".".join(where), ".".join(where[:-1])):
                found = number
        elif table == ".".join(where[:-1]) and re.match(
            rf"\"?{re.escape(where[-1])}\"?\s*=", stripped
        ):
            return number
    return found


def config_path(given: str | None) -> Path:
    return Path(given or os.environ.get("MAILBOT_CONFIG") or "config.toml")
