"""Exactly one kind recognises a message, or a person decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from mailbot.core.kind import Kind
from mailbot.core.understand import Understood, understand
from mailbot.values import Nature, ParsedMail, Request, Ruling, Text

AT = datetime(2024, 5, 6, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Heard(Request):
    words: str = ""


def heard(mail: ParsedMail, earlier: object, corrections: Mapping[str, str]) -> Heard:
    return Heard.of(mail, words=mail.texts[0].content)


def kind(name: str, hears: Nature = Nature.PERSON) -> Kind:
    """It recognises a message with its name in it, and is named by its name in capitals."""
    return Kind(
        name,
        "request",
        hears,
        recognise=lambda request: name in request.words.casefold(),
        extract=heard,
        named=lambda request: name.upper() in request.words,
    )


KINDS = {
    each.name: each
    for each in (kind("cat"), kind("dog"), kind("unclear"), kind("robot", Nature.AUTOMATIC))
}


def understood(
    words: str, accepted: tuple[str, ...] = ("cat", "dog"), **more: object
) -> Understood:
    mail = ParsedMail(AT, AT.date(), texts=(Text("1", words),), **more)  # type: ignore[arg-type]
    return understand(mail, (), accepted, KINDS)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a cat", "cat"),
        ("a dog", "dog"),
        ("a fish", "unclear"),
        ("a cat, a dog", "unclear"),
        ("a cat, a DOG", "dog"),
        ("a CAT, a DOG", "unclear"),
    ],
)
def test_one_kind_recognises_or_is_named_alone_else_it_is_unclear(
    words: str, expected: str
) -> None:
    assert understood(words).kind.name == expected


@pytest.mark.parametrize(("words", "rivals"), [("a cat, a dog", ("cat", "dog")), ("a fish", ())])
def test_what_several_recognise_is_told_with_their_names(
    words: str, rivals: tuple[str, ...]
) -> None:
    assert understood(words).rivals == rivals


def test_what_was_read_is_described_by_a_kind_that_recognised_it_else_by_the_first() -> None:
    assert understood("a dog, a cat", ("dog", "cat")).read_by.name == "cat"  # in the kinds' order
    assert understood("a fish", ("dog", "cat")).read_by.name == "dog"
    assert understood("a fish", ()).read_by.name == "unclear"


def test_a_kind_that_the_mailbox_does_not_take_recognises_nothing() -> None:
    assert understood("a cat, a dog", ("cat",)).kind.name == "cat"


def test_a_machine_is_heard_by_the_kinds_for_machines_alone() -> None:
    assert understood("a robot with a cat", nature=Nature.AUTOMATIC).kind.name == "robot"


def test_an_agent_names_the_kind_of_what_several_recognise() -> None:
    mail = ParsedMail(AT, AT.date(), texts=(Text("1", "a cat, a dog"),))
    ruling = Ruling("agent", corrections={"kind": "dog"})
    found = understand(mail, (), ("cat", "dog"), KINDS, ruling)
    assert (found.kind.name, found.rivals) == ("dog", ())
