"""No message under a megabyte takes a second, from its bytes to its verdict."""

from datetime import UTC, datetime

import pytest

from mailbot import config
from mailbot.values import RawMessage
from tests.speed import ROOT, one

SIZE = 990_000  #: bytes; less than what is fetched and read whole
SLOW = 1_000  #: milliseconds of CPU
HEADER = (
    "Received: from a (a [192.0.2.1]) by mx.opc.gouv.qc.ca; Mon, 1 Mar 2021 10:00:00 -0500\r\n"
    "From: A B <a@b.example>\r\nTo: infocertificat@opc.gouv.qc.ca\r\nSubject: Transfert\r\n"
    "Message-ID: <x@b.example>\r\nMIME-Version: 1.0\r\n"
)
WISH = "je veux transférer mon résultat de CAR2019003417 à CAR202100418823. "
# A megabyte of each, and as much as a person's own words are read of.
SOUPS = [
    " ", "\n", "1", "12 ", "CAR", "CAR2021 0041 ", "O0", "> a\n", "? ", "a, ", "a a a ", "mon mon ",
    "n'", "l'l'", "si je ", "ne pas ", "y ", "transférer ", "résultat ", WISH, "a@b.c, ", "- a\n",
    "http://a.b/c ", "« a » ", "a écrit « ", "1) ", "x\n", "Nom : x\n", "((((", "&nbsp;", "\t",
    "=20", "é", "\u200b", "--b\n", "_", "Le a a écrit :\n", "On Mon wrote:\n",
    "Cordialement,\n", "De : a\nEnvoyé : b\nÀ : c\nObjet : d\n",
]  # fmt: skip
PAGES = [
    "<div>", "<p>", "<li>", "<b>", "<br>", "<table><tr><td>", "<blockquote>", "<td>a</td>", "<!--",
    "<a href='", '<div style="a:b;', "<span style='display:none'>", "<style>a{}</style>",
    "<div style='color:#fff'>x</div>", "<script>", "<", "&#",
]  # fmt: skip
HEADERS = {
    "senders": "From: " + ", ".join(f"a{n}@b.example" for n in range(50_000)) + "\r\n",
    "recipients": "Cc: " + ",\r\n ".join(f"a{n}@b.example" for n in range(50_000)) + "\r\n",
    "subject": "Subject: " + "transfert de mon résultat " * 38_000 + "\r\n",
    "encoded words": "Subject: " + "=?utf-8?q?=C3=A9?= " * 50_000 + "\r\n",
    "references": "References: " + " ".join(f"<a{n}@b>" for n in range(90_000)) + "\r\n",
    "results": "Authentication-Results: mx.opc.gouv.qc.ca; " + "dkim=pass; " * 90_000 + "\r\n",
    "comments": "Authentication-Results: mx.opc.gouv.qc.ca; " + "(" * SIZE + "\r\n",
    "fields": "".join(f"X-A{n}: b\r\n" for n in range(75_000)),
}


@pytest.fixture(scope="module")
def office() -> config.Office:
    return config.load(ROOT / "config.toml")


def milliseconds(message: str, office: config.Office) -> float:
    content = message.encode()[: SIZE + 10_000]
    raw = RawMessage(content, datetime(2021, 3, 1, 15, tzinfo=UTC), "INBOX", 1, 1)
    return min(one(raw, office) for _ in range(2))


def plain(soup: str, size: int) -> str:
    body = (soup * (size // len(soup)))[:size]
    return f"{HEADER}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}"


@pytest.mark.parametrize("size", [39_000, SIZE])
@pytest.mark.parametrize("soup", SOUPS)
def test_text_of_anything_takes_less_than_a_second(soup, size, office) -> None:
    assert milliseconds(plain(soup, size), office) < SLOW


@pytest.mark.parametrize("soup", PAGES)
def test_a_page_of_anything_takes_less_than_a_second(soup, office) -> None:
    page = soup * (SIZE // len(soup))
    message = f"{HEADER}Content-Type: text/html; charset=utf-8\r\n\r\n{page}"
    assert milliseconds(message, office) < SLOW


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_of_anything_takes_less_than_a_second(name, office) -> None:
    assert milliseconds(f"{HEADERS[name]}{HEADER}\r\nbonjour", office) < SLOW


def test_ten_thousand_short_quoted_lines_take_less_than_a_second(office) -> None:
    lines = "\n".join(">" * (n % 60) + " texte" for n in range(10_000))
    assert milliseconds(plain(lines, len(lines)), office) < SLOW


def test_many_parts_take_less_than_a_second(office) -> None:
    part = "--b\r\nContent-Type: text/plain\r\n\r\na\r\n"
    message = (
        f"{HEADER}Content-Type: multipart/mixed; boundary=b\r\n\r\n{part * (SIZE // len(part))}"
    )
    assert milliseconds(message, office) < SLOW


def test_messages_within_messages_take_less_than_a_second(office) -> None:
    inner = f"{HEADER}Content-Type: message/rfc822\r\n\r\n"
    assert milliseconds(inner * (SIZE // len(inner)), office) < SLOW
