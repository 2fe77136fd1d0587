"""Whatever a stranger writes, in whatever field, is shown as text and breaks nothing."""

import base64
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from mailbot.core.attached import attached
from tests.console.inbox import RECEIVED, deliver, message

SCRIPT = "<script>alert(1)</script>"
ATTACKS = [
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "<svg/onload=alert(1)>",
    "<a href=javascript:alert(1)>ici</a>",
    "{{ 7*7 }}{% raw %}",
    "</textarea></mark></title><script>alert(1)</script>",
    "\u202eexe.fdp\u202c \u2066caché\u2069",
    "&lt;script&gt; &#x3c;",
    "https://mechant.example/ javascript:alert(1)",
]
TAGS = """html head meta title link script body a header p span nav ul li form input button main
div h1 h2 h3 section dl dt dd bdi strong em ol code table thead tbody tr td th details summary label
textarea select option footer dialog kbd caption article mark sup fieldset legend datalist"""


class Tags(HTMLParser):
    """What a browser would take for tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs) -> None:
        self.found.append((tag, dict(attrs)))


def harmless(html: str) -> None:
    for tag, attributes in Tags(html).found:
        assert tag in TAGS.split(), tag
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            assert name != "style", tag
            if name in ("href", "src", "action"):
                assert (value or "").startswith(("/", "#")), (tag, value)
        if tag == "script":
            assert (attributes.get("src") or "").startswith("/statique/")
    for sign in "\u202e\u202c\u2066\u2069\u0000\u0007":
        assert sign not in html


def pages(visit, case_id: int) -> list[str]:
    agent, found = visit("agathe"), []
    for path in (
        f"/affaires/{case_id}",
        f"/affaires/{case_id}/impression",
        f"/affaires/{case_id}/entetes",
        f"/affaires/{case_id}/lettre?gabarit=libre",
        f"/affaires/{case_id}/paires",
        "/affaires?vue=toutes",
    ):
        answer = agent.get(path)
        assert answer.status_code in (200, 400), (path, answer.status_code)
        found.append(answer.text)
    return found


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_in_every_field_is_text(visit, office, attack) -> None:
    encoded = f"=?utf-8?b?{base64.b64encode(attack.encode()).decode()}?="
    body = f"Bonjour, transférez mon résultat, dossier CAR202100310090 {attack}"
    [case_id] = deliver(
        office,
        [(message(body, f"{encoded} <x@exemple.ca>", encoded, f"X-Y: {encoded}\r\n"), RECEIVED)],
    )
    for html in pages(visit, case_id):
        harmless(html)


def test_attachments_under_any_name_are_saved_and_never_opened(visit, office) -> None:
    parts = [
        ("text/html", '"><script>alert(1)</script>.html', b"<script>alert(1)</script>"),
        ("image/svg+xml", "dessin\u202egpj.svg", b"<svg onload=alert(1)>"),
        ("application/pdf", "../../etc/passwd", b"%PDF-1.4"),
        ("text/html", "a\r\nSet-Cookie: x=1.html", b"x"),
    ]
    lines = ["--b\r\nContent-Type: text/plain\r\n\r\nBonjour, quel est le prix ?\r\n"]
    for media_type, name, content in parts:
        coded = base64.b64encode(name.encode()).decode()
        lines.append(
            f'--b\r\nContent-Type: {media_type}; name="=?utf-8?b?{coded}?="\r\n'
            "Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            f"{base64.b64encode(content).decode()}\r\n"
        )
    body = "".join(lines) + "--b--"
    mixed = 'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n'
    raw = message("", more=mixed).rstrip() + b"\r\n\r\n" + body.encode()
    [case_id] = deliver(office, [(raw, RECEIVED)])
    browser = visit("agathe")
    harmless(browser.get(f"/affaires/{case_id}").text)
    for number, (_, _, content) in enumerate(parts, 2):
        answer = browser.get(f"/affaires/{case_id}/piece?partie={number}")
        assert answer.status_code == 200
        assert answer.content == content
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-disposition"].startswith("attachment; filename=")
        assert "sandbox" in answer.headers["content-security-policy"]
        assert "set-cookie" not in answer.headers
        assert "/" not in answer.headers["content-disposition"].partition("''")[2]
    for wrong in ("1", "9", "", "../1", "2/../2", "\0"):
        assert (
            browser.get(f"/affaires/{case_id}/piece", params={"partie": wrong}).status_code == 404
        )


def test_the_source_is_the_very_bytes(visit, office) -> None:
    raw = message(SCRIPT)
    [case_id] = deliver(office, [(raw, RECEIVED)])
    answer = visit("agathe").get(f"/affaires/{case_id}/source")
    assert answer.content == raw
    assert answer.headers["content-type"] == "application/octet-stream"


def test_a_subject_of_100_kilobytes_leaves_a_page_that_can_be_read(visit, office) -> None:
    [case_id] = deliver(office, [(message(subject="x" * 100_000 + " " + SCRIPT), RECEIVED)])
    for html in pages(visit, case_id):
        harmless(html)
        assert len(html) < 120_000


def test_five_thousand_senders_leave_a_page_that_can_be_read(visit, office) -> None:
    many = ",\r\n ".join(f"N{n} <n{n}@exemple.ca>" for n in range(5000))
    raw = message(more=f"Cc: {many}\r\nReply-To: {many}\r\n", sender=f"A <a@x.ca>,\r\n {many}")
    [case_id] = deliver(office, [(raw, RECEIVED)])
    for html in pages(visit, case_id):
        harmless(html)
        assert len(html) < 300_000


def test_html_is_shown_as_the_text_that_was_read_in_it(visit, office) -> None:
    html = "MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n"
    bomb = "<div>" * 20_000 + "Bonjour" + "</div>" * 20_000
    page = f'<p style="color:red">Quel est le <b>prix</b> ?</p><script>alert(1)</script>{bomb}'
    [case_id] = deliver(office, [(message(page, more=html), RECEIVED)])
    for shown in pages(visit, case_id):
        harmless(shown)
        assert "alert(1)" not in shown
    assert "Quel est le prix ?" in visit("agathe").get(f"/affaires/{case_id}").text


def test_a_long_message_is_cut_on_the_page_and_whole_in_its_source(visit, office) -> None:
    [case_id] = deliver(office, [(message("mot " * 200_000), RECEIVED)])
    html = visit("agathe").get(f"/affaires/{case_id}").text
    assert "caractères de plus dans la source" in html
    assert len(html) < 200_000


@pytest.mark.parametrize("raw", [b"", b"\0\xff\xfe", b"\r\n\r\n", b"From: \r\n\r\n" + b"\xf0" * 99])
def test_what_is_no_message_has_its_page(visit, office, raw) -> None:
    [case_id] = deliver(office, [(raw, datetime(2021, 1, 20, tzinfo=UTC))])
    for html in pages(visit, case_id):
        harmless(html)


def test_no_part_but_an_attachment_is_given_out() -> None:
    raw = message("secret")
    assert attached(raw, "1") is None
    assert attached(b"", "1") is None
