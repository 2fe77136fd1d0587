"""What mailbot remembers: messages, receipts, cases, rulings, letters, and the audit."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, LargeBinary, UniqueConstraint, event
from sqlalchemy.orm import object_session
from sqlmodel import Field, SQLModel

from mailbot.edges.schema import one_of

NOT_GIVEN = (
    "not_given"  #: key of a case's details: the server gave no whole message, and what it gave
)
UNDATED = "undated"  #: key of a case's details: its message had no INTERNALDATE that can be
GONE = ""  #: somebody moved or deleted the message before mailbot could file it


class Status(StrEnum):
    """How far a case has come."""

    WAITING = "waiting"  #: received; to be settled
    DONE = "done"  #: decided, and everything that follows is written down
    HELD = "held"  #: a person decides
    FAILED = "failed"  #: the code failed on it, several times: a person looks


class Fate(StrEnum):
    """What became of a letter."""

    WAITING = "waiting"  #: to be sent
    SENDING = "sending"  #: an attempt was noted; if nobody is sending it now, its fate is unknown
    SENT = "sent"  #: the server took it
    HELD = "held"  #: one too many to the same address in a day: a person looks
    REFUSED = "refused"  #: the server said no for good (5xx), or too often "later"
    UNKNOWN = "unknown"  #: lost between DATA and the answer: a person decides, nothing is resent
    CALLED_BACK = "called_back"  #: an agent called it back before it left: it never leaves


class Purged(StrEnum):
    """How much of a case was destroyed when its time had come; each word includes those before."""

    ATTACHMENTS = "attachments"  #: the message is left without them
    MESSAGE = "message"  #: of the message, its hash and its receipts stay
    CASE = "case"  #: who wrote, what was read, the letters' text and the agents' words
    AUDIT = "audit"  #: what the audit said of a person; its proof stays


GONE_WITH_THE_MESSAGE = (Purged.MESSAGE, Purged.CASE, Purged.AUDIT)


class MessageRow(SQLModel, table=True):
    """The bytes as received, stored before anything else. The same bytes are one message.

    Its SHA-256 is of what was received, also once the retention has taken from the content.
    """

    __tablename__ = "message"

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    size: int  #: bytes on the server: more than len(content) when only the beginning was fetched
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ReceiptRow(SQLModel, table=True):
    """One place where a message stood, read once: (mailbox, UIDVALIDITY, UID), RFC 9051 2.3.1.1.

    UIDVALIDITY tells nothing of two accounts (it is 1 in many): the era of the mailbox does.
    """

    __tablename__ = "receipt"
    __table_args__ = (
        UniqueConstraint("mailbox", "era", "uidvalidity", "uid"),
        Index("ix_receipt_unfiled", "mailbox", "filed_to"),
    )

    id: int | None = Field(default=None, primary_key=True)
    mailbox: str
    era: int = 0  #: its mailbox's when it was read
    uidvalidity: int = Field(sa_type=BigInteger)  #: 32 bits, unsigned
    uid: int = Field(sa_type=BigInteger)
    case_id: int = Field(foreign_key="cases.id", index=True)
    filed_to: str | None = None  #: the folder it stands in since its case ended, or GONE


class MailboxRow(SQLModel, table=True):
    """Where the reading of a mailbox has come to."""

    __tablename__ = "mailbox"

    name: str = Field(primary_key=True)
    uidvalidity: int = Field(sa_type=BigInteger)
    cursor: int = Field(default=0, sa_type=BigInteger)  #: every UID up to this one has its receipt
    account: str = ""  #: whose folder was read, and on what host; "": not told yet
    era: int = 0  #: how often another account, host or folder was configured in its place


class UngivenRow(SQLModel, table=True):
    """A message that the server has not given yet, though asked: when it is asked for again."""

    __tablename__ = "ungiven"

    mailbox: str = Field(primary_key=True)
    uidvalidity: int = Field(primary_key=True, sa_type=BigInteger)
    uid: int = Field(primary_key=True, sa_type=BigInteger)
    attempts: int = 0
    next_attempt_at: datetime


class CaseRow(SQLModel, table=True):
    """One message and how far it has come; what was decided stands here to be listed."""

    __tablename__ = "cases"
    __table_args__ = (
        one_of("status", tuple(Status)),
        Index("ix_cases_status", "status", "received_at"),
        Index("ix_cases_sender", "sender", "received_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    message_pk: int = Field(foreign_key="message.id", unique=True)
    mailbox: str
    received_at: datetime
    status: str = Status.WAITING
    message_id: str = Field(default="", index=True)
    sender: str = ""
    authenticated: bool = False
    conversation: int | None = Field(
        default=None, foreign_key="cases.id", index=True
    )  #: its first case
    kind: str | None = None
    label: str | None = None  #: its class: request, other, automatic, bounce
    decision: str | None = None
    reasons: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    proposal: str | None = None
    dossier_number: str | None = None
    certificate_number: str | None = None
    intent: bool | None = None
    question: bool | None = None
    last_day: date | None = None
    urgent: bool = False
    details: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    decided_at: datetime | None = None
    attempts: int = 0
    next_attempt_at: datetime | None = None
    error: str = ""
    purged: str | None = None  #: how far the retention has come with it (Purged)
    version: int = 0  #: counts up at every change, but of the claim: see `count_up`
    asked: int = 0  #: questions sent to its sender, by mailbot or by an agent
    performed_at: datetime | None = None  #: when what it asks was carried out: once is all
    holder_name: str = Field(default="", index=True)  #: of the dossier, as the registry writes it
    claimed_by: str | None = None  #: the agent who is at it,
    claimed_until: datetime | None = None  #: and until when the others are kept off
    noticed_until: date | None = Field(default=None, index=True)  #: last day to answer the préavis


@event.listens_for(CaseRow, "before_update")
def count_up(_mapper: Any, _connection: Any, case: CaseRow) -> None:
    """Whoever changes a case, a page that shows it as it was is out of date."""
    session = object_session(case)
    if session is not None and session.is_modified(case):
        case.version += 1


class RulingRow(SQLModel, table=True):
    """An agent's word on a case. The newest of each case are heard together."""

    __tablename__ = "ruling"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    by: str
    at: datetime
    reason: str = ""
    corrections: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False)
    )
    waived: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    closed: bool = False
    seconded: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    label: str | None = None
    reopened: bool = False


class NoteRow(SQLModel, table=True):
    """What an agent wrote on a case for the colleagues; nobody else ever reads it."""

    __tablename__ = "note"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True)
    by: str
    at: datetime
    text: str


class LetterRow(SQLModel, table=True):
    """A letter as the bytes that leave, however often they are sent."""

    __tablename__ = "letter"
    __table_args__ = (
        one_of("fate", tuple(Fate)),
        UniqueConstraint("case_id", "step"),
        Index("ix_letter_fate", "fate", "next_attempt_at"),
        Index("ix_letter_recipient", "recipient", "attempted_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id")
    step: int  #: the first letter of its case, the second…
    template: str
    recipient: str
    message_id: str = Field(unique=True)
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    fate: str = Fate.WAITING
    attempts: int = 0
    next_attempt_at: datetime | None = None
    attempted_at: datetime | None = Field(default=None, index=True)
    sent_at: datetime | None = None
    error: str = ""
    by: str | None = None  #: the agent who wrote it; None: mailbot


class AuditRow(SQLModel, table=True):
    """Append-only: each row's hash covers the one before it."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime
    case_id: int | None = Field(default=None, index=True)
    actor: str
    event: str
    data: str  #: canonical JSON, as hashed: the proof
    previous: str
    hash: str = Field(unique=True)
    personal: str | None = None  #: canonical JSON with a salt; NULL when there is none, or no more
    sealed: str | None = None  #: SHA-256 of `personal` as written; NULL: a row of the first schema
