"""A password that works no more: one alert, few tries, and it goes on as soon as it is renewed."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.configured import ask, write_config
from tests.faults import GREETING, Reciter, Said, imap, smtp
from tests.services.test_daemon import Daemon, until

OLD, NEW = "v13ux-s3cret", "n0uv3au-s3cret"


@pytest.fixture
def password(tmp_path: Path) -> Path:
    file = tmp_path / "mot"
    file.write_text(OLD)
    return file


@pytest.fixture
def mailbox() -> Iterator[Reciter]:
    """An IMAP server that knows the new password only."""
    usual = imap(offers="IMAP4rev1 IDLE")

    def script(line: bytes) -> Said:
        if b" LOGIN " in line and NEW.encode() not in line:
            return line.split()[0] + b" NO [AUTHENTICATIONFAILED] Authentication failed.\r\n"
        return usual(line)

    with Reciter(GREETING, script) as server:
        yield server


def logins(server: Reciter) -> int:
    return sum(b"LOGIN" in line for line in server.heard)


def configured(folder: Path, imap: int, smtp: int, *, mailbox: str = "", server: str = "") -> Path:
    """A mailbox with a password_file has no password of its own."""
    path = write_config(
        folder, url=f"sqlite:///{folder}/mailbot.db", imap=imap, smtp=smtp,
        mailbox=f"poll_seconds = 1\n{mailbox}", server=server,
    )  # fmt: skip
    if "password_file" in mailbox:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace('password = "demonstration"\n', ""), encoding="utf-8")
    return path


def test_imap_is_tried_once_alerts_once_and_takes_a_renewed_password_at_once(
    tmp_path, world, mailbox, password
) -> None:
    table = f'password_file = "{password}"'
    daemon = Daemon(configured(tmp_path, mailbox.port, world.smtp_port, mailbox=table))
    try:
        daemon.wait_for("nom ou mot de passe refusé")
        time.sleep(5)  # five polls, and as many occasions for IDLE
        assert logins(mailbox) == 1
        assert daemon.said().count("nom ou mot de passe refusé") == 1
        password.write_text(NEW)
        daemon.wait_for("de nouveau en marche (essai 2)")
        until(lambda: logins(mailbox) == 3, 60, daemon.said)  # the poll's, and IDLE's
        assert daemon.leave() < 10
    finally:
        daemon.process.kill()
        daemon.process.wait()
    assert NEW not in daemon.said()
    assert OLD not in daemon.said()


def test_smtp_is_tried_once_and_letters_wait_for_the_renewed_password(
    tmp_path, world, password
) -> None:
    auth = {"AUTH": b"535 5.7.8 no\r\n"}
    answers = smtp(auth, offers=("AUTH PLAIN",))
    with Reciter(b"220 x\r\n", lambda line: answers(line)) as server:
        table = f'username = "bureau"\npassword_file = "{password}"'
        daemon = Daemon(configured(tmp_path, world.imap_port, server.port, server=table))
        try:
            world.deliver(ask(1), datetime(2021, 1, 20, 15, tzinfo=UTC))
            daemon.wait_for("mot de passe refusé (535 5.7.8)")
            time.sleep(4)
            tried = sum(b"AUTH" in line for line in server.heard)
            assert tried == 1
            assert daemon.said().count("mot de passe refusé") == 1
            answers = smtp(offers=("AUTH PLAIN",))
            password.write_text(NEW)
            until(lambda: any(b"DATA" in line for line in server.heard), 60, daemon.said)
            assert daemon.leave() < 10
        finally:
            daemon.process.kill()
            daemon.process.wait()
