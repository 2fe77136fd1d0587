"""compose: an answer becomes a letter, to the byte: the same inputs always give the same bytes."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Any

import jinja2

from mailbot.core.letters.greeting import greeting_name
from mailbot.core.letters.reply import LETTER, subject_of, thread_of
from mailbot.core.letters.templates import (
    TemplateProblem,
    check_templates,
    environment,
    render,
    render_block,
)
from mailbot.values import Answer, Letter, ParsedMail

__all__ = [
    "Letterhead",
    "TemplateProblem",
    "Unanswerable",
    "addressed",
    "answerable",
    "check_templates",
    "compose",
    "environment",
    "letter_words",
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
    person: bool = False,
) -> Letter:
    """Render templates/<kind>/<template> and address it to the sender (domain.md section 8).

    `case` names the case and its step for ever, and is not to be guessed: the SHA-256 of the raw
    bytes in hex, and the step's number. It makes the Message-ID. `written_at` is aware; `person`:
    an agent sends it. Raises Unanswerable without one plain From address, jinja2.TemplateError when
    a word is missing.
    """
    given = letter_words(mail, words, office, person)
    text, html = (templates.get_template(f"{kind}/{answer.template}.{f}") for f in ("txt", "html"))
    subject = subject_of(mail.subject, render_block(text, "subject", given))
    forms = (render(text, given), render(html, given))
    return addressed(mail, subject, forms, office, (case, answer.template), written_at)


def letter_words(
    mail: ParsedMail, words: Mapping[str, Any], office: Letterhead, person: bool
) -> Mapping[str, Any]:
    """A letter's own words, and those that every letter has."""
    name = greeting_name(mail.sender_name, str(words.get("holder") or ""))
    return {**words, "name": name, "office": office, "person": person}


def addressed(
    mail: ParsedMail,
    subject: str,
    forms: tuple[str, str],
    office: Letterhead,
    named: tuple[str, str],
    written_at: datetime,
) -> Letter:
    """The letter's bytes. `forms`: its plain text and its HTML; `named`: the case, the template."""
    recipient, (case, template) = _recipient(mail), named
    key = hashlib.sha256(f"{case}\0{template}".encode()).hexdigest()[:20]
    message_id = f"<mailbot.{key}.{template}@{office.domain}>"
    message = EmailMessage(policy=LETTER)
    message["From"] = Address(office.name, addr_spec=office.address)
    message["To"] = recipient
    message["Subject"] = subject
    message["Date"] = written_at
    message["Message-ID"] = message_id
    for header, value in thread_of(mail):
        message[header] = value
    message["Auto-Submitted"] = "auto-replied"  # RFC 3834 section 5
    message["X-Auto-Response-Suppress"] = "All"  # the same, for Exchange
    _fill(message, key, *forms)
    return Letter(recipient, message_id, template, message.as_bytes())


def answerable(mail: ParsedMail) -> bool:
    """Is there one plain From address, to which a letter can go?"""
    return bool(_ADDRESS.fullmatch(mail.sender)) and "=?" not in mail.sender


def _recipient(mail: ParsedMail) -> str:
    if not answerable(mail):
        raise Unanswerable("aucune adresse unique et simple à qui répondre")
    return mail.sender


def _fill(message: EmailMessage, key: str, text: str, html: str) -> None:
    """Plain text always, HTML beside it; "=_" cannot occur in quoted-printable."""
    message.set_content(text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(html, subtype="html", charset="utf-8", cte="quoted-printable")
    message["Content-Language"] = "fr"  # set_content would have thrown it away
    message.set_boundary(f"=_mailbot_{key}")
