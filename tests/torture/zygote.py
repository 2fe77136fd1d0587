"""A process that has imported mailbot once and forks a mailbot for each order: tens of ms a run.

Orders come as JSON, one a line, and each is answered by one line: how the forked process ended.
It has no threads, so that forking is safe.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

from tests.torture.observed import Mailbox

ROOT = Path(__file__).parents[2]
LONGEST = 120  # seconds of one run; one that takes longer hangs


@dataclass(frozen=True)
class Ended:
    """How a run ended."""

    code: int  #: 0; 1 after an exception; killable.KILLED; -9 when killed from outside
    hung: bool = False


class Zygote:
    """The near side: a context manager that gives orders to one such process."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.zygote"],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait(LONGEST + 10)

    def order(self, **words: Any) -> Ended:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(words) + "\n")
        self._process.stdin.flush()
        return Ended(**json.loads(self._process.stdout.readline()))

    def run(
        self,
        config: Path,
        now: datetime,
        *,
        die_at: int | None = None,
        points: Path | None = None,
        kill_after: float | None = None,
    ) -> Ended:
        """`mailbot run --once` with a clock that starts at `now` (aware).

        `die_at`: the point where it dies, counted from 1; `points`: the file that names the points
        passed; `kill_after`: seconds until kill -9 from outside.
        """
        return self.order(
            config=str(config), now=now.isoformat(), die_at=die_at, kill_after=kill_after,
            points=str(points) if points else None, log=str(config.with_suffix(".log")),
        )  # fmt: skip

    def command(
        self, config: Path, *argv: str, die_at: int | None = None, points: Path | None = None
    ) -> Ended:
        """Any other command of mailbot."""
        return self.order(
            argv=["--config", str(config), *argv], log=str(config.with_suffix(".log")),
            die_at=die_at, points=str(points) if points else None,
        )  # fmt: skip


def main() -> None:
    """The far side."""
    warm_up()
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if pid == 0:
            os._exit(child(order))
        print(json.dumps(vars(await_end(pid, order.get("kill_after")))), flush=True)


def warm_up() -> None:
    """Do once, before forking, what every run would do again: imports, and the first of each."""
    import mailbot.__main__  # noqa: F401
    from mailbot import config, road, turn
    from mailbot.edges import database
    from mailbot.values import RawMessage
    from tests.torture import killable, mails, worlds  # noqa: F401

    with TemporaryDirectory() as folder:
        url, nowhere = "sqlite:///:memory:", Mailbox(1, "x", "x")
        office = config.load(worlds.config_of(Path(folder), url, nowhere, 1))
        database.migrate(office.engine)
        post = mails.mixed_batch()
        registry = post.write_registry(Path(folder) / "registry")
        road.import_registry(registry, office, turn.silent)
        raws = [
            RawMessage(one.content, one.received_at, "x", 1, uid)
            for uid, one in enumerate(post.deliveries)
        ]
        list(road.rehearse(raws, office, mails.FIRST))
        office.engine.dispose()


def await_end(pid: int, kill_after: float | None) -> Ended:
    watched = os.pidfd_open(pid)
    limit = LONGEST if kill_after is None else kill_after
    ended = select.select([watched], [], [], limit)[0]
    if not ended:
        os.kill(pid, signal.SIGKILL)  # not reaped yet: the number is still its own
    os.close(watched)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    return Ended(code, hung=not ended and kill_after is None)


def child(order: dict[str, Any]) -> int:
    log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    try:
        if order["points"]:
            from tests.torture import killable

            killable.install(killable.Points(order["points"], order["die_at"]))
        if "argv" in order:
            import mailbot.__main__

            return mailbot.__main__.main(order["argv"]) or 0
        return run_once(order)
    except BaseException:
        import traceback

        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def run_once(order: dict[str, Any]) -> int:
    """What commands/run.py does for --once, under the order's clock and points."""
    import logging

    from mailbot import config, turn
    from mailbot.edges import database

    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    now, started = datetime.fromisoformat(order["now"]), time.monotonic()

    def clock() -> datetime:
        return now + timedelta(seconds=time.monotonic() - started)

    print(f"--- run at {now}, dies at {order['die_at']}, killed after {order['kill_after']}")
    office = config.load(Path(order["config"]))
    database.prepare(office.engine)
    with database.only_daemon(office.engine):
        turn.once(office, turn.Watch(clock=clock))
    return 0


if __name__ == "__main__":
    main()
