"""The rules that are shipped: each loads, has its check, and says what may be said."""

from datetime import date
from pathlib import Path

import pytest

from mailbot import config, kinds
from mailbot.core.decide import SAID
from mailbot.core.rulebook import parse_rules
from mailbot.core.rules.examples import contradicted, day_that_counts, outcome
from mailbot.kinds.transfer import KIND
from mailbot.kinds.transfer.checks import CHECKS
from mailbot.values import Outcome

ROOT = Path(__file__).parents[1] / "rules"
POLICY = [
    *("sender_human", "sender_authenticated", "request_one_person", "request_intent"),
    *("dossier_given", "certificate_given", "dossier_known", "certificate_known"),
    *("dossier_open", "certificate_temporary", "holder_same", "sender_holder"),
    *("exam_found", "exam_passed", "exam_not_transferred"),
    *("exam_valid", "exam_extension", "exam_time_left"),
]
WAIVABLE = {
    "sender_authenticated",
    "sender_holder",
    "holder_same",
    "certificate_temporary",
    "dossier_open",
    "exam_extension",
    "exam_time_left",
}
INFERRED = {
    "sender_authenticated",
    "dossier_known",
    "certificate_known",
    "dossier_open",
    "holder_same",
    "sender_holder",
    "exam_not_transferred",
    "exam_extension",
    "exam_time_left",
}
KINDS = kinds.discover()
TWINS = config.twins_of(KINDS)
BOOK = config.book_in(ROOT, KINDS)
EXAMPLES = [
    pytest.param(folder, rule, example, id=f"{folder}/{name}:{example.line}")
    for folder, rules in BOOK.folders.items()
    for name, rule in rules.items()
    for example in rule.examples
]


def texts(folder):
    return {file.name: file.read_text("utf-8") for file in (ROOT / folder).glob("*.toml")}


RULES = parse_rules("rules/transfer", texts("transfer"), KIND.said)
EACH = pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())


def test_the_policy_is_the_eighteen_rules_of_the_domain_in_order():
    assert [check.__name__ for check in CHECKS] == POLICY == list(RULES)


def test_each_rule_file_has_its_check_and_each_check_its_file():
    assert {name.removesuffix(".toml") for name in texts("transfer")} == set(POLICY)


def test_the_common_rules_load():
    assert parse_rules("rules/common", texts("common"), SAID)["asks"].on(
        date(2021, 3, 1)
    ).parameters == {"most": 2}


def test_a_person_may_waive_what_the_design_says_and_nothing_else():
    assert {name for name, rule in RULES.items() if rule.waivable} == WAIVABLE
    assert {name for name, rule in RULES.items() if rule.seconded} == {"holder_same"}


def test_a_notice_is_proposed_where_the_exam_is_what_lacks():
    proposals = {name: rule.proposal for name, rule in RULES.items() if rule.proposal}
    assert proposals == dict.fromkeys(["exam_found", "exam_passed", "exam_valid"], "notice")


def test_each_rule_ends_as_the_domain_says():
    ends = {name: {end.word for end in rule.motifs} for name, rule in RULES.items()}
    asked = {"request_intent", "dossier_given", "certificate_given"}
    assert ends.pop("sender_human") == {"ignore"}
    assert ends.pop("exam_not_transferred") == {"repeat", "review"}
    assert ends.pop("dossier_known") == ends.pop("certificate_known") == {"ask", "review"}
    assert {name for name, words in ends.items() if words == {"ask"}} == asked
    assert {name for name, words in ends.items() if words == {"review"}} == set(ends) - asked


def test_what_was_inferred_is_not_passed_off_as_verified():
    unverified = {n for n, r in RULES.items() if not all(v.reference.verified for v in r.versions)}
    assert unverified == INFERRED


@EACH
def test_each_rule_is_in_force_through_the_years_of_the_flow(rule):
    for day in (date(2020, 1, 1), date(2021, 1, 8), date(2023, 1, 3), date(2030, 1, 1)):
        assert rule.on(day)


@EACH
def test_each_rule_speaks_french_in_whole_sentences_without_any_amount(rule):
    assert rule.question.endswith(" ?")
    for motif in rule.motifs.values():
        assert motif[0].isupper() or motif.startswith("{")
        assert motif.endswith((".", "}"))
        assert "$" not in motif


@EACH
def test_no_rule_leads_to_accept(rule):
    assert Outcome.ACCEPT not in rule.motifs


@pytest.mark.parametrize(("folder", "rule", "example"), EXAMPLES)
def test_the_check_bears_out_each_example(folder, rule, example):
    assert outcome(TWINS[folder][rule.name], rule, example) is example.expected


@pytest.mark.parametrize(("name", "rule"), list(BOOK.each()), ids=lambda value: str(value)[:40])
def test_each_rule_shows_by_examples_when_it_holds_and_each_way_it_ends(name, rule):
    assert {example.expected for example in rule.examples} == {None, *rule.motifs}, name


@pytest.mark.parametrize(("name", "rule"), list(BOOK.each()), ids=lambda value: str(value)[:40])
def test_each_example_can_be_read_aloud_in_french(name, rule):
    folder, _, check = name.partition("/")
    words = TWINS[folder][check].inputs
    for example in rule.examples:
        for word, value in example.inputs.items():
            said = words[word].french(value)
            assert "{" not in said
            assert said == said.strip()


def test_an_example_that_the_check_does_not_bear_out_is_found():
    file = texts("transfer")["exam_valid.toml"]
    wrong = file.replace(
        'today = 2021-09-17 }\nexpected = "review"', 'today = 2021-09-17 }\nexpected = "holds"'
    )
    assert wrong != file
    book = config.rulebook.parse_book(
        "rules",
        {**BOOK.texts, "transfer": {**BOOK.texts["transfer"], "exam_valid.toml": wrong}},
        TWINS,
    )
    [found] = contradicted(book, TWINS)
    assert (found.rule.name, found.what) == (
        "exam_valid",
        "cet exemple attend « holds », la vérification dit « review »",
    )
    assert wrong.splitlines()[found.example.line - 1] == "[[example]]"


BY_RECEIPT = {
    *("sender_human", "sender_authenticated", "request_one_person", "request_intent"),
    *("dossier_given", "certificate_given", "sender_holder"),
}


@EACH
def test_what_the_sender_did_is_judged_by_the_day_of_receipt_the_registry_by_that_of_decision(rule):
    twin = TWINS["transfer"][rule.name]
    expected = "received_on" if rule.name in BY_RECEIPT else "today"
    assert day_that_counts(twin, BOOK.kinds["transfer"][rule.name]) == expected
