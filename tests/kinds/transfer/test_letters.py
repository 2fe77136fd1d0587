"""The words that the letters about a transfer are written with."""

from datetime import date
from types import MappingProxyType
from typing import Any

import pytest

from mailbot.kinds.transfer.letters import words
from mailbot.kinds.transfer.request import Dossier, Given, Holder, TransferFacts, TransferRequest
from mailbot.values import (
    Authentication,
    Evidence,
    Finding,
    Outcome,
    Reference,
    Verdict,
)

TODAY = date(2021, 2, 1)
PROULX = Holder("Proulx", "Annick", date(1980, 1, 1))
DOSSIER = Dossier("CAR202100418823", "open", PROULX, "annick@gmail.com", False)
LAST_DAY = MappingProxyType({"last_day": date(2021, 9, 16)})


def request(**changes: Any) -> TransferRequest:
    return TransferRequest("annick@gmail.com", "Annick", Authentication(True), TODAY, **changes)


def verdict(outcome: Outcome, *reasons: str) -> Verdict:
    source = Reference("t", "p", TODAY, True)
    return Verdict(outcome, tuple(Finding(rule, outcome, "", TODAY, source) for rule in reasons))


def test_an_accepted_transfer_says_where_the_result_is_and_until_when() -> None:
    facts = TransferFacts(
        TODAY,
        dossier_number="CAR202100418823",
        certificate_number="CAR2019001717",
        dossier=DOSSIER,
    )
    said = words(request(), facts, verdict(Outcome.ACCEPT), LAST_DAY)
    assert said["dossier_number"] == "CAR202100418823"
    assert said["certificate_number"] == "CAR2019001717"
    assert date(2021, 9, 16) == said["last_day"]
    assert not said["already"]
    assert not said["last_day_past"]
    assert said["holder"] == "Annick Proulx"


def test_a_repeat_says_that_it_was_already_done() -> None:
    assert words(request(), TransferFacts(TODAY), verdict(Outcome.REPEAT), {})["already"]


@pytest.mark.parametrize(("today", "past"), [(date(2021, 9, 16), False), (date(2021, 9, 17), True)])
def test_the_last_day_is_past_from_the_next_day_on(today: date, past: bool) -> None:
    said = words(request(), TransferFacts(today), verdict(Outcome.REPEAT), LAST_DAY)
    assert past is said["last_day_past"]


@pytest.mark.parametrize("outcome", [Outcome.ASK, Outcome.REVIEW])
def test_no_name_of_the_registry_is_given_before_the_transfer(outcome: Outcome) -> None:
    facts = TransferFacts(TODAY, dossier=DOSSIER)
    assert words(request(), facts, verdict(outcome, "certificate_given"), {})["holder"] == ""


def test_the_holder_is_not_named_to_another_address() -> None:
    other = Dossier("CAR202100418823", "open", PROULX, "other@gmail.com", False)
    facts = TransferFacts(TODAY, dossier=other)
    assert words(request(), facts, verdict(Outcome.ACCEPT), {})["holder"] == ""


def test_an_address_is_the_holder_s_whatever_its_case() -> None:
    upper = Dossier("CAR202100418823", "open", PROULX, "Annick@Gmail.com", False)
    facts = TransferFacts(TODAY, dossier=upper)
    assert words(request(), facts, verdict(Outcome.ACCEPT), {})["holder"] == "Annick Proulx"


@pytest.mark.parametrize("sort", ["dossier", "certificate"])
def test_a_number_that_is_not_there_is_missing(sort: str) -> None:
    said = words(request(), TransferFacts(TODAY), verdict(Outcome.ASK, f"{sort}_given"), {})
    assert (said[sort], said[f"{sort}_read"]) == ("missing", ())
    other = "certificate" if sort == "dossier" else "dossier"
    assert (said[other], said[f"{other}_read"]) == ("", ())


@pytest.mark.parametrize("sort", ["dossier", "certificate"])
def test_a_malformed_number_is_quoted_as_written(sort: str) -> None:
    given = Given(malformed=("CAR2021 0062705", "CAR2021 0062705", "CRA2021"))
    asked = request(**{sort: given, f"said_{sort}": given})
    said = words(asked, TransferFacts(TODAY), verdict(Outcome.ASK, f"{sort}_given"), {})
    assert (said[sort], said[f"{sort}_read"]) == ("malformed", ("CAR2021 0062705", "CRA2021"))


def test_what_this_message_says_is_quoted_before_what_an_earlier_one_said() -> None:
    asked = request(dossier=Given(malformed=("old", "new")), said_dossier=Given(malformed=("new",)))
    said = words(asked, TransferFacts(TODAY), verdict(Outcome.ASK, "dossier_given"), {})
    assert said["dossier_read"] == ("new",)


def test_what_only_an_earlier_message_said_is_quoted_all_the_same() -> None:
    asked = request(dossier=Given(malformed=("old",)))
    said = words(asked, TransferFacts(TODAY), verdict(Outcome.ASK, "dossier_given"), {})
    assert said["dossier_read"] == ("old",)


def test_a_repair_in_vain_is_quoted_unrepaired() -> None:
    given = Given(repaired=("CAR202100627051",))
    read = Evidence(
        "dossier_number", "CAR202100627051", "CAR2021OO627O51", "1", 0, 15, repaired=True
    )
    asked = request(dossier=given, said_dossier=given, evidence=(read,))
    said = words(asked, TransferFacts(TODAY), verdict(Outcome.ASK, "dossier_given"), {})
    assert (said["dossier"], said["dossier_read"]) == ("malformed", ("CAR2021OO627O51",))


@pytest.mark.parametrize("sort", ["dossier", "certificate"])
def test_an_unknown_number_is_quoted(sort: str) -> None:
    facts = TransferFacts(
        TODAY, dossier_number="CAR202100640987", certificate_number="CAR2019001505"
    )
    said = words(request(), facts, verdict(Outcome.ASK, f"{sort}_known"), {})
    number = "CAR202100640987" if sort == "dossier" else "CAR2019001505"
    assert ("unknown", (number,)) == (said[sort], said[f"{sort}_read"])


def test_no_more_than_three_values_are_quoted() -> None:
    many = Given(malformed=tuple(f"CAR{n}" for n in range(50)))
    said = words(
        request(dossier=many), TransferFacts(TODAY), verdict(Outcome.ASK, "dossier_given"), {}
    )
    assert said["dossier_read"] == ("CAR0", "CAR1", "CAR2")


def test_the_wish_is_asked_only_when_it_is_missing() -> None:
    facts = TransferFacts(TODAY)
    assert words(request(), facts, verdict(Outcome.ASK, "request_intent"), {})["intent_missing"]
    assert not words(request(), facts, verdict(Outcome.ASK, "dossier_given"), {})["intent_missing"]
