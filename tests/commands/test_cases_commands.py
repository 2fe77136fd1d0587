"""Everything an agent does, from a terminal: the same road as the console, and JSON for scripts."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from mailbot.__main__ import main
from mailbot.edges.tables import CaseRow, Fate, LetterRow
from mailbot.values import Draft
from tests.requests import BODY, CERTIFICATE, DOSSIER, mail

LATE = date(2018, 11, 20)


@pytest.fixture
def cases(config_path: Path, capsys, monkeypatch):
    """Run `mailbot cases …` as some user; gives its exit code, output and errors."""

    def run(*words: object, by: str = "agente") -> tuple[int, str, str]:
        monkeypatch.setenv("LOGNAME", by)
        try:
            code = main(["--config", str(config_path), "cases", *(str(word) for word in words)])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def told(cases):
    """The JSON of a command that must succeed."""

    def run(*words: object, by: str = "agente") -> dict:
        code, out, error = cases(*words, "--json", by=by)
        assert code == 0, error
        return json.loads(out)

    return run


def one_line(error: str) -> bool:
    return error.count("\n") == 1 and "Traceback" not in error


def test_a_case_is_seen_in_advance_and_then_ruled_on(held_of_another_address, told) -> None:
    seen = told("show", 1)["version"]
    preview = told("preview", 1, "--waive", "sender_holder")
    assert (preview["decision"], preview["letter"]["template"]) == ("accept", "finalisez")
    assert DOSSIER in preview["letter"]["text"]
    assert told("show", 1)["version"] == seen
    ruled = told("waive", 1, "sender_holder", "--reason", "confirmé", "--seen", seen)
    assert (ruled["status"], ruled["decision"]) == ("done", "accept")


def test_a_stale_version_is_one_line_and_2(held_of_another_address, cases) -> None:
    code, _, error = cases("close", 1, "--reason", "x", "--seen", 0)
    assert code == 2
    assert one_line(error)
    assert "a changé" in error


def test_a_second_agent_is_another_user(desk, registry, cases, told) -> None:
    registry(birth_date=None)
    desk.arrive(mail())
    assert told("waive", 1, "holder_same", "--reason", "x")["awaiting_second"] == ["holder_same"]
    code, _, error = cases("second", 1, "holder_same", "--reason", "x")
    assert (code, one_line(error)) == (2, True)
    assert told("second", 1, "holder_same", "--reason", "x", by="cheffe")["decision"] == "accept"


def test_a_second_agent_is_called_for_in_words(desk, registry, cases) -> None:
    registry(birth_date=None)
    desk.arrive(mail())
    assert "second agent" in cases("waive", 1, "holder_same", "--reason", "x")[1]


@pytest.mark.parametrize(
    ("words", "end"),
    [
        (("correct", 1, f"dossier_number={DOSSIER}"), ("held", "review", "request")),
        (("name", 1, "other"), ("held", "review", "other")),
        (("machine", 1), ("done", "ignore", "automatic")),
        (("spam", 1), ("done", "ignore", "automatic")),
        (("close", 1, "--reason", "fini"), ("done", "ignore", "request")),
        (("decide", 1), ("held", "review", "request")),
    ],
    ids=lambda value: value[0] if isinstance(value[0], str) else None,
)
def test_each_word_of_an_agent(held_of_another_address, told, words, end) -> None:
    case = told(*words)
    assert (case["status"], case["decision"], case["class"]) == end


def test_a_case_that_is_done_is_reopened(held_of_another_address, told) -> None:
    told("close", 1, "--reason", "fini")
    assert told("reopen", 1, "--reason", "rappelle")["status"] == "held"


def test_a_claim_a_note_and_a_release(held_of_another_address, cases, told) -> None:
    assert told("claim", 1)["claimed_by"] == "agente"
    code, _, error = cases("claim", 1, by="autre")
    assert (code, one_line(error)) == (2, True)
    told("note", 1, "rappelé", by="autre")
    told("release", 1)
    shown = told("show", 1)
    assert [(note["by"], note["text"]) for note in shown["notes"]] == [("autre", "rappelé")]
    assert shown["claimed_by"] is None


def test_the_notice_is_drafted_sent_and_called_back(desk, registry, told) -> None:
    registry(passed_on=LATE)
    desk.arrive(mail())
    assert told("draft", 1)["template"] == "preavis"
    seen = told("send-notice", 1, "--preview")["letter"]
    assert (seen["template"], desk.case().status, desk.letters()) == ("preavis", "held", [])
    assert "Office de la protection du consommateur" in seen["text"]  # the frame, not the draft
    sent = told("send-notice", 1)
    assert sent["status"] == "done"
    shown = told("show", 1)
    assert shown["noticed_until"] == desk.case().noticed_until.isoformat()
    assert (shown["letters"][0]["by"], shown["letters"][0]["fate"]) == ("agente", "waiting")
    assert told("call-back", 1, sent["letter"])["status"] == "held"
    assert desk.letters()[0].fate == Fate.CALLED_BACK


def test_a_question_and_an_answer_from_a_file_or_the_input(
    desk, registry, told, tmp_path: Path, monkeypatch
) -> None:
    registry()
    desk.arrive(mail(BODY.replace(DOSSIER, ""), passed=False), mail("Combien?", number=2))
    told("ask", 1)
    assert desk.case().asked == 1
    (tmp_path / "r.txt").write_text("Voyez votre facture.", encoding="utf-8")
    answer = ("answer", 2, "--file", tmp_path / "r.txt", "--subject", "Votre question")
    seen = told(*answer, "--preview")["letter"]
    assert (seen["subject"], desk.letters(2)) == ("Votre question", [])
    assert "Voyez votre facture." in seen["text"]
    told(*answer)
    assert b"Subject: Votre question" in desk.letters(2)[0].content
    told("reopen", 2, "--reason", "encore")
    monkeypatch.setattr("sys.stdin", io.StringIO("Encore une fois."))
    told("answer", 2, "--file", "-")
    assert len(desk.letters(2)) == 2


def test_a_canned_text_is_sent_by_its_name(held_of_another_address, told) -> None:
    told("answer", 1, "--template", "autre-sujet")
    assert held_of_another_address.letters()[0].template == "autre-sujet"


@pytest.mark.parametrize(
    "words",
    [
        ("answer", 1),
        ("answer", 1, "--file", "absent.txt"),
        ("answer", 1, "--template", "facture"),
        ("call-back", 1, 99),
        ("resend", 1, 99),
        ("show", 99),
        ("correct", 1, "couleur=bleu"),
        ("correct", 1, "dossier_number=12"),
        ("waive", 1, "exam_valid", "--reason", "x"),
        ("note", 1, " "),
        ("name", 1, "facture"),
        ("export-case", 1, "wing", "--name", "../x"),
    ],
    ids=lambda words: "-".join(map(str, words)),
)
def test_what_may_not_be_is_one_line_and_2(held_of_another_address, cases, words) -> None:
    code, out, error = cases(*words)
    assert (code, out) == (2, "")
    assert one_line(error)
    assert held_of_another_address.case().status == "held"


def test_a_letter_of_unknown_fate_is_resent_or_noted_as_sent(desk, registry, told) -> None:
    registry()
    desk.arrive(mail())
    fate_of(desk, Fate.UNKNOWN)
    assert told("resend", 1, 1)["status"] == "done"
    fate_of(desk, Fate.UNKNOWN)
    assert told("mark-sent", 1, 1, "--reason", "reçue")["status"] == "done"


def fate_of(desk, fate: Fate) -> None:
    with Session(desk.office.engine) as session, session.begin():
        letter, case = session.get_one(LetterRow, 1), session.get_one(CaseRow, 1)
        letter.fate, case.status = fate, "held"
        case.details = {**case.details, "letter": fate.value, "letter_alone": True}
        session.add_all([letter, case])


def test_an_agencys_pairs_and_many_closed_at_once(desk, registry, cases, told) -> None:
    registry()
    pair = f"{DOSSIER} {CERTIFICATE}"
    desk.arrive(
        mail(f"Transférez svp :\n{pair}\nCAR202100777777 CAR2019007777\n"),
        mail("Merci beaucoup!\n", number=2, sender="autre@exemple.net"),
    )
    lines = told("pairs", 1)
    assert [line["decision"] for line in lines] == ["accept", "review"]
    assert DOSSIER in cases("pairs", 1)[1]
    code, out, _ = cases("close-many", 1, 2, "--reason", "merci", "--preview")
    assert code == 1
    assert "affaire 2 : serait close (rien à faire)" in out
    assert "affaire 1 : resterait (ni un remerciement" in out
    code, out, _ = cases("close-many", 1, 2, "--reason", "merci", "--json")
    assert code == 1
    assert json.loads(out)["closed"] == [2]


def test_the_list_is_filtered(desk, registry, cases) -> None:
    registry(email="autre@exemple.ca")
    desk.arrive(mail(), mail("Merci!", number=2, sender="zoe@exemple.net"))

    def listed(*words: object) -> list[int]:
        return [json.loads(line)["id"] for line in cases("list", "--json", *words)[1].splitlines()]

    assert listed() == [1, 2]
    assert listed("--reason", "sender_holder") == [1]
    assert listed("--reason", "sender_hold") == []
    assert listed("--class", "other") == [2]
    assert listed("--status", "done") == []
    assert listed("--proposal", "none") == [2]
    for word in (DOSSIER[-6:], "m1@exemple"):
        assert listed("--search", word) == [1]
    for word in ("dubreuil", "DUBREÜIL"):  # the holder of one, who signs the other
        assert listed("--search", word) == [1, 2]
    assert listed("--search", "zoe@") == [2]
    assert listed("--search", "MERCI!") == [2]  # the message's own words, as on the console
    assert listed("--search", "zo%") == []
    cases("claim", 2)
    assert listed("--mine") == [2]


def test_show_is_a_page_for_a_reader_and_json_for_a_program(
    held_of_another_address, cases, monkeypatch
) -> None:
    desk = held_of_another_address
    desk.send(Draft("libre", "Re: x", "Oui."))
    assert json.loads(cases("show", 1)[1])["holder_name"] == "maxime DUBREUIL"
    monkeypatch.setattr("mailbot.commands.cases.showing.sys.stdout.isatty", lambda: True)
    page = cases("show", 1)[1]
    for words in ("Affaire 1, terminée", "sender_holder", "Oui.", "lettre écrite", "Historique"):
        assert words in page
    assert json.loads(cases("show", 1, "--json")[1])["id"] == 1


def test_the_terminal_and_the_road_leave_the_same_audit(held_of_another_address, told) -> None:
    """A console that calls the road as this does leaves the same rows."""
    desk = held_of_another_address
    told("name", 1, "other")
    told("answer", 1, "--template", "autre-sujet")
    assert desk.events() == [
        ("mailbot", "decided"),
        ("agente", "ruled"),
        ("agente", "decided"),
        ("agente", "letter written"),
    ]


def test_a_rule_mistyped_is_told_which_may_be_waived(held_of_another_address, cases) -> None:
    code, _, error = cases("waive", 1, "sender_holdr", "--reason", "vu")
    assert code == 2
    assert one_line(error)
    assert error.endswith("peuvent l'être : sender_holder\n")


def test_nothing_is_waived_without_a_reason(held_of_another_address, cases) -> None:
    for reason in ("", "  "):
        code, _, error = cases("waive", 1, "sender_holder", "--reason", reason)
        assert code == 2
        assert "un motif est nécessaire" in error
