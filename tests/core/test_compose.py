"""An answer becomes a letter, to the byte."""

import email
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email import policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from typing import Any

import jinja2
import pytest

from mailbot.core.compose import Letterhead, Unanswerable, compose, environment
from mailbot.values import Address, Answer, Letter, ParsedMail

AT = datetime(2021, 2, 1, 15, 0, tzinfo=UTC)
OFFICE = Letterhead("Office de la protection du consommateur", "infocertificat@opc.gouv.qc.ca")
TEMPLATES = environment(
    jinja2.DictLoader(
        {
            "k/t.txt": "{% block subject %}Objet à nous{% endblock %}\n"
            "Bonjour {{ name }},\n{{ value }}\nÉté.",
            "k/t.html": "<!DOCTYPE html><p>Bonjour {{ name }},</p><p>{{ value }}</p>",
        }
    )
)


def mail(**changes: Any) -> ParsedMail:
    given = {
        "message_id": "<1@gmail.com>",
        "subject": "Transfert",
        "senders": (Address("Annick Proulx", "annick@gmail.com"),),
    }
    return ParsedMail(AT, AT.date(), **{**given, **changes})


def written(
    received: ParsedMail, words: Mapping[str, Any] | None = None, case: str = "a" * 64
) -> Letter:
    given = {"value": "x", **(words or {})}
    return compose(Answer("t"), "k", received, given, OFFICE, case, TEMPLATES, AT)


def read_back(letter: Letter) -> EmailMessage:
    message = email.message_from_bytes(letter.content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert [d for part in message.walk() for d in part.defects] == []
    return message


def bodies(letter: Letter) -> tuple[str, str]:
    text, html = read_back(letter).iter_parts()
    return text.get_content(), html.get_content()


def test_a_letter_bears_the_headers_of_an_automatic_answer() -> None:
    letter = written(mail(references=("<0@gmail.com>",)))
    message = read_back(letter)
    assert (
        str(message["From"])
        == "Office de la protection du consommateur <infocertificat@opc.gouv.qc.ca>"
    )
    assert "annick@gmail.com" == message["To"] == letter.recipient
    assert message["Subject"] == "Re: Transfert"
    assert message["In-Reply-To"] == "<1@gmail.com>"
    assert message["References"] == "<0@gmail.com> <1@gmail.com>"
    assert message["Auto-Submitted"] == "auto-replied"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Content-Language"] == "fr"
    assert message["Date"].datetime == AT
    assert letter.message_id == message["Message-ID"]
    assert not {"Cc", "Bcc", "Reply-To", "Return-Path"} & set(message.keys())
    assert len(message.keys()) == len(set(message.keys()))


def test_a_letter_is_plain_text_with_html_beside_it() -> None:
    message = read_back(written(mail()))
    assert message.get_content_type() == "multipart/alternative"
    assert [p.get_content_type() for p in message.iter_parts()] == ["text/plain", "text/html"]
    assert {"utf-8"} == {p.get_content_charset() for p in message.iter_parts()}


def test_a_letter_travels_as_short_ascii_lines() -> None:
    letter = written(mail(subject="été " * 50), {"value": "é" * 5000})
    assert letter.content.isascii()
    assert max(map(len, letter.content.split(b"\r\n"))) <= 78
    assert b"\n" not in letter.content.replace(b"\r\n", b"")


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert written(mail()) == written(mail())


def test_the_message_id_is_the_case_s_and_is_not_guessed_from_the_message() -> None:
    first, retry, other = written(mail()), written(mail(subject="x")), written(mail(), case="b")
    assert first.message_id == retry.message_id != other.message_id
    assert re.fullmatch(r"<mailbot\.[0-9a-f]{20}\.t@opc\.gouv\.qc\.ca>", first.message_id)
    assert first.template == "t"


@pytest.mark.parametrize("length", [40, 84, 120, 400, 800])
def test_a_long_identifier_is_never_folded_into_an_encoded_word(length: int) -> None:
    identifier = f"<{'A' * (length - 6)}@x.y>"
    content = written(mail(message_id=identifier)).content
    assert f"In-Reply-To: {identifier}\r\n".encode() in content
    assert f"References: {identifier}\r\n".encode() in content
    assert max(map(len, content.split(b"\r\n"))) < 998


def test_a_message_without_identifier_is_answered_without_thread() -> None:
    message = read_back(written(mail(message_id="")))
    assert message["In-Reply-To"] is None
    assert message["References"] is None


@pytest.mark.parametrize(
    "subject",
    [
        "Transfert d'examen été à Montréal, dossier très long de ma représentante préférée svp",
        "Résultat " * 14,
        "x" * 140,
        "é" * 140,
        "mot 😀 émoji " * 10,
        "李小龙 " * 30,
        "a é" * 45,
        '"guillemets" <b> ; : , é',
    ],
)
def test_a_subject_in_any_language_comes_back_readable(subject: str) -> None:
    expected = f"Re: {' '.join(subject.split())}"
    assert expected == read_back(written(mail(subject=subject)))["Subject"]


def test_a_message_without_subject_gets_the_template_s() -> None:
    assert read_back(written(mail(subject="")))["Subject"] == "Objet à nous"


@pytest.mark.parametrize(
    "hostile",
    [
        "a\r\nBcc: victim@x.example",
        "a\nBcc: victim@x.example\n\nbody",
        "a\rBcc: victim@x.example",
        "=?utf-8?q?a=0D=0ABcc:_victim=40x.example?=",
        "=?utf-8?b?YQ0KQmNjOiB2aWN0aW1AeC5leGFtcGxl?=",
        "a\u2028Bcc: victim@x.example",
        "a\x85Bcc: victim@x.example\x0b\x0c\x00",
        "\ud800\udfff lone",
        "x" * 100_000,
        "\r\n" * 50_000,
    ],
)
def test_no_field_of_the_message_can_add_a_header(hostile: str) -> None:
    received = mail(
        subject=hostile,
        message_id=hostile,
        references=(hostile, f"<{hostile}>"),
        senders=(Address(hostile, "annick@gmail.com"),),
    )
    message = read_back(written(received, {"value": hostile[:100].encode("utf-8", "replace")}))
    assert message["Bcc"] is None
    assert message["To"] == "annick@gmail.com"
    assert len(message["Subject"]) <= 155


def test_a_name_comes_through_in_text_and_html() -> None:
    text, html = bodies(written(mail(senders=(Address("Léa Côté", "annick@gmail.com"),))))
    assert "Bonjour Léa Côté," in text
    assert "Bonjour Léa Côté," in html


def test_values_are_escaped_in_html_and_whole_in_text() -> None:
    text, html = bodies(written(mail(), {"value": "<script>x</script> & « é »"}))
    assert "<script>x</script> & « é »" in text
    assert "&lt;script&gt;x&lt;/script&gt; &amp; « é »" in html


def test_a_template_cannot_pass_over_a_word_that_is_absent_or_none() -> None:
    with pytest.raises(jinja2.UndefinedError):
        compose(Answer("t"), "k", mail(), {}, OFFICE, "a", TEMPLATES, AT)
    with pytest.raises(jinja2.UndefinedError):
        written(mail(), {"value": None})


@pytest.mark.parametrize(
    "senders",
    [
        (),
        (Address("", "a@x.ca"), Address("", "b@x.ca")),
        (Address("", ""),),
        (Address("", "nobody"),),
        (Address("", "a@x.ca\r\nbcc: b@x.ca"),),
        (Address("", "a@x.ca, b@x.ca"),),
        (Address("", "a b@x.ca"),),
        (Address("", "=?utf-8?q?b?=@x.ca"),),
        (Address("", "élise@x.ca"),),
    ],
)
def test_without_one_plain_address_nothing_is_written(senders: tuple[Address, ...]) -> None:
    with pytest.raises(Unanswerable):
        written(mail(senders=senders))


@pytest.mark.parametrize(
    "address",
    ["a+opc@gmail.com", "o'neil@x.ca", "a..b@docomo.example", "x@xn--hotmil-6nf.com", "a=b@x.ca"],
)
def test_an_odd_address_is_written_to_as_it_is(address: str) -> None:
    letter = written(mail(senders=(Address("", address),)))
    assert f"\r\nTo: {address}\r\n".encode() in letter.content


@pytest.mark.parametrize("name", ["Office — Québec", " ".join(["Unité « Québec », l'été"] * 5)])
def test_an_office_s_name_with_accents_travels_whole(name: str) -> None:
    office = Letterhead(name, OFFICE.address)
    letter = compose(Answer("t"), "k", mail(), {"value": ""}, office, "a", TEMPLATES, AT)
    sender = email.message_from_bytes(letter.content)["From"]
    assert str(make_header(decode_header(sender))) in (
        f"{name} <{OFFICE.address}>",
        f'"{name}" <{OFFICE.address}>',
    )
