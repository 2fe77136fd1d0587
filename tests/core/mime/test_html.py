"""HTML as a reader sees it: what is hidden, what glues and what does not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.mime.html import text_of


@pytest.mark.parametrize(
    "html",
    [
        "CAR2021<b>0046</b>8845",
        "CAR<span style='color:red'>2021</span><i>0046</i>8845",
        "<font>CAR2021</font><font>00468845</font>",
        "CAR2021<wbr>0046<wbr>8845",
        "CAR2021&#8203;0046&#x200B;8845",
        "CAR2021&shy;00468845",
        "CAR2021<!-- 9999 -->00468845",
        "CAR2021<span style='display:none'>99</span>00468845",
        "CAR2021<o:p></o:p>00468845",
        "<a href='x'>CAR2021</a>00468845",
        "CAR2021<u></u>00468845",
    ],
)
def test_inline_tags_leave_a_number_whole(html: str) -> None:
    assert text_of(f"<p>Dossier {html}.</p>") == "Dossier CAR202100468845."


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>2019</td><td>002577</td></tr></table>",
        "<table><tr><th>2019<th>002577</table>",
        "<table><tr><td><p>2019</p></td><td><p>002577</p></td></tr></table>",
        "<table><tr><td><div>2019</div></td>\n\n<td>\n<div>002577</div></td></tr></table>",
    ],
)
def test_neighbouring_cells_are_apart_and_on_one_line(html: str) -> None:
    assert text_of(html) == "2019\t002577"


@pytest.mark.parametrize(
    "html",
    [
        "<div>2019</div><div>002577</div>",
        "<div>2019</div>002577",
        "2019<br>002577",
        "2019<br/>\n002577",
        "<table><tr><td>2019</td></tr><tr><td>002577</td></tr></table>",
        "<p class=MsoNormal>2019</p>\n<p class=MsoNormal>002577</p>",
        "<p style='margin:0'>2019</p><p style='margin:0'>002577</p>",
        "<span style='display:block'>2019</span>002577",
        "<pre>2019\n002577</pre>",
        "<div style='white-space:pre-wrap'>2019\n002577</div>",
        "<div>2019<br></div><div>002577</div>",
    ],
)
def test_blocks_and_breaks_are_lines(html: str) -> None:
    assert text_of(html) == "2019\n002577"


def test_paragraphs_and_empty_blocks_leave_a_blank_line() -> None:
    assert text_of("<p>un</p><p>deux</p>") == "un\n\ndeux"
    assert text_of("<div>un</div><div><br></div><div>deux</div>") == "un\n\ndeux"


def test_white_space_is_one_space_but_no_break_spaces_stay() -> None:
    assert text_of("<p> a \n\t b&nbsp;c&#8239;d&#160;&#160;e</p>") == "a b\xa0c\u202fd\xa0\xa0e"


def test_items_bear_a_bullet_on_their_line() -> None:
    assert text_of("<ul><li>un</li><li><p>deux</p></li></ul>") == "• un\n• deux"


@pytest.mark.parametrize(
    "hidden",
    [
        "<!-- secret -->",
        "<!--[if gte mso 9]><xml>secret</xml><![endif]-->",
        "<script>secret</script>",
        "<style>secret{}</style>",
        "<title>secret</title>",
        "<template>secret</template>",
        "<div hidden>secret</div>",
        "<div style='display:none'><p>secret</p></div>",
        "<div style='DISPLAY : none !important; color:red'>secret</div>",
        "<span style='visibility:hidden'>secret</span>",
        "<span style='font-size:0'>secret</span>",
        "<span style='font-size:0px; line-height:1px'>secret</span>",
        "<div style='font-size:0'><span><b>secret</b></span></div>",
        "<span style='opacity:0'>secret</span>",
        "<span style='color:transparent'>secret</span>",
        "<div style='max-height:0;overflow:hidden'>secret</div>",
        "<div style='width:0px;height:0px;overflow:hidden'>secret</div>",
        "<div style='position:absolute;left:-9999px'>secret</div>",
        "<div style='text-indent:-9999px'>secret</div>",
        "<p style='mso-hide:all'>secret</p>",
        "<style>.preheader, td.x { display: none }</style><i class='a preheader'>secret</i>",
    ],
)
def test_what_nobody_sees_is_not_read(hidden: str) -> None:
    assert "secret" not in text_of(f"<html><body>vu {hidden} lu</body></html>")
    assert "lu" in text_of(f"<html><body>vu {hidden} lu</body></html>")


@pytest.mark.parametrize(
    "shown",
    [
        "<div style='font-size:0'><span style='font-size:12px'>vu</span></div>",
        "<div style='font-size:0.9em;opacity:0.5'>vu</div>",
        "<div style='display:block;overflow:hidden;max-height:100px'>vu</div>",
        "<style>@media print { .p { display: none } }</style><i class=p>vu</i>",
        "<![if !mso]>vu<![endif]>",
        "<style type='text/css' style='display:none'>p{margin:0}</style>vu",
        "<span style='font-size:10.0pt;mso-fareast-language:EN-US'>vu</span>",
        "<span style=''>vu</span>",
        "<div style='font-size'>vu</div>",
        "<div style='border:0;height:0'>vu</div>",
    ],
)
def test_what_is_seen_is_read(shown: str) -> None:
    assert text_of(shown) == "vu"


@pytest.mark.parametrize(
    "opening",
    [
        "<blockquote>",
        "<blockquote type='cite'>",
        "<blockquote class='gmail_quote' style='margin:0 0 0 .8ex;border-left:1px #ccc solid'>",
        "<blockquote cite='mid:x' style='border:none'>",
        "<div class='yahoo_quoted'>",
    ],
)
def test_quotes_bear_the_quote_mark(opening: str) -> None:
    html = f"<div>mot</div>{opening}<div>un<blockquote>deux</blockquote></div>" + (
        f"</{opening[1:].split()[0].rstrip('>')}>après"
    )
    assert text_of(html) == "mot\n> un\n>> deux\naprès"


def test_an_indented_paragraph_is_no_quote() -> None:
    html = "<blockquote style='margin:0 0 0 40px;border:none;padding:0px'>mon dossier</blockquote>"
    assert text_of(html) == "mon dossier"


def test_a_rule_is_a_line_of_its_own() -> None:
    assert text_of("a<hr>b") == f"a\n{'_' * 32}\nb"


@pytest.mark.parametrize(
    "html", ["", "<", "</p>", "&", "&#xD800;", "<p", "\0", "<![CDATA[x", "<!--"]
)
def test_scraps_do_no_harm(html: str) -> None:
    assert isinstance(text_of(html), str)


@given(st.text(alphabet=st.sampled_from("<>/!-abp \"'=&;#0\n\ttd"), max_size=200))
def test_anything_is_read_without_an_error(html: str) -> None:
    assert "\r" not in text_of(html)


@given(st.lists(st.sampled_from(["b", "i", "span", "u", "font", "a"]), max_size=6), st.data())
def test_a_number_split_anywhere_comes_out_whole(tags: list[str], data: st.DataObject) -> None:
    number = "CAR202100468845"
    at = data.draw(st.integers(0, len(number)))
    opened = "".join(f"<{tag}>" for tag in tags)
    closed = "".join(f"</{tag}>" for tag in reversed(tags))
    assert text_of(f"<div>{number[:at]}{opened}{number[at:]}{closed}</div>") == number


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000 + "fin",
        "<ul><li>" * 60_000 + "fin",
        "<div><template></div></template>" * 30_000 + "fin",
        "<b><div>" * 50_000 + "</b>" * 50_000 + "fin",
        "<blockquote>" * 80_000 + "fin",
        "<table>" + "<tr><td>a<td>b</tr>" * 30_000 + "</table>fin",
        "<" * 1_000_000 + "p>fin",
        "<p " + "a=b " * 200_000 + ">fin",
        "<style>.a{}" * 90_000 + "</style>fin",
        "<br>" * 200_000 + "fin",
        "<div style='" + "a:b;" * 200_000 + "'>fin",
    ],
    ids=range(11),
)
def test_deep_and_endless_pages_take_less_than_a_second(html: str) -> None:
    begun = time.process_time()
    text = text_of(html)
    assert time.process_time() - begun < 1
    assert text.endswith("fin")
