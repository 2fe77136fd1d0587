"""A plain chart of stacked bars, as numbers that a template draws in SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 220  #: of the drawing, in its own units
LEFT, BOTTOM = 40, 30  #: room for the axes


@dataclass(frozen=True)
class Segment:
    x: float
    y: float
    width: float
    height: float
    series: int


@dataclass(frozen=True)
class Chart:
    segments: tuple[Segment, ...]
    ticks: tuple[tuple[float, int], ...]  #: (height in the drawing, what it stands for)
    names: tuple[tuple[float, str], ...]  #: (middle of the bar, its name); not every bar has one
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    floor: int = HEIGHT - BOTTOM


def drawn(bars: Sequence[Sequence[int]], names: Sequence[str]) -> Chart:
    """`bars`: for each bar, the value of each series from the bottom up."""
    top = ceiling(max((sum(bar) for bar in bars), default=0))
    floor, step = HEIGHT - BOTTOM, (WIDTH - LEFT) / max(1, len(bars))
    scale = (floor - 10) / top
    segments = []
    for place, bar in enumerate(bars):
        y = float(floor)
        for series, value in enumerate(bar):
            if value:
                height = value * scale
                y -= height
                x = LEFT + place * step + step * 0.15
                segments.append(Segment(round(x, 1), round(y, 1), round(step * 0.7, 1),
                                        round(height, 1), series))  # fmt: skip
    every = max(1, -(-len(bars) // 13))
    shown = [
        (round(LEFT + (place + 0.5) * step, 1), name)
        for place, name in enumerate(names)
        if place % every == 0
    ]
    ticks = [(round(floor - value * scale, 1), value) for value in sorted({0, top // 2, top})]
    return Chart(tuple(segments), tuple(ticks), tuple(shown))


def ceiling(most: int) -> int:
    """The next round number: 2, 4, 10, 20, 40, 100…"""
    size = 1
    while True:
        for step in (2, 4, 10):
            if most <= step * size:
                return step * size
        size *= 10
