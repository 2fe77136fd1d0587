"""What every page needs of the program: the office, the templates, the clock."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import jinja2
from fastapi import Request
from sqlmodel import Session

from mailbot.config import Office
from mailbot.edges.console_section import ConsoleSection
from mailbot.edges.database import reading


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Console:
    """One request's: the same rules and letters from its first moment to its last."""

    office: Office
    templates: jinja2.Environment
    now: Callable[[], datetime] = utc_now  #: aware

    @property
    def settings(self) -> ConsoleSection:
        return self.office.settings.console

    @property
    def secure(self) -> bool:
        """Are the cookies marked Secure? Always, but on this very machine without TLS: Safari would
        not keep them there, and nothing leaves the machine (the settings refuse any other http).
        """
        return self.settings.address.startswith("https://")

    @property
    def cookie(self) -> str:
        """__Host-: this host's alone, of the whole site, and only over TLS (RFC 6265bis 4.1.3)."""
        return "__Host-mailbot" if self.secure else "mailbot"

    def reading(self) -> Session:
        return reading(self.office.engine)


def console_of(request: Request) -> Console:
    """Asked once a request whether the rules have changed: that takes a look at every file."""
    if "console" not in request.scope:
        shared, living = request.app.state.console, request.app.state.living
        request.scope["console"] = replace(shared, office=living.current())
    found: Console = request.scope["console"]
    return found
