"""Telling systemd that the daemon is ready, alive, or leaving (sd_notify(3))."""

import os
import socket


def notify(state: str) -> bool:
    """Send "READY=1", "WATCHDOG=1" or "STOPPING=1". False when nobody asked, or nobody listens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_CLOEXEC) as out:
            out.sendto(state.encode(), "\0" + address[1:] if address[0] == "@" else address)
    except OSError:
        return False
    return True


def watchdog_seconds() -> float | None:
    """How long systemd waits for a sign of life (WatchdogSec=), when it waits for one."""
    asked = os.environ.get("WATCHDOG_USEC", "")
    return int(asked) / 1e6 if asked.isdecimal() and int(asked) else None
