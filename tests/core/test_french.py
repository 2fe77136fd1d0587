"""Days and quotes as a public office writes them."""

from datetime import date

import pytest

from mailbot.core.french import day_and_month, in_full, one_line, quoted


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2021, 9, 1), "1er septembre 2021"),
        (date(2021, 9, 2), "2 septembre 2021"),
        (date(2022, 2, 28), "28 février 2022"),
        (date(2020, 8, 31), "31 août 2020"),
        (date(2021, 12, 11), "11 décembre 2021"),
    ],
)
def test_the_first_of_a_month_only_is_ordinal(day, written):
    assert in_full(day) == written
    assert written.startswith(day_and_month(day))


def test_outside_text_becomes_one_line_that_can_be_seen():
    assert one_line(" a\r\n\tb ") == "a b"
    assert one_line("x\x00\u202ey\ud800") == "xy"


def test_texts_are_quoted_and_nothing_is_called_so():
    assert quoted(["CAR2021", "x\ny"]) == "« CAR2021 », « x y »"
    assert quoted([]) == "rien"


def test_long_texts_and_long_lists_are_cut():
    assert len(quoted(["x" * 10_000])) == 64
    assert quoted(str(n) for n in range(10**6)).endswith("« 4 », …")
