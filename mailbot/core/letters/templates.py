"""templates: the sandbox in which the letters are rendered, and what the start refuses of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailbot.core.letters.typography import FILTERS, typeset

FORMS = ("txt", "html")  #: every letter has both
COMMON = frozenset({"name", "office", "person"})  #: words that compose() gives to every letter
NOTICE = "notice_automated"  #: owed with every letter (A-2.1 s. 65.2)

_DECLARATION = re.compile(r"\{#[^#]*\bMots : ([^#.]*)\.")
_GAP = re.compile(r"\n(?:[ \t]*\n){2,}")  # what the branches not taken leave behind


class TemplateProblem(ValueError):
    """A template that no letter may be made from: where, and why, in one French line."""


def environment(loader: jinja2.BaseLoader) -> jinja2.Environment:
    """Templates read once, that see only the words given to them, and escape in .html only."""
    made = ImmutableSandboxedEnvironment(
        loader=loader,
        undefined=jinja2.StrictUndefined,
        autoescape=lambda name: name is not None and name.endswith(".html"),
        finalize=_said,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters.update(FILTERS)
    return made


def _said(value: Any) -> Any:
    """A word that is None is a mistake as much as an absent one: never print it."""
    if value is None:
        raise jinja2.UndefinedError("un mot du gabarit est vide (None)")
    return value


def render(template: jinja2.Template, words: Mapping[str, Any]) -> str:
    """The letter's text. Raises jinja2.TemplateError when the template and its words disagree."""
    return _GAP.sub("\n\n", template.render(words).strip()) + "\n"


def render_block(template: jinja2.Template, block: str, words: Mapping[str, Any]) -> str:
    """One block alone, on one line: the subject of a letter that answers a message without any."""
    return " ".join("".join(template.blocks[block](template.new_context(dict(words)))).split())


def render_body(template: jinja2.Template, words: Mapping[str, Any]) -> str:
    """What stands between a letter's greeting and its notice, for an agent to change."""
    block = "".join(template.blocks["body"](template.new_context(dict(words))))
    return _GAP.sub("\n\n", typeset(block).strip())


def check_templates(templates: jinja2.Environment, kind: str, names: Iterable[str]) -> None:
    """Raise TemplateProblem unless each letter of a kind has its two forms and only its words.

    Each form declares its words in a comment of its own: {# … Mots : last_day, already. #}. What
    passes is compiled and kept, so that a file changed later does not change the letters.
    """
    for name in names:
        for form in FORMS:
            _check_letter(templates, f"{kind}/{name}.{form}", form)


def _check_letter(templates: jinja2.Environment, path: str, form: str) -> None:
    """One form of one letter, with all that it extends and includes."""
    words = COMMON | declared_words(templates, path)
    seen, waiting = {path}, [path]
    while waiting:
        current = waiting.pop()
        tree = templates.parse(_source(templates, current), current)
        for line, word in _foreign_words(tree, words):
            allowed = ", ".join(sorted(words))
            reason = f"le mot « {word} » n'est pas déclaré (mots permis : {allowed})"
            raise _problem(current, line, reason)
        for line, other in _referenced(tree):
            if not isinstance(other, str):
                raise _problem(current, line, "nommez l'autre gabarit en toutes lettres")
            waiting.extend({other} - seen)
            seen.add(other)
    if f"{NOTICE}.{form}" not in seen:
        raise _problem(path, 1, f"il manque l'avis de traitement automatisé ({NOTICE}.{form})")
    if form == "txt" and "subject" not in templates.get_template(path).blocks:
        raise _problem(path, 1, "il manque l'objet : {% block subject %}…{% endblock %}")


def declared_words(templates: jinja2.Environment, path: str) -> frozenset[str]:
    """The words that a letter's own comment declares."""
    declaration = _DECLARATION.search(_source(templates, path))
    if declaration is None:
        raise _problem(path, 1, "il manque la liste de ses mots : {# Mots : un_mot, un_autre. #}")
    return frozenset(re.findall(r"\w+", declaration.group(1)))


def _source(templates: jinja2.Environment, path: str) -> str:
    """The text of a template that compiles."""
    try:
        templates.get_template(path)
        assert templates.loader is not None
        return templates.loader.get_source(templates, path)[0]
    except jinja2.TemplateNotFound as error:
        raise TemplateProblem(f"templates/{path} : ce gabarit n'existe pas") from error
    except jinja2.TemplateSyntaxError as error:
        reason = " ".join(f"syntaxe du gabarit : {error.message}".split())
        raise _problem(error.name or path, error.lineno, reason) from error
    except UnicodeDecodeError as error:
        raise TemplateProblem(f"templates/{path} : enregistrez ce fichier en UTF-8") from error


def _foreign_words(tree: nodes.Template, words: frozenset[str]) -> list[tuple[int, str]]:
    foreign = meta.find_undeclared_variables(tree) - words
    return sorted(
        (node.lineno, node.name) for node in tree.find_all(nodes.Name) if node.name in foreign
    )


def _referenced(tree: nodes.Template) -> Iterator[tuple[int, object]]:
    for node in tree.find_all(nodes.Stmt):
        if isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
            named = node.template
            yield node.lineno, named.value if isinstance(named, nodes.Const) else None


def _problem(path: str, line: int, reason: str) -> TemplateProblem:
    return TemplateProblem(f"templates/{path}, ligne {line} : {reason}")
