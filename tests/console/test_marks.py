"""The message's text in pieces: nothing lost, nothing twice, each mark where the value was read."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from mailbot.console.marks import LONGEST, marked
from mailbot.console.rendering import short, visible
from mailbot.values import Evidence, ParsedMail, Passage, Text, Voice

EMPTY = ParsedMail(datetime(2021, 1, 20, tzinfo=UTC), date(2021, 1, 20))


def mail(content: str, *voices: tuple[Voice, int, int]) -> tuple[Text, ParsedMail]:
    text = Text("1", content)
    passages = tuple(Passage(v, "1", a, b, content[a:b]) for v, a, b in voices)
    return text, ParsedMail(EMPTY.received_at, EMPTY.received_on, texts=(text,), passages=passages)


def read(start: int, end: int, part: str = "1") -> Evidence:
    return Evidence("dossier_number", "x", "x", part, start, end)


def test_what_was_read_is_marked_with_its_number() -> None:
    text, whole = mail("dossier CAR202100310017, merci", (Voice.OWN, 0, 30))
    shown = marked(text, whole, [read(8, 23)])
    assert [(p.content, p.evidence) for p in shown.pieces] == [
        ("dossier ", ()),
        ("CAR202100310017", (1,)),
        (", merci", ()),
    ]


def test_marks_within_marks_each_begin_once() -> None:
    text, whole = mail("veuillez transférer A et B", (Voice.OWN, 0, 26))
    shown = marked(text, whole, [read(0, 26), read(20, 21), read(25, 26)])
    assert [p.starts for p in shown.pieces] == [(1,), (2,), (), (3,)]
    assert [p.evidence for p in shown.pieces] == [(1,), (1, 2), (1,), (1, 3)]


def test_whose_words_they_are_is_told() -> None:
    text, whole = mail("moi\n> toi", (Voice.OWN, 0, 4), (Voice.QUOTED, 4, 9))
    assert [p.voice for p in marked(text, whole, []).pieces] == ["own", "quoted"]


def test_what_another_part_gave_is_not_marked_here() -> None:
    text, whole = mail("CAR202100310017")
    assert [p.evidence for p in marked(text, whole, [read(0, 15, "2")]).pieces] == [()]


def test_a_long_text_is_cut_and_says_by_how_much() -> None:
    text, whole = mail("x" * (LONGEST + 5))
    shown = marked(text, whole, [read(LONGEST - 1, LONGEST + 3), read(LONGEST + 1, LONGEST + 2)])
    assert shown.cut == 5
    assert sum(len(p.content) for p in shown.pieces) == LONGEST


SPAN = st.tuples(st.integers(0, 40), st.integers(0, 40)).map(sorted)


@given(st.text(min_size=0, max_size=40), st.lists(SPAN, max_size=6), st.lists(SPAN, max_size=4))
def test_the_pieces_are_the_text(content, spans, voices) -> None:
    text, whole = mail(content, *((Voice.QUOTED, a, b) for a, b in voices))
    shown = marked(text, whole, [read(a, b) for a, b in spans])
    assert "".join(p.content for p in shown.pieces) == content
    for number, (a, b) in enumerate(spans, 1):
        lit = "".join(p.content for p in shown.pieces if number in p.evidence)
        assert lit == content[a:b]


@given(st.text())
def test_what_hides_is_shown_one_for_one(text) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert all(c.isprintable() or c in "\n\t" or c.isspace() for c in shown)


def test_the_signs_that_turn_a_line_around_are_dots() -> None:
    assert visible("a\u202eb\u2066c\u200bd\x07e\u00a0f") == "a·b·c·d·e\u00a0f"


def test_a_line_in_a_list_is_short() -> None:
    assert short("a  b\n c") == "a b c"
    assert short("x" * 500, 10) == "x" * 9 + "…"
