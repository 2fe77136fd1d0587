"""sd_notify: a word to systemd when it listens, silence when it does not."""

import socket

import pytest

from mailbot.edges import systemd


@pytest.mark.parametrize("abstract", [False, True])
def test_systemd_hears_each_state(tmp_path, monkeypatch, abstract) -> None:
    path = f"@mailbot-test-{tmp_path.name}" if abstract else str(tmp_path / "n")
    monkeypatch.setenv("NOTIFY_SOCKET", path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind("\0" + path[1:] if abstract else path)
        assert systemd.notify("READY=1")
        assert heard.recv(100) == b"READY=1"


def test_nobody_listening_is_no_error(tmp_path, monkeypatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    assert not systemd.notify("READY=1")
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "absent"))
    assert not systemd.notify("READY=1")


@pytest.mark.parametrize(
    ("said", "seconds"), [("30000000", 30), ("", None), ("0", None), ("x", None)]
)
def test_the_watchdogs_patience_is_read(monkeypatch, said, seconds) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", said)
    assert systemd.watchdog_seconds() == seconds
