"""Every objection is heard, the gravest decides, and an agent's word changes only what it may."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.decide import SAID, asks, decide, plan
from mailbot.core.kind import Kind
from mailbot.core.rulebook import Rule, Version, parse_rules
from mailbot.values import (
    Answer,
    Authentication,
    Facts,
    Nature,
    Outcome,
    Perform,
    Reference,
    Reopen,
    Request,
    Ruling,
    Verdict,
)

DAY = date(2021, 3, 1)
REFERENCE = Reference("un titre", "un lieu", DAY, verified=True)
REQUEST = Request("anne@example.org", "Anne", Authentication(True), DAY)
VERSION = """
[[version]]
since = 2021-01-01
reference = { title = "t", place = "p", consulted = 2026-11-23, verified = false }
"""
COMMON = parse_rules(
    "rules/common",
    {
        "asks.toml": f"""
question = "Reste-t-il une question ?"
leads_to = "review"
motif = "{{asked}} questions envoyées, au plus {{most}}."
{VERSION}parameters = {{ most = 2 }}
""",
        "observation_days.toml": f"""
question = "A-t-on eu le temps de répondre ?"
leads_to = "review"
motif = "Pas avant le {{until}}."
{VERSION}parameters = {{ days = 10, also = ["samedi"] }}
""",
        "performed_once.toml": f"""
question = "Rien n'a-t-il été fait ?"
leads_to = "review"
proposal = "answer"
motif = "C'est fait."
{VERSION}
""",
    },
    SAID,
)


def rule(name, end, since=date(2021, 1, 1), **more):
    fields = {"waivable": False, "proposal": None, **more}
    return Rule(name, "?", {end: "Non."}, versions=(Version(since, REFERENCE, {}),), **fields)


def objecting(name):
    def check(request, facts, rule):
        return rule.objection(rule.on(request.received_on))

    check.__name__ = name
    return check


def content(request, facts, rule):
    return None


def do_nothing(*_):
    return None


def kind(*names, perform=do_nothing, propose=lambda request: "answer"):
    return Kind(
        "k",
        "request",
        Nature.PERSON,
        recognise=lambda request: True,
        extract=lambda mail, earlier, corrections: REQUEST,
        checks=(content, *(objecting(name) for name in names)),
        perform=perform,
        propose=propose,
        answers={Outcome.ACCEPT: "oui", Outcome.REPEAT: "oui", Outcome.ASK: "quoi"},
    )


def judge(*rules, facts=None, ruling=None, **of_kind):
    named = {r.name: r for r in (rule("content", Outcome.REVIEW), *rules)}
    k = kind(*(r.name for r in rules), **of_kind)
    return decide(k, REQUEST, facts or Facts(DAY), named, COMMON, ruling)


ASKED = rule("asked", Outcome.ASK)
DOUBT = rule("doubt", Outcome.REVIEW, waivable=True)
IDENTITY = rule("identity", Outcome.REVIEW, waivable=True, seconded=True)
LATE = rule("late", Outcome.REVIEW, proposal="notice")
MACHINE = rule("machine", Outcome.IGNORE)
AGAIN = rule("again", Outcome.REPEAT)


def test_what_nothing_objects_to_is_accepted():
    verdict = judge()
    assert (verdict.outcome, verdict.reasons, verdict.satisfied) == (
        Outcome.ACCEPT,
        (),
        ("content",),
    )
    assert verdict.proposal is None


def test_what_cannot_be_carried_out_is_never_accepted_and_its_kind_proposes():
    verdict = judge(perform=None)
    assert (verdict.outcome, verdict.proposal) == (Outcome.REVIEW, "answer")


def test_every_objection_is_heard_and_what_holds_is_noted():
    verdict = judge(ASKED, DOUBT)
    assert verdict.reasons == ("asked", "doubt")
    assert verdict.satisfied == ("content",)


@given(st.permutations([ASKED, DOUBT, MACHINE, AGAIN]), st.integers(0, 4))
def test_the_gravest_objection_wins_in_whatever_order(rules, some):
    chosen = rules[:some]
    gravest = max((max(r.motifs) for r in chosen), default=Outcome.ACCEPT)
    assert judge(*chosen).outcome is gravest


def test_a_review_proposes_what_its_first_finding_with_a_proposal_says():
    assert judge(DOUBT, LATE, rule("x", Outcome.REVIEW, proposal="none")).proposal == "notice"
    assert judge(DOUBT).proposal is None


def test_only_a_review_proposes_anything():
    assert judge(LATE, MACHINE).proposal is None
    assert judge(ASKED).proposal is None


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [(0, Outcome.ASK), (1, Outcome.ASK), (2, Outcome.REVIEW), (9, Outcome.REVIEW)],
)
def test_two_questions_are_asked_in_a_conversation_then_a_person_takes_over(asked, outcome):
    verdict = judge(ASKED, facts=Facts(DAY, asked=asked))
    assert verdict.outcome is outcome
    assert verdict.reasons == ("asked",)
    assert (verdict.escalated is not None) == (outcome is Outcome.REVIEW)


def test_the_escalation_says_why():
    verdict = judge(ASKED, facts=Facts(DAY, asked=2))
    assert verdict.escalated.rule == "asks"
    assert verdict.escalated.motif == "2 questions envoyées, au plus 2."
    assert verdict.proposal is None


def test_questions_sent_before_hold_nothing_else_back():
    assert judge(facts=Facts(DAY, asked=5)).outcome is Outcome.ACCEPT
    assert judge(AGAIN, facts=Facts(DAY, asked=5)).escalated is None


def test_asks_is_silent_until_enough_was_asked():
    assert asks(1, COMMON["asks"], DAY) is None
    assert asks(2, COMMON["asks"], DAY).values == {"asked": "2", "most": "2"}


def test_a_rule_that_was_not_in_force_that_day_sends_to_a_person():
    verdict = judge(rule("future", Outcome.ASK, since=date(2022, 1, 1)))
    assert (verdict.outcome, verdict.reasons) == (Outcome.REVIEW, ("future",))
    assert "en vigueur le 1er mars 2021" in verdict.findings[0].motif


def ruling(*waived, seconded=(), closed=False):
    return Ruling("agent", "vu", {}, frozenset(waived), closed, frozenset(seconded))


def test_an_agent_waives_what_may_be_waived():
    verdict = judge(DOUBT, ruling=ruling("doubt"))
    assert (verdict.outcome, verdict.waived, verdict.reasons) == (Outcome.ACCEPT, ("doubt",), ())
    assert "doubt" not in verdict.satisfied


@pytest.mark.parametrize("hard", [ASKED, LATE, MACHINE, AGAIN])
def test_an_agent_cannot_waive_the_rest(hard):
    verdict = judge(hard, ruling=ruling(hard.name, seconded=[hard.name]))
    assert (verdict.waived, verdict.reasons) == ((), (hard.name,))


def test_waiving_an_identity_takes_a_second_agent():
    assert judge(IDENTITY, ruling=ruling("identity")).outcome is Outcome.REVIEW
    assert judge(IDENTITY, ruling=ruling(seconded=["identity"])).outcome is Outcome.REVIEW
    both = judge(IDENTITY, ruling=ruling("identity", seconded=["identity"]))
    assert (both.outcome, both.waived) == (Outcome.ACCEPT, ("identity",))


def test_waiving_what_does_not_object_leaves_no_trace():
    assert judge(ruling=ruling("doubt", "content")).waived == ()


def test_an_agent_ends_a_case_with_a_reason_and_nothing_follows():
    verdict = judge(DOUBT, ruling=ruling(closed=True))
    assert (verdict.outcome, verdict.closed) == (Outcome.IGNORE, "vu")
    assert verdict.reasons == ("doubt",)
    assert plan(kind(), Facts(DAY, about=7), verdict) == ()


def test_even_what_nothing_objects_to_is_ended_without_effect():
    assert plan(kind(), Facts(DAY), judge(ruling=ruling(closed=True))) == ()


@pytest.mark.parametrize(
    ("outcome", "about", "actions"),
    [
        (Outcome.ACCEPT, None, (Perform(), Answer("oui"))),
        (Outcome.REPEAT, None, (Answer("oui"),)),
        (Outcome.ASK, None, (Answer("quoi"),)),
        (Outcome.REVIEW, 7, ()),
        (Outcome.IGNORE, None, ()),
        (Outcome.IGNORE, 7, (Reopen(7),)),
    ],
)
def test_what_follows_from_each_outcome(outcome, about, actions):
    assert plan(kind(), Facts(DAY, about=about), Verdict(outcome)) == actions


def waivable(seconded=True):
    return rule("held", Outcome.REVIEW, waivable=True, seconded=seconded)


def test_what_takes_a_second_agent_objects_until_they_agree() -> None:
    kind = Kind("k", "request", Nature.PERSON, bool, None, (objecting("held"),), perform=print)
    one, both = Ruling("a", waived={"held"}), Ruling("a", waived={"held"}, seconded={"held"})
    half = decide(kind, REQUEST, Facts(DAY), {"held": waivable()}, COMMON, one)
    assert (half.outcome, half.unseconded, half.waived) == (Outcome.REVIEW, ("held",), ())
    whole = decide(kind, REQUEST, Facts(DAY), {"held": waivable()}, COMMON, both)
    assert (whole.outcome, whole.unseconded, whole.waived) == (Outcome.ACCEPT, (), ("held",))


def test_a_case_taken_up_again_says_what_would_be_done_and_does_nothing() -> None:
    accepting = Kind("k", "request", Nature.PERSON, bool, None, perform=print)
    again = decide(accepting, REQUEST, Facts(DAY), {}, COMMON, Ruling("a", reopened=True))
    assert (again.outcome, again.proposal) == (Outcome.REVIEW, "accept")
    assert plan(accepting, Facts(DAY), again) == ()


def test_what_was_carried_out_is_not_accepted_again() -> None:
    accepting = Kind("k", "request", Nature.PERSON, bool, None, perform=print)
    done = decide(accepting, REQUEST, Facts(DAY, performed=True), {}, COMMON)
    assert (done.outcome, done.escalated.rule) == (Outcome.REVIEW, "performed_once")
    assert plan(accepting, Facts(DAY), done) == ()
