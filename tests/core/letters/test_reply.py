"""The header fields that tie an answer to its message."""

import random
import time
from datetime import UTC, datetime

import pytest

from mailbot.core.letters.reply import subject_of, thread_of
from mailbot.values import ParsedMail

AT = datetime(2021, 2, 1, 15, 0, tzinfo=UTC)


def mail(message_id: str = "", *references: str) -> ParsedMail:
    return ParsedMail(AT, AT.date(), message_id=message_id, references=references)


@pytest.mark.parametrize(
    ("received", "answered"),
    [
        ("Transfert", "Re: Transfert"),
        ("Re: Transfert", "Re: Transfert"),
        ("RE : Transfert", "Re: Transfert"),
        ("RE\u00a0: Transfert", "Re: Transfert"),
        ("Re: RE: re[2]: TR : Rép. transfert", "Re: Rép. transfert"),
        ("Fwd: Re (3): Transfert", "Re: Transfert"),
        ("Réponse : Transfert", "Re: Transfert"),
        ("Reçu: mon examen", "Re: Reçu: mon examen"),
        ("Transfert re: examen", "Re: Transfert re: examen"),
        ("a\r\nBcc: x@y.example", "Re: a Bcc: x@y.example"),
        ("", "Objet"),
        ("  \r\n\u200b ", "Objet"),
        ("Re: RE :", "Objet"),
    ],
)
def test_the_subject_comes_back_once(received: str, answered: str) -> None:
    assert answered == subject_of(received, "Objet")


def test_what_looks_like_an_encoded_word_stays_inert() -> None:
    assert "=?" not in subject_of("=?utf-8?q?=0D=0ABcc:_x=40y?=", "Objet")


@pytest.mark.parametrize("sign", ["x", " ", "Re: ", "re ", "é", "\u202e", "😀"])
def test_a_subject_of_100_kb_comes_back_short_and_at_once(sign: str) -> None:
    started = time.perf_counter()
    assert len(subject_of(sign * 100_000, "Objet")) <= 154
    assert time.perf_counter() - started < 0.5


def test_a_message_is_answered_under_its_own_identifier() -> None:
    assert thread_of(mail("<c@x>", "<a@x>", "<b@x>")) == [
        ("In-Reply-To", "<c@x>"),
        ("References", "<a@x> <b@x> <c@x>"),
    ]


def test_the_one_answered_stands_last_even_when_it_names_itself_first() -> None:
    assert ("References", "<b@x> <a@x>") in thread_of(mail("<a@x>", "<a@x>", "<b@x>"))


def test_a_message_without_identifier_is_answered_without_in_reply_to() -> None:
    assert thread_of(mail("", "<a@x>")) == [("References", "<a@x>")]
    assert thread_of(mail("")) == []


def test_of_many_references_the_first_and_the_last_seven_stay() -> None:
    many = [f"<{n}@x>" for n in range(500)]
    [_, (_, kept)] = thread_of(mail("<last@x>", *many))
    assert ["<0@x>", *many[-6:], "<last@x>"] == kept.split()


def test_references_fit_on_one_line_and_keep_the_one_answered() -> None:
    long = [f"<{n}{'y' * 300}@x>" for n in range(8)]
    fields = dict(thread_of(mail("<last@x>", *long)))
    assert fields["In-Reply-To"] == "<last@x>"
    assert fields["References"].endswith(" <last@x>")
    assert len(fields["References"]) <= 900


@pytest.mark.parametrize(
    "bad",
    [
        "<a b@x>",
        "<a@x>\r\nBcc: v@x",
        "a@x",
        "<é@x>",
        "<a@x><b@x>",
        "<>",
        "<=?utf-8?q?=0D=0A?=@x>",
        f"<{'z' * 2000}@x>",
    ],
)
def test_an_identifier_that_is_none_is_left_out(bad: str) -> None:
    assert thread_of(mail(bad, bad)) == []


def test_no_subject_and_no_identifier_raises() -> None:
    chance = random.Random(8)
    for _ in range(500):
        text = "".join(chr(chance.randrange(0x11000)) for _ in range(chance.randrange(60)))
        assert "\n" not in subject_of(text, "Objet") + "".join(v for _, v in thread_of(mail(text)))
