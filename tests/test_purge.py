"""What was kept long enough is destroyed, on SQLite and PostgreSQL alike; what proves it stays."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlmodel import Session, SQLModel, select

from mailbot import nightly, replay, road
from mailbot.config import Office
from mailbot.core.read import read
from mailbot.edges import attestations, audit, database, destruction
from mailbot.edges.retention import Due
from mailbot.edges.tables import AuditRow, CaseRow, Fate, LetterRow, MessageRow, ReceiptRow, Status
from mailbot.explanation import court_of, explanation_of, render_court, render_person
from mailbot.values import RawMessage, Ruling
from mailbot.watch import Watch
from tests.settled import AT, CERTIFICATE, DOSSIER, Taker, later, mail, short_lived


@pytest.fixture
def office(tmp_path) -> Iterator[Office]:
    made = short_lived(tmp_path)
    yield made
    made.engine.dispose()


@pytest.fixture
def take(office) -> Taker:
    return Taker(office)


def holds(office: Office) -> bool:
    with database.reading(office.engine) as session:
        return audit.breaks(session) == []


def replayed(office: Office) -> list[object]:
    with database.reading(office.engine) as session:
        return list(replay.differences(session, office))


def get(office: Office, number: int) -> tuple[CaseRow, MessageRow]:
    with database.reading(office.engine) as session:
        case = session.get_one(CaseRow, number)
        return case, session.get_one(MessageRow, case.message_pk)


def dump(office: Office) -> str:
    """Everything that the database says, but the registry, which is the Office's own."""
    said = []
    with database.reading(office.engine) as session:
        for table in SQLModel.metadata.sorted_tables:
            if table.name not in ("certificate", "dossier", "exam"):
                said += [repr(tuple(row)) for row in session.execute(table.select())]
    return "\n".join(said)


def test_nothing_is_destroyed_a_day_too_early(office, take) -> None:
    take(mail(attached=b"%PDF secret"))
    for days in (0, 9.9):
        assert not road.due(office, later(days))
        road.purge(office, later(days))
    case, message = get(office, 1)
    assert case.purged is None
    assert b"nas.pdf" in message.content


@pytest.mark.parametrize(
    ("days", "stage"), [(10, "attachments"), (20, "message"), (30, "case"), (40, "audit")]
)
def test_each_stage_comes_on_its_day(office, take, days, stage) -> None:
    take(mail(attached=b"%PDF secret"))
    told = road.due(office, later(days))
    assert dict(told.cases) == {("request", stage): 1}
    assert dict(road.purge(office, later(days)).cases) == dict(told.cases)
    assert get(office, 1)[0].purged == stage
    assert holds(office)
    assert not road.purge(office, later(days))


def test_a_message_without_its_attachments_reads_and_replays_the_same(office, take) -> None:
    take(mail(attached=b"%PDF secret" * 1000))
    road.purge(office, later(10))
    message = get(office, 1)[1]
    assert b"nas.pdf" in message.content
    assert len(message.content) < 5000
    read_again = read(RawMessage(message.content, AT, "m", 1, 1, message.size), office.identity)
    assert read_again.readable
    assert [one.size for one in read_again.attachments] == [0]
    assert replayed(office) == [None]
    assert holds(office)


def test_a_purged_message_leaves_its_hash_and_is_not_received_anew(office, take) -> None:
    content = mail()
    take(content)
    road.purge(office, later(20))
    message = get(office, 1)[1]
    assert (message.content, len(message.sha256)) == (b"", 64)
    take(content, days=21)
    with database.reading(office.engine) as session:
        assert len(session.exec(select(CaseRow)).all()) == 1
        assert [row.uid for row in session.exec(select(ReceiptRow))] == [1, 2]
    assert get(office, 1)[0].status == Status.DONE


def test_replay_says_purged_instead_of_failing(office, take) -> None:
    take(mail())
    take(mail("Le bureau est-il ouvert demain ?", "autre@exemple.net", 2), days=15)
    with database.transaction(office.engine) as session:
        other = session.get_one(CaseRow, 2)
        other.status = Status.DONE
        session.add(other)
    road.purge(office, later(20))
    assert replayed(office) == [replay.Gone(), None]


def test_of_an_anonymised_case_the_person_is_gone_and_the_proof_stays(office, take) -> None:
    take(mail("Bonjour, transférez svp mon résultat.", attached=b"%PDF"))
    road.purge(office, later(40))
    left = dump(office)
    for secret in ("Courtemanche", "courtemanche", "exemple.ca", "svp", CERTIFICATE):
        assert secret not in left
    with database.reading(office.engine) as session:
        case = session.get_one(CaseRow, 1)
        assert (case.decision, case.reasons) == ("ask", ["dossier_given", "certificate_given"])
        court = court_of(session, 1, office)
        person = explanation_of(session, 1, office)
        [letter] = session.exec(select(LetterRow)).all()
        purges = [audit.told(row) for row in session.exec(select(AuditRow))
                  if row.event == audit.PURGED]  # fmt: skip
    assert letter.message_id.startswith("<mailbot.")
    assert (letter.content, letter.recipient) == (b"", "")
    assert [len(one["letters"][letter.message_id]) for one in purges if "letters" in one] == [64]
    assert court.told["outcome"] == "ask"
    assert court.told["message_sha256"] == get(office, 1)[1].sha256
    assert court.rules
    assert person.purged
    assert person.named == ("dossier_given", "certificate_given")
    assert "ont été détruits" in render_person(person, office, "txt")
    assert "dossier_given" in render_court(court, office, "html")
    assert holds(office)
    assert replayed(office) == [replay.Gone()]


def test_what_is_destroyed_is_no_longer_in_the_file(office, take) -> None:
    take(mail("Bonjour, transférez svp mon résultat. Zanzibarquoi.", "zq@zanzibarquoi.ca"))
    road.purge(office, later(40))
    office.engine.dispose()
    path = database.sqlite_file(office.engine)
    for suffix in ("", "-wal"):
        try:
            with open(f"{path}{suffix}", "rb") as file:
                assert b"anzibarquoi" not in file.read()
        except FileNotFoundError:
            assert suffix


@pytest.mark.parametrize("status", [Status.HELD, Status.WAITING, Status.FAILED])
def test_what_a_person_still_has_to_see_is_never_purged(office, take, status) -> None:
    take(mail())
    with database.transaction(office.engine) as session:
        case = session.get_one(CaseRow, 1)
        case.status = status
        session.add(case)
    done = road.purge(office, later(4000))
    assert not done
    assert "n'est pas terminée" in done.waiting[0].waits
    assert get(office, 1)[1].content


@pytest.mark.parametrize("fate", [Fate.WAITING, Fate.SENDING, Fate.HELD, Fate.UNKNOWN])
def test_a_case_with_an_unsettled_letter_is_never_purged(office, take, fate) -> None:
    take(mail())
    with database.transaction(office.engine) as session:
        [letter] = session.exec(select(LetterRow)).all()
        letter.fate = fate
        session.add(letter)
    done = road.purge(office, later(4000))
    assert not done
    assert "une lettre" in done.waiting[0].waits


def test_a_conversation_goes_as_one_and_with_its_last_message(office, take) -> None:
    take(mail("Bonjour, transférez svp mon résultat."))
    take(mail(f"Voici : {DOSSIER} et {CERTIFICATE}", number=2), days=8)
    assert get(office, 2)[0].conversation == 1
    road.purge(office, later(27))
    assert [get(office, n)[0].purged for n in (1, 2)] == ["attachments", "attachments"]
    assert replayed(office) == [None, None]
    road.purge(office, later(28))
    assert [get(office, n)[0].purged for n in (1, 2)] == ["message", "message"]


def test_a_conversation_with_an_open_case_waits_whole(office, take) -> None:
    take(mail("Bonjour, transférez svp mon résultat."))
    take(mail("Je vous ai écrit. Quel est le prix de l'examen ?", number=2), days=1)
    assert (get(office, 2)[0].status, get(office, 2)[0].conversation) == (Status.HELD, 1)
    assert not road.purge(office, later(100))
    assert get(office, 1)[1].content


def test_an_agent_s_act_lets_the_time_run_anew(office, take) -> None:
    take(mail(sender="x@exemple.ca"))
    road.rule(1, Ruling("agent7", "rien à faire", closed=True), office, later(15))
    road.settle(1, office, later(15))
    road.purge(office, later(24))
    assert get(office, 1)[0].purged is None
    road.purge(office, later(35))
    assert get(office, 1)[0].purged == "message"


def test_a_purged_conversation_is_not_taken_up_again(office, take) -> None:
    take(mail("Bonjour, transférez svp mon résultat."))
    with database.reading(office.engine) as session:
        [letter] = session.exec(select(LetterRow)).all()
    road.purge(office, later(25))
    take(mail(f"Voici : {DOSSIER}", number=2, answers=letter.message_id), days=26)
    assert get(office, 2)[0].conversation is None


def test_machines_go_sooner_than_persons(office, take) -> None:
    take(mail())
    absent = mail("Absent.", "m@exemple.net", 2)
    take(absent.replace(b"\r\nTo:", b"\r\nAuto-Submitted: auto-replied\r\nTo:"))
    assert get(office, 2)[0].label == "automatic"
    assert dict(road.purge(office, later(4)).cases) == {("automatic", "audit"): 1}
    assert get(office, 1)[0].purged is None


def test_a_purge_that_is_killed_goes_on_from_there(office, take, monkeypatch) -> None:
    for number in range(1, 4):
        take(mail("Transférez svp mon résultat.", f"p{number}@exemple.ca", number))
    once = destruction.destroy

    def killed(session: Session, what: Due, *rest: object) -> int:
        if what.root == 2:
            raise KeyboardInterrupt
        return once(session, what, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(destruction, "destroy", killed)
    with pytest.raises(KeyboardInterrupt):
        road.purge(office, later(40))
    assert [get(office, n)[0].purged for n in (1, 2, 3)] == ["audit", None, None]
    assert holds(office)
    monkeypatch.undo()
    road.purge(office, later(40))
    assert [get(office, n)[0].purged for n in (1, 2, 3)] == ["audit"] * 3
    assert holds(office)


def test_a_conversation_that_cannot_be_purged_delays_no_other(office, take, monkeypatch) -> None:
    for number in (1, 2):
        take(mail("Transférez svp mon résultat.", f"p{number}@exemple.ca", number))
    once = destruction.destroy

    def broken(session: Session, what: Due, *rest: object) -> int:
        if what.root == 1:
            raise ValueError("illisible")
        return once(session, what, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(destruction, "destroy", broken)
    found = road.purge(office, later(40))
    assert [get(office, n)[0].purged for n in (1, 2)] == [None, "audit"]
    assert "échec de la destruction (ValueError)" in found.waiting[0].waits


def test_a_bounce_about_a_purged_case_reopens_nothing(office, take) -> None:
    take(mail("Transférez svp mon résultat."))
    with database.reading(office.engine) as session:
        [letter] = session.exec(select(LetterRow)).all()
    road.purge(office, later(40))
    report = (
        "From: MAILER-DAEMON@mx.opc.gouv.qc.ca\r\nTo: infocertificat@opc.gouv.qc.ca\r\n"
        "Return-Path: <>\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\n\r\nNon remis.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        "Reporting-MTA: dns; x\r\n\r\nFinal-Recipient: rfc822; anais.courtemanche@exemple.ca\r\n"
        "Action: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n"
        f"Message-ID: {letter.message_id}\r\n\r\nx\r\n--b--\r\n"
    )
    take(report.encode(), days=41)
    assert get(office, 2)[0].label == "bounce"
    assert get(office, 1)[0].status == Status.DONE


def test_entries_of_the_access_logs_go_at_their_age(office, take, monkeypatch) -> None:
    """The console's tables; here another one that has an instant stands for them."""
    monkeypatch.setattr(destruction, "LOGS", ("ruling",))
    take(mail(sender="x@exemple.ca"))
    for days in (1, 5):
        road.rule(1, Ruling("agent7", "?", closed=True), office, later(days))
        road.settle(1, office, later(days))
        with database.transaction(office.engine) as session:
            case = session.get_one(CaseRow, 1)
            case.status = Status.HELD
            session.add(case)
    assert road.due(office, later(733)).accesses == 1
    assert road.purge(office, later(733)).accesses == 1
    assert holds(office)
    assert road.due(office, later(733)).accesses == 0


def test_why_english_was_allowed_goes_with_the_case(office, take) -> None:
    take(mail())
    with database.transaction(office.engine) as session:
        attestations.add(session, session.get_one(CaseRow, 1), "agente", "22.3", later(1))
    road.purge(office, later(733))
    with database.reading(office.engine) as session:
        [left] = session.exec(select(attestations.AttestationRow)).all()
    assert (left.conversation, left.by, left.ground) == (1, "agente", "")


def test_every_table_about_a_case_is_purged_or_says_why_not() -> None:
    """A new table that names a case must be named in edges/destruction.py."""
    for table in SQLModel.metadata.sorted_tables:
        if {key.column.table.name for key in table.foreign_keys} & {"cases"}:
            assert table.name in {*destruction.STAYS, *destruction.APART}, table.name


def test_the_night_tells_what_it_destroyed_and_what_waits(office, take, caplog) -> None:
    caplog.set_level("INFO")
    take(mail("Transférez svp mon résultat."))
    take(mail("Quel est le prix ?", "p@exemple.net", 2))
    nightly.purge(office, Watch(clock=lambda: later(45)))
    assert "purge : request audit 1" in caplog.text
    assert "1 conversation(s)" in caplog.text
    assert str(nightly.when(office, minute=45).timezone) == "America/Toronto"


def test_audit_verify_holds_against_who_pretends_a_purge(office, take) -> None:
    take(mail())
    with office.engine.begin() as connection:
        connection.execute(text("UPDATE audit SET personal = NULL WHERE id = 1"))
        connection.execute(text("UPDATE cases SET purged = 'audit'"))
    assert not holds(office)
