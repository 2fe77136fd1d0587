"""Decisions made again: verified under the rules of then, or previewed under others."""

import json
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from mailbot import config, replay, road
from mailbot.__main__ import main
from mailbot.edges import archive
from mailbot.edges.tables import AuditRow, CaseRow
from mailbot.replay import Hypothesis
from mailbot.values import Ruling
from tests.rule_editing import THREE_YEARS, add_version, asks_at_most, copied, edit
from tests.stored_cases import numbers, register, settle

PASSED, LATE = date(2019, 9, 16), date(2021, 9, 20)
LONGER = THREE_YEARS.replace("2027-01-01", "2021-09-01")


@pytest.fixture
def rules(config_path: Path) -> Path:
    """Asked for before `office`: the rules that it reads, to be edited."""
    return copied(config_path.parent)


@pytest.fixture
def late(rules: Path, office):
    """Three persons: one in time, one past the last day, one without an exam to transfer."""
    for n in (1, 2):
        register(office, n, PASSED)
    settle(office, 1, date(2021, 3, 1))
    settle(office, 2, LATE)
    settle(office, 3, date(2021, 3, 1))
    return office


@pytest.fixture
def mailbot(config_path, capsys):
    def run(*words: object) -> tuple[int, list[str]]:
        code = main(["--config", str(config_path), *(str(word) for word in words)])
        return code, capsys.readouterr().out.splitlines()

    return run


def verified(office) -> list:
    with Session(office.engine) as session:
        return [one for one in replay.differences(session, office) if one]


def test_an_old_decision_is_judged_by_the_rules_of_then_whatever_was_added(
    late, rules, mailbot, config_path
) -> None:
    add_version(rules / "transfer" / "exam_valid.toml", LONGER)
    assert verified(config.load(config_path)) == []
    code, lines = mailbot("audit", "verify")
    assert (code, len(lines)) == (0, 1)
    assert "la chaîne est entière, 3 décision(s) rejouée(s) à l'identique" in lines[0]


def test_another_mail_server_of_today_changes_nothing_that_was_decided(late) -> None:
    """Each decision believed the server that the office had."""
    identity = late.settings.identity.model_copy(update={"authserv_id": "nouveau.opc.gouv.qc.ca"})
    settings = late.settings.model_copy(update={"identity": identity})
    assert verified(replace(late, settings=settings)) == verified(late) == []


def test_what_was_edited_of_no_version_is_told_and_is_no_forgery(late, rules, mailbot) -> None:
    edit(rules / "transfer" / "exam_valid.toml", "L'examen n'était", "Votre examen n'était")
    edit(rules / "transfer" / "exam_found.toml", 'leads_to = "review"', 'leads_to = "ignore"')
    edit(rules / "transfer" / "exam_found.toml", 'proposal = "notice"', "")
    edit(rules / "transfer" / "exam_found.toml", 'expected = "review"', 'expected = "ignore"')
    code, lines = mailbot("audit", "verify")
    assert code == 0
    told = [line for line in lines if "à savoir : depuis les règles du" in line]
    assert any("transfer/exam_valid : motif (review)" in line for line in told)
    assert any("exam_found : suite d'une objection" in line for line in told)
    assert "3 décision(s) rejouée(s)" in lines[-1]


def test_an_edited_past_is_told_and_changes_no_old_verdict(late, rules, mailbot) -> None:
    edit(rules / "transfer" / "exam_valid.toml", "years = 2", "years = 9")
    code, lines = mailbot("audit", "verify")
    assert code == 0
    assert any("years passe de 2 à 9" in line for line in lines)


def test_rules_that_were_altered_where_they_are_kept_are_told_as_such(
    late, rules, config_path, mailbot
) -> None:
    with Session(late.engine) as session, session.begin():
        row = session.exec(select(archive.RuleBookRow)).one()
        row.texts = row.texts.replace("years = 2", "years = 9")
    add_version(rules / "common" / "asks.toml", asks_at_most(2, "2027-01-01"))
    found = verified(config.load(config_path))
    assert [one.grave for one in found] == [True] * 3
    assert all("les règles gardées sous l'empreinte" in one.now for one in found)
    assert mailbot("audit", "verify")[0] == 1


def test_where_rules_were_never_kept_those_of_today_are_heard(late, rules, config_path) -> None:
    with Session(late.engine) as session, session.begin():
        session.delete(session.exec(select(archive.RuleBookRow)).one())
    add_version(rules / "common" / "asks.toml", asks_at_most(2, "2027-01-01"))
    assert verified(config.load(config_path)) == []
    add_version(rules / "transfer" / "exam_valid.toml", LONGER)
    found = verified(config.load(config_path))
    assert [one.grave for one in found] == [False]
    assert all("n'ont pas été gardées" in one.now for one in found)


def test_a_rule_that_this_program_no_longer_hears_leaves_its_decisions_unjudged(
    late, rules, config_path
) -> None:
    add_version(rules / "common" / "asks.toml", asks_at_most(2, "2027-01-01"))
    office = config.load(config_path)
    transfer = office.kinds["transfer"]
    fewer = replace(transfer, checks=transfer.checks[:-1])
    found = verified(replace(office, kinds={**office.kinds, "transfer": fewer}))
    assert [one.grave for one in found] == [False] * 3
    assert "ne lit plus les règles d'alors" in found[0].now


def test_a_rule_that_came_later_is_not_heard_of_an_old_decision(rules, config_path, office) -> None:
    """A program without holder_same accepted what today's would not."""
    transfer = office.kinds["transfer"]
    checks = tuple(check for check in transfer.checks if check.__name__ != "holder_same")
    kinds = {**office.kinds, "transfer": replace(transfer, checks=checks)}
    kept = {**office.book.texts["transfer"]}
    del kept["holder_same.toml"]
    texts = {**office.book.texts, "transfer": kept}
    book = config.rulebook.parse_book(
        "rules", texts, config.twins_of(config.with_rules(kinds, texts))
    )
    register(office, 1, PASSED, born=date(1990, 1, 1))
    case = settle(replace(office, kinds=kinds, book=book), 1, date(2021, 3, 1))
    with Session(office.engine) as session:
        assert session.get_one(CaseRow, case).decision == "accept"
    assert verified(config.load(config_path)) == []
    [one] = changed(config.load(config_path))
    assert one.now.reasons == ("holder_same",)


def test_a_decision_of_another_program_that_comes_out_otherwise_is_no_forgery(late) -> None:
    with Session(late.engine) as session, session.begin():
        row = session.exec(select(AuditRow).where(AuditRow.case_id == 1)).first()
        told = json.loads(row.data)
        row.data = json.dumps({**told, "outcome": "ask", "version": "0.0.1"})
    [found] = verified(late)
    assert not found.grave
    assert "la décision est de mailbot 0.0.1" in found.now


def test_a_correction_made_since_does_not_change_what_was_decided_before_it(rules, office) -> None:
    """The second message was decided on the first as it was read then."""
    dossier, certificate = numbers(1)
    register(office, 1, PASSED)
    settle(office, 1, date(2021, 3, 1), f"Veuillez transférer mon résultat au {dossier}.\n")
    with Session(office.engine) as session, session.begin():
        session.get_one(CaseRow, 1).status = "held"
    again = settle(office, 1, date(2021, 3, 2), "Veuillez transférer mon résultat.\n")
    now = datetime(2021, 3, 3, 12, tzinfo=UTC)
    corrected = Ruling("agent", "au téléphone", {"certificate_number": certificate})
    road.rule(1, corrected, office, now)
    assert road.settle(1, office, now)
    with Session(office.engine) as session:
        assert session.get_one(CaseRow, again).decision == "ask"
        assert session.get_one(CaseRow, 1).decision == "accept"
    assert verified(office) == []


def changed(office, **what: object) -> list[replay.Changed]:
    with Session(office.engine) as session:
        cases = replay.decided_since(session, what.pop("since", None))
        found = replay.changed(session, cases, Hypothesis(office, **what))
        return [one for one in found if one]


def test_the_same_rules_change_nothing(late) -> None:
    assert changed(late) == []


def test_other_rules_change_what_they_change_and_say_why(late, rules, config_path) -> None:
    add_version(rules / "transfer" / "exam_valid.toml", LONGER)
    [one] = changed(config.load(config_path))
    assert one.case_id == 2
    assert (one.was.decision, one.was.reasons) == ("review", ("exam_valid",))
    assert (one.now.decision, one.now.reasons, one.now.proposal) == ("accept", (), None)
    assert one.why == (
        "exam_valid ne s'oppose plus",
        "dernier jour : 16 septembre 2021 devient 16 septembre 2022",
        "proposition : notice devient aucune",
        "exam_valid, version du 1er septembre 2021 : years passe de 2 à 3",
    )


def test_nothing_of_a_replay_is_committed(late, rules, config_path, mailbot) -> None:
    add_version(rules / "transfer" / "exam_valid.toml", LONGER)

    def state() -> list:
        with late.engine.connect() as connection:
            tables = ("cases", "audit", "letter", "exam", "dossier", "transfer", "rule_book")
            return [connection.execute(text(f"SELECT * FROM {t}")).all() for t in tables]  # noqa: S608

    before = state()
    assert mailbot("replay")[0] == 0
    assert state() == before


def test_a_draft_is_compared_with_what_was_decided(late, rules, mailbot, tmp_path) -> None:
    draft = shutil.copytree(rules, tmp_path / "brouillon")
    add_version(draft / "transfer" / "exam_valid.toml", LONGER)
    assert mailbot("replay") == (0, ["3 affaire(s) décidée(s) de nouveau, 0 changerai(en)t"])
    code, lines = mailbot("replay", "--rules", draft)
    assert code == 0
    assert lines[0] == "affaire 2, reçue le 2021-09-20 : review (exam_valid) → accept"
    assert lines[-1] == "3 affaire(s) décidée(s) de nouveau, 1 changerai(en)t"
    told = json.loads(mailbot("replay", "--rules", draft, "--json")[1][0])
    assert (told["case"], told["now"]["decision"]) == (2, "accept")
    assert told["now"]["last_day"] == "2022-09-16"
    assert mailbot("replay", "--rules", draft, "--since", "2021-09-21")[1] == [
        "0 affaire(s) décidée(s) de nouveau, 0 changerai(en)t"
    ]


def test_on_another_day_only_the_rules_make_a_difference(late, rules, mailbot, tmp_path) -> None:
    """All exams are past their last day in 2027; the draft moves it, and nothing else changes."""
    draft = shutil.copytree(rules, tmp_path / "brouillon")
    add_version(draft / "transfer" / "exam_valid.toml", THREE_YEARS)
    assert len(mailbot("replay", "--rules", draft)[1]) == 1
    _, lines = mailbot("replay", "--rules", draft, "--today", "2027-01-04", "--json")
    told = [json.loads(line) for line in lines]
    assert [one["case"] for one in told] == [1, 2]
    for one in told:
        assert one["was"]["reasons"] == one["now"]["reasons"] == ["exam_valid"]
        assert (one["was"]["last_day"], one["now"]["last_day"]) == ("2021-09-16", "2022-09-16")


def test_a_wrong_draft_is_refused_with_its_line(late, rules, config_path, tmp_path, capsys) -> None:
    draft = shutil.copytree(rules, tmp_path / "brouillon")
    edit(draft / "transfer" / "exam_valid.toml", "years = 2", 'years = "2"')
    assert main(["--config", str(config_path), "replay", "--rules", str(draft)]) == 2
    assert "exam_valid.toml, ligne " in capsys.readouterr().err


def test_a_message_on_which_the_program_fails_is_told_and_stops_nothing(late, monkeypatch) -> None:
    def breaks(*_: object) -> None:
        raise RuntimeError("cassé")

    transfer = late.kinds["transfer"]
    broken = replace(late, kinds={**late.kinds, "transfer": replace(transfer, recognise=breaks)})
    assert [one.now.decision for one in changed(broken)] == ["crash"] * 3
    found = verified(broken)
    assert len(found) == 3
    assert "cassé" in found[0].now


def test_many_cases_are_decided_by_several_processes_in_the_same_order(
    late, rules, mailbot, monkeypatch
) -> None:
    monkeypatch.setattr("mailbot.commands.replay.ALONE", 1)
    monkeypatch.setattr("mailbot.commands.replay.CHUNK", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    add_version(rules / "transfer" / "exam_valid.toml", LONGER)
    lines = mailbot("replay")[1]
    assert lines[0].startswith("affaire 2, ")
    assert lines[-1] == "3 affaire(s) décidée(s) de nouveau, 1 changerai(en)t"
