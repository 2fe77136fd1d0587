"""What a rule file may say, and each mistake that the loader names with its line."""

from dataclasses import replace
from datetime import date
from textwrap import dedent

import pytest

from mailbot.core.rulebook import (
    COUNT,
    NoRuleInForce,
    RuleError,
    Twin,
    digest,
    faults,
    parse_book,
    parse_freely,
    parse_rule,
    parse_rules,
)
from mailbot.core.rules.calendar import DAYS_OFF
from mailbot.core.rules.words import a_day
from mailbot.values import Outcome

TWIN = Twin(frozenset({"last_day"}), {"years": COUNT})
FILE = "rules/transfer/exam_valid.toml"
GOOD = dedent("""\
    question = "L'examen est-il encore valide ?"
    leads_to = "review"
    proposal = "notice"
    waivable = false
    motif = "L'examen n'était valide que jusqu'au {last_day}."

    # Une version par période.
    [[version]]
    since = 2019-08-01
    reference = { title = "La page", place = "étape", consulted = 2026-11-23, verified = true }
    parameters = { years = 2 }

    [[version]]
    since = 2027-01-01
    parameters = { years = 3 }
    [version.reference]
    title = "Règlement"
    place = "article 4"
    consulted = 2026-11-23
    verified = false
    """)


def rule(text=GOOD, twin=TWIN):
    return parse_rule("exam_valid", text, FILE, twin)


def edited(old, new):
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def test_a_rule_says_what_its_file_says():
    read = rule()
    assert read.question == "L'examen est-il encore valide ?"
    assert (read.waivable, read.seconded, read.proposal) == (False, False, "notice")
    assert [version.parameters["years"] for version in read.versions] == [2, 3]
    assert read.versions[0].reference.verified
    assert not read.versions[1].reference.verified


@pytest.mark.parametrize(
    ("day", "years"),
    [
        (date(2019, 8, 1), 2),
        (date(2026, 12, 31), 2),
        (date(2027, 1, 1), 3),
        (date(2090, 1, 1), 3),
    ],
)
def test_the_version_in_force_is_the_last_that_has_begun(day, years):
    assert rule().on(day).parameters["years"] == years


def test_before_its_first_version_a_rule_says_that_it_was_not_in_force():
    with pytest.raises(NoRuleInForce, match="exam_valid n'était en vigueur le 31 juillet 2019"):
        rule().on(date(2019, 7, 31))


def test_an_objection_has_its_motif_in_french_and_the_words_that_filled_it():
    read = rule()
    finding = read.objection(read.on(date(2021, 1, 1)), last_day=date(2021, 9, 1))
    assert finding.motif == "L'examen n'était valide que jusqu'au 1er septembre 2021."
    assert finding.values == {"last_day": "1er septembre 2021"}
    assert (finding.rule, finding.leads_to) == ("exam_valid", Outcome.REVIEW)
    assert (finding.since, finding.proposal) == (date(2019, 8, 1), "notice")


def test_outside_text_in_a_motif_is_one_harmless_line():
    read = rule()
    finding = read.objection(read.versions[0], last_day="a\r\nb\x00{last_day}\u202e")
    assert finding.motif == "L'examen n'était valide que jusqu'au a b{last_day}."


TWO_ENDS = edited('leads_to = "review"', 'leads_to = ["ask", "review"]').replace(
    "motif = \"L'examen n'était valide que jusqu'au {last_day}.\"",
    'motif = { ask = "Demander.", review = "Examiner {last_day}." }',
)


def test_where_the_check_chooses_each_end_has_its_motif_and_a_question_proposes_nothing():
    read = rule(TWO_ENDS)
    asked = read.objection(read.versions[0], Outcome.ASK)
    assert (asked.motif, asked.leads_to, asked.proposal) == ("Demander.", Outcome.ASK, None)
    assert read.objection(read.versions[0], Outcome.REVIEW, last_day="x").motif == "Examiner x."


SINCE_2 = "since = 2027-01-01"
REFERENCE = 'reference = { title = "La page", place = "étape", '
MISTAKES = [
    ("unknown key", edited("motif =", "motfi ="), 5, "clé inconnue « motfi » ; écrire « motif »"),
    ("far key", edited("motif =", "x ="), 5, "clés possibles : question, leads_to, motif"),
    (
        "no question",
        edited('question = "L\'examen est-il encore valide ?"\n', ""),
        1,
        "« question »",
    ),
    ("no version", GOOD.partition("# Une")[0], 1, "il manque la clé « version »"),
    ("empty question", edited('"L\'examen est-il encore valide ?"', '" "'), 1, "non vide"),
    (
        "number as text",
        edited('proposal = "notice"', "proposal = 3"),
        3,
        "un texte entre guillemets",
    ),
    ("twice", edited("waivable = false", 'proposal = "none"'), 4, "la clé « proposal » est écrite"),
    ("twice in braces", edited("years = 2", "years = 2, years = 3"), 11, "deux fois entre"),
    ("no equals", edited("waivable = false", "waivable"), 4, "il faut « clé = valeur »"),
    ("bare word", edited('"review"', "review"), 2, "mettre un texte entre guillemets"),
    ("open quote", edited('"review"', '"review'), 2, "n'est pas du TOML|guillemet"),
    ("no such day", edited("2019-08-01", "2019-02-30"), 9, "cette date n'existe pas"),
    ("waivable text", edited("= false", '= "false"'), 4, "« waivable » doit être true ou false"),
    ("waivable number", edited("= false", "= 0"), 4, "« waivable » doit être true ou false"),
    ("seconded alone", edited("waivable = false", "seconded = true"), 4, "waivable = true"),
    ("accepts", edited('"review"', '"accept"'), 2, "n'accepte ni ne refuse.*« review »"),
    ("refuses", edited('"review"', '"refuse"'), 2, "n'accepte ni ne refuse"),
    ("accepts in a list", TWO_ENDS.replace('"ask", "r', '"accept", "r'), 2, "n'accepte ni ne"),
    ("no such end", edited('"review"', '"hold"'), 2, "« hold » n'existe pas ; écrire « ask »"),
    ("no end", edited('"review"', "[]"), 2, "n'existe pas ; écrire « ask »"),
    ("end of a wrong sort", edited('"review"', "[[1]]"), 2, "n'existe pas ; écrire"),
    ("end twice", TWO_ENDS.replace('"ask", "r', '"review", "r'), 2, "l'écrire une fois"),
    (
        "end without motif",
        TWO_ENDS.replace('ask = "Demander.", ', ""),
        5,
        "il manque la clé « ask »",
    ),
    (
        "motif without end",
        TWO_ENDS.replace('ask = "D', 'repeat = "D'),
        5,
        "clé inconnue « repeat »",
    ),
    ("one motif for two", edited('"review"', '["ask", "review"]'), 5, "« motif » doit être un tab"),
    ("no such word", edited("{last_day}", "{day}"), 5, r"ne donne pas {day} .* : {last_day}"),
    ("word in a word", edited("{last_day}", "{last_day.year}"), 5, r"pas {last_day.year}"),
    ("formatted word", edited("{last_day}", "{last_day:>9}"), 5, "ne donne pas"),
    ("nameless word", edited("{last_day}", "{}"), 5, "ne donne pas {}"),
    ("open brace", edited("{last_day}", "{last_day"), 5, "une accolade seule"),
    ("no such proposal", edited('"notice"', '"refuse"'), 3, "« refuse » n'existe pas ; écrire"),
    ("proposal to ask", edited('"review"', '"ask"'), 3, "leads_to mène à « review »"),
    (
        "version as table",
        GOOD.partition("[[version]]\nsince = 2027")[0].replace("[[version]]", "[version]"),
        8,
        r"\[\[version\]\]",
    ),
    ("no since", edited(f"{SINCE_2}\n", ""), 13, "il manque la clé « since »"),
    ("since as text", edited(SINCE_2, 'since = "2027-01-01"'), 14, "une date, sans guillemets"),
    ("since as instant", edited(SINCE_2, "since = 2027-01-01T00:00:00"), 14, "une date, sans"),
    (
        "same since",
        edited(SINCE_2, "since = 2019-08-01"),
        14,
        r"après la précédente \(2019-08-01\)",
    ),
    ("descending", edited(SINCE_2, "since = 2018-01-01"), 14, "après la précédente"),
    ("no reference", edited(REFERENCE, "references = { "), 10, "écrire « reference »"),
    (
        "reference as text",
        edited(REFERENCE, 'reference = "x" # '),
        10,
        "« reference » doit être un tab",
    ),
    ("no title", edited('title = "La page", ', ""), 10, "il manque la clé « title »"),
    ("empty place", edited('"article 4"', '""'), 18, "« place » doit être un texte"),
    ("no consulted", edited("consulted = 2026-11-23\n", ""), 16, "il manque la clé « consulted »"),
    (
        "consulted as text",
        edited("consulted = 2026-11-23\n", 'consulted = "hier"\n'),
        19,
        "une date",
    ),
    ("verified as text", edited("verified = false", 'verified = "non"'), 20, "true ou false"),
    ("reference key", edited("verified = false", "verifed = false"), 20, "écrire « verified »"),
    ("no parameters", edited("parameters = { years = 3 }\n", ""), 13, r"parameters = { years }"),
    ("other parameter", edited("{ years = 3 }", "{ year = 3 }"), 15, "écrire « years »"),
    ("more parameters", edited("years = 3", "years = 3, days = 1"), 15, "clé inconnue « days »"),
    ("parameter as text", edited("years = 3", 'years = "3"'), 15, "« years » doit être un nombre"),
    ("parameter as flag", edited("years = 3", "years = true"), 15, "« years » doit être un nombre"),
    ("negative", edited("years = 3", "years = -1"), 15, "d'au moins 0"),
    ("example", GOOD + "[[example]]\ninputs = {}\n", 21, "il manque la clé « expected »"),
]


def test_a_version_may_not_begin_between_two_earlier_ones():
    third = GOOD.partition("[[version]]\nsince = 2027")[0].replace("# Une", "# La")
    third = third.partition("[[version]]")[2].replace("2019-08-01", "2020-01-01")
    with pytest.raises(RuleError, match=r"ligne 23 : .*après la précédente \(2027-01-01\)"):
        rule(f"{GOOD}\n[[version]]{third}")


def test_a_count_may_be_nothing_at_all():
    assert rule(edited("years = 3", "years = 0")).versions[1].parameters["years"] == 0


@pytest.mark.parametrize(
    ("text", "line", "right"), [pytest.param(*m[1:], id=m[0]) for m in MISTAKES]
)
def test_a_mistake_is_named_with_its_file_its_line_and_what_would_be_right(text, line, right):
    with pytest.raises(RuleError, match=right) as caught:
        rule(text)
    assert str(caught.value).startswith(f"{FILE}, ligne {line} : ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "a = " + "[" * 5000,
        "a = " + "9" * 5000,
        "\x00",
        "= 1",
        "[[version]",
        'a = """\n\n',
        "é = 1",
    ],
    ids=repr,
)
def test_any_text_is_refused_in_one_line_without_another_exception(text):
    with pytest.raises(RuleError) as caught:
        rule(text[:6000])
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_text_saved_on_windows_is_read():
    assert rule("\ufeff" + GOOD.replace("\n", "\r\n")) == rule()


LONG = '''\
question = """
waivable = 3
[[version]]
"""
leads_to = [
  "review",  # [ not a list
]

[motif]
review = "Le dernier jour : {nothing}."

[[version]]
since = 2019-08-01
'''


def test_lines_are_counted_through_long_strings_lists_and_tables():
    with pytest.raises(RuleError, match=f"^{FILE}, ligne 10 : .* {{nothing}}"):
        rule(LONG)


def test_a_check_without_words_or_parameters_holds_its_rule_to_none():
    bare = edited(" {last_day}", "").replace("parameters = { years = 2 }\n", "")
    bare = bare.replace("parameters = { years = 3 }\n", "")
    assert rule(bare, Twin()).versions[0].parameters == {}
    with pytest.raises(RuleError, match="n'en mettre aucun"):
        rule(GOOD, Twin())


def test_days_off_are_held_to_names_of_days():
    twin = Twin(frozenset({"last_day"}), {"years": DAYS_OFF})
    named = GOOD.replace("years = 2", 'years = ["samedi"]').replace(
        "years = 3", 'years = ["samdi"]'
    )
    with pytest.raises(RuleError, match="ligne 15 : « years » doit être une liste de jours"):
        rule(named, twin)


EXAMPLE = """[[example]]
inputs = { passed_on = 2019-09-16 }
expected = "holds"
note = "le dernier jour compte"
"""
SHOWN = replace(TWIN, inputs={"passed_on": a_day("examen réussi le {}")})


def test_an_example_says_what_its_file_says():
    read = rule(GOOD + EXAMPLE + EXAMPLE.replace("holds", "review"), SHOWN)
    first, second = read.examples
    assert first.inputs == {"passed_on": date(2019, 9, 16)}
    assert (first.expected, second.expected) == (None, Outcome.REVIEW)
    assert (first.note, first.line, second.line) == ("le dernier jour compte", 21, 25)
    assert (
        SHOWN.inputs["passed_on"].french(date(2019, 9, 1)) == "examen réussi le 1er septembre 2019"
    )


@pytest.mark.parametrize(
    ("old", "new", "line", "right"),
    [
        ("passed_on =", "pased_on =", 22, "écrire « passed_on »"),
        ("2019-09-16", '"2019-09-16"', 22, "« passed_on » doit être une date"),
        ('"holds"', '"ask"', 23, "ne peut dire que « holds », « review »"),
        ("expected", "expects", 23, "écrire « expected »"),
        ('"le dernier jour compte"', '""', 24, "« note » doit être un texte"),
    ],
)
def test_a_mistake_in_an_example_is_named_with_its_line(old, new, line, right):
    with pytest.raises(RuleError, match=f"ligne {line} : .*{right}"):
        rule(GOOD + EXAMPLE.replace(old, new, 1), SHOWN)


def test_where_an_example_must_say_everything_it_does():
    with pytest.raises(RuleError, match="il manque la clé « passed_on »"):
        rule(GOOD + EXAMPLE.replace("passed_on = 2019-09-16", ""), replace(SHOWN, complete=True))


def test_a_version_knows_its_line():
    assert [version.line for version in rule().versions] == [8, 13]


FOLDER = "rules/transfer"


def test_the_rules_of_a_folder_stand_in_the_order_of_the_policy():
    twins = {"b": TWIN, "a": TWIN}
    assert list(parse_rules(FOLDER, {"a.toml": GOOD, "b.toml": GOOD}, twins)) == ["b", "a"]


def test_a_rule_without_its_check_is_refused():
    with pytest.raises(RuleError, match=r"^rules/transfer/x\.toml, ligne 1 : .*vérifications : a$"):
        parse_rules(FOLDER, {"a.toml": GOOD, "x.toml": GOOD}, {"a": TWIN})


def test_a_check_without_its_rule_is_refused():
    with pytest.raises(RuleError, match=r"^rules/transfer/b\.toml : ce fichier manque"):
        parse_rules(FOLDER, {"a.toml": GOOD}, {"a": TWIN, "b": TWIN})


def test_a_kind_without_checks_has_no_rules():
    assert parse_rules("rules/unclear", {}, {}) == {}


def test_a_rule_has_beside_it_the_rules_that_its_check_reads():
    twins = {"a": Twin(TWIN.words, TWIN.parameters, frozenset({"b"})), "b": TWIN}
    rules = parse_rules(FOLDER, {"a.toml": GOOD, "b.toml": GOOD}, twins)
    assert rules["a"].peers["b"] == rules["b"]
    assert not rules["b"].peers


TEXTS = {"transfer": {"a.toml": GOOD}, "common": {"c.toml": GOOD}}
TWINS = {"transfer": {"a": TWIN}, "common": {"c": TWIN}}


def test_a_book_has_the_rules_of_each_kind_and_those_of_all():
    book = parse_book("rules", TEXTS, TWINS)
    assert list(book.kinds) == ["transfer"]
    assert list(book.common) == ["c"]
    assert [name for name, _ in book.each()] == ["transfer/a", "common/c"]


def test_a_folder_of_no_kind_is_refused():
    with pytest.raises(RuleError, match=r"^rules/transfert : aucun genre .*: common, transfer$"):
        parse_book("rules", {**TEXTS, "transfert": {"a.toml": GOOD}}, TWINS)


def test_the_digest_is_of_every_name_and_every_text():
    one = digest(TEXTS)
    assert one == digest(dict(reversed(TEXTS.items())))
    assert one != digest({**TEXTS, "common": {"d.toml": GOOD}})
    assert one != digest({**TEXTS, "common": {"c.toml": f"{GOOD}#"}})


def test_every_fault_is_found_not_the_first_only():
    wrong = {"transfer": {"a.toml": GOOD.replace("motif =", "x ="), "z.toml": ""}, "x": {}}
    found = [error.file for error in faults("rules", wrong, TWINS)]
    assert found == [
        *("rules/x", "rules/transfer/z.toml", "rules/transfer/a.toml", "rules/common/c.toml"),
    ]
    assert faults("rules", TEXTS, TWINS) == []


def test_rules_of_another_time_are_read_though_no_check_of_today_is_theirs():
    texts = {"old": {"gone.toml": GOOD + EXAMPLE}}
    rule = parse_freely("rules", texts).folders["old"]["gone"]
    assert rule.versions[1].parameters == {"years": 3}
    with pytest.raises(RuleError, match=r"^rules/old/gone\.toml, ligne 1 : il manque"):
        parse_freely("rules", {"old": {"gone.toml": ""}})
