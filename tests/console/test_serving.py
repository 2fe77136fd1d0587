"""mailbot console: where it listens, and what a wrong [console] is told."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2
import pytest

from mailbot import config
from mailbot.__main__ import main
from mailbot.console import serving
from mailbot.edges.settings import ConfigError, read_settings
from tests.configured import write_config


def configured(folder: Path, section: str) -> Path:
    path = write_config(folder, url=f"sqlite:///{folder}/mailbot.db", imap=1, smtp=1)
    path.write_text(path.read_text("utf-8") + f"\n[console]\n{section}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("section", "why"),
    [
        ('host = "0.0.0.0"', "url"),
        ('url = "http://console.exemple.ca"', "https://"),
        ('url = "console.exemple.ca"', "https://"),
        ('url = "https://x:port"', "https://"),
        ("port = 70000", "port"),
        ("idle_minutes = 0", "idle_minutes"),
        ("session_hours = 48", "session_hours"),
        ('[console.oidc]\nissuer = "http://idp.ca"\nclient_id = "x"\nroles = {agent = "a"}',
         "https"),
        ('[console.oidc]\nissuer = "https://idp.ca"\nclient_id = "x"\nroles = {agent = "a"}',
         "client_secret"),
        ('[console.oidc]\nissuer = "https://idp.ca"\nclient_id = "x"\nclient_secret = "s3cret"\n'
         'roles = {roi = "a"}', "roles"),
    ],
)  # fmt: skip
def test_a_wrong_section_is_told_in_one_line(tmp_path, section, why) -> None:
    with pytest.raises(ConfigError, match=why) as told:
        read_settings(configured(tmp_path, section))
    assert "\n" not in str(told.value)
    assert "s3cret" not in str(told.value)


def test_the_address_is_the_one_that_agents_type(tmp_path) -> None:
    assert config.load(configured(tmp_path, "port = 9000")).settings.console.address == (
        "http://127.0.0.1:9000"
    )
    section = 'host = "0.0.0.0"\nurl = "https://console.exemple.ca/"'
    other = config.load(configured(tmp_path, section)).settings.console
    assert other.address == "https://console.exemple.ca"


def test_a_port_that_is_taken_is_one_line_and_2(tmp_path, capsys) -> None:
    with serving.listening("127.0.0.1", 0) as ear:
        ear.listen()
        port = ear.getsockname()[1]
        code = main(["--config", str(configured(tmp_path, f"port = {port}")), "console"])
    error = capsys.readouterr().err
    assert code == 2
    assert error.count("\n") == 1
    assert f"127.0.0.1:{port} n'est pas libre" in error


def test_the_command_serves_beside_a_daemon_and_leaves_when_asked(tmp_path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = configured(tmp_path, f"port = {port}")
    words = [sys.executable, "-m", "mailbot", "--config", str(path), "console"]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, env=os.environ)
    try:
        assert answers(f"http://127.0.0.1:{port}/sante")
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def answers(address: str) -> bool:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            return httpx2.get(address).text == "bon\n"
        except httpx2.HTTPError:
            time.sleep(0.1)
    return False
