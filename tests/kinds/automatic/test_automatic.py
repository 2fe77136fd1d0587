"""Automatic mail: recognised by its nature, and ignored under RFC 3834."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailbot.core.rulebook import Rule, parse_rules
from mailbot.kinds.automatic import KIND
from mailbot.kinds.automatic.checks import sender_human
from mailbot.kinds.automatic.signs import FRENCH, signs_in_french
from mailbot.values import (
    Address,
    Authentication,
    Facts,
    Nature,
    Outcome,
    ParsedMail,
    Request,
    Sign,
)

RULES = Path(__file__).parents[3] / "rules" / "automatic"
DAY = date(2021, 3, 1)
FACTS = Facts(DAY)


@pytest.fixture
def rule() -> Rule:
    files = {path.name: path.read_text(encoding="utf-8") for path in RULES.glob("*.toml")}
    return parse_rules("rules/automatic", files, KIND.said)["sender_human"]


def request(nature: Nature, *signs: Sign) -> Request:
    return Request("lise@exemple.ca", "Lise", Authentication(), DAY, nature, signs=signs)


def test_a_machine_is_ignored_and_its_signs_are_told(rule: Rule) -> None:
    finding = sender_human(
        request(Nature.AUTOMATIC, Sign("auto-submitted", "auto-replied")), FACTS, rule
    )
    assert finding is not None
    assert (finding.rule, finding.leads_to) == ("sender_human", Outcome.IGNORE)
    assert finding.motif.endswith("Indices : en-tête Auto-Submitted « auto-replied ».")
    assert finding.reference.verified


def test_a_person_is_not_objected_to(rule: Rule) -> None:
    assert sender_human(request(Nature.PERSON), FACTS, rule) is None


def test_the_rule_is_in_force_on_every_day_of_receipt(rule: Rule) -> None:
    assert rule.on(date(1970, 1, 1)).since == date(1970, 1, 1)


def test_signs_read_in_french_in_one_line() -> None:
    signs = (Sign("null-return-path", "<>"), Sign("vendor-header", ""), Sign("inconnu", "x"))
    assert signs_in_french(signs) == (
        "adresse de retour vide « <> » ; en-tête d'un répondeur automatique ; inconnu « x »"
    )


def test_every_sign_has_its_french_name() -> None:
    core = Path(__file__).parents[3] / "mailbot" / "core"
    modules = ("machines/marks", "machines/reports", "machines/words", "understand")
    code = "".join((core / f"{name}.py").read_text() for name in modules)
    assert [name for name in FRENCH if f'"{name}"' not in code] == []


@pytest.mark.parametrize("nature", list(Nature))
def test_it_hears_what_is_automatic_and_nothing_else(nature: Nature) -> None:
    assert KIND.recognise(request(nature)) is (nature is Nature.AUTOMATIC)


def test_it_keeps_who_wrote_when_and_why_it_is_a_machine() -> None:
    mail = ParsedMail(
        datetime(2021, 3, 1, 15, tzinfo=UTC),
        DAY,
        senders=(Address("Lise", "lise@exemple.ca"),),
        nature=Nature.AUTOMATIC,
        signs=(Sign("precedence", "bulk"),),
    )
    assert KIND.extract(mail, (), {}) == request(Nature.AUTOMATIC, Sign("precedence", "bulk"))


def test_it_is_never_answered_nor_performed() -> None:
    assert (dict(KIND.answers), KIND.perform) == ({}, None)
