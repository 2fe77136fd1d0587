"""`make torture`: the whole kill matrix, then storm after storm until the minutes are over.

Exit code 1 when a promise was broken; each failure is printed, with the seed that shows it again.
"""

import argparse
import sys
import time
from contextlib import ExitStack
from itertools import count

from tests import servers
from tests.torture import mails, matrix, worlds
from tests.torture.storm import Report, storm
from tests.torture.worlds import Ground, Scene

LONGEST = 300.0  # seconds of one storm


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--messages", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-matrix", action="store_true", help="only storms")
    arguments = parser.parse_args()
    end = time.monotonic() + arguments.minutes * 60
    broken = 0
    with ExitStack() as stack:
        grounds = [stack.enter_context(worlds.ground(dovecot(stack), None))]
        if url := postgres(stack):
            first = grounds[0]
            grounds.append(Ground(first.zygotes, first.folder, first.dovecot, url))
        if not arguments.no_matrix:
            broken += sum(whole_matrix(ground) for ground in grounds)
        broken += storms(grounds, arguments.seed, arguments.messages, end)
    return 1 if broken else 0


def dovecot(stack: ExitStack) -> int | None:
    try:
        return stack.enter_context(servers.dovecot())
    except servers.NotInstalled:
        print("Dovecot is not installed: pymap instead")
        return None


def postgres(stack: ExitStack) -> str | None:
    try:
        return stack.enter_context(servers.postgres(fsync=False))
    except servers.NotInstalled:
        print("PostgreSQL is not installed: SQLite only")
        return None


def name(ground: Ground) -> str:
    return "PostgreSQL" if ground.postgres else "SQLite"


def whole_matrix(ground: Ground) -> int:
    """Every point, for one message and for the batch. Returns how many kills broke a promise."""
    bad = 0
    for what, post in (("one message", mails.one_message()), ("a batch", mails.mixed_batch())):
        started, scene = time.monotonic(), Scene(post, ground)
        died = list(matrix.kill_everywhere(scene, matrix.record(scene)))
        wrong = [one for one in died if one.problems]
        for one in wrong:
            print(one)
        took = time.monotonic() - started
        print(
            f"{name(ground)}, {what}: killed at each of {len(died)} points, {len(wrong)} broke a"
            f" promise ({took:.0f} s)",
            flush=True,
        )
        bad += len(wrong)
    return bad


def storms(grounds: list[Ground], seed: int, messages: int, end: float) -> int:
    whole = Report()
    for number in count(seed):
        ground = grounds[number % len(grounds)]
        left = end - time.monotonic()
        report = storm(ground, number, messages, max(1.0, min(LONGEST, left)))
        print(f"storm {number}, {name(ground)}: {report}", flush=True)
        for problem in report.problems:
            print(f"  {problem}")
        whole += report
        if time.monotonic() >= end:
            break
    print(f"\nin all: {whole}")
    return len(whole.problems)


if __name__ == "__main__":
    sys.exit(main())
