"""The préavis in time: its answer, its days, the decision that only an agent sends."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from mailbot import road
from mailbot.values import Ruling
from tests.requests import AT, mail

LAST = datetime(2021, 2, 3, 23, 0, tzinfo=UTC)  # still the third of February in Québec
AFTER = datetime(2021, 2, 4, 12, 0, tzinfo=UTC)


@pytest.fixture
def noticed(desk, registry):
    registry(passed_on=date(2018, 11, 20))
    desk.arrive(mail())
    desk.send(desk.draft("preavis"))
    return desk


def test_while_the_days_run_nothing_comes_back(noticed) -> None:
    assert road.bring_back(noticed.office, LAST) == 0
    assert noticed.case().status == "done"


def test_after_them_the_case_comes_back_once_with_the_decision_to_draft(noticed) -> None:
    assert road.bring_back(noticed.office, AFTER) == 1
    assert road.bring_back(noticed.office, AFTER) == 0
    case = noticed.case()
    assert (case.status, case.details["notice"]) == ("held", "expired")
    assert road.proposed(case, noticed.office) == "decision"
    begun = noticed.draft("decision", at=AFTER)
    assert "est refusée" in begun.text
    assert "pas reçu de réponse" in begun.text
    assert len(noticed.letters()) == 1
    assert noticed.events()[-1] == ("mailbot", "brought back")


def test_the_decision_leaves_only_once_an_agent_completed_it(noticed) -> None:
    road.bring_back(noticed.office, AFTER)
    begun = noticed.draft("decision", at=AFTER)
    with pytest.raises(road.NotAllowed, match="remplacez"):
        noticed.send(begun, at=AFTER)
    whole = begun.text.replace("[", "(").replace("]", ")")
    noticed.send(replace(begun, text=whole), at=AFTER)
    assert (noticed.case().status, noticed.case().noticed_until) == ("done", None)
    assert road.bring_back(noticed.office, AFTER + timedelta(days=30)) == 0


def test_no_decision_before_the_days_are_over_nor_without_a_notice(noticed) -> None:
    noticed.rule(Ruling("agente", "relire", reopened=True))
    with pytest.raises(road.NotAllowed, match="jusqu'au 3 février 2021"):
        noticed.draft("decision", at=LAST)


def test_no_decision_without_a_notice(desk, registry) -> None:
    registry(passed_on=date(2018, 11, 20))
    desk.arrive(mail())
    with pytest.raises(road.NotAllowed, match="aucun préavis"):
        desk.draft("decision", at=AFTER)


def test_an_answer_of_the_same_sender_reopens_the_case(noticed) -> None:
    noticed.arrive(mail("Je conteste : j'ai réussi en 2019.", number=2), at=AT + timedelta(days=2))
    case = noticed.case()
    assert (case.status, case.details["notice"]) == ("held", "answered")
    assert case.details["answered_by"] == 2
    assert noticed.events()[-1] == ("mailbot", "notice answered")
    assert "lu ce que vous nous avez écrit" in noticed.draft("decision", at=AFTER).text


@pytest.mark.parametrize("forged", [{"sender": "autre@exemple.net"}, {"passed": False}])
def test_an_answer_of_anybody_else_does_not(noticed, forged) -> None:
    headers = {"References": "<m1@exemple.ca>"}
    noticed.arrive(mail("Je conteste.", number=2, headers=headers, **forged))
    assert noticed.case().status == "done"
    assert road.bring_back(noticed.office, AFTER) == 1


def test_an_answer_that_is_answered_lets_the_days_run_on(noticed) -> None:
    noticed.arrive(mail("Quel examen?", number=2), at=AT + timedelta(days=2))
    begun = noticed.draft("libre", at=AT + timedelta(days=3))
    noticed.send(replace(begun, text="Celui de 2018."), at=AT + timedelta(days=3))
    assert noticed.case().noticed_until == date(2021, 2, 3)
    assert road.bring_back(noticed.office, AFTER) == 1


def test_a_case_that_an_agent_has_meanwhile_is_told_once_that_the_days_are_over(noticed) -> None:
    noticed.arrive(mail("Je conteste.", number=2), at=AT + timedelta(days=2))
    assert road.proposed(noticed.case(), noticed.office) == "libre"
    assert road.bring_back(noticed.office, AFTER) == 1
    assert road.bring_back(noticed.office, AFTER) == 0
    assert road.proposed(noticed.case(), noticed.office) == "decision"
    assert "lu ce que vous nous avez écrit" in noticed.draft("decision", at=AFTER).text


def test_a_case_that_is_closed_meanwhile_does_not_come_back(noticed) -> None:
    noticed.rule(Ruling("agente", "relire", reopened=True))
    noticed.rule(Ruling("agente", "désistement", closed=True))
    assert road.bring_back(noticed.office, AFTER) == 0


def test_the_days_are_those_of_the_rule_in_force_when_the_notice_is_sent(noticed) -> None:
    rule = noticed.office.common["observation_days"]
    version = rule.versions[0]
    longer = replace(version, since=date(2022, 1, 1), parameters={**version.parameters, "days": 20})
    rules = {**noticed.office.common}
    rules["observation_days"] = replace(rule, versions=(version, longer))
    noticed.office = replace(noticed.office, common=rules)
    noticed.rule(Ruling("agente", "de nouveau", reopened=True))
    noticed.send(noticed.draft("preavis"))
    assert noticed.case().noticed_until == date(2021, 2, 3)
