"""The console over the demonstration's cases, with accounts made for the occasion."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from rich.console import Console
from rich.table import Table

from mailbot import road, turn
from mailbot.config import Office
from mailbot.console import serving
from mailbot.console.french import ROLE
from mailbot.demo.play import played
from mailbot.edges import passwords
from mailbot.edges.accounts import Role
from mailbot.edges.settings import ConfigError

PEOPLE = (
    ("agathe", "Agathe Rivard", Role.AGENT),
    ("bruno", "Bruno Talbot", Role.AGENT),
    ("solange", "Solange Michaud", Role.SUPERVISOR),
    ("viateur", "Viateur Paquin", Role.AUDITOR),
)
TURN_EVERY = 5  # seconds


def serve(console: Console) -> None:
    """Play the demonstration, then serve its console until Ctrl-C; letters leave as they would."""
    with played(console) as office, ear(office) as listening, turning(office):
        told = Table("compte", "mot de passe", "rôle", title="la console de démonstration")
        for name, full_name, role in PEOPLE:
            password = passwords.generated()
            hashed, now = passwords.hashed(password), datetime.now(UTC)
            road.add_account(name, full_name, role, hashed, "demo", office, now)
            told.add_row(name, password, ROLE[role])
        console.print(told)
        host, port = listening.getsockname()[:2]
        where = f"La console est à l'adresse http://{host}:{port} (Ctrl-C pour l'arrêter)."
        console.print(where, highlight=False)
        serving.server(office).run(sockets=[listening])


def ear(office: Office) -> socket.socket:
    """The console's own port, or any free one where that is taken."""
    section = office.settings.console
    try:
        return serving.listening(section.host, section.port)
    except ConfigError:
        return serving.listening(section.host, 0)


@contextmanager
def turning(office: Office) -> Iterator[None]:
    """Turns go on meanwhile: what an agent sends leaves, to the demonstration's own server."""
    stop = threading.Event()

    def turns() -> None:
        while not stop.wait(TURN_EVERY):
            turn.once(office, turn.Watch(stopping=stop.is_set))

    thread = threading.Thread(target=turns, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(TURN_EVERY * 2)
