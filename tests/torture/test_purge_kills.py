"""`mailbot purge` dies at each of its steps: no conversation is half purged, and the next one ends
what was begun."""

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from tests import servers
from tests.torture import killable, mails, matrix
from tests.torture.observed import Row, read_tables
from tests.torture.worlds import Ground, Office, Scene

STRIDE = 30  # besides every commit
RETENTION = """
[retention.request]
attachments = 1
message = 2
case = 3
audit = 4
"""

pytestmark = pytest.mark.timeout(300)

Tables = Mapping[str, list[Row]]


@dataclass
class Settled:
    """A database whose cases have ended long ago, and copies of it to purge and to kill."""

    ground: Ground
    office: Office
    url: str

    def tried(self, die_at: int | None = None) -> "Tried":
        folder = self.office.config.parent / uuid4().hex[:8]
        folder.mkdir()
        if self.ground.postgres:
            url = servers.new_database(self.ground.postgres, self.url.rpartition("/")[2])
            database = servers.libpq(url)
        else:
            database = str(folder / "mailbot.db")
            shutil.copy(self.office.database, database)
            url = f"sqlite:///{database}"
        config = folder / "config.toml"
        text = self.office.config.read_text(encoding="utf-8").replace(self.url, url)
        config.write_text(text + RETENTION, encoding="utf-8")
        with self.ground.zygote() as zygote, ExitStack() as stack:
            if self.ground.postgres:
                stack.callback(servers.drop_database, url)
            order = ("purge", "--yes")
            ended = zygote.command(config, *order, die_at=die_at, points=folder / "points")
            assert ended.code == (killable.KILLED if die_at else 0), said(config)
            killed = read_tables(database)
            codes = []
            for words in (order, ("audit", "verify"), ("reconcile",)):
                codes.append(zygote.command(config, *words).code)
            points = killable.names(str(folder / "points"))
            return Tried(points, killed, read_tables(database), codes, said(config))


@dataclass(frozen=True)
class Tried:
    """A purge, perhaps killed, and a whole one after it."""

    points: list[str]
    killed: Tables
    ended: Tables
    codes: list[int]  #: of the second purge, `audit verify` and `reconcile`
    log: str


def said(config: Path) -> str:
    return config.with_suffix(".log").read_text(encoding="utf-8")


@pytest.fixture
def settled(ground: Ground) -> Iterator[Settled]:
    with Scene(mails.mixed_batch(), ground).office() as office:
        office.deliver(office.post.deliveries)
        assert office.run().code == 0, office.log()
        url = office.database.replace("postgresql:", "postgresql+psycopg:")
        yield Settled(ground, office, url if ground.postgres else f"sqlite:///{office.database}")


def conversations(tables: Tables) -> dict[int, list[Row]]:
    """What the database says of each, without the audit's hashes: they hang on the order."""
    messages = {row["id"]: row for row in tables["message"]}
    found: dict[int, list[Row]] = {}
    for case in tables["cases"]:
        of = found.setdefault(case["conversation"] or case["id"], [])
        of += [case, messages[case["message_pk"]]]
        for name in ("letter", "ruling", "transfer"):
            of += [row for row in tables[name] if row["case_id"] == case["id"]]
        audited = [row for row in tables["audit"] if row["case_id"] == case["id"]]
        of += [{"event": row["event"], "personal": row["personal"]} for row in audited]
    return found


def purges(tables: Tables) -> Counter[tuple[int, str]]:
    return Counter(
        (row["case_id"], row["data"].partition('"purged":')[2][:12])
        for row in tables["audit"]
        if row["event"] == "purged"
    )


def test_a_purge_survives_death_on_its_way(settled) -> None:
    before = conversations(read_tables(settled.office.database))
    whole = settled.tried()
    after, wanted = conversations(whole.ended), purges(whole.ended)
    assert whole.codes == [0, 0, 0], whole.log
    changed = [root for root in before if before[root] != after[root]]
    assert len(changed) >= 3
    assert sum(wanted.values()) == len(wanted) >= 12
    assert whole.points.count("before commit") == whole.points.count("after commit") > len(changed)
    chosen = matrix.some(whole.points, STRIDE)
    half = 0
    with ThreadPoolExecutor(settled.ground.zygotes.qsize()) as pool:
        for number, died in zip(chosen, pool.map(settled.tried, chosen), strict=True):
            where = f"killed at {number}, {whole.points[number - 1]}\n{died.log}"
            found = conversations(died.killed)
            for root, rows in found.items():
                assert rows in (before[root], after[root]), where
            half += found not in (before, after)
            assert conversations(died.ended) == after, where
            assert purges(died.ended) == wanted, where
            assert died.codes == [0, 0, 0], where
    assert half > len(changed)
