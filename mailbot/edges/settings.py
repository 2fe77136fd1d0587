"""config.toml and the environment, checked field by field; a mistake is told in one line."""

import hashlib
import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from mailbot.edges.console_section import ConsoleSection
from mailbot.edges.mistakes import first_error
from mailbot.edges.section import LOOPBACK, ConfigError, Section, is_safe_url, read_secret

__all__ = [
    "ConfigError",
    "MailboxSection",
    "OAuthSection",
    "Server",
    "Settings",
    "SmtpSection",
    "config_path",
    "read_secret",
    "read_settings",
]

FILES = {"password_file", "client_secret_file", "refresh_token_file", "rules", "templates"}


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


class OAuthSection(Section):
    """Where access tokens come from (RFC 6749): client credentials, or a refresh token."""

    token_url: str
    client_id: str = Field(min_length=1)
    client_secret: SecretStr | None = None
    client_secret_file: Path | None = None
    scope: str = ""
    refresh_token_file: Path | None = None  # renewed in place when the server gives another

    @model_validator(mode="after")
    def coherent(self) -> Self:
        if not is_safe_url(self.token_url):
            raise ValueError(
                "token_url : une adresse https:// est attendue (http:// seulement vers 127.0.0.1)"
            )
        if self.client_secret and self.client_secret_file:
            raise ValueError("donnez client_secret ou client_secret_file, pas les deux")
        if not (self.client_secret or self.client_secret_file or self.refresh_token_file):
            raise ValueError(
                "donnez client_secret_file (droits de l'application)"
                " ou refresh_token_file (autorisation d'une personne)"
            )
        return self

    def secret(self) -> str:
        """The client's secret, read each time: it expires, and an administrator renews it."""
        if self.client_secret_file:
            return read_secret("client_secret_file", self.client_secret_file)
        return self.client_secret.get_secret_value() if self.client_secret else ""


class Server(Section):
    host: str
    port: int | None = Field(default=None, ge=1, le=65535)
    security: Literal["tls", "starttls", "plain"] = "tls"
    username: str = ""
    password: SecretStr | None = None
    password_file: Path | None = None
    auth: Literal["password", "xoauth2", "oauthbearer"] = "password"
    oauth: OAuthSection | None = None
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
        if self.auth == "password" and self.oauth:
            raise ValueError('la table oauth ne sert qu\'avec auth = "xoauth2" ou "oauthbearer"')
        if self.auth != "password" and not (self.oauth and self.username):
            raise ValueError(
                f'auth = "{self.auth}" demande username et une table oauth'
                " (token_url, client_id… ; voir docs/oauth.md)"
            )
        return self

    def secret(self) -> str:
        """The password, read from its file each time: an administrator may renew it."""
        if self.password_file:
            return read_secret("password_file", self.password_file)
        return self.password.get_secret_value() if self.password else ""

    def credentials(self) -> str:
        """A fingerprint of what this account logs in with now; another one once it is renewed."""
        kept = [self.username]
        try:
            kept.append(self.secret())
            if self.oauth:
                kept.append(self.oauth.secret())
                if self.oauth.refresh_token_file:
                    kept.append(read_secret("refresh_token_file", self.oauth.refresh_token_file))
        except ConfigError as error:
            kept.append(str(error))
        return hashlib.sha256("\0".join(kept).encode()).hexdigest()


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


class Term(Section):
    """After how many days, since the last thing that happened, what of a conversation goes."""

    attachments: int = Field(ge=1)
    message: int = Field(ge=1)
    case: int = Field(ge=1)
    audit: int = Field(ge=1)

    @model_validator(mode="after")
    def in_order(self) -> Self:
        """Nothing may be kept of which one could no longer say where it came from."""
        if not self.attachments <= self.message <= self.case <= self.audit:
            raise ValueError("attendu : attachments ≤ message ≤ case ≤ audit")
        return self


class RetentionSection(Section):
    """Days that what speaks of a person is kept, by class (A-2.1, s. 73; docs/retention.md)."""

    request: Term = Term(attachments=180, message=1095, case=1825, audit=2555)
    other: Term = Term(attachments=90, message=365, case=1095, audit=1095)
    automatic: Term = Term(attachments=30, message=30, case=365, audit=365)
    bounce: Term = Term(attachments=30, message=90, case=365, audit=365)
    access: int = Field(default=730, ge=1)  # who looked at what, and log-ins tried
    incident: int = Field(default=2555, ge=1830)  # r. 3.1: at least 5 years

    def terms(self) -> dict[str, Term]:
        """By the class of a case."""
        return {
            "request": self.request,
            "other": self.other,
            "automatic": self.automatic,
            "bounce": self.bounce,
        }


class ShadowSection(Section):
    """Draft rules heard beside the live ones; what they would decide is noted, never done."""

    rules: Path | None = None


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
    retention: RetentionSection = RetentionSection()
    console: ConsoleSection = ConsoleSection()
    shadow: ShadowSection = ShadowSection()

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
        if key in FILES and isinstance(value, str):
            return str(folder / value)
        if key == "url" and isinstance(value, str):
            return re.sub(r"^sqlite:///(?![/:])", f"sqlite:///{folder.resolve()}/", value)
        return value

    database = table.get("database", {})
    if isinstance(database, dict):
        table = {**table, "database": {"url": DatabaseSection().url, **database}}
    return {name: beside(inner, name) for name, inner in table.items()}


def config_path(given: str | None) -> Path:
    return Path(given or os.environ.get("MAILBOT_CONFIG") or "config.toml")
