"""An agent attests; the letters of the conversation that follow bear English below the French."""

import email
from dataclasses import replace
from datetime import UTC, datetime
from email import policy
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

from mailbot import __main__, config, road
from mailbot.config import Office
from mailbot.edges import audit, database
from mailbot.edges.tables import AuditRow, CaseRow, LetterRow
from mailbot.values import RawMessage, Ruling
from tests.configured import write_config

SINCE = datetime(2023, 6, 1, 15, tzinfo=UTC)
BEFORE = datetime(2023, 5, 31, 15, tzinfo=UTC)
WISH = "Hello, I would like to have my exam result transferred to my new file. Thank you.\r\n"
VOEU = "Bonjour, je voudrais faire transférer le résultat de mon examen. Merci.\r\n"


def office_on(url: str, folder: Path) -> Office:
    loaded = config.load(write_config(folder, url=url, imap=1, smtp=1))
    database.migrate(loaded.engine)
    return loaded


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return office_on(f"sqlite:///{tmp_path}/mailbot.db", tmp_path)


def raw(number: int, body: str, at: datetime, sender: str = "e@exemple.org") -> RawMessage:
    stamp = at.strftime("%a, %d %b %Y %H:%M:%S +0000")
    content = (
        f"Received: from mail.exemple.org by mx.opc.gouv.qc.ca; {stamp}\r\n"
        "Authentication-Results: mx.opc.gouv.qc.ca; dmarc=pass header.from=exemple.org\r\n"
        f"From: Eileen Walsh <{sender}>\r\nTo: infocertificat@opc.gouv.qc.ca\r\n"
        f"Subject: Exam\r\nMessage-ID: <{number}@exemple.org>\r\n"
        f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}"
    ).encode()
    return RawMessage(content, at, "infocertificat", 1, number, len(content))


def settled(office: Office, number: int, body: str, at: datetime, **more: str) -> int:
    """Receives and settles one message; its case is the newest."""
    road.receive([raw(number, body, at, **more)], "infocertificat", 1, number, office)
    with Session(office.engine) as session:
        case_id = session.exec(select(CaseRow.id).order_by(col(CaseRow.id).desc())).first()
    assert case_id
    road.settle(case_id, office, at)
    return case_id


def tongues(office: Office, case_id: int) -> list[str]:
    """The Content-Language of each letter of a case."""
    with Session(office.engine) as session:
        letters = session.exec(select(LetterRow).where(col(LetterRow.case_id) == case_id)).all()
    read = (email.message_from_bytes(x.content, policy=policy.default) for x in letters)
    return [str(message["Content-Language"]) for message in read]


def test_before_the_change_who_wrote_in_english_is_answered_in_both(office: Office) -> None:
    assert tongues(office, settled(office, 1, WISH, BEFORE)) == ["fr, en"]
    assert tongues(office, settled(office, 2, VOEU, BEFORE, sender="f@exemple.org")) == ["fr"]


def test_since_then_only_an_attestation_brings_the_english(office: Office) -> None:
    first = settled(office, 1, WISH, SINCE)
    assert tongues(office, first) == ["fr"]
    road.attest(first, "agnes", "22.3", office, SINCE)
    assert tongues(office, settled(office, 2, VOEU, SINCE)) == ["fr, en"]
    assert tongues(office, first) == ["fr"], "a letter already written stays as it is"
    assert tongues(office, settled(office, 3, WISH, SINCE, sender="x@exemple.org")) == ["fr"]


def test_an_attestation_on_a_later_message_counts_for_the_whole_conversation(
    office: Office,
) -> None:
    settled(office, 1, WISH, SINCE)
    road.attest(settled(office, 2, f"Again: {WISH}", SINCE), "agnes", "22.2", office, SINCE)
    with Session(office.engine) as session:
        assert [c.conversation for c in session.exec(select(CaseRow))] == [None, 1]
    assert road.settle(1, office, SINCE) is None
    third = settled(office, 3, f"Once more: {WISH}", SINCE)
    with Session(office.engine) as session:
        assert session.get_one(CaseRow, third).decision == "review"  # asked twice already


def test_what_an_agent_sends_as_it_was_drafted_bears_it_too_and_their_own_words_do_not(
    office: Office,
) -> None:
    for number in (1, 2):
        settled(office, number, WISH, SINCE)
    held = settled(office, 3, f"Once more: {WISH}", SINCE)
    road.attest(held, "agnes", "22.3", office, SINCE)
    draft = road.draft(held, "renseignements", office, SINCE)
    letter = road.send(held, "agnes", draft, office, SINCE)
    assert tongues(office, held) == ["fr, en"]
    with Session(office.engine) as session:
        whole = email.message_from_bytes(
            session.get_one(LetterRow, letter).content, policy=policy.default
        )
    text = whole.get_body(("plain",)).get_content()
    assert "Une personne de l’Office vous envoie ce courriel." in text
    assert "A person at the Office is sending you this email." in text
    road.call_back(letter, "agnes", office, SINCE)
    own = replace(draft, text=f"{draft.text}\n\nÀ bientôt.")
    road.send(held, "agnes", own, office, SINCE)
    assert tongues(office, held) == ["fr, en", "fr"]


def test_it_is_audited_with_who_when_and_why(office: Office) -> None:
    case_id = settled(office, 1, WISH, SINCE)
    road.attest(case_id, "agnes", "22.3", office, SINCE)
    with Session(office.engine) as session:
        row = session.exec(select(AuditRow).where(col(AuditRow.event) == "attested")).one()
        assert (row.actor, row.case_id, row.at) == ("agnes", case_id, SINCE)
        assert audit.told(row) == {"ground": "22.3"}
        assert "22.3" not in row.data, (
            "why English is allowed speaks of the person: it can be purged"
        )
        assert list(audit.breaks(session)) == []


@pytest.mark.parametrize(
    ("case_id", "ground", "at", "words"),
    [
        (7, "22.3", SINCE, "affaire 7 : inconnue"),
        (1, "22.4", SINCE, r"« 22\.4 » n'est pas un motif .* 1er juin 2023.* : 22\.2, 22\.3"),
        (1, "22.3", BEFORE, r"31 mai 2023, jour de la demande ; motifs possibles : aucun"),
    ],
)
def test_what_the_law_of_that_day_does_not_know_is_refused_and_nothing_is_noted(
    office: Office, case_id: int, ground: str, at: datetime, words: str
) -> None:
    settled(office, 1, WISH, at)
    with pytest.raises(road.NotAttestable, match=words):
        road.attest(case_id, "agnes", ground, office, at)
    with Session(office.engine) as session:
        assert not session.exec(select(AuditRow).where(col(AuditRow.event) == "attested")).all()


def test_the_day_of_the_request_is_that_of_toronto(office: Office) -> None:
    """Received on 2023-06-01 at 03:59 UTC: the evening of 31 May in Québec."""
    late = datetime(2023, 6, 1, 3, 59, tzinfo=UTC)
    assert tongues(office, settled(office, 1, WISH, late)) == ["fr, en"]
    early = datetime(2023, 6, 1, 4, 1, tzinfo=UTC)
    assert tongues(office, settled(office, 2, WISH, early, sender="g@exemple.org")) == ["fr"]


def test_from_the_terminal(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case_id = settled(office, 1, WISH, SINCE)
    command = ["--config", str(tmp_path / "config.toml"), "cases", "attest"]
    assert __main__.main([*command, str(case_id), "--ground", "22.3"]) == 0
    assert "22.3 attesté" in capsys.readouterr().out
    assert __main__.main([*command, str(case_id), "--ground", "x"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "« x » n'est pas un motif" in said


def test_a_ruling_after_the_attestation_is_answered_in_both(office: Office) -> None:
    """A held case that an agent sends down the road again gets the letter that is now allowed."""
    case_id = settled(office, 1, f"{WISH} CAR202100418823 CAR2019003417", SINCE)
    with Session(office.engine) as session:
        assert session.get_one(CaseRow, case_id).status == "held"
    road.attest(case_id, "agnes", "22.2", office, SINCE)
    absent = {"certificate_number": "CAR2019000001", "dossier_number": "CAR202100000001"}
    road.rule(case_id, Ruling("agnes", "essai", absent), office, SINCE)
    road.settle(case_id, office, SINCE)
    assert set(tongues(office, case_id)) <= {"fr, en"}
