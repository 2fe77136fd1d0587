"""[console] and [console.oidc] of config.toml: where the staff's pages are, and who gets in."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator

from mailbot.edges.section import LOOPBACK, Section, is_safe_url, read_secret


class OidcSection(Section):
    """The office's OpenID Connect provider: who logs in there gets in here, in the role it says."""

    issuer: str
    client_id: str = Field(min_length=1)
    client_secret: SecretStr | None = None
    client_secret_file: Path | None = None
    scope: str = "openid profile"
    name_claim: str = "preferred_username"
    role_claim: str = "roles"
    roles: dict[Literal["agent", "supervisor", "auditor"], str]  # role → the claim's value

    @model_validator(mode="after")
    def coherent(self) -> Self:
        if not is_safe_url(self.issuer):
            raise ValueError(
                "issuer : une adresse https:// est attendue (http:// seulement vers 127.0.0.1)"
            )
        if bool(self.client_secret) == bool(self.client_secret_file):
            raise ValueError("donnez client_secret ou client_secret_file, l'un des deux")
        return self

    def secret(self) -> str:
        if self.client_secret_file:
            return read_secret("client_secret_file", self.client_secret_file)
        return self.client_secret.get_secret_value() if self.client_secret else ""


class ConsoleSection(Section):
    host: str = "127.0.0.1"
    port: int = Field(default=8025, ge=1, le=65535)
    url: str = ""  # the address that agents type, https:// when not on this very machine
    idle_minutes: int = Field(default=30, ge=1)
    session_hours: int = Field(default=10, ge=1, le=24)
    oidc: OidcSection | None = None

    @model_validator(mode="after")
    def coherent(self) -> Self:
        if self.url and not is_safe_url(self.url):
            raise ValueError(
                "url : l'adresse https:// que tapent les agents est attendue"
                " (http:// seulement vers 127.0.0.1)"
            )
        if not self.url and not LOOPBACK.match(self.host):
            raise ValueError(
                f"url : avec host = « {self.host} », indiquez l'adresse https:// que tapent les"
                " agents ; un mandataire inverse y termine le TLS"
            )
        return self

    @property
    def address(self) -> str:
        """Where the agents' browsers find it, without a slash at the end."""
        return (self.url or f"http://{self.host}:{self.port}").rstrip("/")
