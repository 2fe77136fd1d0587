"""The sandbox of the letters, and what the start refuses of them."""

import jinja2
import pytest

from mailbot.core.letters.templates import TemplateProblem, check_templates, environment, render

GOOD = {
    "notice_automated.txt": "avis {{ office.address }}",
    "notice_automated.html": "<p>avis {{ office.address }}</p>",
    "letter.txt": "Bonjour {{ name }}\n{% block body %}{% endblock %}\n"
    '{% include "notice_automated.txt" %}',
    "letter.html": "<p>{{ name }}</p>{% block body %}{% endblock %}"
    '{% include "notice_automated.html" %}',
    "k/t.txt": '{# Fait.\n Mots : last_day. #}\n{% extends "letter.txt" %}\n'
    "{% block subject %}Objet{% endblock %}\n"
    "{% block body %}{{ last_day|day }}{% endblock %}",
    "k/t.html": '{# Mots : last_day. #}\n{% extends "letter.html" %}\n'
    "{% block body %}{{ last_day|day }}{% endblock %}",
}


def problem(**changed: str | None) -> str:
    """What is said of GOOD with some files changed (k_t_txt names k/t.txt) or removed."""
    files = dict(GOOD)
    for key, text in changed.items():
        name = {"k_t_txt": "k/t.txt", "k_t_html": "k/t.html"}.get(key, key.replace("__", "."))
        if text is None:
            del files[name]
        else:
            files[name] = text
    with pytest.raises(TemplateProblem) as caught:
        check_templates(environment(jinja2.DictLoader(files)), "k", ["t"])
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_good_templates_pass() -> None:
    check_templates(environment(jinja2.DictLoader(GOOD)), "k", ["t"])


@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_missing_twin_is_named(form: str) -> None:
    assert f"templates/k/t.{form} : ce gabarit n'existe pas" == problem(**{f"k_t_{form}": None})


def test_a_word_that_is_not_declared_is_named_with_its_line() -> None:
    said = problem(k_t_txt=GOOD["k/t.txt"].replace("{{ last_day", "{{ lastday"))
    assert said.startswith("templates/k/t.txt, ligne 5 : le mot « lastday » n'est pas déclaré")
    assert "last_day, name, office" in said


def test_a_word_is_found_in_what_is_included_too() -> None:
    said = problem(notice_automated__html="<p>\n{{ phone }}</p>")
    assert said.startswith("templates/notice_automated.html, ligne 2 : le mot « phone »")


def test_a_word_in_a_branch_that_is_seldom_taken_is_found() -> None:
    text = GOOD["k/t.txt"].replace(
        "{{ last_day", "{% if last_day %}{{ nom }}{% endif %}{{ last_day"
    )
    assert "« nom »" in problem(k_t_txt=text)


def test_a_template_without_declaration_is_refused() -> None:
    assert "il manque la liste de ses mots" in problem(k_t_html="<p></p>")


def test_a_mistake_of_syntax_is_told_with_its_line() -> None:
    said = problem(k_t_html=GOOD["k/t.html"].replace("{% endblock %}", "{% fin %}"))
    assert said.startswith("templates/k/t.html, ligne 3 : syntaxe du gabarit : ")


def test_an_unknown_filter_is_told_with_its_line() -> None:
    said = problem(k_t_html=GOOD["k/t.html"].replace("|day", "|jour"))
    assert said.startswith("templates/k/t.html, ligne 3 : syntaxe du gabarit : ")


def test_a_layout_that_is_not_there_is_named() -> None:
    assert problem(letter__html=None) == "templates/letter.html : ce gabarit n'existe pas"


def test_a_template_chosen_by_a_word_is_refused() -> None:
    said = problem(k_t_html="{# Mots : last_day. #}\n{% include last_day %}")
    assert said == "templates/k/t.html, ligne 2 : nommez l'autre gabarit en toutes lettres"


@pytest.mark.parametrize("form", ["txt", "html"])
def test_a_letter_without_the_notice_of_automated_processing_is_refused(form: str) -> None:
    said = problem(**{f"letter__{form}": "{% block body %}{% endblock %}"})
    assert f"templates/k/t.{form}, ligne 1 : il manque l'avis" in said


def test_a_letter_without_subject_is_refused() -> None:
    said = problem(k_t_txt=GOOD["k/t.txt"].replace("block subject", "block sujet"))
    assert "il manque l'objet" in said


def test_a_template_in_latin_1_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "k").mkdir()
    (tmp_path / "k/t.txt").write_bytes("été".encode("latin-1"))
    with pytest.raises(TemplateProblem, match=r"k/t\.txt : enregistrez ce fichier en UTF-8"):
        check_templates(environment(jinja2.FileSystemLoader(tmp_path)), "k", ["t"])


def test_a_template_changed_after_the_start_changes_no_letter(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for name, text in GOOD.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    templates = environment(jinja2.FileSystemLoader(tmp_path))
    check_templates(templates, "k", ["t"])
    for name in GOOD:
        (tmp_path / name).unlink()
    words = {"name": "x", "office": {"address": "a@b"}, "last_day": None}
    with pytest.raises(AttributeError):  # the old template, and its filter, still answer
        render(templates.get_template("k/t.txt"), words)


def rendered(source: str, **words: object) -> str:
    name = "t.html" if source.startswith("<") else "t.txt"
    templates = environment(jinja2.DictLoader({name: source}))
    return render(templates.get_template(name), words)


def test_only_html_is_escaped() -> None:
    assert rendered("{{ value }}", value="<&") == "<&\n"
    assert rendered("<p>{{ value }}</p>", value="<&") == "<p>&lt;&amp;</p>\n"


def test_quotes_are_escaped_in_html_even_when_joined() -> None:
    shown = rendered('<p>{{ v|map("quoted")|join(", ") }}</p>', v=("CAR&2021", "<b>"))
    assert shown == "<p>«\u00a0CAR 2021\u00a0», «\u00a0b\u00a0»</p>\n"


def test_the_tags_of_a_layout_survive_typesetting() -> None:
    shown = rendered("<p>{% filter typeset %}<b>x :</b>{{ v }}{% endfilter %}</p>", v="<i>")
    assert shown == "<p><b>x\u00a0:</b>&lt;i&gt;</p>\n"


def test_a_word_that_is_absent_or_none_is_never_printed() -> None:
    for words in ({}, {"value": None}):
        with pytest.raises(jinja2.UndefinedError):
            rendered("{{ value }}", **words)


def test_a_template_cannot_leave_its_sandbox() -> None:
    for source in ("{{ v.__class__.__mro__ }}", "{{ v.append(1) }}", "{{ range(10**9)|list }}"):
        with pytest.raises((jinja2.TemplateError, OverflowError)):
            rendered(source, v=[1])


def test_branches_not_taken_leave_no_gap() -> None:
    assert rendered("a\n\n{% if 0 %}x{% endif %}\n\n \n{% if 0 %}{% endif %}\nb\n\n") == "a\n\nb\n"
