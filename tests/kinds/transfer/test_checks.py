"""The rules of a transfer at their edges: for each, what holds, what fails, and what is not its."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.certificates.validity import urgent, usable_until
from mailbot.core.decide import SAID, decide
from mailbot.core.kind import Kind, twin_of
from mailbot.core.rulebook import parse_rules
from mailbot.kinds.transfer.checks import CHECKS
from mailbot.kinds.transfer.request import (
    Certificate,
    Dossier,
    Exam,
    Given,
    Holder,
    TransferFacts,
    TransferRequest,
)
from mailbot.values import Authentication, Evidence, Nature, Outcome, Ruling, Sign

ROOT = Path(__file__).parents[3] / "rules"


def load(folder, twins):
    files = {file.name: file.read_text("utf-8") for file in (ROOT / folder).glob("*.toml")}
    return parse_rules(f"rules/{folder}", files, twins)


RULES = load("transfer", {check.__name__: twin_of(check) for check in CHECKS})
COMMON = load("common", SAID)
KIND = Kind(
    "transfer",
    "request",
    Nature.PERSON,
    recognise=lambda request: True,
    extract=lambda mail, earlier, corrections: REQUEST,
    checks=CHECKS,
    perform=lambda *_: None,
)

ANNE = "anne.roy@example.org"
DOSSIER, CERTIFICATE, OTHER = "CAR202100418823", "CAR2019003417", "CAR202100755001"
TODAY = date(2021, 3, 1)
HOLDER = Holder("Roy", "Anne", date(1985, 2, 14))
REQUEST = TransferRequest(
    sender=ANNE,
    sender_name="Anne Roy",
    authentication=Authentication(True),
    received_on=TODAY,
    dossier=Given((DOSSIER,)),
    certificate=Given((CERTIFICATE,)),
    intent=True,
    recognised=True,
)
EXAM = Exam(1, "passed", date(2020, 3, 3), None)
FACTS = TransferFacts(
    TODAY,
    dossier_number=DOSSIER,
    certificate_number=CERTIFICATE,
    dossier=Dossier(DOSSIER, "open", HOLDER, ANNE, has_result=False),
    certificate=Certificate(CERTIFICATE, "temporary", "expired", HOLDER, ANNE, date(2020, 12, 31)),
    exams=(EXAM,),
)


def judge(request=REQUEST, facts=FACTS, ruling=None):
    return decide(KIND, request, facts, RULES, COMMON, ruling)


def asks(request=None, facts=None, **changes):
    """The reasons, after changes to the request that nothing objects to."""
    return judge(replace(request or REQUEST, **changes), facts or FACTS).reasons


def finds(**changes):
    """The reasons, after changes to the facts that nothing objects to."""
    return judge(facts=replace(FACTS, **changes)).reasons


def dossier(**changes):
    return replace(FACTS.dossier, **changes)


def certificate(**changes):
    return replace(FACTS.certificate, **changes)


def ends(verdict):
    return {finding.rule: finding.leads_to for finding in verdict.findings}


def motif(verdict, rule):
    return next(finding.motif for finding in verdict.findings if finding.rule == rule)


def test_a_complete_request_of_its_holder_is_accepted():
    verdict = judge()
    assert (verdict.outcome, verdict.findings, verdict.proposal) == (Outcome.ACCEPT, (), None)
    assert verdict.satisfied == tuple(check.__name__ for check in CHECKS)


# sender_human


@pytest.mark.parametrize("nature", [Nature.AUTOMATIC, Nature.BOUNCE])
def test_a_machine_is_ignored_whatever_else_it_says(nature):
    verdict = judge(replace(REQUEST, nature=nature, intent=False, signs=(Sign("spam", "YES"),)))
    assert verdict.outcome is Outcome.IGNORE
    assert verdict.reasons == ("sender_human", "request_intent")
    assert "YES" in motif(verdict, "sender_human")


# sender_authenticated


def test_a_sender_for_whom_the_server_does_not_vouch_is_for_a_person():
    verdict = judge(replace(REQUEST, authentication=Authentication(False, "dmarc=fail")))
    assert ends(verdict) == {"sender_authenticated": Outcome.REVIEW}
    assert "dmarc=fail" in motif(verdict, "sender_authenticated")


def test_an_agent_may_believe_a_sender_but_not_two_at_once():
    agent = Ruling("a", "vu", waived=frozenset({"sender_authenticated"}))
    forged = replace(REQUEST, authentication=Authentication(False, "dmarc=fail"))
    assert judge(forged, ruling=agent).outcome is Outcome.ACCEPT
    two = judge(replace(forged, sender=""), ruling=agent)
    assert (two.outcome, two.reasons) == (Outcome.REVIEW, ("sender_authenticated",))


def test_without_one_sender_not_even_a_passed_check_counts():
    assert asks(sender="") == ("sender_authenticated",)


# request_one_person


@pytest.mark.parametrize("sort", ["dossier", "certificate"])
@pytest.mark.parametrize(
    "given",
    [
        Given((DOSSIER, OTHER)),
        Given((DOSSIER,), (OTHER,)),
        Given((), (DOSSIER, OTHER)),
    ],
)
def test_two_numbers_of_one_sort_are_for_a_person_and_no_other_rule_speaks_of_them(sort, given):
    gone = {f"{sort}_number": None, sort: None}
    if sort == "certificate":
        gone["exams"] = ()
    verdict = judge(replace(REQUEST, **{sort: given}), replace(FACTS, **gone))
    assert ends(verdict) == {"request_one_person": Outcome.REVIEW}
    sorts = {
        "dossier": "dossiers : 2, certificats : 1",
        "certificate": "dossiers : 1, certificats : 2",
    }
    assert sorts[sort] in motif(verdict, "request_one_person")


def test_one_number_and_malformed_ones_are_one_number():
    assert asks(dossier=Given((DOSSIER,), (), ("CAR2021004", "2021"))) == ()


# request_intent


def test_without_a_wish_one_is_asked_for():
    assert ends(judge(replace(REQUEST, intent=False))) == {"request_intent": Outcome.ASK}


def test_the_wish_of_an_earlier_message_counts():
    assert asks(said_intent=False) == ()


# *_given

SORTS = pytest.mark.parametrize("sort", ["dossier", "certificate"])


def lacking(sort):
    more = {"exams": ()} if sort == "certificate" else {}
    return replace(FACTS, **{f"{sort}_number": None, sort: None}, **more)


@SORTS
def test_an_absent_number_is_asked_for_and_no_other_rule_speaks_of_it(sort):
    verdict = judge(replace(REQUEST, **{sort: Given()}), lacking(sort))
    assert (verdict.outcome, verdict.reasons) == (Outcome.ASK, (f"{sort}_given",))
    assert motif(verdict, f"{sort}_given").endswith("Reçu : rien.")


@SORTS
def test_a_malformed_number_is_asked_for_and_quoted(sort):
    verdict = judge(replace(REQUEST, **{sort: Given((), (), ("CAR 2021 7",))}), lacking(sort))
    assert verdict.reasons == (f"{sort}_given",)
    assert motif(verdict, f"{sort}_given").endswith("Reçu : « CAR 2021 7 ».")


@SORTS
def test_a_repair_that_does_not_count_is_asked_for_as_it_was_written(sort):
    evidence = Evidence(f"{sort}_number", "CAR1", "cAr l", "1", 0, 5, repaired=True)
    request = replace(REQUEST, evidence=(evidence,), **{sort: Given((), ("CAR1",))})
    verdict = judge(request, lacking(sort))
    assert verdict.reasons == (f"{sort}_given",)
    assert "« cAr l »" in motif(verdict, f"{sort}_given")


@SORTS
def test_a_repair_that_counts_is_given(sort):
    number = getattr(FACTS, f"{sort}_number")
    assert asks(**{sort: Given((), (number,))}) == ()


def test_both_numbers_may_lack_at_once():
    verdict = judge(replace(REQUEST, dossier=Given(), certificate=Given()), TransferFacts(TODAY))
    assert (verdict.outcome, verdict.reasons) == (
        Outcome.ASK,
        ("dossier_given", "certificate_given"),
    )


# *_known


def test_an_unknown_dossier_is_asked_of_whom_the_certificate_names():
    verdict = judge(facts=replace(FACTS, dossier=None))
    assert ends(verdict) == {"dossier_known": Outcome.ASK}
    assert DOSSIER in motif(verdict, "dossier_known")


def test_an_unknown_certificate_is_asked_of_whom_the_dossier_names():
    verdict = judge(facts=replace(FACTS, certificate=None, exams=()))
    assert ends(verdict) == {"certificate_known": Outcome.ASK}


@pytest.mark.parametrize("email", ["", "someone.else@example.org"])
def test_an_unknown_number_of_a_stranger_is_for_a_person(email):
    verdict = judge(facts=replace(FACTS, dossier=None, certificate=certificate(email=email)))
    assert ends(verdict) == {"dossier_known": Outcome.REVIEW}


def test_an_unknown_certificate_of_a_stranger_is_for_a_person():
    facts = replace(FACTS, certificate=None, exams=(), dossier=dossier(email="x@example.org"))
    assert ends(judge(facts=facts)) == {
        "certificate_known": Outcome.REVIEW,
        "sender_holder": Outcome.REVIEW,
    }


def test_when_both_are_unknown_nothing_ties_the_sender_to_a_record():
    verdict = judge(facts=replace(FACTS, dossier=None, certificate=None, exams=()))
    assert set(ends(verdict).values()) == {Outcome.REVIEW}
    assert verdict.reasons == ("dossier_known", "certificate_known")


def test_an_unknown_dossier_alone_is_for_a_person():
    facts = replace(lacking("certificate"), dossier=None)
    verdict = judge(replace(REQUEST, certificate=Given()), facts)
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.reasons == ("certificate_given", "dossier_known")


# dossier_open


@pytest.mark.parametrize("status", ["awaiting_finalisation", "issued", "closed", "odd"])
def test_a_dossier_that_is_not_open_is_for_a_person(status):
    assert finds(dossier=dossier(status=status)) == ("dossier_open",)


def test_a_dossier_with_another_result_is_for_a_person():
    assert finds(dossier=dossier(has_result=True)) == ("dossier_open",)


# certificate_temporary


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "regular"},
        {"status": "active"},
        {"status": "suspended"},
        {"status": "cancelled"},
        {"last_valid_on": date(2020, 12, 30)},
        {"last_valid_on": date(2021, 1, 1)},
        {"last_valid_on": None},
    ],
)
def test_a_certificate_of_another_sort_is_for_a_person(change):
    assert finds(certificate=certificate(**change)) == ("certificate_temporary",)


# holder_same


@pytest.mark.parametrize(
    "holder",
    [
        Holder("Roy", "Anne", date(1985, 2, 15)),
        Holder("Roy", "Anne", None),
        Holder("Roi", "Anne", HOLDER.birth_date),
        Holder("Roy", "Annie", HOLDER.birth_date),
    ],
)
def test_another_person_s_certificate_is_for_a_person(holder):
    assert finds(certificate=certificate(holder=holder)) == ("holder_same",)


# sender_holder


@pytest.mark.parametrize(
    "email", ["", "anne.roy+opc@example.org", "anneroy@example.org", "anne.roy@example.com"]
)
def test_only_the_dossier_s_own_address_may_ask(email):
    assert finds(dossier=dossier(email=email)) == ("sender_holder",)


def test_addresses_are_compared_without_case():
    assert asks(sender="Anne.ROY@Example.org") == ()


# exam_found, exam_passed


def test_a_certificate_without_result_is_for_a_person_with_a_notice():
    verdict = judge(facts=replace(FACTS, exams=()))
    assert (verdict.reasons, verdict.proposal) == (("exam_found",), "notice")


def exam(passed_on=EXAM.passed_on, outcome="passed", place=None):
    return Exam(2, outcome, passed_on, place)


def test_an_exam_that_was_failed_calls_for_a_notice():
    verdict = judge(facts=replace(FACTS, exams=(exam(None, "failed"),)))
    assert (verdict.reasons, verdict.proposal) == (("exam_passed",), "notice")


@pytest.mark.parametrize(
    ("exams", "reasons"),
    [
        ([exam(date(2020, 12, 31))], ()),
        ([exam(date(2021, 1, 1))], ("exam_passed",)),
        ([exam(None)], ("exam_passed",)),
        ([exam(date(2019, 6, 3), "failed"), EXAM], ()),
        ([EXAM, exam(date(2020, 6, 3), "failed")], ()),
        ([EXAM, exam(date(2021, 1, 14))], ("exam_passed",)),
        ([EXAM, exam(None)], ("exam_passed",)),
        ([exam(date(2018, 6, 4)), EXAM], ()),
    ],
    ids=[
        *("last admissible day", "day after", "undated", "failed then passed"),
        *("passed then failed", "passed again too late", "passed again undated", "passed twice"),
    ],
)
def test_the_latest_pass_is_the_one_that_counts(exams, reasons):
    assert finds(exams=tuple(exams)) == reasons


# exam_not_transferred

MOVED = replace(EXAM, dossier_number=DOSSIER)


@pytest.mark.parametrize("status", ["awaiting_finalisation", "issued", "closed", "open"])
def test_what_was_transferred_here_already_is_answered_again(status):
    facts = replace(FACTS, dossier=dossier(status=status, has_result=True), exams=(MOVED,))
    assert ends(judge(facts=facts)) == {"exam_not_transferred": Outcome.REPEAT}


@pytest.mark.parametrize("days", [0, 700, 800, 3000])
def test_the_end_of_an_exam_does_not_matter_once_it_is_transferred(days):
    facts = replace(
        FACTS,
        today=EXAM.passed_on + timedelta(days=days),
        dossier=dossier(status="awaiting_finalisation", has_result=True),
        exams=(MOVED,),
    )
    assert judge(facts=facts).reasons == ("exam_not_transferred",)


def test_it_is_repeated_to_its_holder_only():
    facts = replace(FACTS, dossier=dossier(has_result=True), exams=(MOVED,))
    verdict = judge(replace(REQUEST, sender="x@example.org"), facts)
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.reasons == ("sender_holder", "exam_not_transferred")


@pytest.mark.parametrize(
    "exams",
    [
        (replace(EXAM, dossier_number=OTHER),),
        (exam(date(2019, 9, 3), place=OTHER), EXAM),
        (exam(date(2019, 9, 3), place=OTHER), MOVED),
        (exam(date(2019, 9, 3), place=DOSSIER), EXAM),
    ],
    ids=["elsewhere", "an earlier pass", "in two places", "an earlier pass here"],
)
def test_a_result_used_elsewhere_is_for_a_person(exams):
    assert ends(judge(facts=replace(FACTS, exams=exams))) == {
        "exam_not_transferred": Outcome.REVIEW
    }


def test_nothing_is_said_of_a_transfer_while_the_dossier_is_unknown():
    facts = replace(FACTS, dossier=None, exams=(MOVED,))
    assert judge(facts=facts).reasons == ("dossier_known",)


# exam_valid, exam_extension, exam_time_left

SILENT, NOTICE = None, "notice"
LAST_DAYS = [
    # passed on, days after the last day, what fails
    (date(2019, 9, 16), -3, ()),
    (date(2019, 9, 16), -2, ("exam_time_left",)),
    (date(2019, 9, 16), 0, ("exam_time_left",)),
    (date(2019, 9, 16), 1, ("exam_valid",)),
    (date(2020, 2, 29), 0, ("exam_time_left",)),
    (date(2020, 2, 29), 1, ("exam_valid",)),
    (date(2020, 6, 24), 0, ("exam_time_left",)),
    (date(2020, 6, 24), 3, ("exam_extension",)),
    (date(2020, 6, 24), 4, ("exam_valid",)),
    (date(2020, 10, 10), 1, ("exam_extension",)),
    (date(2020, 10, 10), 2, ("exam_valid",)),
    (date(2020, 12, 24), 3, ("exam_extension",)),
    (date(2020, 12, 24), 4, ("exam_valid",)),
    (date(2020, 12, 31), 0, ("exam_time_left",)),
    (date(2020, 12, 31), 1, ("exam_extension",)),
    (date(2020, 12, 31), 3, ("exam_extension",)),
    (date(2020, 12, 31), 4, ("exam_valid",)),
    (date(2020, 12, 31), 4000, ("exam_valid",)),
]


@pytest.mark.parametrize(("passed_on", "after", "reasons"), LAST_DAYS)
def test_around_its_last_day_an_exam_meets_one_rule_at_most(passed_on, after, reasons):
    last = (
        passed_on.replace(year=passed_on.year + 2, day=min(passed_on.day, 28))
        if (passed_on.month == 2)
        else passed_on.replace(year=passed_on.year + 2)
    )
    facts = replace(FACTS, today=last + timedelta(days=after), exams=(exam(passed_on),))
    assert judge(facts=facts).reasons == reasons


def test_an_exam_out_of_date_calls_for_a_notice_that_says_until_when():
    verdict = judge(facts=replace(FACTS, today=date(2023, 1, 4), exams=(exam(date(2020, 12, 31)),)))
    assert verdict.proposal == "notice"
    assert "jusqu'au 31 décembre 2022" in motif(verdict, "exam_valid")
    assert "3 janvier 2023" in motif(verdict, "exam_valid")


def test_nobody_can_finish_after_the_third_of_january_2023():
    latest = replace(FACTS, today=date(2023, 1, 4), exams=(exam(date(2020, 12, 31)),))
    waived = Ruling("a", "vu", waived=frozenset(RULES), seconded=frozenset(RULES))
    assert judge(facts=latest, ruling=waived).outcome is Outcome.REVIEW


def test_an_extension_is_granted_by_an_agent_only():
    facts = replace(FACTS, today=date(2022, 6, 27), exams=(exam(date(2020, 6, 24)),))
    agent = Ruling("a", "vu", waived=frozenset({"exam_extension"}))
    assert judge(facts=facts).outcome is Outcome.REVIEW
    assert judge(facts=facts, ruling=agent).outcome is Outcome.ACCEPT


def test_the_day_of_decision_counts_and_not_that_of_the_request():
    facts = replace(FACTS, today=date(2022, 3, 3))
    assert judge(facts=facts).reasons == ("exam_time_left",)
    assert judge(facts=replace(facts, today=date(2022, 3, 4))).reasons == ("exam_valid",)


@given(
    st.dates(date(2018, 12, 1), date(2020, 12, 31)), st.dates(date(2020, 12, 1), date(2023, 2, 1))
)
def test_each_day_has_exactly_one_word_on_time(passed_on, today):
    facts = replace(FACTS, today=today, exams=(exam(passed_on),))
    left = (usable_until(facts, RULES) - today).days
    spoken = set(judge(facts=facts).reasons)
    assert len(spoken) == (left < 3)
    assert ("exam_time_left" in spoken) == (0 <= left < 3)
    assert spoken <= {"exam_valid", "exam_extension", "exam_time_left"}


# urgent


@pytest.mark.parametrize(
    ("left", "expected"), [(31, False), (30, True), (3, True), (0, True), (-1, False)]
)
def test_thirty_days_or_fewer_are_urgent_and_change_nothing_else(left, expected):
    today = date(2022, 3, 3) - timedelta(days=left)
    facts = replace(FACTS, today=today)
    assert urgent(facts, RULES) is expected
    assert (judge(facts=facts).outcome is Outcome.ACCEPT) == (left >= 3)


@pytest.mark.parametrize("exams", [(), (exam(None),), (exam(date(2020, 1, 1), "failed"),)])
def test_without_a_dated_pass_nothing_is_urgent_and_there_is_no_last_day(exams):
    facts = replace(FACTS, exams=exams)
    assert not urgent(facts, RULES)
    assert usable_until(facts, RULES) is None


def test_before_the_rules_were_in_force_nothing_is_accepted_and_nothing_raises():
    facts = replace(FACTS, today=date(2001, 1, 1))
    verdict = judge(replace(REQUEST, received_on=date(2001, 1, 1), intent=False), facts)
    assert verdict.outcome is Outcome.REVIEW
    assert "exam_time_left" in verdict.reasons
    assert not urgent(facts, RULES)
    assert usable_until(facts, RULES) is None


# all of them


DOSSIERS = st.none() | st.builds(
    Dossier,
    st.sampled_from([DOSSIER, OTHER]),
    st.sampled_from(["open", "issued"]),
    st.sampled_from([HOLDER, Holder("Roy", "Anne", None)]),
    st.sampled_from([ANNE, ""]),
    st.booleans(),
)
CERTIFICATES = st.none() | st.builds(
    Certificate,
    st.just(CERTIFICATE),
    st.sampled_from(["temporary", "regular"]),
    st.sampled_from(["expired", "active"]),
    st.just(HOLDER),
    st.sampled_from([ANNE, ""]),
    st.sampled_from([None, date(2020, 12, 31)]),
)
EXAMS = st.lists(
    st.builds(
        Exam,
        st.just(1),
        st.sampled_from(["passed", "failed"]),
        st.sampled_from([None, date(2019, 3, 3), date(2020, 3, 3), date(2021, 2, 2)]),
        st.sampled_from([None, None, DOSSIER, OTHER]),
    ),
    max_size=2,
)
GIVENS = st.builds(
    Given,
    st.lists(st.sampled_from([DOSSIER, OTHER]), max_size=2, unique=True).map(tuple),
    st.lists(st.just("CAR202199999999"), max_size=1).map(tuple),
)


@given(
    st.builds(
        TransferFacts,
        st.just(TODAY),
        st.integers(0, 3),
        dossier_number=st.none() | st.just(DOSSIER),
        certificate_number=st.none() | st.just(CERTIFICATE),
        dossier=DOSSIERS,
        certificate=CERTIFICATES,
        exams=EXAMS.map(tuple),
    ),
    GIVENS,
    st.booleans(),
    st.sampled_from([ANNE, "", "x@example.org"]),
)
def test_whatever_the_facts_only_the_whole_chain_of_them_is_accepted(facts, given, wish, sender):
    verdict = judge(replace(REQUEST, dossier=given, intent=wish, sender=sender), facts)
    if verdict.outcome is Outcome.ACCEPT:
        assert wish
        assert sender == facts.dossier.email == ANNE
        assert facts.dossier_number
        assert facts.certificate_number
        assert facts.dossier.status == "open"
        assert not facts.dossier.has_result
        assert facts.dossier.holder == facts.certificate.holder
        assert facts.exam.passed_on == max(e.passed_on for e in facts.exams if e.passed)
        assert not any(e.dossier_number for e in facts.exams if e.passed)
