"""Several daemons on one PostgreSQL: nothing twice, nothing left, and a dead one is replaced."""

import json
import os
import random
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from imapclient import IMAPClient
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from mailbot.demo.world import PASSWORD, USER
from mailbot.edges import database
from tests.configured import ask, write_config

DAEMONS, KILLED = 4, 2
MESSAGES = int(os.environ.get("MAILBOT_TEST_MESSAGES", "120"))  # the full measure is 2,000
ENOUGH = 60 + MESSAGES / 5  # seconds
AT = datetime(2021, 1, 20, 15, tzinfo=UTC)


def person(number: int) -> tuple[str, str, str]:
    return f"CAR2021{number:08}", f"CAR2019{number:06}", f"p{number}@exemple.ca"


def request(number: int) -> bytes:
    dossier, certificate, address = person(number)
    mail = EmailMessage()
    mail["Received"] = "from x by mx.opc.gouv.qc.ca; Wed, 20 Jan 2021 10:00:00 -0500"
    mail["Authentication-Results"] = "mx.opc.gouv.qc.ca; dmarc=pass header.from=exemple.ca"
    mail["From"], mail["Subject"] = f"Personne <{address}>", "Transfert de résultat"
    mail["Message-ID"] = f"<{number}@exemple.ca>"
    mail.set_content(
        f"Je désire que mon résultat d'examen soit transféré au dossier {dossier}."
        f" Certificat expiré : {certificate}.\n"
    )
    return mail.as_bytes()


def registry(folder: Path) -> Path:
    holders = {n: f"Personne,Numéro {n},1990-01-01" for n in range(MESSAGES)}
    folder.mkdir()
    certificates = [
        "number,kind,status,family_name,given_name,birth_date,email,issued_on,last_valid_on"
    ]
    dossiers = ["number,status,family_name,given_name,birth_date,email,opened_on"]
    exams = ["certificate_number,dossier_number,outcome,passed_on,score"]
    for number, holder in holders.items():
        dossier, certificate, address = person(number)
        certificates.append(f"{certificate},temporary,expired,{holder},,,2020-12-31")
        dossiers.append(f"{dossier},open,{holder},{address},2021-01-10")
        exams.append(f"{certificate},,passed,2019-09-16,70")
    for name, lines in (("certificates", certificates), ("dossiers", dossiers), ("exams", exams)):
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def config(tmp_path: Path, dovecot: int, world, postgres: str) -> Path:
    often = "poll_seconds = 1\nidle = false"
    return write_config(tmp_path, url=postgres, imap=dovecot, smtp=world.smtp_port, mailbox=often)


def command(config: Path, *words: object) -> list[str]:
    return [sys.executable, "-m", "mailbot", "--config", str(config), *map(str, words)]


def run(config: Path, *words: object) -> str:
    done = subprocess.run(command(config, *words), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def daemon(config: Path) -> subprocess.Popen:
    return subprocess.Popen(command(config, "run"), stderr=subprocess.DEVNULL)


def settled(engine) -> tuple[int, int]:
    """Cases at their end, letters sent."""
    with engine.connect() as connection:
        done = connection.execute(text("SELECT count(*) FROM cases WHERE status <> 'waiting'"))
        sent = connection.execute(text("SELECT count(*) FROM letter WHERE fate = 'sent'"))
        return done.scalar_one(), sent.scalar_one()


def test_daemons_share_the_work_and_replace_the_dead(
    config, dovecot, world, postgres, tmp_path
) -> None:
    run(config, "migrate")
    run(config, "registry", "import", registry(tmp_path / "registry"))
    with IMAPClient("127.0.0.1", dovecot, ssl=False, timeout=30) as imap:
        imap.login(USER, PASSWORD)
        for number in range(MESSAGES):
            imap.append("INBOX", request(number), msg_time=AT + timedelta(seconds=number))
    engine = create_engine(postgres)
    daemons = [daemon(config) for _ in range(DAEMONS)]
    try:
        kill_some(engine, daemons)
        end = time.monotonic() + ENOUGH
        while time.monotonic() < end and min(settled(engine)) < MESSAGES - KILLED:
            time.sleep(0.1)
        time.sleep(2)  # whatever would be done twice, is by now
    finally:
        for one in daemons:
            one.terminate()
        for one in daemons:
            one.wait(15)
    cases = [json.loads(line) for line in run(config, "cases", "list", "--json").splitlines()]
    assert len(cases) == MESSAGES
    assert {case["decision"] for case in cases} == {"accept"}
    told = [letter.recipients[0] for letter in world.sent]
    assert len(told) == len(set(told)), "a letter left twice"
    with engine.connect() as connection:
        fates = dict(
            connection.execute(text("SELECT fate, count(*) FROM letter GROUP BY fate")).all()
        )
        transfers = connection.execute(text("SELECT count(*) FROM transfer")).scalar_one()
    assert transfers == MESSAGES
    # A daemon killed while it gave a letter to the server leaves one whose fate nobody knows.
    assert fates.pop("sending", 0) + fates.pop("unknown", 0) <= KILLED
    assert set(fates) == {"sent"}
    engine.dispose()


def kill_some(engine, daemons: list[subprocess.Popen]) -> None:
    """kill -9 two of them at random moments of the work."""
    for victim in random.sample(daemons, KILLED):
        before = settled(engine)[0]
        end = time.monotonic() + 30
        while settled(engine)[0] <= before + random.randint(1, 20) and time.monotonic() < end:
            time.sleep(0.02)
        victim.kill()


def test_a_hung_poller_loses_its_turn(postgres: str, monkeypatch) -> None:
    monkeypatch.setattr(database, "HUNG_AFTER", 1)
    first, second = database.connect(postgres), database.connect(postgres)
    with database.Turn(first, "boite") as hung:
        assert hung.mine
        with database.Turn(second, "boite") as other:
            assert not other.mine
        with database.Turn(second, "autre") as another:
            assert another.mine
        time.sleep(2)
        with database.Turn(second, "boite") as other:
            assert other.mine
    first.dispose()
    second.dispose()


def test_a_poller_that_waits_for_its_mail_server_keeps_its_turn(postgres, monkeypatch) -> None:
    """A slow line is no hang; a server that says nothing any more is one."""
    monkeypatch.setattr(database, "HUNG_AFTER", 1)
    monkeypatch.setattr(database, "SILENT_FOR", 2)
    first, second = database.connect(postgres), database.connect(postgres)
    heard = time.monotonic() + 2  # the last byte comes in two seconds
    with database.Turn(first, "boite", lambda: min(heard, time.monotonic())) as slow:
        assert slow.mine
        time.sleep(3)
        slow.keep()
        with database.Turn(second, "boite") as other:
            assert not other.mine
        time.sleep(4)
        with database.Turn(second, "boite") as other:
            assert other.mine
        with pytest.raises(DBAPIError):
            slow.keep()
    first.dispose()
    second.dispose()


def test_within_ten_seconds_another_daemon_does_a_dead_ones_work(config, dovecot, world) -> None:
    run(config, "migrate")
    daemons = [daemon(config) for _ in range(3)]
    with IMAPClient("127.0.0.1", dovecot, ssl=False, timeout=30) as imap:
        imap.login(USER, PASSWORD)
        try:
            imap.append("INBOX", ask(0), msg_time=AT)
            answered(world, 1, within=60)
            time.sleep(5)  # the slowest to start has started
            for number in (1, 2):
                victim = daemons.pop(0)
                victim.kill()
                imap.append("INBOX", ask(number), msg_time=AT)
                answered(world, number + 1, within=10)
                victim.wait()
        finally:
            for one in daemons:
                one.terminate()
            for one in daemons:
                one.wait(15)


def answered(world, letters: int, within: float) -> None:
    end = time.monotonic() + within
    while len(world.sent) < letters:
        assert time.monotonic() < end, f"{len(world.sent)} letters after {within} s"
        time.sleep(0.05)
