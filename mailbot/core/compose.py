"""compose: an answer becomes a letter, to the byte: the same inputs always give the same bytes."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

import jinja2

from mailbot.core.letters import wire
from mailbot.core.letters.greeting import greeting_name
from mailbot.core.letters.own_id import own_id
from mailbot.core.letters.reply import subject_of, thread_of
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
    languages: Sequence[str] = ("fr",),
) -> Letter:
    """Render templates/<kind>/<template> and address it to the sender (domain.md section 8).

    "en" among the `languages` puts the letter's English twin below the French, if there is one.

    `case` names the case and its step for ever, and is not to be guessed: the SHA-256 of the raw
    bytes in hex, and the step's number. It makes the Message-ID. `written_at` is aware; `person`:
    an agent sends it. Raises Unanswerable without one plain From address, jinja2.TemplateError when
    a word is missing.
    """
    given = letter_words(mail, words, office, person)
    letter = f"{kind}/{answer.template}"
    below = _english(letter, given, templates) if "en" in languages else NOTHING
    subject = render_block(templates.get_template(f"{letter}.txt"), "subject", given)
    forms = _rendered(letter, given, templates, below)
    tongues = "fr, en" if below else "fr"
    named = (case, answer.template)
    return addressed(
        mail, subject_of(mail.subject, subject), forms, office, named, written_at, tongues
    )


def letter_words(
    mail: ParsedMail, words: Mapping[str, Any], office: Letterhead, person: bool
) -> Mapping[str, Any]:
    """A letter's own words, and those that every letter has; without English below it."""
    name = greeting_name(mail.sender_name, str(words.get("holder") or ""))
    return {**words, "name": name, "office": office, "person": person, "english": ""}


def addressed(
    mail: ParsedMail,
    subject: str,
    forms: Mapping[str, str],
    office: Letterhead,
    named: tuple[str, str],
    written_at: datetime,
    languages: str = "fr",
) -> Letter:
    """The letter's bytes. `forms`: its plain text and its HTML; `named`: the case, the template."""
    recipient, (case, template) = _recipient(mail), named
    key = hashlib.sha256(f"{case}\0{template}".encode()).hexdigest()[:20]
    message_id = own_id(key, template, office.domain)
    fields = [
        ("From", wire.sender(office.name, office.address)),
        ("To", recipient),
        ("Subject", subject),
        ("Date", format_datetime(written_at)),
        ("Message-ID", message_id),
        *thread_of(mail),
        ("Auto-Submitted", "auto-replied"),  # RFC 3834 section 5
        ("X-Auto-Response-Suppress", "All"),  # the same, for Exchange
        ("Content-Language", languages),
    ]
    content = wire.letter(fields, f"=_mailbot_{key}", forms["txt"], forms["html"])
    return Letter(recipient, message_id, template, content)


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
