"""A repaired number counts only when the registry knows it and the identity rules hold."""

from dataclasses import replace
from datetime import date

import pytest

from mailbot.certificates.records import as_received
from mailbot.kinds.transfer.repairs import counted
from mailbot.kinds.transfer.request import (
    Certificate,
    Dossier,
    Exam,
    Given,
    Holder,
    TransferFacts,
    TransferRequest,
)
from mailbot.values import Authentication, Evidence

ANNE = "anne.roy@example.org"
DOSSIER, CERTIFICATE = "CAR202100418823", "CAR2019003417"
TODAY = date(2021, 3, 1)
HOLDER = Holder("Roy", "Anne", date(1985, 2, 14))
STRANGER = Holder("Roy", "Jean", date(1985, 2, 14))
WELL_FORMED = {"dossier": Given((DOSSIER,)), "certificate": Given((CERTIFICATE,))}
REPAIRED = {"dossier": Given((), (DOSSIER,)), "certificate": Given((), (CERTIFICATE,))}
ABSENT = {"dossier": Given(), "certificate": Given()}
FACTS = TransferFacts(
    TODAY,
    dossier_number=DOSSIER,
    certificate_number=CERTIFICATE,
    dossier=Dossier(DOSSIER, "open", HOLDER, ANNE, has_result=False),
    certificate=Certificate(CERTIFICATE, "temporary", "expired", HOLDER, ANNE, None),
    exams=(Exam(1, "passed", date(2020, 3, 3), None),),
)
NO_DOSSIER = replace(FACTS, dossier_number=None, dossier=None)
NO_CERTIFICATE = replace(FACTS, certificate_number=None, certificate=None, exams=())
NEITHER = TransferFacts(TODAY)
UNKNOWN_DOSSIER = replace(FACTS, dossier=None)
UNKNOWN_CERTIFICATE = replace(FACTS, certificate=None, exams=())


def request(dossier, certificate, sender=ANNE, passed=True):
    return TransferRequest(
        sender,
        "Anne",
        Authentication(passed),
        TODAY,
        dossier=dossier["dossier"],
        certificate=certificate["certificate"],
    )


def theirs(facts, **whose):
    """The same facts, of another holder or with another address."""
    return replace(
        facts, **{sort: replace(getattr(facts, sort), **change) for sort, change in whose.items()}
    )


@pytest.mark.parametrize("dossier", [WELL_FORMED, REPAIRED])
@pytest.mark.parametrize("certificate", [WELL_FORMED, REPAIRED])
def test_what_is_known_and_the_sender_s_counts_repaired_or_not(dossier, certificate):
    assert counted(request(dossier, certificate), FACTS) == FACTS


@pytest.mark.parametrize(
    ("dossier", "certificate", "kept"),
    [
        (REPAIRED, REPAIRED, NEITHER),
        (REPAIRED, WELL_FORMED, NO_DOSSIER),
        (WELL_FORMED, REPAIRED, NO_CERTIFICATE),
        (WELL_FORMED, WELL_FORMED, None),
    ],
)
@pytest.mark.parametrize("flaw", ["sender", "nobody", "authentication", "holder", "dossier's"])
def test_one_identity_rule_that_fails_drops_the_repairs_and_nothing_else(
    dossier, certificate, kept, flaw
):
    asked, facts = request(dossier, certificate), FACTS
    match flaw:
        case "sender":
            asked = replace(asked, sender="x@example.org")
        case "nobody":
            asked = replace(asked, sender="")
        case "authentication":
            asked = replace(asked, authentication=Authentication(False))
        case "holder":
            facts = theirs(FACTS, certificate={"holder": STRANGER})
        case "dossier's":
            facts = theirs(FACTS, dossier={"email": ""})
    found = counted(asked, facts)
    if kept is None:
        assert found == facts
    else:
        assert found.dossier == (facts.dossier if kept.dossier else None)
        assert found.certificate == (facts.certificate if kept.certificate else None)
        assert (found.dossier_number, found.certificate_number, found.exams) == (
            kept.dossier_number,
            kept.certificate_number,
            kept.exams,
        )


def test_a_repair_that_the_registry_does_not_know_is_malformed():
    assert counted(request(REPAIRED, WELL_FORMED), UNKNOWN_DOSSIER) == NO_DOSSIER
    assert counted(request(WELL_FORMED, REPAIRED), UNKNOWN_CERTIFICATE) == NO_CERTIFICATE


def test_an_unknown_number_that_is_well_formed_stays_given():
    both = request(WELL_FORMED, WELL_FORMED)
    assert counted(both, UNKNOWN_DOSSIER) == UNKNOWN_DOSSIER
    assert counted(both, UNKNOWN_CERTIFICATE) == UNKNOWN_CERTIFICATE


def test_of_two_repairs_the_unknown_one_does_not_spoil_the_other():
    assert counted(request(REPAIRED, REPAIRED), UNKNOWN_DOSSIER) == NO_DOSSIER
    assert counted(request(REPAIRED, REPAIRED), UNKNOWN_CERTIFICATE) == NO_CERTIFICATE


LONE = [
    pytest.param(REPAIRED, ABSENT, NO_CERTIFICATE, "dossier", id="dossier alone"),
    pytest.param(REPAIRED, WELL_FORMED, UNKNOWN_CERTIFICATE, "dossier", id="unknown certificate"),
    pytest.param(ABSENT, REPAIRED, NO_DOSSIER, "certificate", id="certificate alone"),
    pytest.param(WELL_FORMED, REPAIRED, UNKNOWN_DOSSIER, "certificate", id="unknown dossier"),
]


@pytest.mark.parametrize(("dossier", "certificate", "facts", "sort"), LONE)
def test_a_lone_repair_counts_when_it_carries_the_sender_s_address(
    dossier, certificate, facts, sort
):
    asked = request(dossier, certificate)
    assert counted(asked, facts) == facts
    dropped = counted(asked, theirs(facts, **{sort: {"email": "x@example.org"}}))
    assert (getattr(dropped, sort), getattr(dropped, f"{sort}_number")) == (None, None)
    unproven = counted(replace(asked, authentication=Authentication(False)), facts)
    assert getattr(unproven, f"{sort}_number") is None


def test_a_certificate_s_results_leave_with_it():
    stranger = theirs(NO_DOSSIER, certificate={"email": "x@example.org"})
    assert counted(request(ABSENT, REPAIRED), stranger) == NEITHER


def test_without_any_number_there_is_nothing_to_drop():
    assert counted(request(ABSENT, ABSENT), NEITHER) == NEITHER


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (Given(), False),
        (Given((DOSSIER,), (), ("CAR", "2021")), False),
        (Given((DOSSIER,), (CERTIFICATE,)), True),
        (Given((DOSSIER, "x")), True),
        (Given((), ("x", "y")), True),
    ],
)
def test_several_numbers_are_those_that_could_count(given, expected):
    assert given.several is expected


def test_what_does_not_count_is_quoted_as_it_was_written():
    evidence = [
        Evidence("dossier_number", DOSSIER, "2021 OO418823", "1", 3, 16, repaired=True),
        Evidence("certificate_number", CERTIFICATE, CERTIFICATE, "1", 30, 43),
    ]
    given = Given((CERTIFICATE,), (DOSSIER, "CAR202100000000"), ("CAR2021 7",))
    assert as_received(given, evidence) == ("CAR2021 7", "2021 OO418823", "CAR202100000000")


def test_a_well_formed_number_corrects_a_repair_that_the_registry_does_not_know():
    given = Given((DOSSIER,), ("CAR202100418832",))
    assert Given((DOSSIER,)) == given.corrected({"CAR202100418832"})
    assert given == given.corrected(set())


def test_a_repair_alone_stays_for_the_rules_to_judge():
    assert REPAIRED["dossier"] == REPAIRED["dossier"].corrected({DOSSIER})
