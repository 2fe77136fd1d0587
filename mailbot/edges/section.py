"""What the sections of config.toml share: strictness, safe addresses, secrets in files."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

LOOPBACK = re.compile(r"^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$")
# Never show the input: a wrong table would print its password.
STRICT = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class ConfigError(ValueError):
    """The configuration cannot be used; the message says where and what would be right."""


class Section(BaseModel):
    model_config = STRICT


def is_safe_url(url: str) -> bool:
    """Secrets travel to it: in clear text only within this machine."""
    try:
        where = urlsplit(url)
        where.port  # noqa: B018  (raises for a port that is none)
    except ValueError:
        return False
    loopback = where.scheme == "http" and LOOPBACK.match(where.hostname or "")
    return bool(where.hostname and (where.scheme == "https" or loopback))


def read_secret(key: str, path: Path) -> str:
    """What a file of one secret says. Raises ConfigError, naming the key."""
    try:
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "pas du texte UTF-8"
        raise ConfigError(f"{key} : {path} ne se lit pas ({reason})") from None
