"""What a turn looks at besides the office: the time, who wants to know, whether to stop."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

Clock = Callable[[], datetime]  # aware
Progress = Callable[[str, int, int], None]  # (what, done, in all)


def utc_now() -> datetime:
    return datetime.now(UTC)


def silent(what: str, done: int, whole: int) -> None:
    """No progress shown."""


@dataclass(frozen=True)
class Watch:
    """The clock, the reader of progress, and the question that is asked between two steps."""

    clock: Clock = utc_now
    progress: Progress = silent
    stopping: Callable[[], bool] = lambda: False  #: asked between two cases and two letters
