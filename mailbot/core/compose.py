"""compose: an answer becomes a letter, to the byte: the same inputs always give the same bytes."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Any

import jinja2

from mailbot.core.letters.greeting import greeting_name
from mailbot.core.letters.reply import LETTER, subject_of, thread_of
from mailbot.core.letters.templates import (
    ENGLISH,
    FORMS,
    TemplateProblem,
    check_templates,
    environment,
    is_there,
    render,
    render_block,
)
from mailbot.values import NOTHING, Answer, Letter, ParsedMail

__all__ = [
    "Letterhead",
    "TemplateProblem",
    "Unanswerable",
    "answerable",
    "check_templates",
    "compose",
    "environment",
]

_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z0-9.-]{1,250}", re.ASCII)


class Unanswerable(ValueError):
    """There is no one plain address that a letter to this sender could go to."""


@dataclass(frozen=True)
class Letterhead:
    """The office as its letters show it: [office] of the configuration."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


def compose(
    answer: Answer,
    kind: str,
    mail: ParsedMail,
    words: Mapping[str, Any],
    office: Letterhead,
    case: str,
    templates: jinja2.Environment,
    written_at: datetime,
    languages: Sequence[str] = ("fr",),
) -> Letter:
    """Render templates/<kind>/<template> and address it to the sender (domain.md section 8).

    "en" among the `languages` puts the letter's English twin below the French, if there is one.

    `case` names the case and its step for ever, and is not to be guessed: the SHA-256 of the raw
    bytes in hex, and the step's number. It makes the Message-ID. `written_at` is aware. Raises
    Unanswerable without one plain From address, jinja2.TemplateError when a word is missing.
    """
    recipient = _recipient(mail)
    name = greeting_name(mail.sender_name, str(words.get("holder") or ""))
    letter, given = f"{kind}/{answer.template}", {**words, "name": name, "office": office}
    below = _english(letter, given, templates) if "en" in languages else {}
    subject = render_block(templates.get_template(f"{letter}.txt"), "subject", given)
    key = hashlib.sha256(f"{case}\0{answer.template}".encode()).hexdigest()[:20]
    message_id = f"<mailbot.{key}.{answer.template}@{office.domain}>"
    message = EmailMessage(policy=LETTER)
    message["From"] = Address(office.name, addr_spec=office.address)
    message["To"] = recipient
    message["Subject"] = subject_of(mail.subject, subject)
    message["Date"] = written_at
    message["Message-ID"] = message_id
    for header, value in thread_of(mail):
        message[header] = value
    message["Auto-Submitted"] = "auto-replied"  # RFC 3834 section 5
    message["X-Auto-Response-Suppress"] = "All"  # the same, for Exchange
    _fill(message, key, _rendered(letter, given, templates, below))
    message["Content-Language"] = "fr, en" if below else "fr"  # set_content would throw it away
    return Letter(recipient, message_id, answer.template, message.as_bytes())


def answerable(mail: ParsedMail) -> bool:
    """Is there one plain From address, to which a letter can go?"""
    return bool(_ADDRESS.fullmatch(mail.sender)) and "=?" not in mail.sender


def _recipient(mail: ParsedMail) -> str:
    if not answerable(mail):
        raise Unanswerable("aucune adresse unique et simple à qui répondre")
    return mail.sender


def _english(
    letter: str, words: Mapping[str, Any], templates: jinja2.Environment
) -> dict[str, str]:
    """The English of each form; nothing when the letter has none: then it is in French alone."""
    twin = f"{letter}{ENGLISH}"
    there = all(is_there(templates, f"{twin}.{form}") for form in FORMS)
    return _rendered(twin, words, templates, NOTHING) if there else {}


def _rendered(
    letter: str, words: Mapping[str, Any], templates: jinja2.Environment, below: Mapping[str, str]
) -> dict[str, str]:
    """Each form of a letter, with the English that stands `below` it."""
    return {
        form: render(
            templates.get_template(f"{letter}.{form}"), {**words, "english": below.get(form, "")}
        )
        for form in FORMS
    }


def _fill(message: EmailMessage, key: str, written: Mapping[str, str]) -> None:
    """Plain text always, HTML beside it; "=_" cannot occur in quoted-printable."""
    message.set_content(written["txt"], charset="utf-8", cte="quoted-printable")
    shown = written["html"]
    message.add_alternative(shown, subtype="html", charset="utf-8", cte="quoted-printable")
    message.set_boundary(f"=_mailbot_{key}")
