"""Which earlier messages a message goes on from (domain.md section 7)."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import and_, bindparam, or_
from sqlmodel import Session, col, select

from mailbot.edges.store import id_of
from mailbot.edges.tables import CaseRow, LetterRow
from mailbot.values import ParsedMail

WITHIN = timedelta(days=30)  # of the same authenticated sender
LONGEST = 20  # older messages of one sender than these are not read again
FOLLOWED = ("request", "other")  # a machine's messages are nobody's conversation
MOST_REFERENCES = 50  # of one message, the newest; a header may hold thousands


# Built once: every message asks.
_EARLIER = (
    select(CaseRow)
    .where(
        col(CaseRow.sender) == bindparam("sender"),
        col(CaseRow.authenticated),
        col(CaseRow.label).in_(FOLLOWED),
        or_(
            col(CaseRow.received_at) < bindparam("at"),
            and_(col(CaseRow.received_at) == bindparam("at"), col(CaseRow.id) < bindparam("id")),
        ),
        or_(
            col(CaseRow.received_at) >= bindparam("since"),
            col(CaseRow.id).in_(bindparam("threads", expanding=True)),
            col(CaseRow.conversation).in_(bindparam("threads", expanding=True)),
        ),
    )
    .order_by(col(CaseRow.received_at).desc(), col(CaseRow.id).desc())
    .limit(LONGEST)
)
_SAME_MESSAGE_ID = (
    select(col(CaseRow.id))
    .where(col(CaseRow.message_id) == bindparam("message_id"), col(CaseRow.id) != bindparam("id"))
    .order_by(col(CaseRow.id))
    .limit(1)
)


def earlier(session: Session, case: CaseRow, mail: ParsedMail) -> Sequence[CaseRow]:
    """The sender's earlier messages of this conversation, oldest first (domain.md section 7).

    Only of the same sender, and only messages that the office's server authenticated: what anybody
    can write in a header (References, From) never brings another person's words into a request.
    """
    if not (mail.authentication.passed and mail.sender):
        return ()
    found = session.execute(
        _EARLIER,
        {
            "sender": mail.sender,
            "at": case.received_at,
            "id": id_of(case),
            "since": case.received_at - WITHIN,
            "threads": referenced(session, mail.references),
        },
    )
    return list(reversed(found.scalars().all()))


def referenced(session: Session, references: Iterable[str]) -> list[int]:
    """The conversations that these Message-IDs belong to: our letters', or earlier messages'."""
    ids = list(references)[-MOST_REFERENCES:]
    if not ids:
        return []
    ours = select(LetterRow.case_id).where(col(LetterRow.message_id).in_(ids))
    found = session.exec(
        select(CaseRow.id, CaseRow.conversation).where(
            or_(col(CaseRow.id).in_(ours), col(CaseRow.message_id).in_(ids))
        )
    ).all()
    return sorted({root or number for number, root in found if number is not None})


def asked(cases: Iterable[CaseRow]) -> int:
    """Questions sent in these, by mailbot or by an agent."""
    return sum(case.asked for case in cases)


def same_message_id(session: Session, case: CaseRow) -> int | None:
    """Another case whose message bears the same Message-ID over other bytes."""
    if not case.message_id:
        return None
    wanted = {"message_id": case.message_id, "id": id_of(case)}
    return session.execute(_SAME_MESSAGE_ID, wanted).scalar()
