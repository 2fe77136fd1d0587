"""What a person types to find a case: the same on the console's pages and in the terminal."""

from typing import Any

from sqlalchemy import ColumnElement, false, or_
from sqlmodel import col

from mailbot.edges.tables import CaseRow
from mailbot.edges.words import WordsRow, searchable

#: The outer join that `searched` needs.
WORDS: tuple[Any, Any] = (WordsRow, col(WordsRow.case_id) == col(CaseRow.id))
#: One agent waived what takes two: a second one has to confirm.
AWAITING_SECOND: ColumnElement[bool] = CaseRow.details["awaiting_second"].as_string().is_not(None)


def searched(text: str) -> ColumnElement[bool]:
    """By number (of a case; of a dossier or a certificate, whole or not), name, address, words.

    Names are found without their accents among the words, where they stand folded: SQL's own
    lower() folds none, and SQLite's not even É.
    """
    text = text.strip()
    folded = searchable(text)
    compact = "".join(c for c in folded.upper() if c.isalnum())
    tried: list[ColumnElement[bool]] = []
    if folded:
        tried.append(col(WordsRow.words).contains(folded, autoescape=True))
        tried.append(col(CaseRow.sender).contains(folded, autoescape=True))
        tried.append(col(CaseRow.message_id).icontains(text, autoescape=True))
        # Cases decided before the holder's name was among the words, or whose words are destroyed.
        tried.append(col(CaseRow.holder_name).icontains(text, autoescape=True))
    if compact:
        tried.append(col(CaseRow.dossier_number).contains(compact, autoescape=True))
        tried.append(col(CaseRow.certificate_number).contains(compact, autoescape=True))
    if text.isascii() and text.isdigit() and len(text) < 10:
        tried.append(col(CaseRow.id) == int(text))
    return or_(*tried) if tried else false()
