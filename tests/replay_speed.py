"""How long `mailbot replay` takes: `python -m tests.replay_speed [cases] [folder]`.

Makes a database of so many decided cases (10,000 unless said): every other one a message of the
museum, made one of its own, the rest plain requests of as many persons. In a folder that is given
it is kept for another run. Then runs the command under a draft, as an office would.
"""

import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from mailbot import config, road
from mailbot.commands.files import eml_files
from mailbot.edges import database, store
from mailbot.values import RawMessage
from tests.configured import write_config
from tests.rule_editing import THREE_YEARS, add_version, copied
from tests.stored_cases import mail, numbers, register

ROOT = Path(__file__).parents[1]
FIRST = datetime(2021, 1, 4, 15, tzinfo=UTC)
PASSED_ON = date(2019, 3, 4)
BATCH = 500


def prepare(folder: Path, cases: int) -> Path:
    """The configuration of an office that has decided so many cases."""
    path = write_config(folder, url="sqlite:///mailbot.db", imap=1, smtp=1)
    copied(folder)
    office = config.load(path)
    database.prepare(office.engine)
    museum = [file.read_bytes() for file in eml_files([ROOT / "tests" / "cases"])]
    for n in range(cases):
        if n % 2:
            register(office, n, PASSED_ON)
    for begin in range(0, cases, BATCH):
        batch = [message(n, museum) for n in range(begin, min(cases, begin + BATCH))]
        road.receive(batch, "infocertificat", 1, begin + BATCH, office)
    with database.reading(office.engine) as session:
        waiting = store.waiting(session, datetime.now(UTC))
    for done, case_id in enumerate(waiting, 1):
        road.settle(case_id, office, datetime.now(UTC))
        if done % BATCH == 0:
            print(f"{done} cases decided", file=sys.stderr)
    office.engine.dispose()
    return path


def message(n: int, museum: list[bytes]) -> RawMessage:
    at = FIRST + timedelta(hours=n)
    if n % 2:
        dossier, certificate = numbers(n)
        content = mail(n, f"Veuillez transférer {certificate} au dossier {dossier}.", at)
    else:
        content = f"X-Copy: {n}\r\n".encode() + museum[n // 2 % len(museum)]
    return RawMessage(content, at, "infocertificat", 1, n + 1)


def main() -> None:
    cases = int(sys.argv[1]) if sys.argv[1:] else 10_000
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2]) if sys.argv[2:] else Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "config.toml"
        if not path.exists():
            prepare(folder, cases)
            draft = copied(folder / "draft")
            longer = THREE_YEARS.replace("2027-01-01", "2021-03-01")
            add_version(draft / "transfer" / "exam_valid.toml", longer)
        command = [sys.executable, "-m", "mailbot", "--config", str(path), "replay"]
        began = time.perf_counter()
        done = subprocess.run(
            [*command, "--rules", str(folder / "draft" / "rules")],
            capture_output=True,
            text=True,
            check=True,
        )
        took = time.perf_counter() - began
    print(f"{done.stdout.splitlines()[-1]}, en {took:.1f} s")


if __name__ == "__main__":
    main()
