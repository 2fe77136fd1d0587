"""Floods, orphans and replays: what a turn leaves behind adds up, and what does not is named."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from mailbot import replay
from mailbot.__main__ import main
from mailbot.demo.envelope import samples

REGISTRY = Path(__file__).parents[1] / "mailbot" / "demo" / "registry"


@pytest.fixture
def mailbot(config_path, capsys):
    def run(*words: str) -> tuple[int, list[str]]:
        code = main(["--config", str(config_path), *words])
        return code, capsys.readouterr().out.splitlines()

    return run


@pytest.fixture
def worked(mailbot, world, office):
    """The demonstration's inbox, worked off."""
    mailbot("registry", "import", str(REGISTRY))
    for sample in samples():
        world.deliver(sample.content, sample.received_at)
    assert mailbot("run", "--once")[0] == 0
    return office


LETTER = "(case_id, step, template, recipient, message_id, content, attempts, error, fate, by)"
OF_NOBODY = "'finalisez', 'x@exemple.ca', '<x>', x'00', 1, ''"


def change(office, statement: str) -> None:
    with office.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")  # SQLite hears of the next only between transactions
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN")
        connection.execute(text(statement))
        connection.commit()
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.exec_driver_sql("BEGIN")


def test_after_a_turn_everything_adds_up(worked, mailbot) -> None:
    assert mailbot("reconcile") == (
        0,
        ["tout concorde : serveur, reçus, affaires, transferts et lettres"],
    )


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("DELETE FROM transfer WHERE case_id = 1", "affaire 1 : acceptée sans transfert"),
        ("DELETE FROM letter WHERE case_id = 6", "affaire 6 : décidée sans lettre"),
        (
            "DELETE FROM audit WHERE event = 'letter sent' AND case_id = 3",
            "affaire 3 : lettre finalisez envoyée sans ligne d'audit",
        ),
        (
            "UPDATE cases SET decision = 'review', status = 'held' WHERE id = 1",
            "affaire 1 : transfert fait, et l'affaire n'est plus acceptée",
        ),
        (
            f"INSERT INTO letter {LETTER} VALUES (6, 2, {OF_NOBODY}, 'called_back', NULL)",  # noqa: S608
            "affaire 6 : lettre finalisez qu'aucune décision n'a écrite",
        ),
        (
            f"INSERT INTO letter {LETTER} VALUES (14, 1, {OF_NOBODY}, 'called_back', NULL)",  # noqa: S608
            "affaire 14 : lettre finalisez qu'aucune décision n'a écrite",
        ),
        (
            f"INSERT INTO letter {LETTER} VALUES (14, 1, {OF_NOBODY}, 'called_back', 'x')",  # noqa: S608
            "affaire 14 : lettre finalisez d'un agent, que l'audit ne connaît pas",
        ),
        (
            "INSERT INTO receipt (mailbox, uidvalidity, uid, case_id) VALUES ('x', 1, 7, 999)",
            "reçu 21 : l'affaire 999 n'existe pas",
        ),
        ("DELETE FROM receipt WHERE case_id = 2", "affaire 2 : aucun reçu du serveur"),
        (
            "UPDATE exam SET dossier_number = NULL WHERE certificate_number = 'CAR2019007101'",
            "affaire 1 : le résultat transféré n'est plus dans le dossier",
        ),
        (
            "UPDATE letter SET fate = 'unknown' WHERE case_id = 1",
            "affaire 1 : lettre finalisez sort inconnu : partie ou non",
        ),
        (
            "UPDATE cases SET status = 'waiting' WHERE id = 4",
            "affaire 4 : attend d'être décidée depuis plus d'une heure",
        ),
        (
            "UPDATE receipt SET filed_to = NULL WHERE case_id = 5",
            "infocertificat : message UID 105 (affaire 5) n'est plus là",
        ),
    ],
)
def test_each_orphan_is_named(worked, mailbot, statement: str, line: str) -> None:
    change(worked, statement)
    assert mailbot("reconcile") == (1, [line])


def test_without_its_audit_nothing_of_a_case_is_vouched_for(worked, mailbot) -> None:
    change(worked, "DELETE FROM audit WHERE case_id = 3")
    assert mailbot("reconcile") == (
        1,
        [
            "affaire 3 : décidée sans ligne d'audit",
            "affaire 3 : transfert sans décision qui l'accepte",
            "affaire 3 : lettre finalisez qu'aucune décision n'a écrite",
            "affaire 3 : lettre finalisez envoyée sans ligne d'audit",
        ],
    )


def test_a_transfer_under_the_name_of_another_case_is_named(worked, mailbot) -> None:
    change(worked, "UPDATE transfer SET case_id = 6 WHERE case_id = 1")
    assert "affaire 6 : transfert sans décision qui l'accepte" in mailbot("reconcile")[1]


def test_a_case_before_a_person_is_no_orphan_nor_a_message_that_somebody_moved(
    worked, mailbot
) -> None:
    change(worked, "UPDATE cases SET status = 'failed', decision = NULL WHERE id = 14")
    change(worked, "UPDATE receipt SET filed_to = '' WHERE case_id = 2")
    assert mailbot("reconcile")[0] == 0


def test_thousands_of_letters_that_wait_are_one_line(worked, mailbot) -> None:
    change(
        worked, "UPDATE letter SET fate = 'waiting', next_attempt_at = NULL, attempted_at = NULL"
    )
    with worked.engine.connect() as connection:
        cases = connection.execute(text("SELECT case_id FROM letter ORDER BY id")).scalars().all()
    first = ", ".join(map(str, cases[:5]))
    code, lines = mailbot("reconcile")
    assert (code, lines) == (
        1,
        [f"{len(cases)} lettres attendent d'être envoyées (affaires {first}…)"],
    )


def test_a_message_not_read_yet_is_named(worked, mailbot, world) -> None:
    sample = next(iter(samples()))
    world.deliver(sample.content + b"x", sample.received_at)
    code, lines = mailbot("reconcile")
    assert code == 1
    assert "sans reçu" in lines[0]


def replayed(office) -> list[str]:
    with Session(office.engine) as session:
        return [f"{one.was} → {one.now}" for one in replay.differences(session, office) if one]


def test_every_decision_comes_out_as_it_was(worked, mailbot) -> None:
    assert replayed(worked) == []
    code, [line] = mailbot("audit", "verify")
    assert code == 0
    assert "20 décision(s) rejouée(s) à l'identique" in line


def test_the_end_that_is_printed_can_be_kept_elsewhere(worked, mailbot) -> None:
    last = mailbot("audit", "verify")[1][0].rpartition(" ")[2]
    assert mailbot("audit", "verify", "--from-hash", last)[0] == 0
    code, lines = mailbot("audit", "verify", "--from-hash", "f" * 64)
    assert code == 1
    assert "la chaîne a été coupée ou réécrite" in lines[0]


def test_a_decision_that_would_be_another_is_told(worked, mailbot) -> None:
    change(
        worked,
        'UPDATE audit SET data = replace(data, \'"outcome":"accept"\', \'"outcome":"ask"\')'
        " WHERE case_id = 1 AND event = 'decided'",
    )
    assert replayed(worked) == ["ask → accept"]
    code, lines = mailbot("audit", "verify")
    assert code == 1
    assert "chaîne est rompue" in lines[0]
    assert any("décidé ask ; rejoué accept" in line for line in lines)


def test_a_ruling_is_replayed_with_its_decision(worked, mailbot) -> None:
    mailbot("cases", "waive", "14", "sender_holder", "--reason", "vu")
    assert replayed(worked) == []


ASKING = """Received: from x by mx.opc.gouv.qc.ca; Wed, 20 Jan 2021 10:00:00 -0500\r
Authentication-Results: mx.opc.gouv.qc.ca; dmarc=pass header.from=exemple.ca\r
From: Maxime <maxime@exemple.ca>\r
Subject: Transfert {n}\r
Message-ID: <f{n}@exemple.ca>\r
\r
Bonjour, veuillez transférer mon résultat dans CAR202100310017, ancien certificat CAR2019007101.\r
"""


@pytest.fixture
def flood(mailbot, world, office):
    """The same holder asks again and again: each answer is due, the fifth is one too many."""
    mailbot("registry", "import", str(REGISTRY))
    change(office, "UPDATE dossier SET email = 'maxime@exemple.ca'")
    at = next(iter(samples())).received_at
    for n in range(6):
        world.deliver(ASKING.format(n=n).encode(), at)
    return mailbot


def letters(office, fate: str) -> int:
    with office.engine.connect() as connection:
        found = connection.execute(text(f"SELECT count(*) FROM letter WHERE fate = '{fate}'"))  # noqa: S608
        return found.scalar_one()


def test_a_fifth_letter_in_a_day_to_one_address_waits_for_a_person(flood, office, world) -> None:
    flood("run", "--once")
    assert len(world.sent) == 4
    assert (letters(office, "sent"), letters(office, "held")) == (4, 2)
    flood("run", "--once")
    assert len(world.sent) == 4
    code, lines = flood("reconcile")
    assert code == 1
    assert all("trop de lettres" in line for line in lines)


def test_over_the_hourly_limit_letters_wait_for_the_next_hour(
    flood, office, world, config_path
) -> None:
    with open(config_path, "a", encoding="utf-8") as file:
        file.write("[limits]\nletters_per_hour = 2\n")
    flood("run", "--once")
    assert len(world.sent) == 2
    flood("run", "--once")
    assert len(world.sent) == 2
    change(office, "UPDATE letter SET attempted_at = '2021-01-01 00:00:00.000000'")
    flood("run", "--once")
    assert len(world.sent) == 4
