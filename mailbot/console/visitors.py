"""Who is visiting, what their role lets them do, and whether a form is really theirs."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import Depends, Form, Request

from mailbot import road
from mailbot.console.console import Console, console_of
from mailbot.edges import accounts
from mailbot.edges.accounts import Role

AGENT = frozenset({"look", "claim", "rule", "write", "note"})
#: What each role may do. Who was given no act here cannot do it, whatever the page shows.
ALLOWED = {
    Role.AGENT: AGENT,
    Role.SUPERVISOR: AGENT | {"second", "bulk", "accounts", "accesses"},
    Role.AUDITOR: frozenset({"look", "accesses"}),
}


@dataclass(frozen=True)
class Visitor:
    """A person logged in. `name` is the actor of whatever they do: it is in no form."""

    name: str
    full_name: str
    role: Role
    csrf: str
    session: str  #: the session's digest

    def may(self, act: str) -> bool:
        return act in ALLOWED[self.role]


class Unknown(Exception):
    """Nobody is logged in, or no more: to the log-in, then back here."""


class NotAllowed(Exception):
    """The visitor's role does not let them do this."""


class Forged(Exception):
    """The form does not carry the session's own token."""


Here = Annotated[Console, Depends(console_of)]


def visitor(request: Request, console: Here) -> Visitor:
    """Raises Unknown when there is no session, or it was idle or open for too long."""
    token = request.cookies.get(console.cookie, "")
    now = console.now()
    with console.reading() as session:
        found = accounts.opened(session, token) if token else None
    if found is None:
        raise Unknown
    opened, account = found
    if expired(opened.opened_at, opened.seen_at, console, now):
        road.close_session(opened.digest, console.office)
        raise Unknown
    if "hx-request" not in request.headers:  # a page that asks by itself is nobody at work
        road.note_use(opened.digest, opened.seen_at, console.office, now)
    return Visitor(account.name, account.full_name, Role(account.role), opened.csrf, opened.digest)


def expired(opened_at: datetime, seen_at: datetime, console: Console, now: datetime) -> bool:
    limits = console.settings
    return (
        now - opened_at > timedelta(hours=limits.session_hours)
        or now - seen_at > timedelta(minutes=limits.idle_minutes)
    )  # fmt: skip


Guest = Annotated[Visitor, Depends(visitor)]


def may(act: str) -> Callable[[Visitor], Visitor]:
    """A visitor who may do this. Raises NotAllowed for another."""

    def allowed(who: Guest) -> Visitor:
        if not who.may(act):
            raise NotAllowed(act)
        return who

    return allowed


def doing(act: str) -> Callable[[Visitor, str], Visitor]:
    """The same for a form that was sent: it must carry the session's token. Raises Forged."""

    def allowed(
        who: Annotated[Visitor, Depends(may(act))], jeton: Annotated[str, Form()] = ""
    ) -> Visitor:
        if not hmac.compare_digest(jeton.encode("utf-8", "replace"), who.csrf.encode()):
            raise Forged
        return who

    return allowed


def address_of(request: Request) -> str:
    """Where the request comes from; behind a proxy on this machine, what the proxy says."""
    return request.client.host if request.client else ""
