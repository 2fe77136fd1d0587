"""The labelled corpus through `mailbot run --once`, as an administrator would run it.

A real Dovecot inbox, an SMTP sink, each database; what is checked is what the servers, the exported
registry and the command's own listing say.
"""

import csv
import json
import subprocess
import sys
from collections import Counter
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from imapclient import IMAPClient

from mailbot.core.read import received_at_of
from mailbot.demo.world import PASSWORD, USER
from tests.configured import write_config

ANSWERED = ("accept", "repeat", "ask")


@pytest.fixture
def corpus(shared: Path) -> Path:
    return shared / "corpus" / "requests"


@pytest.fixture
def labels(corpus: Path) -> list[dict]:
    lines = (corpus / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture
def mailbot(tmp_path: Path, dovecot: int, world, database_url: str):
    folders = 'done_folder = "Traité"\nheld_folder = "À revoir"\nignored_folder = "Ignoré"'
    path = write_config(
        tmp_path, url=database_url, imap=dovecot, smtp=world.smtp_port, mailbox=folders
    )

    def run(*words: object) -> str:
        argv = [sys.executable, "-m", "mailbot", "--config", path, *words]
        done = subprocess.run([str(word) for word in argv], capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("migrate")
    return run


@pytest.fixture
def imap(dovecot: int):
    with IMAPClient("127.0.0.1", dovecot, ssl=False, timeout=30) as client:
        client.login(USER, PASSWORD)
        yield client


def count(imap: IMAPClient, folder: str) -> int:
    if not imap.folder_exists(folder):
        return 0
    return imap.folder_status(folder, ["MESSAGES"])[b"MESSAGES"]


def test_the_corpus_goes_its_way_once(corpus, labels, mailbot, imap, world, tmp_path) -> None:
    received = []
    for label in labels:
        content = (corpus / label["file"]).read_bytes()
        at = received_at_of(content)
        assert at is not None
        received.append((at, label, content))
    for at, _, content in sorted(received, key=lambda one: one[0]):
        imap.append("INBOX", content, msg_time=at)
    mailbot("registry", "import", corpus / "registry")

    mailbot("run", "--once")
    first = [json.loads(line) for line in mailbot("cases", "list", "--json").splitlines()]
    sent = list(world.sent)

    decisions = Counter(label["decision"] for label in labels)
    assert Counter(case["decision"] for case in first) == decisions
    assert count(imap, "INBOX") == 0
    assert count(imap, "À revoir") == decisions["review"]
    assert count(imap, "Ignoré") == decisions["ignore"]
    assert count(imap, "Traité") == sum(decisions[word] for word in ANSWERED)
    assert all(case["uid"] and case["uidvalidity"] for case in first)

    mailbot("registry", "export", tmp_path / "out")
    due = {
        (label["certificate_number"], label["dossier_number"])
        for label in labels
        if label["decision"] == "accept" and label["certificate_number"] and label["dossier_number"]
    }
    before = pairs(corpus / "registry" / "exams.csv")
    made = pairs(tmp_path / "out" / "exams.csv") - before
    assert due <= made
    assert len(made) == decisions["accept"]

    assert len(sent) == sum(decisions[word] for word in ANSWERED)
    written = {}
    for one in sent:
        letter = message_from_bytes(one.content, policy=policy.default)
        assert one.sender == ""
        assert letter["Auto-Submitted"] == "auto-replied"
        assert letter["To"].addresses[0].addr_spec == one.recipients[0]
        assert one.recipients[0] not in ("", "infocertificat@opc.gouv.qc.ca")
        assert letter.get_body(("plain",)).get_content().strip()
        assert letter.get_body(("html",)).get_content().strip()
        written[letter["Message-ID"]] = letter
    assert len(written) == len(sent)

    mailbot("run", "--once")
    assert len(world.sent) == len(sent)
    second = [json.loads(line) for line in mailbot("cases", "list", "--json").splitlines()]
    assert second == first
    assert "150 décision(s) rejouée(s) à l'identique" in mailbot("audit", "verify")


def pairs(file: Path) -> set[tuple[str, str]]:
    with open(file, encoding="utf-8", newline="") as opened:
        return {
            (row["certificate_number"], row["dossier_number"])
            for row in csv.DictReader(opened)
            if row["dossier_number"]
        }
