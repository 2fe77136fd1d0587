"""How long the console's pages take over 10,000 held cases: python -m tests.console_speed

Requests go through the whole application (session, queries, template); median and 95th percentile
of each page, and the median of the processor's time: on a busy machine the two are far apart. Exit
code 1 when a median is above the limit.
"""

import argparse
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from fastapi.testclient import TestClient
from sqlmodel import Session, col, select

from mailbot import config, road
from mailbot.config import Office
from mailbot.console.app import create
from mailbot.edges import database, passwords, store
from mailbot.edges.accounts import Role
from mailbot.edges.database import transaction
from mailbot.edges.registry import CertificateRow, DossierRow
from mailbot.edges.tables import CaseRow, MessageRow
from mailbot.edges.words import WordsRow
from tests.configured import write_config
from tests.console.conftest import ADDRESS, PASSWORD, log_in
from tests.console.inbox import fill, message

LIMIT = 0.100  # seconds, at the median
PAGES = (
    "/affaires",
    "/affaires?page=200",
    "/affaires?motif=exam_valid",
    "/affaires?vue=toutes&q=personne+4321",
    "/affaires?qui=libres&age=7",
    "/affaires/{case}",
    "/affaires/{case}/lettre?gabarit=libre",
    "/statistiques?periode=52",
    "/regles",
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=25)
    parser.add_argument("--url", help="another database than a new SQLite file: it must be empty")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = arguments.url or f"sqlite:///{folder}/mailbot.db"
        office = config.load(write_config(Path(folder), url=url, imap=1, smtp=1))
        database.migrate(office.engine)
        case_id = crowd(office, arguments.cases)
        browser = TestClient(create(office), base_url=ADDRESS, follow_redirects=False)
        log_in(browser, "agathe", PASSWORD)
        slow = [path for path in PAGES if not quick(browser, path, case_id, arguments.times)]
        office.engine.dispose()
    return 1 if slow else 0


def quick(browser: TestClient, path: str, case_id: int, times: int) -> bool:
    """Ask for the page so many times, and tell."""
    where, taken, worked = path.format(case=case_id), [], []
    for _ in range(times + 2):  # the first ones fill the caches
        began, cpu = time.perf_counter(), time.process_time()
        answer = browser.get(where)
        taken.append(time.perf_counter() - began)
        worked.append(time.process_time() - cpu)
        assert answer.status_code == 200, (where, answer.status_code)
    middle, late = median(taken[2:]), quantiles(taken[2:], n=20)[-1]
    told = (middle, late, median(worked[2:]))
    print("{:40} {:6.1f} ms   95 % {:6.1f}   CPU {:5.1f}".format(where, *(1000 * t for t in told)))
    return middle < LIMIT


def crowd(office: Office, many: int) -> int:
    """The demonstration's cases, its held ones over and over, and a registry as large."""
    fill(office)
    now = datetime.now(UTC)
    road.add_account("agathe", "", Role.AGENT, passwords.hashed(PASSWORD), "speed", office, now)
    with transaction(office.engine) as session:
        held = session.exec(select(CaseRow).where(col(CaseRow.status) == "held")).all()
        models = [one.model_dump(exclude={"id", "message_pk"}) for one in held]
        for number in range(many):
            add(session, models[number % len(models)], number)
        for number in range(many):
            add_records(session, number)
    return store.id_of(held[0])


def add(session: Session, model: dict[str, Any], number: int) -> None:
    text = f"Bonjour, personne {number}, transférez mon résultat d'examen. " * 8
    content = message(text, sender=f"P{number} <p{number}@exemple.ca>", message_id=f"<{number}@x>")
    raw = MessageRow(sha256=f"speed {number}", size=len(content), content=content)
    session.add(raw)
    session.flush()
    at = model["received_at"] - timedelta(minutes=7 * number)
    columns = {**model, "received_at": at, "sender": f"p{number}@exemple.ca"}
    case = CaseRow(**columns, message_pk=store.id_of(raw))
    session.add(case)
    session.flush()
    words = f"p{number} transfert {text}".casefold()
    session.add(
        WordsRow(case_id=store.id_of(case), sender_name=f"P{number}", subject="T", words=words)
    )


def add_records(session: Session, number: int) -> None:
    person: dict[str, Any] = {"family_name": f"Nom{number}", "given_name": "P"}
    session.add(DossierRow(number=f"CAR20215{number:07}", status="open", **person))
    session.add(
        CertificateRow(number=f"CAR2019{number:06}5", kind="temporary", status="expired", **person)
    )


if __name__ == "__main__":
    sys.exit(main())
