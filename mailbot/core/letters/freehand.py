"""freehand: what an agent wrote, or changed, becomes a letter under the office's letterhead."""

import re
from collections.abc import Mapping
from typing import Any

from mailbot.core.letters.typography import plain
from mailbot.values import Draft

FOLDER, FREE = "agent", "libre"  #: templates/agent/libre: the frame around an agent's own words
LINE_AT_MOST, LINES_AT_MOST = 2_000, 400
SUBJECT_AT_MOST = 150  #: characters

# All of an amount, for its writer to find it again: 1 234,50 $. Bounded: a text may be all digits.
_FIGURE = r"\d{1,9}(?:[ \u00a0\u202f.,]\d{1,9}){0,4}"
_AMOUNT = re.compile(rf"\$\s?{_FIGURE}|{_FIGURE}\s?(?:\$|(?:dollars?|cad)\b)", re.I)
_GAP = re.compile(r"\[(?:à compléter|a completer)[^\]]*\]?", re.I)
_PARTS = re.compile(r"\n(?:[ \t]*\n)+")


def tidied(draft: Draft) -> Draft:
    """The draft as it may be printed: visible characters only, a subject of one line."""
    lines = draft.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[:LINES_AT_MOST]
    text = "\n".join(_line(line) for line in lines).strip()
    return Draft(draft.template, plain(draft.subject, SUBJECT_AT_MOST), text)


def _line(line: str) -> str:
    indent = len(line) - len(line.lstrip(" "))
    return " " * min(indent, 8) + plain(line, LINE_AT_MOST)


def objection_to(text: str) -> str | None:
    """Why this text may not leave, in a French line; None when it may (domain.md section 2)."""
    if not text.strip():
        return "la lettre est vide ; écrivez-en le texte"
    if found := _AMOUNT.search(text):
        return f"« {found.group()} » : une lettre ne nomme aucun montant ; la facture le dit"
    if found := _GAP.search(text):
        return f"« {found.group()} » : remplacez ces mots par ce qu'il faut, ou enlevez-les"
    return None


def words_of(draft: Draft) -> Mapping[str, Any]:
    """The words of templates/agent/libre: its title, its text, and that text's paragraphs."""
    paragraphs = [part.split("\n") for part in _PARTS.split(draft.text) if part.strip()]
    return {"title": draft.subject, "text": draft.text, "paragraphs": paragraphs}
