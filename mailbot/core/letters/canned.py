"""Canned texts: what an office answers again and again, as files that anybody may add.

templates/canned/<name>.txt: the title on the first line, an empty line, then the text; no code.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import jinja2

from mailbot.core.letters.freehand import objection_to
from mailbot.core.letters.templates import TemplateProblem

FOLDER = "canned/"


@dataclass(frozen=True, slots=True)
class Canned:
    title: str
    text: str


def read(templates: jinja2.Environment) -> Mapping[str, Canned]:
    """Each canned text by its name. Raises TemplateProblem for one that may not be sent."""
    paths = templates.list_templates(filter_func=is_canned)
    return {
        path.removeprefix(FOLDER).removesuffix(".txt"): _read(templates, path) for path in paths
    }


def is_canned(path: str) -> bool:
    return path.startswith(FOLDER) and path.endswith(".txt")


def _read(templates: jinja2.Environment, path: str) -> Canned:
    assert templates.loader is not None
    try:
        source = templates.loader.get_source(templates, path)[0]
    except UnicodeDecodeError as error:
        raise TemplateProblem(f"templates/{path} : enregistrez ce fichier en UTF-8") from error
    title, _, text = source.partition("\n")
    title, text = title.strip(), text.strip()
    if not title or not text:
        what = "le titre à la première ligne, une ligne vide, puis le texte"
        raise TemplateProblem(f"templates/{path}, ligne 1 : écrivez {what}")
    if why := objection_to(text):
        raise TemplateProblem(f"templates/{path} : {why}")
    return Canned(title, text)
