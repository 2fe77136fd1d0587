"""One mailbot process through many messages: its memory, and what a poll costs when nothing is new.

    python -m tests.endurance [--messages 20000] [--left]

mailbot runs alone in a process of its own, turn by turn as its daemon does, between a private
Dovecot and an SMTP sink. `--left` leaves the messages in the inbox (done_folder = "" and the like).
Exit code 1 when memory grows by 1 KB a message or more after the warm-up, when a poll costs
noticeably more at the end than at the beginning, or when something was lost.
"""

import argparse
import imaplib
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import linear_regression, median
from tempfile import TemporaryDirectory

from mailbot import config, road, turn
from mailbot.demo.world import PASSWORD, USER
from mailbot.edges import database
from mailbot.living import Living
from mailbot.ticker import Ticker
from tests import servers
from tests.configured import write_config
from tests.torture import mails
from tests.torture.sink import Sink

ROOT = Path(__file__).parents[1]
WAVE = 250  # messages that arrive at once
POLLS = 15  # of an inbox without news, after each wave
WARM_UP = 0.25  # of the messages
SLOPE = 1024.0  # bytes a message
DEARER = 1.5  # times, from the first quarter of the polls after the warm-up to the last
LEFT = 'done_folder = ""\nheld_folder = ""\nignored_folder = ""'


@dataclass(frozen=True)
class Measured:
    """After so many messages: resident bytes; the quickest poll, in ms of clock and of CPU."""

    messages: int
    memory: int
    wall: float
    cpu: float


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--left", action="store_true", help="leave the messages in the inbox")
    parser.add_argument("--mailbot", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.mailbot:
        return serve(arguments.mailbot)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="endurance-")))
        dovecot = stack.enter_context(servers.dovecot())
        sink = stack.enter_context(Sink())
        path = write_config(
            folder, url=f"sqlite:///{folder}/mailbot.db", imap=dovecot, smtp=sink.port,
            mailbox=LEFT if arguments.left else "",
        )  # fmt: skip
        prepare(path, persons(arguments.messages))
        began = time.monotonic()
        measured = list(live(path, dovecot, arguments.messages))
        took = time.monotonic() - began
        lost = missing(folder / "mailbot.db", measured[-1].messages, len(sink.taken))
    return tell(measured, lost, took, "left in the inbox" if arguments.left else "filed away")


def write(messages: int) -> Iterator[tuple[mails.Post, int]]:
    """The same post each time, in waves; only the persons are kept of it."""
    writer, choice = mails.Writer(7), Random(7)
    sorts = (writer.accept, writer.ask, writer.review, writer.ignore, writer.repeat)
    done = 0
    while done < messages:
        while len(writer.post.deliveries) < min(WAVE, messages - done):
            choice.choices(sorts, (8, 3, 2, 2, 2))[0]()
        done += len(writer.post.deliveries)
        yield writer.post, done
        writer.post.deliveries.clear()


def persons(messages: int) -> mails.Post:
    [*_, (post, _)] = write(messages)
    return post


def prepare(path: Path, post: mails.Post) -> None:
    office = config.load(path)
    database.prepare(office.engine)
    road.import_registry(post.write_registry(path.parent / "registry"), office, turn.silent)
    office.engine.dispose()


def live(path: Path, dovecot: int, messages: int) -> Iterator[Measured]:
    """Wave after wave: deliver, let mailbot work it off, let it poll for nothing."""
    command = [sys.executable, "-m", "tests.endurance", "--mailbot", str(path)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin
        assert child.stdout
        for post, done in write(messages):
            deliver(dovecot, post.deliveries)
            child.stdin.write("turn\n")
            child.stdin.flush()
            measured = Measured(done, **json.loads(child.stdout.readline()))
            shown = f"{measured.memory / 1e6:.1f} MB, poll {measured.wall:.1f} ms"
            print(f"{done} messages: {shown} ({measured.cpu:.1f} ms CPU)", flush=True)
            yield measured
        child.stdin.close()


def deliver(port: int, deliveries: Sequence[mails.Expected]) -> None:
    server = imaplib.IMAP4("127.0.0.1", port, 60)
    server.login(USER, PASSWORD)
    for one in deliveries:
        at = imaplib.Time2Internaldate(one.received_at)
        answer, words = server.append("INBOX", "", at, one.content)
        assert answer == "OK", words
    server.logout()


def serve(path: Path) -> int:
    """The process that is measured: a turn for each line, then polls of an inbox without news."""
    office = config.load(path)
    [(name, section)] = office.settings.mailbox.items()
    hours = 0

    def clock() -> datetime:
        return mails.FIRST + timedelta(hours=hours)

    ticker = Ticker(name, section, Living(office), turn.Watch(clock=clock))
    for _ in sys.stdin:
        hours += 1
        ticker.tick()
        walls, cpus = zip(*(polled(ticker) for _ in range(POLLS)), strict=True)
        told = {"memory": resident(), "wall": min(walls), "cpu": min(cpus)}
        print(json.dumps(told), flush=True)
    ticker.close()
    return 0


def polled(ticker: Ticker) -> tuple[float, float]:
    """Milliseconds, of the clock and of this process."""
    wall, cpu = time.monotonic(), time.process_time()
    ticker.tick()
    return (time.monotonic() - wall) * 1000, (time.process_time() - cpu) * 1000


def resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def missing(file: Path, messages: int, taken: int) -> list[str]:
    """What did not come to its end, by raw SQL."""
    wanted = {
        "cases": ("SELECT count(*) FROM cases WHERE status IN ('done', 'held')", messages),
        "receipts": ("SELECT count(*) FROM receipt WHERE filed_to IS NOT NULL", messages),
        "letters": ("SELECT count(*) FROM letter WHERE fate = 'sent'", taken),
    }
    with closing(sqlite3.connect(file)) as found:
        counts = {name: found.execute(sql).fetchone()[0] for name, (sql, _) in wanted.items()}
    return [f"{counts[name]} {name}, not {due}" for name, (_, due) in wanted.items()
            if counts[name] != due]  # fmt: skip


def tell(measured: list[Measured], lost: list[str], took: float, where: str) -> int:
    steady = [one for one in measured if one.messages > WARM_UP * measured[-1].messages]
    xs = [one.messages for one in steady]
    slope = linear_regression(xs, [one.memory for one in steady]).slope
    quarter = max(1, len(steady) // 4)
    walls, cpus = ([getattr(one, name) for one in steady] for name in ("wall", "cpu"))
    begin, end = median(walls[:quarter]), median(walls[-quarter:])
    cpu_begin, cpu_end = median(cpus[:quarter]), median(cpus[-quarter:])
    print(
        f"\n{measured[-1].messages} messages {where}, {took:.0f} s with their delivery\n"
        f"memory: {slope / 1024:.3f} KB a message after {xs[0]}; most"
        f" {max(one.memory for one in measured) / 1e6:.1f} MB\n"
        f"a poll without news: {begin:.2f} ms after {xs[0]} messages, {end:.2f} ms at the end"
        f" (CPU {cpu_begin:.2f}, {cpu_end:.2f})"
    )
    for line in lost:
        print(line)
    good = slope < SLOPE and cpu_end < DEARER * cpu_begin and end < DEARER * begin and not lost
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
