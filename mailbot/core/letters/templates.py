"""templates: the sandbox in which the letters are rendered, and what the start refuses of them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import jinja2
from jinja2 import meta, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mailbot.core.letters import english
from mailbot.core.letters.typography import FILTERS, typeset

FORMS = ("txt", "html")  #: every letter has both
ENGLISH = ".en"  #: finalisez.en.txt stands below finalisez.txt, where the law of the day allows it
#: Words that compose() gives to every letter.
COMMON = frozenset({"name", "office", "person", "english"})
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
    made.filters.update({**FILTERS, **english.FILTERS})
    return made


def _said(value: Any) -> Any:
    """A word that is None is a mistake as much as an absent one: never print it."""
    if value is None:
        raise jinja2.UndefinedError("un mot du gabarit est vide (None)")
    return value


_READER = environment(jinja2.DictLoader({}))  # reads what is said in templates, renders none


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
    passes is compiled and kept, so that a file changed later does not change the letters. Its
    English twin may be absent: the letter is then in French alone, whatever the law allows.
    """
    for name in names:
        for form in FORMS:
            _check_letter(templates, f"{kind}/{name}.{form}", form)
        if any(is_there(templates, f"{kind}/{name}{ENGLISH}.{form}") for form in FORMS):
            for form in FORMS:
                _check_english(templates, f"{kind}/{name}", form)


def is_there(templates: jinja2.Environment, path: str) -> bool:
    """Is there such a template, sound or not?"""
    try:
        templates.get_template(path)
    except jinja2.TemplateNotFound as error:
        return error.name != path
    except (jinja2.TemplateSyntaxError, UnicodeDecodeError):
        pass
    return True


def _check_english(templates: jinja2.Environment, letter: str, form: str) -> None:
    """The English of a letter says nothing that its French does not have."""
    path = f"{letter}{ENGLISH}.{form}"
    _check_letter(templates, path, form, ENGLISH)
    more = declared_words(templates, path) - declared_words(templates, f"{letter}.{form}")
    if more:
        raise _problem(path, 1, f"le français ne déclare pas : {', '.join(sorted(more))}")


def _check_letter(templates: jinja2.Environment, path: str, form: str, language: str = "") -> None:
    """One form of one letter, with all that it extends and includes."""
    words = COMMON | declared_words(templates, path)
    seen, waiting = {path}, [path]
    while waiting:
        current = waiting.pop()
        said = _said_in(_source(templates, current))
        for line, word in said.words:
            if word in words:
                continue
            allowed = ", ".join(sorted(words))
            reason = f"le mot « {word} » n'est pas déclaré (mots permis : {allowed})"
            raise _problem(current, line, reason)
        for line, other in said.others:
            if not isinstance(other, str):
                raise _problem(current, line, "nommez l'autre gabarit en toutes lettres")
            waiting.extend({other} - seen)
            seen.add(other)
    if (notice := f"{NOTICE}{language}.{form}") not in seen:
        raise _problem(path, 1, f"il manque l'avis de traitement automatisé ({notice})")
    if form == "txt" and not language and "subject" not in templates.get_template(path).blocks:
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


@dataclass(frozen=True, slots=True)
class Said:
    """What a template says that others must give, by its lines."""

    words: tuple[tuple[int, str], ...]  #: those that it takes from outside
    others: tuple[tuple[int, object], ...]  #: templates that it extends or includes; None: computed


@lru_cache(maxsize=500)  # one layout is read for each letter that extends it
def _said_in(source: str) -> Said:
    tree = _READER.parse(source)
    outside = meta.find_undeclared_variables(tree)
    names = (node for node in tree.find_all(nodes.Name) if node.name in outside)
    words = sorted((node.lineno, node.name) for node in names)
    return Said(tuple(words), tuple(_referenced(tree)))


def _referenced(tree: nodes.Template) -> Iterator[tuple[int, object]]:
    for node in tree.find_all(nodes.Stmt):
        if isinstance(node, nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport):
            named = node.template
            yield node.lineno, named.value if isinstance(named, nodes.Const) else None


def _problem(path: str, line: int, reason: str) -> TemplateProblem:
    return TemplateProblem(f"templates/{path}, ligne {line} : {reason}")
