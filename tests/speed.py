"""How long reading, understanding and deciding take: `make speed`, or with a folder of .eml files.

Times are of this process's CPU, one message at a time, after a first pass that warms up; the facts
are those of an empty registry. Quote the ratio of two runs, not the milliseconds of one machine.
"""

import statistics
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from mailbot import config
from mailbot.commands.files import eml_files, messages
from mailbot.core.decide import decide
from mailbot.core.read import read
from mailbot.core.understand import understand
from mailbot.values import RawMessage

ROOT = Path(__file__).parents[1]
MUSEUM = ROOT / "tests" / "cases"
CORPUS = ROOT.parent / "shared" / "corpus" / "requests"


def one(raw: RawMessage, office: config.Office) -> float:
    """Milliseconds of one message, from its bytes to its verdict."""
    begin = time.process_time_ns()
    mail = read(raw, office.identity)
    understood = understand(mail, (), ("transfer",), office.kinds)
    kind = understood.kind
    facts = kind.facts(mail.received_on)
    decide(kind, understood.request, facts, office.rules[kind.name], office.common)
    return (time.process_time_ns() - begin) / 1e6


def main() -> None:
    folder = Path(sys.argv[1]) if sys.argv[1:] else CORPUS if CORPUS.is_dir() else MUSEUM
    office = config.load(ROOT / "config.toml")
    raws = messages(list(eml_files([folder])), datetime.now(UTC))
    for raw in raws:
        one(raw, office)
    times = sorted(min(one(raw, office) for _ in range(3)) for raw in raws)
    places = {"median": 0.5, "90th percentile": 0.9, "99th percentile": 0.99}
    shown = [f"{name} {times[int(len(times) * at)]:.2f} ms" for name, at in places.items()]
    shown.append(f"mean {statistics.mean(times):.2f} ms, slowest {times[-1]:.2f} ms")
    print(f"read + understand + decide, {len(times)} messages: {', '.join(shown)}")


if __name__ == "__main__":
    main()
