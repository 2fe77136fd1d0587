"""The console on its address: one process, beside the daemon, over the same database."""

import socket
from collections.abc import Callable
from datetime import datetime

import uvicorn

from mailbot.config import Office
from mailbot.console.app import create
from mailbot.console.console import utc_now
from mailbot.edges.settings import ConfigError


def serve(office: Office, now: Callable[[], datetime] = utc_now) -> None:
    """Until a signal ends it. Raises ConfigError when the address cannot be had."""
    section = office.settings.console
    with listening(section.host, section.port) as ear:
        server(office, now).run(sockets=[ear])


def server(office: Office, now: Callable[[], datetime] = utc_now) -> uvicorn.Server:
    """What a proxy on this machine says of the client's address is believed, of others' not."""
    config = uvicorn.Config(
        create(office, now),
        log_level="warning",
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1",
        timeout_keep_alive=15,
    )
    return uvicorn.Server(config)


def listening(host: str, port: int) -> socket.socket:
    """A socket bound before anything else: a port in use is one clear line."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    ear = socket.socket(family, socket.SOCK_STREAM)
    ear.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        ear.bind((host.strip("[]"), port))
    except OSError as error:
        ear.close()
        raise ConfigError(
            f"[console] : {host}:{port} n'est pas libre ({error.strerror}) ;"
            " arrêtez l'autre console ou changez port"
        ) from None
    return ear
