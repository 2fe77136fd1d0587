"""What may be wrong with rules that can be read."""

from dataclasses import replace
from datetime import date

from mailbot.core.rulebook import Book, Rule, Version
from mailbot.core.rules.soundness import remarks
from mailbot.values import NOTHING, Outcome, Reference

TODAY = date(2026, 11, 25)
SOURCE = Reference("La page", "étape", date(2026, 11, 23), verified=True)
OLD = Version(date(2019, 8, 1), SOURCE, NOTHING, line=7)
RULE = Rule("valid", "Valide ?", {Outcome.REVIEW: "Non."}, False, None, (OLD,))


def said(rule: Rule) -> list[tuple[int, bool, str]]:
    book = Book({"transfer": {rule.name: rule}}, "", {})
    return [(one.line, one.grave, one.what) for one in remarks(book, TODAY)]


def with_versions(*versions: Version) -> Rule:
    return replace(RULE, versions=versions)


def test_a_sound_rule_calls_for_no_remark() -> None:
    assert said(RULE) == []


def test_a_rule_that_has_not_begun_would_send_every_case_to_a_person() -> None:
    [(line, grave, what)] = said(with_versions(replace(OLD, since=date(2026, 11, 26))))
    assert (line, grave) == (7, True)
    assert "ne commence que le 26 novembre 2026" in what
    assert said(with_versions(replace(OLD, since=TODAY))) == []


def test_a_rule_may_not_read_one_that_begins_after_it() -> None:
    late = replace(RULE, name="peer", versions=(replace(OLD, since=date(2020, 1, 1)),))
    [(_, grave, what)] = said(replace(RULE, peers={"peer": late}))
    assert grave
    assert "lit peer, qui ne commence que le 1er janvier 2020" in what


def test_a_source_is_not_consulted_tomorrow() -> None:
    tomorrow = replace(SOURCE, consulted=date(2026, 11, 26))
    [(_, grave, what)] = said(with_versions(replace(OLD, reference=tomorrow)))
    assert grave
    assert "un jour à venir" in what


def test_a_version_of_another_century_and_one_that_changes_nothing_deserve_a_look() -> None:
    far = replace(OLD, since=date(2207, 1, 1), line=12)
    found = said(with_versions(OLD, far))
    assert [(line, grave) for line, grave, _ in found] == [(12, False), (12, False)]
    assert "1er janvier 2207" in found[0][2]
    assert "ne change rien" in found[1][2]


def test_what_is_not_verified_is_flagged_and_a_law_by_name() -> None:
    page = replace(SOURCE, verified=False)
    law = Reference("Loi (RLRQ, chapitre I-16)", "article 61", date(2026, 1, 1), verified=False)
    found = said(with_versions(replace(OLD, reference=page), replace(OLD, reference=law)))
    assert [grave for _, grave, _ in found] == [False, False]
    assert found[0][2] == "à vérifier : La page, étape"
    assert "texte de loi, jamais cité dans une lettre" in found[1][2]
