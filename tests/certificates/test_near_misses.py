"""Near misses, for the staff's eyes only."""

import pytest

from mailbot.certificates.near_misses import near_misses

KNOWN = ["CAR202100418823", "CAR202100999999", "CAR2019003417", "CAR2019003471"]


@pytest.mark.parametrize(
    "written",
    ["CAR202100418832", "CAR20210041882", "CAR2021004188230", "car 2021-0041-8824",
     "202100418823", "CRA202100418823", "CAR2O2100418823", "CAR202100418823"],
)  # fmt: skip
def test_one_slip_away_is_suggested(written: str) -> None:
    assert near_misses(written, KNOWN) == ("CAR202100418823",)


@pytest.mark.parametrize("written", ["", "CAR2021", "CAR202100418899", "00418823", "x" * 10_000])
def test_two_slips_away_is_not(written: str) -> None:
    assert near_misses(written, KNOWN) == ()


def test_at_most_three_and_the_nearest_first() -> None:
    near = [f"CAR20190034{tail}" for tail in ("17", "18", "19", "10", "11")]
    found = near_misses("CAR2019003417", near)
    assert (len(found), found[0]) == (3, "CAR2019003417")
