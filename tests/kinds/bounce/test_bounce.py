"""Delivery reports: kept with what they name, and ignored under RFC 3834."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailbot.core.rulebook import Rule, parse_rules
from mailbot.kinds.bounce import KIND
from mailbot.kinds.bounce.request import BounceRequest, extract
from mailbot.values import Address, DeliveryReport, Facts, Nature, Outcome, ParsedMail, Sign

RULES = Path(__file__).parents[3] / "rules" / "bounce"
DAY = date(2021, 3, 1)
REPORT = DeliveryReport(("a@b.ca",), ("c@d.ca",), ("<cas.1.1@opc.gouv.qc.ca>",))


@pytest.fixture
def rule() -> Rule:
    files = {path.name: path.read_text(encoding="utf-8") for path in RULES.glob("*.toml")}
    return parse_rules("rules/bounce", files, KIND.said)["sender_human"]


def mail(report: DeliveryReport | None) -> ParsedMail:
    return ParsedMail(
        datetime(2021, 3, 1, 15, tzinfo=UTC),
        DAY,
        senders=(Address("", "mailer-daemon@b.ca"),),
        nature=Nature.BOUNCE,
        signs=(Sign("delivery-status", "multipart/report; report-type=delivery-status"),),
        report=report,
    )


def test_it_keeps_what_the_report_names() -> None:
    request = extract(mail(REPORT), (), {})
    assert (request.failed, request.delayed, request.about) == (
        ("a@b.ca",),
        ("c@d.ca",),
        ("<cas.1.1@opc.gouv.qc.ca>",),
    )
    assert (request.sender, request.received_on) == ("mailer-daemon@b.ca", DAY)


def test_a_report_that_names_nothing_is_a_report_still() -> None:
    request = extract(mail(None), (), {})
    assert (request.failed, request.delayed, request.about) == ((), (), ())
    assert KIND.recognise(request)


@pytest.mark.parametrize("nature", list(Nature))
def test_it_hears_delivery_reports_and_nothing_else(nature: Nature) -> None:
    request = BounceRequest("", "", mail(None).authentication, DAY, nature)
    assert KIND.recognise(request) is (nature is Nature.BOUNCE)


def test_it_is_ignored(rule: Rule) -> None:
    (check,) = KIND.checks
    finding = check(extract(mail(REPORT), (), {}), Facts(DAY), rule)
    assert finding is not None
    assert finding.leads_to is Outcome.IGNORE
    assert "rapport de remise « multipart/report" in finding.motif


def test_it_is_never_answered_nor_performed() -> None:
    assert (dict(KIND.answers), KIND.perform) == ({}, None)
