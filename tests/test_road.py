"""The whole journey over real IMAP, SMTP and SQLite, with the real rules and letters."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from sqlmodel import Session, col, select

from mailbot import replay, road, turn
from mailbot.edges import audit, tables
from mailbot.edges.inbox import Inbox
from mailbot.edges.outbox import Outbox
from mailbot.edges.registry import DossierRow, ExamRow, TransferRow
from mailbot.edges.tables import CaseRow, Fate, LetterRow, MessageRow, ReceiptRow, Status
from mailbot.post import Post
from mailbot.road import settlement
from mailbot.values import Draft, Ruling
from tests.requests import AT, BODY, CERTIFICATE, DOSSIER, HOLDER, mail

NESTED = b"Content-Type: multipart/mixed; boundary=a\r\n\r\n"


@pytest.fixture
def run(office, world) -> Callable[..., list[EmailMessage]]:
    """Deliver the messages, take one turn, and give what was sent so far."""

    def turn_of(*messages: bytes, at: datetime = AT) -> list[EmailMessage]:
        for place, content in enumerate(messages):
            world.deliver(content, at + timedelta(minutes=place))
        turn.once(office, turn.Watch(clock=lambda: at))
        return [message_from_bytes(sent.content, policy=policy.default) for sent in world.sent]

    return turn_of


def rows(office, table, **wanted):
    with Session(office.engine) as session:
        found = select(table)
        for name, value in wanted.items():
            found = found.where(col(getattr(table, name)) == value)
        return session.exec(found.order_by(col(table.id))).all()


def transfers(office) -> list[tuple[str, str]]:
    return [(row.certificate_number, row.dossier_number) for row in rows(office, TransferRow)]


def case(office, number: int = 1) -> CaseRow:
    with Session(office.engine) as session:
        return session.get_one(CaseRow, number)


def in_folder(office, folder: str) -> int:
    [(name, section)] = office.settings.mailbox.items()
    with Inbox(name, section) as inbox:
        if not inbox.client.folder_exists(folder):
            return 0
        return inbox.client.folder_status(folder, ["MESSAGES"])[b"MESSAGES"]


def test_a_valid_request_moves_the_result_answers_and_files(office, registry, run) -> None:
    registry()
    [letter] = run(mail())

    assert transfers(office) == [(CERTIFICATE, DOSSIER)]
    [exam] = rows(office, ExamRow)
    assert exam.dossier_number == DOSSIER
    with Session(office.engine) as session:
        assert session.get_one(DossierRow, DOSSIER).status == "awaiting_finalisation"
    assert letter["To"] == HOLDER
    assert letter["In-Reply-To"] == "<m1@exemple.ca>"
    assert letter["Auto-Submitted"] == "auto-replied"
    assert (case(office).status, case(office).decision) == ("done", "accept")
    assert in_folder(office, "INBOX") == 0
    assert in_folder(office, "Mailbot/Traités") == 1


def test_a_second_turn_does_nothing(office, registry, run) -> None:
    registry()
    assert len(run(mail())) == 1
    assert len(run()) == 1
    assert len(transfers(office)) == 1


def test_the_same_bytes_delivered_twice_are_one_case(office, registry, run) -> None:
    registry()
    assert len(run(mail(), mail())) == 1
    assert len(rows(office, CaseRow)) == 1
    assert len(rows(office, ReceiptRow)) == 2
    assert in_folder(office, "Mailbot/Traités") == 2


def test_the_same_message_id_over_other_bytes_is_another_message(office, registry, run) -> None:
    registry()
    run(mail(), mail(BODY + "\nAutre chose.\n"))
    assert [row.decision for row in rows(office, CaseRow)] == ["accept", "repeat"]
    assert case(office, 2).details["same_message_id_as"] == 1
    assert len(transfers(office)) == 1


def test_what_is_missing_is_asked_for_and_its_answer_completes_the_request(
    office, registry, run
) -> None:
    registry()
    [asked] = run(mail(f"Transférez mon résultat d'examen svp, ancien certificat {CERTIFICATE}."))
    assert case(office).decision == "ask"
    assert transfers(office) == []
    answer = mail(f"Voici : {DOSSIER}", number=2, headers={"In-Reply-To": str(asked["Message-ID"])})
    letters = run(answer, at=AT + timedelta(days=2))
    assert transfers(office) == [(CERTIFICATE, DOSSIER)]
    assert len(letters) == 2
    assert case(office, 2).conversation == 1


def test_words_of_a_stranger_complete_nobodys_request(office, registry, run) -> None:
    """References are anybody's to write; only the same authenticated sender continues a request."""
    registry()
    run(mail(f"Transférez mon résultat d'examen svp, ancien certificat {CERTIFICATE}."))
    for number, forged in ((2, {"sender": "autre@exemple.net"}), (3, {"passed": False})):
        run(
            mail(
                f"Voici : {DOSSIER}",
                number=number,
                headers={"References": "<m1@exemple.ca>"},
                **forged,
            )
        )
    assert transfers(office) == []


def test_after_two_questions_a_person_takes_over(office, registry, run) -> None:
    registry()
    wish = "Transférez mon résultat d'examen svp."
    for number in range(1, 4):
        letters = run(mail(wish, number=number), at=AT + timedelta(days=number))
    assert [row.decision for row in rows(office, CaseRow)] == ["ask", "ask", "review"]
    assert len(letters) == 2


def test_the_same_request_again_is_answered_again_and_done_once(office, registry, run) -> None:
    registry()
    letters = run(mail(), mail(number=2))
    assert len(letters) == 2
    assert len(transfers(office)) == 1
    assert case(office, 2).decision == "repeat"


def test_thanks_for_what_was_done_trouble_nobody(office, registry, run) -> None:
    registry()
    run(mail(), mail("Merci beaucoup pour votre aide!\n", number=2))
    assert (case(office, 2).status, case(office, 2).decision) == ("done", "review")
    assert in_folder(office, "Mailbot/À examiner") == 0


@pytest.mark.parametrize(
    "body",
    ["Merci beaucoup! Combien coûte le certificat?\n", "Merci, mais il y a une erreur.\n"],
)
def test_thanks_that_say_more_are_for_a_person(office, registry, run, body: str) -> None:
    registry()
    run(mail(), mail(body, number=2))
    assert case(office, 2).status == "held"


def test_thanks_of_somebody_we_never_answered_are_for_a_person(office, registry, run) -> None:
    registry()
    run(mail("Merci beaucoup!\n"))
    assert case(office).status == "held"


def test_an_unfavourable_case_is_held_and_nothing_is_sent(office, registry, run) -> None:
    registry(passed_on=date(2018, 11, 20))
    assert run(mail()) == []
    held = case(office)
    assert (held.status, held.decision, held.proposal) == ("held", "review", "notice")
    assert held.reasons == ["exam_valid"]
    assert in_folder(office, "Mailbot/À examiner") == 1


def test_a_machine_is_filed_and_never_answered(office, registry, run) -> None:
    registry()
    assert run(mail(headers={"Auto-Submitted": "auto-replied"})) == []
    assert (case(office).status, case(office).decision) == ("done", "ignore")
    assert in_folder(office, "Mailbot/Ignorés") == 1


def test_a_forged_sender_is_held(office, registry, run) -> None:
    registry()
    assert run(mail(passed=False)) == []
    assert case(office).reasons == ["sender_authenticated"]


@pytest.fixture
def rule(office) -> Callable[..., CaseRow]:
    def ruled(**words) -> CaseRow:
        road.rule(1, Ruling(by="agente", **words), office, AT)
        road.settle(1, office, AT)
        return case(office)

    return ruled


def test_a_ruling_sends_the_case_down_the_same_road(office, registry, run, rule) -> None:
    registry(email="autre@exemple.ca")
    run(mail())
    assert case(office).reasons == ["sender_holder"]
    settled = rule(waived=frozenset({"sender_holder"}), reason="adresse confirmée")
    assert (settled.status, settled.decision) == ("done", "accept")
    assert transfers(office) == [(CERTIFICATE, DOSSIER)]
    assert len(run()) == 1
    with pytest.raises(road.NotHeld):
        road.rule(1, Ruling(by="autre"), office, AT)


def test_no_ruling_waives_what_may_not_be_waived(office, registry, run, rule) -> None:
    registry(passed_on=date(2018, 11, 20))
    run(mail())
    with pytest.raises(road.NotAllowed, match="exam_valid"):
        rule(reason="vu", waived=frozenset({"exam_valid"}))
    assert (case(office).status, case(office).reasons) == ("held", ["exam_valid"])
    assert transfers(office) == []


def test_an_agent_corrects_what_was_read(office, registry, run, rule) -> None:
    registry()
    run(mail(BODY.replace(DOSSIER, "CAR202100418823 (ou CAR202100418832)")))
    assert case(office).reasons == ["request_one_person"]
    assert rule(corrections={"dossier_number": DOSSIER}).decision == "accept"


def test_an_agent_closes_a_case_without_a_letter(office, registry, run, rule) -> None:
    registry(passed_on=date(2018, 11, 20))
    run(mail())
    closed = rule(closed=True, reason="réglé au téléphone")
    assert closed.status == "done"
    assert run() == []


def test_a_bounce_of_our_letter_puts_its_case_before_a_person(office, registry, run) -> None:
    registry()
    [letter] = run(mail())
    report = (
        "Return-Path: <>\r\nFrom: MAILER-DAEMON@exemple.ca\r\nSubject: Undelivered Mail\r\n"
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report;"
        ' report-type=delivery-status; boundary="b"\r\n\r\n--b\r\n\r\nunknown user\r\n--b\r\n'
        "Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\n"
        f"Final-Recipient: rfc822; {HOLDER}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\n"
        "Content-Type: text/rfc822-headers\r\n\r\n"
        f"Message-ID: {letter['Message-ID']}\r\n\r\n--b--\r\n"
    )
    run(report.encode())
    assert case(office, 2).label == "bounce"
    assert case(office).status == "held"
    assert case(office).details["bounced"] is True


def test_a_case_that_makes_the_code_fail_delays_no_other(
    office, registry, run, monkeypatch
) -> None:
    registry()
    journey = settlement.travel

    def fail_on_the_first(session, one, *rest):
        if one.id == 1:
            raise ZeroDivisionError("panne")
        return journey(session, one, *rest)

    monkeypatch.setattr(settlement, "travel", fail_on_the_first)
    assert len(run(mail(subject="poison"), mail(number=2))) == 1
    for attempt in range(1, road.ATTEMPTS + 1):
        poisoned = case(office)
        assert poisoned.attempts == attempt
        run(at=AT + timedelta(days=attempt))
    assert poisoned.status == Status.FAILED
    assert "ZeroDivisionError: panne" in poisoned.error
    assert in_folder(office, "Mailbot/À examiner") == 1


@pytest.mark.parametrize("word", ["\x00", "\udcff"])
def test_an_error_that_no_database_can_keep_delays_no_other_either(
    office, registry, run, monkeypatch, caplog, word
) -> None:
    """It may quote the message. PostgreSQL takes no NUL; nobody takes half a surrogate pair (nor
    does xdist, of a captured log)."""
    caplog.set_level(logging.CRITICAL, "mailbot")
    registry()
    journey = settlement.travel

    def fail_on_the_first(session, one, *rest):
        if one.id == 1:
            raise ValueError(f"odd {word} header")
        return journey(session, one, *rest)

    monkeypatch.setattr(settlement, "travel", fail_on_the_first)
    assert len(run(mail(subject="poison"), mail(number=2))) == 1
    assert (case(office).error, case(office).attempts) == ("ValueError: odd \ufffd header", 1)


def test_a_failure_in_the_middle_leaves_neither_transfer_nor_letter(
    office, registry, run, monkeypatch
) -> None:
    registry()
    monkeypatch.setattr(audit, "record", lambda *_: 1 / 0)
    assert run(mail()) == []
    assert transfers(office) == []
    assert rows(office, LetterRow) == []
    assert rows(office, ExamRow)[0].dossier_number is None
    assert (case(office).status, case(office).attempts) == (Status.WAITING, 1)


def test_a_server_that_asks_to_wait_gets_the_same_letter_later(
    office, registry, run, world
) -> None:
    registry()
    world.answer = lambda letter: "451 4.7.1 plus tard"
    assert run(mail()) == []
    world.answer = lambda letter: "250 OK"
    assert run() == []  # not due yet
    [first] = rows(office, LetterRow)
    [letter] = run(at=AT + timedelta(minutes=5))
    assert letter["Message-ID"] == first.message_id


def test_a_message_stays_in_the_inbox_until_its_letter_has_met_its_fate(
    office, registry, run, world
) -> None:
    registry()
    world.answer = lambda letter: "451 4.7.1 plus tard"
    run(mail())
    assert in_folder(office, "INBOX") == 1
    world.answer = lambda letter: "550 5.1.1 inconnu"
    run(at=AT + timedelta(minutes=5))
    assert in_folder(office, "Mailbot/À examiner") == 1


def test_a_message_that_somebody_moved_meanwhile_is_noted(office, registry, run, world) -> None:
    registry()
    [(name, section)] = office.settings.mailbox.items()
    watch = turn.Watch(clock=lambda: AT)
    world.deliver(mail(), AT)
    with Inbox(name, section) as inbox:
        turn.poll(inbox, office, watch)
        inbox.move(inbox.new(0, set()), "Ailleurs")
    assert len(run()) == 1
    assert rows(office, ReceiptRow)[0].filed_to == ""
    assert in_folder(office, "Mailbot/Traités") == 0


def test_a_refused_letter_puts_its_case_before_a_person(office, registry, run, world) -> None:
    registry()
    world.answer = lambda letter: "550 5.1.1 inconnu"
    run(mail())
    [letter] = rows(office, LetterRow)
    assert (letter.fate, letter.error) == (Fate.REFUSED, "550 5.1.1 inconnu")
    assert case(office).status == Status.HELD
    assert len(transfers(office)) == 1


def test_a_letter_of_unknown_fate_is_shown_to_a_person_and_not_resent(
    office, registry, run, world
) -> None:
    registry()
    world.answer = lambda letter: None
    run(mail())
    world.answer = lambda letter: "250 OK"
    run(at=AT + timedelta(days=1))
    assert len(world.sent) == 1
    assert rows(office, LetterRow)[0].fate == Fate.UNKNOWN
    assert case(office).status == Status.HELD


def test_a_letter_whose_sender_was_killed_is_of_unknown_fate(office, registry, run, world) -> None:
    registry()

    class Killed(BaseException):
        pass

    def die(letter):
        raise Killed

    with Session(office.engine) as session, session.begin():
        session.add(MessageRow(id=9, sha256="x", size=1, content=b"x"))
        session.flush()
        session.add(CaseRow(id=9, message_pk=9, mailbox="b", received_at=AT, status="done"))
        session.flush()
        session.add(
            LetterRow(
                case_id=9, step=1, template="t", recipient=HOLDER, message_id="<x@y>",
                content=b"", fate=Fate.SENDING, attempts=1, attempted_at=AT - timedelta(hours=1),
            )
        )  # fmt: skip
    run()
    assert rows(office, LetterRow)[0].fate == Fate.UNKNOWN
    assert case(office, 9).status == Status.HELD
    assert world.sent == []


def test_when_smtp_is_away_letters_wait_and_cost_no_attempt(office, registry, run, world) -> None:
    registry()
    outbox = Outbox(office.settings.smtp.model_copy(update={"port": 1}))
    world.deliver(mail(), AT)
    [(name, section)] = office.settings.mailbox.items()
    watch = turn.Watch(clock=lambda: AT)
    with Inbox(name, section) as inbox:
        turn.poll(inbox, office, watch)
    turn.settle_all(office, watch)
    Post(office, outbox).dispatch(watch)
    [letter] = rows(office, LetterRow)
    assert (letter.fate, letter.attempts) == (Fate.WAITING, 0)
    assert len(run()) == 1


def test_our_own_letter_sent_back_under_another_name_is_ignored(
    office, registry, run, world
) -> None:
    registry()
    [letter] = run(mail())
    del letter["Auto-Submitted"], letter["X-Auto-Response-Suppress"]
    letter.replace_header("From", "Redirection <renvoi@exemple.ca>")
    assert len(run(letter.as_bytes(policy=policy.SMTP))) == 1
    looped = case(office, 2)
    assert (looped.label, looped.decision, looped.status) == ("automatic", "ignore", Status.DONE)


def test_a_message_from_the_end_of_the_calendar_is_decided_as_received_now(
    office, registry, run, world
) -> None:
    registry()
    world.deliver(mail(), datetime(9999, 12, 31, 23, 59, 59, tzinfo=timezone(timedelta(hours=-5))))
    assert len(run(mail(number=2))) == 2
    first, second = rows(office, CaseRow)
    assert (first.received_at, first.details.get(tables.UNDATED)) == (AT, True)
    assert tables.UNDATED not in second.details


def test_another_uidvalidity_rereads_everything_and_repeats_nothing(office, registry, run) -> None:
    registry()
    run(mail())
    with Session(office.engine) as session, session.begin():
        for receipt in session.exec(select(ReceiptRow)):
            receipt.uidvalidity += 1
    run(mail())
    assert len(rows(office, CaseRow)) == 1
    assert len(transfers(office)) == 1


def test_another_uidvalidity_of_an_empty_inbox_is_told_once(office, registry, run, caplog) -> None:
    registry()
    run(mail())
    with Session(office.engine) as session, session.begin():
        session.exec(select(tables.MailboxRow)).one().uidvalidity += 1
    run()
    run()
    assert caplog.text.count("UIDVALIDITY a changé") == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"Subject: rien\r\n\r\n",
        b"From: \r\nSubject: \r\n\r\ntransfert\r\n",
        NESTED + (b"--a\r\n" + NESTED) * 3000,
        b"Content-Type: text/plain; charset=us-asc\0ii\r\n\r\nx",
    ],
    ids=["empty", "binary", "no-from", "empty-from", "deep", "nul-charset"],
)  # fmt: skip
def test_what_cannot_be_read_is_held_and_the_next_message_proceeds(
    office, registry, run, world, content: bytes
) -> None:
    registry()
    if content:
        world.deliver(content, AT - timedelta(hours=1))
    letters = run(mail())
    assert len(letters) == 1
    if content:
        [held] = rows(office, CaseRow, status="held")
        with Session(office.engine) as session:
            assert session.get_one(MessageRow, held.message_pk).content == content


def heavy(megabytes: int) -> bytes:
    """A good request with so much attached."""
    message = message_from_bytes(mail(number=9), policy=policy.SMTP)
    attached = b"x" * (megabytes * 1_000_000)
    message.add_attachment(attached, maintype="application", subtype="pdf", filename="a.pdf")
    return message.as_bytes()


@pytest.mark.parametrize("megabytes", [11, 30, 45])
def test_a_good_request_of_which_only_a_part_is_read_is_for_a_person(
    office, registry, run, world, megabytes
) -> None:
    registry()
    content = heavy(megabytes)
    world.deliver(content, AT - timedelta(hours=1))
    assert len(run(mail())) == 1
    large, small = rows(office, CaseRow)
    assert (large.status, large.decision, small.decision) == ("held", "review", "accept")
    assert large.details["unreadable"]
    with Session(office.engine) as session:
        kept = session.get_one(MessageRow, large.message_pk)
        assert kept.size == len(content)
        assert content.startswith(kept.content)
        assert not any(replay.differences(session, office))


def test_an_agent_who_looked_at_it_may_let_it_pass(office, registry, run, world, rule) -> None:
    registry(email="autre@exemple.ca")
    world.deliver(heavy(11), AT)
    assert run() == []
    assert rule(waived=frozenset({"sender_holder"}), reason="vu").decision == "accept"
    assert len(run()) == 1


def test_the_audit_holds_after_all_that(office, registry, run, rule) -> None:
    registry(email="autre@exemple.ca")
    run(mail(), mail(number=2, headers={"Auto-Submitted": "auto-replied"}))
    rule(waived=frozenset({"sender_holder"}), reason="vu")
    run()
    with Session(office.engine) as session:
        assert audit.breaks(session) == []
        events = [row.event for row in session.exec(select(audit.AuditRow))]
    assert events == ["decided", "decided", "ruled", "decided", "letter sent"]


def test_an_agents_letter_leaves_with_the_first_turn_after_its_minute(
    office, registry, run
) -> None:
    registry(email="autre@exemple.ca")
    run(mail())
    road.send(1, "agente", Draft("libre", "Re: Transfert", "C'est noté."), office, AT)
    assert run() == []
    [letter] = run(at=AT + timedelta(minutes=1))
    assert letter["In-Reply-To"] == "<m1@exemple.ca>"
    assert case(office).status == Status.DONE


def test_a_turn_brings_back_the_notice_that_nobody_answered(office, registry, run) -> None:
    registry(passed_on=date(2018, 11, 20))
    run(mail())
    road.send(1, "agente", road.draft(1, "preavis", office, AT), office, AT)
    assert len(run(at=AT + timedelta(days=1))) == 1
    assert case(office).status == Status.DONE
    assert len(run(at=AT + timedelta(days=15))) == 1
    assert (case(office).status, case(office).details["notice"]) == (Status.HELD, "expired")
