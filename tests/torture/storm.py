"""Many messages, kill -9 at random moments, SMTP faults and IMAP cuts, until all is done."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from random import Random
from typing import Self

from tests.torture import mails
from tests.torture.cutter import Cutter
from tests.torture.observed import read_tables, waiting
from tests.torture.sink import FAULTS, TAKEN, Fault, Sink
from tests.torture.worlds import Ground, Office, Scene

SHORTEST = 0.05  # seconds until a kill: before the first step
LONGER = 1.2  # times, after each life in which no letter was given
WAVE = 40  # messages that arrive at once
FAULTY = 0.2  # of the letters meet a fault of the SMTP server
KINDS = {  # which promise each check is about
    "lost": (
        "each_message_is_one_case", "each_delivery_has_its_receipt",
        "each_message_stands_in_one_folder",
    ),
    "double or missing transfers": ("each_pair_was_transferred_once",),
    "differing letters": ("each_letter_left_as_stored", "nobody_else_was_written_to"),
    "stuck": ("cases_have_come_to_an_end", "each_letter_has_its_fate", "storm"),
}  # fmt: skip


@dataclass
class Report:
    """What was done to mailbot, and what did not hold."""

    messages: int = 0
    runs: int = 0
    kills: int = 0
    faults: int = 0
    cuts: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def __add__(self, other: Self) -> "Report":
        return Report(*(getattr(self, name) + getattr(other, name) for name in vars(self)))

    def __str__(self) -> str:
        found = Counter(kind_of(problem) for problem in self.problems)
        fates = ", ".join(f"{number} {fate}" for fate, number in sorted(self.fates.items()))
        told = [f"{found[kind]} {kind}" for kind in (*KINDS, "others") if kind != "others"]
        if found["others"]:
            told.append(f"{found['others']} others")
        return (
            f"{self.messages} messages, {self.runs} runs, {self.kills} kills, {self.faults} SMTP"
            f" faults, {self.cuts} IMAP cuts; letters: {fates}\n{', '.join(told)}"
        )


def kind_of(problem: str) -> str:
    check = problem.partition(":")[0]
    return next((kind for kind, checks in KINDS.items() if check in checks), "others")


def storm(ground: Ground, seed: int, messages: int, longest: float, mean: float = 0.35) -> Report:
    """One post of so many messages. `longest`: seconds until mailbot is left in peace; `mean`: how
    long it lives on the average."""
    random, report = Random(seed), Report()
    scene = Scene(mails.many(seed, messages), ground, batch=20)
    faults, budget = dealt(Random(seed + 1)), Random(seed + 2)
    sink = Sink(lambda: next(faults))
    with ExitStack() as stack:

        def between(port: int) -> int:
            nonlocal cutter
            cutter = stack.enter_context(
                Cutter(port, lambda: budget.randrange(60_000) if budget.random() < 0.3 else None)
            )
            return cutter.port

        cutter: Cutter | None = None
        with scene.office(sink, between) as office:
            rage(office, random, report, time.monotonic() + longest, mean)
            assert cutter
            sink.fault, cutter.budget = lambda: None, lambda: None
            calm(office, report)
            report.cuts, report.faults = cutter.cuts, sink.faults
    return report


def dealt(random: Random) -> Iterator[Fault]:
    """Now and then a fault; each comes up before one comes up again."""
    while True:
        deck = [*FAULTS, TAKEN]
        random.shuffle(deck)
        for fault in deck:
            while random.random() >= FAULTY:
                yield None
            yield fault


def rage(office: Office, random: Random, report: Report, end: float, mean: float) -> None:
    waves, life = list(mails.waves(office.post.deliveries, WAVE)), mean
    while time.monotonic() < end:
        if waves and (random.random() < 0.3 or not waiting(office.database)):
            office.deliver(waves.pop(0))
        before = spoken(office)
        ended = office.run(kill_after=SHORTEST + random.expovariate(1 / life))
        # On a busy machine none would live to give a letter: then nothing is proved of letters.
        life = life * LONGER if spoken(office) == before else mean
        report.runs += 1
        report.kills += ended.code == -9
        if not waves and ended.code == 0 and not waiting(office.database):
            break
    for wave in waves:
        office.deliver(wave)
    report.messages = len(office.post.deliveries)


def spoken(office: Office) -> int:
    """How often the SMTP server took a letter or spoiled one."""
    return len(office.sink.taken) + office.sink.faults


def calm(office: Office, report: Report) -> None:
    """Two runs in peace, as the next hours would bring, and the look at what there is."""
    for _ in range(2):
        ended = office.run()
        report.runs += 1
        if ended.code:
            report.problems.append(f"storm: a run in peace ended with {ended}: {tail(office)}")
    report.fates.update(row["fate"] for row in read_tables(office.database)["letter"])
    report.problems += office.problems()


def tail(office: Office) -> Sequence[str]:
    return office.log().splitlines()[-5:]
