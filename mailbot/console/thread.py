"""The conversation around a case: what its sender wrote before and after, and what left to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy

from sqlalchemy import or_
from sqlmodel import Session, col, select

from mailbot.edges.store import id_of
from mailbot.edges.tables import CaseRow, LetterRow
from mailbot.edges.words import WordsRow

LAST = datetime.max.replace(tzinfo=UTC)
MOST = 40  #: messages of one conversation that the page lists


@dataclass(frozen=True)
class Turn:
    """One message received, or one letter sent."""

    at: datetime | None  #: None: the letter has not left
    case: CaseRow
    subject: str = ""
    letter: LetterRow | None = None
    text: str = ""  #: the letter's


def turns(session: Session, case: CaseRow) -> list[Turn]:
    """In the order of time. The case itself is among them."""
    root = case.conversation or id_of(case)
    cases = session.exec(
        select(CaseRow, WordsRow)
        .outerjoin(WordsRow, col(WordsRow.case_id) == col(CaseRow.id))
        .where(or_(col(CaseRow.id).in_([root, id_of(case)]), col(CaseRow.conversation) == root))
        .order_by(col(CaseRow.id) != case.id, col(CaseRow.received_at).desc())
        .limit(MOST)
    ).all()
    by_id = {id_of(one): one for one, _ in cases}
    letters = session.exec(select(LetterRow).where(col(LetterRow.case_id).in_(by_id))).all()
    found = [Turn(one.received_at, one, words.subject if words else "") for one, words in cases]
    for letter in letters:
        subject, text = told(letter.content)
        found.append(Turn(letter.sent_at, by_id[letter.case_id], subject, letter, text))
    return sorted(found, key=lambda turn: (turn.at is None, turn.at or LAST))


def told(content: bytes) -> tuple[str, str]:
    """The subject and the plain text of a letter of ours, from its bytes."""
    mail = message_from_bytes(content, policy=policy.default)
    body = mail.get_body(("plain",))
    text = body.get_content() if body else ""
    return str(mail["Subject"] or ""), text.replace("\r\n", "\n")


def of_case(turns: Sequence[Turn], case: CaseRow) -> list[Turn]:
    """The letters of this case, in the order they were written."""
    mine = [turn for turn in turns if turn.letter and turn.letter.case_id == case.id]
    return sorted(mine, key=lambda turn: turn.letter.step if turn.letter else 0)
