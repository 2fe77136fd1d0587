"""Every message of the shared corpora: no machine is taken for a person, nor a person for one."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.core.read import read
from mailbot.values import Identity, Nature, ParsedMail, RawMessage

CORPUS = Path(__file__).parents[3].parent / "shared" / "corpus"
OFFICE = Identity("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")
EXCEPTED = {
    "sisimai/bsd/lhost-sendmail-14.eml": "a person forwards a bounce: « Forward the message. »",
    "mimekit/messages/feedback-report.txt": "a byte order mark hides its header, From included",
}

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpora are not here")


def judged(path: Path) -> ParsedMail:
    return read(
        RawMessage(path.read_bytes(), datetime(2021, 3, 1, 15, tzinfo=UTC), "x", 1, 1), OFFICE
    )


def test_the_mail_corpus_is_told_apart() -> None:
    with (CORPUS / "mail" / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["path"] not in EXCEPTED]
    people = [row["path"] for row in rows if row["class"] == "human"]
    machines = [row["path"] for row in rows if row["auto"] == "yes"]
    natures = {path: judged(CORPUS / "mail" / path).nature for path in (*people, *machines)}
    assert [path for path in people if natures[path] is not Nature.PERSON] == []
    assert [path for path in machines if natures[path] is Nature.PERSON] == []


def test_the_request_corpus_is_told_apart() -> None:
    lines = (CORPUS / "requests" / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    for row in map(json.loads, lines):
        mail = judged(CORPUS / "requests" / row["file"])
        machine = row["class"] in ("automatic", "bounce")
        assert mail.nature == (row["class"] if machine else Nature.PERSON), row["file"]
        if row["class"] == "request":
            objected = "sender_authenticated" in row["reasons"]
            assert mail.authentication.passed is not objected, row["file"]
