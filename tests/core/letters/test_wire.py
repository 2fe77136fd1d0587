"""The bytes of a letter, as a mail client reads them."""

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.letters import wire

PROSE = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=200)
PAGE = st.lists(PROSE, max_size=8).map(lambda lines: "\n".join([*lines, ""]))


def written(subject: str = "Re: x", text: str = "a\n", html: str = "<p>a</p>\n"):
    content = wire.letter([("Subject", subject), ("To", "a@b.ca")], "=_mailbot_1", text, html)
    return content, message_from_bytes(content, policy=policy.SMTP)


@given(PAGE, PAGE)
def test_both_forms_are_read_as_they_were_written(text: str, html: str) -> None:
    content, message = written(text=text, html=html)
    plain, page = message.iter_parts()
    assert (plain.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert plain.get_payload(decode=True).decode().replace("\r\n", "\n") == text
    assert page.get_payload(decode=True).decode().replace("\r\n", "\n") == html
    assert not message.defects
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert all(len(line) <= 78 for line in content.split(b"\r\n"))


@pytest.mark.parametrize("words", ["Re: Élève reçu à l'examen " * 5, "Re: plain words", "Re: œ"])
def test_a_subject_is_read_as_it_was_written(words: str) -> None:
    assert written(words.strip())[1]["Subject"] == words.strip()


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_field_holds_no_line_end(end: str) -> None:
    with pytest.raises(ValueError, match="line end"):
        written(f"Re: x{end}Bcc: tous@exemple.ca")


def test_the_office_s_name_is_encoded_where_it_must_be() -> None:
    field = wire.field("From", wire.sender("Régie du bâtiment, Québec", "info@regie.example"))
    sender = message_from_bytes(field + b"\r\n", policy=policy.SMTP)["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == (
        "Régie du bâtiment, Québec",
        "info@regie.example",
    )
