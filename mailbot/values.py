"""What travels on the road: frozen values, from the bytes received to the letter that leaves.

Days (`…_on`) are calendar dates in the office's time zone; instants (`…_at`) are aware datetimes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum
from types import MappingProxyType
from typing import Any, Self

NOTHING: Mapping[str, Any] = MappingProxyType({})


CLASSES = ("request", "other", "automatic", "bounce", "spam")  #: as an agent may name them


class Outcome(IntEnum):
    """What may be decided, the gravest last (domain.md section 7)."""

    ACCEPT = 0  #: every rule holds: perform, and answer
    REPEAT = 1  #: already done for this very holder: answer again, nothing else
    ASK = 2  #: something is missing or unreadable: ask for it
    REVIEW = 3  #: a person decides
    IGNORE = 4  #: a machine wrote: file it, never answer

    @property
    def word(self) -> str:
        return self.name.lower()


class Nature(StrEnum):
    """Who wrote: a person, a machine, or a mail system about a delivery."""

    PERSON = "person"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"


class Voice(StrEnum):
    """Whose words a passage is."""

    OWN = "own"  #: the sender's, in this message
    SIGNATURE = "signature"  #: below "-- ", a name block, a phone's mark
    FOOTER = "footer"  #: a legal or list footer, a disclaimer
    QUOTED = "quoted"  #: quoted or forwarded: anybody's earlier words but the Office's
    OFFICE = "office"  #: the Office's own text come back: its replies, its page, its examples


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the office is in mail: what tells its own words and its own server's from others'."""

    address: str  #: the office's address, lower case
    authserv_id: str  #: the authserv-id of its own mail server (RFC 8601 section 2.2)
    timezone: str = "America/Toronto"
    anonymous_authserv: bool = (
        False  #: Microsoft 365: its server writes the header without authserv-id
    )


@dataclass(frozen=True, slots=True)
class RawMessage:
    """A message as the office's server holds it."""

    content: bytes
    received_at: datetime  #: IMAP INTERNALDATE; aware
    mailbox: str
    uidvalidity: int
    uid: int
    size: int = 0  #: bytes on the server; more than len(content): only the beginning was fetched
    sha256: str = ""  #: of `content`, in hex; the store knows it
    undated: bool = False  #: the server said nothing usable: `received_at` is when it was fetched


@dataclass(frozen=True, slots=True)
class Address:
    name: str  #: display name, decoded; may be empty, and may lie
    address: str  #: addr-spec, lower case

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Text:
    """One text of the message, as a reader sees it. Passages and evidence are offsets in it."""

    #: "subject", or the MIME part: "1", "1.2"; "2/1.1" is inside the message/rfc822 part 2
    part: str
    content: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one text in one voice: content == text[start:end]."""

    voice: Voice
    part: str
    start: int
    end: int
    content: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """Kept for the staff, never read for numbers."""

    part: str
    name: str
    media_type: str
    size: int  #: bytes, decoded


@dataclass(frozen=True, slots=True)
class Sign:
    """One piece of evidence that a machine wrote, by name, with the words that show it."""

    name: str  #: e.g. "auto-submitted", "null-return-path", "delivery-status"
    quote: str


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a bounce says (RFC 3464, or the old mailers' prose)."""

    failed: tuple[str, ...] = ()  #: addresses that failed for good, lower case
    delayed: tuple[str, ...] = ()  #: addresses that are only late
    about: tuple[
        str, ...
    ] = ()  #: Message-IDs of the messages reported on, with their angle brackets


@dataclass(frozen=True, slots=True)
class Authentication:
    """What the office's own server found of the sender (RFC 8601), and what it amounts to."""

    passed: bool = False
    why: str = ""  #: one short French clause: what was found, or what is missing
    results: tuple[str, ...] = ()  #: e.g. ("dmarc=pass", "spf=pass smtp.mailfrom=x.ca")


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """A message, decoded. Building it never fails: what is wrong with it is in `defects`."""

    received_at: datetime
    received_on: date
    headers: tuple[
        tuple[str, str], ...
    ] = ()  #: (lower-case name, decoded and unfolded), topmost first
    message_id: str = ""  #: with its angle brackets; empty when there is none
    references: tuple[str, ...] = ()  #: References then In-Reply-To, each once, with angle brackets
    senders: tuple[Address, ...] = ()  #: every mailbox of every From field
    reply_to: tuple[Address, ...] = ()
    subject: str = ""
    texts: tuple[Text, ...] = ()  #: the subject first (part "subject"), then in order of reading
    passages: tuple[Passage, ...] = ()  #: they cover every text, in the same order
    attachments: tuple[Attachment, ...] = ()
    nature: Nature = Nature.PERSON
    signs: tuple[Sign, ...] = ()  #: why `nature` is what it is
    report: DeliveryReport | None = None
    authentication: Authentication = Authentication()
    readable: bool = True  #: False: a person must look (encrypted, broken, too large, too deep)
    defects: tuple[str, ...] = ()

    @property
    def sender(self) -> str:
        """The one From address, lower case; empty when there is none or more than one."""
        distinct = {sender.address for sender in self.senders}
        return distinct.pop() if len(distinct) == 1 else ""

    @property
    def sender_name(self) -> str:
        return self.senders[0].name if self.sender else ""

    def header(self, name: str) -> str | None:
        """The topmost field of this name, or None."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key == wanted), None)

    def voiced(self, *voices: Voice) -> tuple[Passage, ...]:
        return tuple(passage for passage in self.passages if passage.voice in voices)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value was read: quote == the text of `part` from start to end."""

    field: str  #: "dossier_number", "certificate_number", "intent", "question"
    value: str
    quote: str
    part: str
    start: int
    end: int
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What a message asks. A kind's own request adds its fields."""

    sender: str
    sender_name: str
    authentication: Authentication
    received_on: date
    nature: Nature = Nature.PERSON
    evidence: tuple[Evidence, ...] = ()
    signs: tuple[Sign, ...] = ()

    @classmethod
    def of(cls, mail: ParsedMail, **more: Any) -> Self:
        """What every request has from its message, and a kind's own fields."""
        return cls(
            sender=mail.sender,
            sender_name=mail.sender_name,
            authentication=mail.authentication,
            received_on=mail.received_on,
            nature=mail.nature,
            signs=mail.signs,
            **more,
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known just before deciding. A kind's own facts add what its registry says."""

    today: date
    asked: int = 0  #: questions already sent in this conversation
    about: int | None = None  #: the case a delivery report speaks of
    performed: bool = False  #: this very case was carried out before: once is all


@dataclass(frozen=True, slots=True)
class Reference:
    """The text a rule stands on."""

    title: str
    place: str  #: section, page or address
    consulted: date
    verified: bool  #: False: a person must check it; it is never cited in a letter


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's objection."""

    rule: str
    leads_to: Outcome
    motif: str  #: French, for the staff and the explanation
    since: date  #: the first day of the rule's version that was applied
    reference: Reference
    waivable: bool = False
    proposal: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)  #: the words that filled the motif
    seconded: bool = False  #: waiving it takes a second agent


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an agent says of a held case: input to decide(), never a way round it.

    An agent cannot accept. They correct what was read, say of which class the message is, waive
    what may be waived, end the case, or take up one that has ended.
    """

    by: str
    reason: str = ""
    corrections: Mapping[str, str] = field(default_factory=dict)
    waived: frozenset[str] = frozenset()
    closed: bool = False  #: end the case without a letter
    seconded: frozenset[str] = frozenset()  #: what a second, different agent waives too
    label: str | None = None  #: its class as the agent names it: one of CLASSES
    reopened: bool = False  #: taken up again: nothing more follows before the agent says so

    @property
    def bare(self) -> bool:
        """Does it say nothing of the message, but perhaps that the case is taken up again?"""
        said = (self.corrections, self.waived, self.seconded, self.label, self.closed)
        return not any(said)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision and its grounds: what objected, what was heard and did not."""

    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    satisfied: tuple[str, ...] = ()
    waived: tuple[str, ...] = ()
    proposal: str | None = None
    escalated: Finding | None = None  #: why what would be asked is for a person instead
    closed: str | None = (
        None  #: why nobody needs to look any more: an agent ended it, or thanks only
    )

    unseconded: tuple[str, ...] = ()  #: waived by one agent, objecting until a second agrees
    reopened: bool = False  #: an agent took it up again: nothing leaves before they have spoken

    @property
    def reasons(self) -> tuple[str, ...]:
        """The ids of the kind's rules that failed, in the order of the policy."""
        return tuple(finding.rule for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Perform:
    """Carry the request out in the registry."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Write to the sender with templates/<kind>/<template>.txt and .html."""

    template: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """Put a case back before the staff: its letter came back."""

    case_id: int


Action = Perform | Answer | Reopen


@dataclass(frozen=True, slots=True)
class Letter:
    """An answer, rendered and addressed: the very bytes that leave, however often they are sent."""

    recipient: str
    message_id: str
    template: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as an agent may still change it: what stands between greeting and notice."""

    template: str  #: renseignements, preavis, decision, libre, or the name of a canned text
    subject: str
    text: str  #: plain, paragraphs parted by a blank line
