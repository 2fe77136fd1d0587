"""Without its attachments a message says the same, byte for byte of what is read of it."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mailbot.core.mime.reduced import without_attachments
from mailbot.core.read import read
from mailbot.values import Identity, ParsedMail, RawMessage

ROOT = Path(__file__).parents[3]
OFFICE = Identity("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")
AT = datetime(2021, 1, 20, 15, tzinfo=UTC)
WITH_PDF = (
    b"From: a@exemple.ca\r\nSubject: =?utf-8?q?r=C3=A9sultat?=\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\npreambule\r\n--b\r\n'
    b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    + "Voici l'été.\r\n".encode()
    + b"--b\r\nContent-Type: application/pdf\r\n"
    b'Content-Disposition: attachment; filename="nas.pdf"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjcK\r\n--b--\r\n"
)


def said(content: bytes) -> ParsedMail:
    mail = read(RawMessage(content, AT, "m", 1, 1, len(content)), OFFICE)
    return replace(mail, attachments=(), defects=())


def test_the_content_of_an_attachment_is_gone_and_its_name_stays() -> None:
    left = without_attachments(WITH_PDF)
    assert b"JVBERi" not in left
    assert b"nas.pdf" in left
    assert "Voici l'été." in left.decode()
    assert said(left) == said(WITH_PDF)


@pytest.mark.parametrize("content", [b"", b"Subject: x\n\nbonjour\n", b"\xff\xfe", b"x" * 1000])
def test_a_message_without_any_stays_as_it_is(content) -> None:
    assert without_attachments(content) == content


def test_the_messages_of_the_museum_say_the_same_without_them() -> None:
    """Where one does not, the retention leaves the message whole."""
    reduced = 0
    for file in sorted((ROOT / "tests" / "cases").rglob("mail.eml")):
        content = file.read_bytes()
        left = without_attachments(content)
        if left != content:
            assert said(left) == said(content), file
            reduced += 1
    assert reduced
