"""What a person searches a case by: the names of sender and holder, and the words of the message.

Filled when the case is decided. Nothing here commits: the road does.
"""

from typing import Any

from sqlalchemy import Text as LongText
from sqlalchemy import delete
from sqlmodel import Field, Session, SQLModel, col

from mailbot.core.fold import fold
from mailbot.edges.schema import INSERT
from mailbot.values import ParsedMail

LONGEST = 4_000  #: characters of the message's words; who searches remembers its beginning
SHOWN = 300  #: characters of a name or a subject that a list may show


class WordsRow(SQLModel, table=True):
    __tablename__ = "case_words"

    case_id: int = Field(primary_key=True, foreign_key="cases.id", ondelete="CASCADE")
    sender_name: str = ""
    subject: str = ""
    words: str = Field(default="", sa_type=LongText)  #: folded: no case, no accents, one space


def _keeping(insert: Any) -> Any:
    return insert.on_conflict_do_update(
        index_elements=["case_id"],
        set_={name: insert.excluded[name] for name in ("sender_name", "subject", "words")},
    )


# Built once, and spoken to the table: every case passes here.
_KEEP = {
    dialect: _keeping(insert(WordsRow.__table__))  # type: ignore[attr-defined]
    for dialect, insert in INSERT.items()
}


def index(session: Session, case_id: int, mail: ParsedMail, holder_name: str) -> None:
    """The words of a case, in place of those it had."""
    written = "\n".join(text.content[:LONGEST] for text in mail.texts)[:LONGEST]
    names = " ".join(one.name for one in mail.senders[:5])
    said = {
        "sender_name": mail.sender_name[:SHOWN],
        "subject": mail.subject[:SHOWN],
        "words": searchable(f"{names[:SHOWN]}\n{holder_name}\n{written}"),
    }
    session.execute(_KEEP[session.get_bind().dialect.name], {"case_id": case_id, **said})


def forget(session: Session, case_id: int) -> None:
    """The message is destroyed: nothing of what it said is left to be searched."""
    session.execute(delete(WordsRow).where(col(WordsRow.case_id) == case_id))


def searchable(text: str) -> str:
    return " ".join(fold(text).text.split())
