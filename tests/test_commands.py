"""The commands as a person types them: words out, exit codes, one line for an error."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pytest

from mailbot.__main__ import main
from mailbot.commands import check
from mailbot.demo.envelope import samples
from mailbot.edges import database
from mailbot.edges.tables import MailboxRow

REGISTRY = Path(__file__).parents[1] / "mailbot" / "demo" / "registry"


@pytest.fixture
def mailbot(config_path: Path, capsys: pytest.CaptureFixture[str]):
    """Run a command; give its exit code, its output and its errors."""

    def run(*words: object) -> tuple[int, str, str]:
        try:
            code = main(["--config", str(config_path), *(str(word) for word in words)])
        except SystemExit as end:
            code = int(end.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def filled(mailbot, world):
    assert mailbot("registry", "import", REGISTRY)[0] == 0
    for sample in samples():
        world.deliver(sample.content, sample.received_at)
    return mailbot


def one_line(error: str) -> bool:
    return error.count("\n") == 1 and "Traceback" not in error


def test_run_once_works_the_inbox_off_and_lists_it(filled, world) -> None:
    assert filled("run", "--once")[0] == 0
    code, out, _ = filled("cases", "list", "--json")
    cases = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert len(cases) == len(list(samples()))
    assert set(cases[0]) == {
        "id", "status", "class", "decision", "reasons", "proposal", "message_id", "mailbox",
        "uidvalidity", "uid", "received_at", "dossier_number", "certificate_number",
    }  # fmt: skip
    held = [case for case in cases if case["status"] == "held"]
    assert {case["decision"] for case in held} == {"review"}
    sent = len(world.sent)
    assert filled("run", "--once")[0] == 0
    assert len(world.sent) == sent


def test_a_case_is_shown_with_its_history(filled) -> None:
    filled("run", "--once")
    shown = json.loads(filled("cases", "show", 1)[1])
    assert shown["letters"][0]["fate"] == "sent"
    assert [event["event"] for event in shown["history"]] == ["decided", "letter sent"]


def test_a_held_case_is_settled_from_the_terminal(filled, world) -> None:
    filled("run", "--once")
    cases = [json.loads(line) for line in filled("cases", "list", "--json")[1].splitlines()]
    [other] = [case for case in cases if case["reasons"] == ["sender_holder"]]
    code, out, _ = filled("cases", "waive", other["id"], "sender_holder", "--reason", "vérifié")
    assert (code, "accept" in out) == (0, True)
    code, _, error = filled("cases", "close", other["id"], "--reason", "x")
    assert code == 2
    assert one_line(error)


def test_a_correction_of_no_field_is_refused(filled) -> None:
    filled("run", "--once")
    code, _, error = filled("cases", "correct", 1, "couleur=bleu")
    assert code == 2
    assert "dossier_number" in error


def test_explain_tells_and_does_nothing(filled, tmp_path: Path) -> None:
    files = []
    for place, sample in enumerate(samples()):
        files.append(tmp_path / f"{place:02}.eml")
        files[-1].write_bytes(sample.content)
    code, out, _ = filled("explain", "--json", *files)
    told = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [one["file"] for one in told] == [str(file) for file in files]
    first = told[0]
    assert first["decision"] == "accept"
    assert first["reply"] == "finalisez"
    assert (first["dossier_number"], first["certificate_number"]) == (
        "CAR202100310017",
        "CAR2019007101",
    )
    assert first["last_day"] == "2021-09-16"
    assert {one["field"] for one in first["evidence"]} >= {"dossier_number", "certificate_number"}
    assert filled("cases", "list", "--json")[1] == ""
    for one in first["evidence"]:
        assert one["quote"]


def test_explain_decides_as_on_another_day(filled, tmp_path: Path) -> None:
    file = tmp_path / "m.eml"
    file.write_bytes(next(iter(samples())).content)
    told = json.loads(filled("explain", "--json", "--today", "2022-05-02", file)[1])
    assert (told["decision"], told["reasons"], told["proposal"]) == (
        "review",
        ["exam_valid"],
        "notice",
    )


def test_explain_tells_a_reader_the_rules_it_heard(filled, tmp_path: Path) -> None:
    file = tmp_path / "m.eml"
    file.write_bytes(next(iter(samples())).content)
    out = filled("explain", file)[1]
    assert "CAR202100310017" in out
    assert "exam_valid" in out
    assert "accepter" in out


def test_the_registry_comes_in_and_goes_out(filled, tmp_path: Path) -> None:
    assert filled("registry", "export", tmp_path / "out")[0] == 0
    for file in REGISTRY.glob("*.csv"):
        exported = (tmp_path / "out" / file.name).read_text(encoding="utf-8")
        assert sorted(exported.splitlines()) == sorted(file.read_text("utf-8").splitlines())
    code, out, _ = filled("registry", "show", "car202100310017")
    assert (code, json.loads(out)["family_name"]) == (0, "Courtemanche")
    assert filled("registry", "show", "CAR202199999999")[0] == 1


def test_check_says_each_thing_in_a_line(filled) -> None:
    code, out, _ = filled("check")
    assert code == 0
    assert [line.split(" : ")[0] for line in out.splitlines()] == [
        "configuration", "règles", "gabarits", "base de données", "IMAP infocertificat", "SMTP",
    ]  # fmt: skip


def test_check_says_of_a_database_that_it_cannot_be_written(office, capsys) -> None:
    database.prepare(office.engine)
    url = f"sqlite:///file:{database.sqlite_file(office.engine)}?mode=ro&uri=true"
    read_only = replace(office, engine=database.connect(url))
    assert not check.said("base de données", lambda: check.schema(read_only))
    assert "base de données : ÉCHEC : attempt to write a readonly" in capsys.readouterr().out
    assert check.said("base de données", lambda: check.schema(office))
    with database.reading(office.engine) as session:
        assert session.get(MailboxRow, "mailbot check") is None


def test_check_finds_a_wrong_password_and_does_not_print_it(filled, config_path: Path) -> None:
    text = config_path.read_text("utf-8").replace("demonstration", "m4uvais")
    config_path.write_text(text, encoding="utf-8")
    code, out, error = filled("check")
    assert code == 1
    assert "IMAP infocertificat : ÉCHEC" in out
    assert "m4uvais" not in out + error


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("demonstration", "m4uvais", 2, "mot de passe refusé"),
        ("[smtp]", "[smpt]", 2, "smpt"),
        ('security = "plain"', 'security = "clair"', 2, "security"),
        ("clock", "clok", 2, "clok"),
        ("[office]", "[office", 2, "TOML"),
    ],
)
def test_a_wrong_configuration_is_one_line(
    mailbot, config_path: Path, old: str, new: str, code: int, words: str
) -> None:
    config_path.write_text(config_path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    got, _, error = mailbot("run", "--once")
    assert got == code
    assert one_line(error)
    assert words in error
    assert "m4uvais" not in error


def test_a_server_that_is_away_is_one_line(mailbot, config_path: Path, world) -> None:
    text = config_path.read_text("utf-8").replace(f"port = {world.imap_port}", "port = 1")
    config_path.write_text(text, encoding="utf-8")
    code, _, error = mailbot("run", "--once")
    assert code == 1
    assert one_line(error)


@pytest.mark.parametrize("words", [(), ("courir",), ("explain",), ("registry", "manger")])
def test_wrong_usage_is_one_line_and_2(mailbot, words) -> None:
    code, _, error = mailbot(*words)
    assert code == 2
    assert one_line(error)


def test_a_second_daemon_is_refused(mailbot, config_path: Path, office) -> None:
    with database.only_daemon(office.engine):
        code, _, error = mailbot("run", "--once")
    assert code == 2
    assert "un autre mailbot" in error


def test_evaluate_names_every_difference(mailbot, tmp_path: Path) -> None:
    (tmp_path / "messages").mkdir()
    (tmp_path / "registry").symlink_to(REGISTRY)
    labels = []
    for place, sample in enumerate(list(samples())[:2]):
        file = f"messages/{place}.eml"
        (tmp_path / file).write_bytes(sample.content)
        labels.append({"file": file, "class": "request", "decision": "accept", "reasons": []})
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("\n".join(json.dumps(label) for label in labels), encoding="utf-8")
    assert mailbot("evaluate", tmp_path)[0] == 0

    labels[0]["decision"] = "review"
    manifest.write_text("\n".join(json.dumps(label) for label in labels), encoding="utf-8")
    code, out, _ = mailbot("evaluate", tmp_path)
    assert code == 1
    assert "WRONG ACCEPT" in out
    code, out, _ = mailbot("evaluate", "--json", tmp_path)
    assert json.loads(out)["wrong_accepts"] == 1


def test_the_demonstration_plays_and_leaves_nothing(mailbot, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    code, out, _ = mailbot("demo")
    assert code == 0
    assert "finalisez" in out
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_demonstration_that_is_ended_leaves_nothing_either(tmp_path: Path, sign: int) -> None:
    command = [sys.executable, "-m", "mailbot", "demo"]
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as demo:
        while not any(tmp_path.iterdir()):
            assert demo.poll() is None
            time.sleep(0.01)
        demo.send_signal(sign)
        _, said = demo.communicate(timeout=20)
    assert said == "mailbot : interrompu\n"
    assert list(tmp_path.iterdir()) == []
