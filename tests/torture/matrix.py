"""Kill mailbot at each point of a run, start it again, and look for what was lost or repeated."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from tests.torture import killable
from tests.torture.observed import read_tables, waiting
from tests.torture.worlds import Office, Scene


@dataclass(frozen=True)
class Died:
    """One kill: where, and what did not hold after the restart."""

    number: int
    name: str
    problems: Sequence[str]

    def __str__(self) -> str:
        return f"killed at point {self.number}, {self.name}:\n  " + "\n  ".join(self.problems)


def record(scene: Scene) -> list[str]:
    """The points of one run that nobody kills, in order."""
    with scene.office() as office:
        office.deliver(office.post.deliveries)
        path = office.config.parent / "points"
        ended = office.run(points=path)
        assert ended.code == 0, office.log()
        problems = office.problems()
        assert not problems, problems
        return killable.names(str(path))


def kill_everywhere(
    scene: Scene, points: Sequence[str], stride: int = 1, since: int = 1
) -> Iterator[Died]:
    """Every point, or every so many of them and always the ones around a commit.

    `since`: the first point of interest, counted from 1.
    """
    chosen = [number for number in some(points, stride) if number >= since]
    with ThreadPoolExecutor(scene.ground.zygotes.qsize()) as pool:
        yield from pool.map(lambda number: kill_at(scene, number, points[number - 1]), chosen)


def some(points: Sequence[str], stride: int) -> list[int]:
    """Every so many, and always the ones around a commit; counted from 1."""
    around = ("before commit", "after commit")
    return [n for n, name in enumerate(points, 1) if n % stride == 0 or name in around]


def kill_at(scene: Scene, number: int, name: str) -> Died:
    with scene.office() as office:
        return Died(number, name, list(troubles(office, number, name)))


def troubles(office: Office, number: int, name: str) -> Iterator[str]:
    office.deliver(office.post.deliveries)
    path = office.config.parent / "points"
    ended = office.run(die_at=number, points=path)
    passed = killable.names(str(path))
    if ended.code != killable.KILLED or passed[-1] != name:
        yield f"did not die there: {ended}, {passed[-1:]}\n{office.log()}"
    again = office.run()
    if again.code:
        yield f"the restart ended with {again}\n{office.log()}"
    if left := waiting(office.database):
        yield f"after the restart {left} things still wait"
    before = read_tables(office.database)
    unknown = [row for row in before["letter"] if row["fate"] == "unknown"]
    if len(unknown) > 1:
        yield f"one kill made {len(unknown)} letters unknown"
    yield from office.problems()
    if number % 5 == 0:  # and then nothing more happens
        taken = len(office.sink.taken)
        office.run()
        if read_tables(office.database) != before or len(office.sink.taken) != taken:
            yield "a further run changed something"
        yield from office.problems()
