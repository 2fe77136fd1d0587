"""What this message says, apart from what counts in its conversation."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mailbot.core.kind import twin_of
from mailbot.core.rulebook import parse_rules
from mailbot.kinds.transfer.checks import CHECKS
from mailbot.kinds.transfer.describe import describe
from mailbot.kinds.transfer.request import Exam, Given, TransferFacts, TransferRequest
from mailbot.values import Authentication, Facts

FOLDER = Path(__file__).parents[3] / "rules" / "transfer"
RULES = parse_rules(
    "rules/transfer",
    {file.name: file.read_text("utf-8") for file in FOLDER.glob("*.toml")},
    {check.__name__: twin_of(check) for check in CHECKS},
)
DOSSIER, CERTIFICATE = "CAR202100418823", "CAR2019003417"
REQUEST = TransferRequest(
    "anne@example.org",
    "Anne",
    Authentication(True),
    date(2021, 3, 1),
    dossier=Given((DOSSIER,)),
    certificate=Given((CERTIFICATE,)),
    intent=True,
    said_certificate=Given((CERTIFICATE,)),
    recognised=True,
)
FACTS = TransferFacts(
    date(2021, 3, 1),
    dossier_number=DOSSIER,
    certificate_number=CERTIFICATE,
    exams=(Exam(1, "passed", date(2019, 3, 20), None),),
)


def told(facts=FACTS, **changes):
    return describe(replace(REQUEST, **changes), facts, RULES)


def test_a_follow_up_is_described_by_its_own_words_and_its_conversation_apart():
    what = told()
    assert (what["dossier_number"], what["certificate_number"]) == (None, CERTIFICATE)
    assert (what["dossier"], what["certificate"]) == (DOSSIER, CERTIFICATE)
    assert what["intent"] is False


def test_the_last_day_and_the_urgency_come_from_the_result_that_counts():
    what = told()
    assert (what["last_day"], what["urgent"]) == (date(2021, 3, 20), True)
    late = told(replace(FACTS, today=date(2021, 2, 1)))
    assert (late["last_day"], late["urgent"]) == (date(2021, 3, 20), False)


@pytest.mark.parametrize(
    ("said", "counts", "number"),
    [
        (Given(), DOSSIER, None),
        (Given((DOSSIER,)), None, DOSSIER),
        (Given((DOSSIER, "CAR202100755001")), None, None),
        (Given((), (DOSSIER,)), DOSSIER, DOSSIER),
        (Given((), (DOSSIER,)), None, None),
        (Given((), (DOSSIER,)), "CAR202100755001", None),
        (Given((), (), ("CAR2021",)), None, None),
    ],
)
def test_a_message_gives_one_number_or_none(said, counts, number):
    assert (
        told(replace(FACTS, dossier_number=counts), said_dossier=said)["dossier_number"] == number
    )


@pytest.mark.parametrize("recognised", [True, False])
@pytest.mark.parametrize("question", [True, False])
def test_a_question_is_only_told_of_a_request(recognised, question):
    what = told(question=question, recognised=recognised)
    assert what["question"] is (question if recognised else None)


@pytest.mark.parametrize("facts", [None, Facts(date(2021, 3, 1))])
def test_without_the_registry_s_word_only_the_message_is_described(facts):
    what = told(facts, said_dossier=Given((), (DOSSIER,)), said_intent=True)
    assert (what["dossier_number"], what["certificate_number"]) == (None, CERTIFICATE)
    assert (what["last_day"], what["urgent"], what["dossier"]) == (None, False, None)
    assert what["intent"] is True


def test_what_is_of_no_use_is_told_as_written_until_a_number_counts():
    given = Given((), (), ("CAR 2021 7",))
    facts = replace(FACTS, dossier_number=None)
    assert told(facts, dossier=given)["dossier_malformed"] == ("CAR 2021 7",)
    assert told(dossier=given)["dossier_malformed"] == ()
