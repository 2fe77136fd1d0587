"""What changes between two sets of rules, said in words; the past may not be edited."""

from datetime import date

import pytest

from mailbot.core.rulebook import parse_freely
from mailbot.core.rules.changes import changes

TODAY = date(2026, 11, 25)
TEXT = """question = "Valide ?"
leads_to = "review"
proposal = "notice"
waivable = true
motif = "Non."

[[version]]
since = 2019-08-01
reference = { title = "La page", place = "étape", consulted = 2026-11-23, verified = true }
parameters = { years = 2, also = ["samedi"] }

[[version]]
since = 2027-06-01
reference = { title = "À venir", place = "x", consulted = 2026-11-23, verified = false }
parameters = { years = 4, also = ["samedi"] }
"""
NEW = """
[[version]]
since = {since}
reference = {{ title = "Règlement", place = "art. 4", consulted = 2026-11-23, verified = false }}
parameters = {{ years = 3, also = [] }}
"""


def book(text: str = TEXT, name: str = "exam_valid"):
    return parse_freely("rules", {"transfer": {f"{name}.toml": text}})


def found(new: str):
    return changes(book(), book(new), TODAY)


def edited(old: str, new: str):
    assert old in TEXT
    return found(TEXT.replace(old, new, 1))


def test_nothing_changes_between_the_same_rules() -> None:
    assert found(TEXT) == []
    assert found(f"# un commentaire\n{TEXT}") == []


def test_a_new_version_says_from_when_what_changes_and_on_which_text() -> None:
    [change] = found(TEXT + NEW.format(since="2028-01-01"))
    assert change.what == (
        "nouvelle version, à compter du 1er janvier 2028 : years passe de 4 à 3,"
        " also passe de « samedi » à aucun ; Règlement, art. 4 (à vérifier)"
    )
    assert (change.rule, change.refused, change.warned, change.line) == (
        "transfer/exam_valid",
        False,
        False,
        17,
    )
    assert change.located("rules").startswith("rules/transfer/exam_valid.toml, ligne 17 : nouv")


def test_a_version_that_reaches_into_the_past_deserves_a_look() -> None:
    first = TEXT.partition("[[version]]\nsince = 2027")[0]
    *_, change = changes(book(first), book(first + NEW.format(since="2026-01-01")), TODAY)
    assert change.warned
    assert "mailbot replay --since 2026-01-01" in change.what


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("years = 2", "years = 3", "version du 1er août 2019 modifiée : years passe de 2 à 3 ; "),
        ("years = 2, ", "", "years retiré"),
        ("years = 2", "years = 2, days = 3", "days = 3"),
        ("since = 2019-08-01", "since = 2019-08-02", "la version du 1er août 2019 est retirée ; "),
    ],
)
def test_an_edited_past_is_refused(old: str, new: str, said: str) -> None:
    change = edited(old, new)[0]
    assert change.refused
    assert said in change.what
    assert "ne fait que s'allonger" in change.what


def test_what_has_not_begun_may_still_be_edited_and_withdrawn() -> None:
    assert [c.refused for c in edited("years = 4", "years = 5")] == [False]
    assert [c.refused for c in found(TEXT.partition("[[version]]\nsince = 2027")[0])] == [False]


def test_a_version_becomes_past_the_day_after_it_began() -> None:
    new = book(TEXT.replace("years = 4", "years = 5"))
    assert [c.refused for c in changes(book(), new, date(2027, 6, 1))] == [False]
    assert [c.refused for c in changes(book(), new, date(2027, 6, 2))] == [True]


@pytest.mark.parametrize(
    ("old", "new", "said", "warned"),
    [
        ('"review"', '"ask"', "devient une demande à la personne", True),
        ('"notice"', '"none"', "« notice » devient « none »", True),
        ("waivable = true", "waivable = false", "aucun agent ne peut plus lever", True),
        ("waivable = true", "waivable = true\nseconded = true", "demande deux agents", True),
        ('"Valide ?"', '"Encore valide ?"', "« Valide ? » devient « Encore valide ? »", False),
        ('"Non."', '"Pas du tout."', "motif (review) : « Non. » devient", False),
    ],
)
def test_what_is_of_no_version_is_said_to_hold_for_every_day(old, new, said, warned) -> None:
    before = TEXT.replace('proposal = "notice"\n', "") if new == '"ask"' else TEXT
    [change] = changes(book(before), book(before.replace(old, new, 1)), TODAY)
    assert said in change.what
    assert (change.at_large, change.warned, change.refused) == (True, warned, False)


def test_another_source_of_a_past_version_deserves_a_look() -> None:
    [change] = edited("verified = true", "verified = false")
    assert (change.warned, change.refused) == (True, False)
    assert change.what.endswith("La page, étape devient La page, étape (à vérifier)")


def test_a_rule_that_is_new_or_gone_is_told() -> None:
    gone, new = changes(book(), book(name="other"), TODAY)
    assert (gone.rule, gone.refused) == ("transfer/exam_valid", True)
    assert (new.rule, new.what) == ("transfer/other", "règle nouvelle, à compter du 1er août 2019")
