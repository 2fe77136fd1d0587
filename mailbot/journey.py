"""From a stored case to everything that follows from it, inside the caller's transaction.

The road commits it; `explain` and `evaluate` walk it and roll back. So they cannot differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from mailbot import __version__
from mailbot.config import Office
from mailbot.core.compose import answerable, compose
from mailbot.core.decide import decide, plan
from mailbot.core.kind import Kind
from mailbot.core.language import languages
from mailbot.core.read import read
from mailbot.core.understand import Understood, readings, understand
from mailbot.edges import (
    archive,
    attestations,
    audit,
    conversation,
    letters,
    notices,
    rulings,
    store,
    words,
)
from mailbot.edges.database import alone_with
from mailbot.edges.tables import NOT_GIVEN, CaseRow, Status
from mailbot.values import (
    NOTHING,
    Answer,
    Facts,
    Letter,
    Outcome,
    ParsedMail,
    Perform,
    Reopen,
    Request,
    Ruling,
    Verdict,
)

MACHINE = "mailbot"  # the actor of what no agent did
NOT_READ = frozenset({"only winmail.dat"})  # an attachment (domain.md section 5): it is asked for
Recalled = Mapping[str, Mapping[str, str]]  # case number → what was corrected in it


def travel(session: Session, case: CaseRow, office: Office, now: datetime) -> "Decided":
    """read → understand → look up → decide → act. `now` is aware; the case is at its end after."""
    raw = store.raw_of(session, case)
    mail = read(raw, office.identity)
    alone_with(session, mail.sender)
    decided = judge(session, case, office, now, mail)
    decided.sha256 = raw.sha256
    kind, request, facts = decided.kind, decided.request, decided.facts
    archive.keep(session, office.book, now)  # it may wait for another daemon: before any lock
    note(session, case, decided, now)
    for action in plan(kind, facts, decided.verdict):
        match action:
            case Perform():
                assert kind.perform, f"{kind.name} accepts but cannot perform"
                case.performed_at = now  # before: one UPDATE says all of the case
                kind.perform(session, request, facts, store.id_of(case), now)
            case Answer():
                case.asked += decided.verdict.outcome is Outcome.ASK
                at = office.instant(case.received_at, now)
                decided.letter = write(session, case, action, decided, at)
            case Reopen():
                reopen(session, action.case_id, now)
    ruling, told = decided.ruling, account(session, case, decided)
    audit.record(session, now, ruling.by if ruling else MACHINE, "decided", case.id, told)
    return decided


def judge(
    session: Session, case: CaseRow, office: Office, now: datetime, mail: ParsedMail | None = None
) -> "Decided":
    """read → understand → look up → decide; nothing done, nothing locked, nothing written.

    Raises ValueError, in French, for an agent's correction of wrong form (`Kind.extract`).
    """
    mail = mail or read(store.raw_of(session, case), office.identity)
    ruling = rulings.heard_on(session, case)
    before = conversation.earlier(session, case, mail)
    recalled = corrections_of(session, before)
    understood = understood_in(session, case, mail, before, ruling, office, recalled)
    kind, request = understood.kind, understood.request
    facts = kind.look_up(session, request, office.day(office.instant(case.received_at, now)))
    asked = conversation.asked(before) + case.asked
    facts = replace(facts, asked=asked, performed=case.performed_at is not None)
    verdict = judged(case, mail, understood, facts, ruling, office)
    decided = Decided(mail, understood, facts, verdict, ruling, office)
    decided.before, decided.recalled = before, recalled
    decided.again = case.decided_at is not None
    return decided


def judged(
    case: CaseRow,
    mail: ParsedMail,
    understood: Understood,
    facts: Facts,
    ruling: Ruling | None,
    office: Office,
) -> Verdict:
    """What the rules decide; but nothing is done of which its sender would not be told, nor for a
    message of which only a part was read or given, unless an agent looked at it."""
    kind, request = understood.kind, understood.request
    verdict = decide(kind, request, facts, office.rules[kind.name], office.common, ruling)
    unseen = ruling is None and not mail.readable and not NOT_READ.intersection(mail.defects)
    if kind.answers.get(verdict.outcome) and (unseen or not answerable(mail)):
        return replace(verdict, outcome=Outcome.REVIEW, proposal="answer")
    if ruling is None and NOT_GIVEN in case.details:
        return replace(verdict, outcome=Outcome.REVIEW, proposal=None, closed=None)
    return verdict


def understood_in(
    session: Session,
    case: CaseRow,
    mail: ParsedMail,
    before: Sequence[CaseRow],
    ruling: Ruling | None,
    office: Office,
    recalled: Recalled,
) -> Understood:
    """The message with the sender's earlier ones, as the kinds of its mailbox understand them.

    `recalled`: what agents had corrected in each of those.
    """
    turns = [reading_of(session, turn, office, recalled.get(str(turn.id), {})) for turn in before]
    return understand(mail, turns, office.accepted(case.mailbox), office.kinds, ruling)


class Decided:
    """One case's journey, whole: what was read, known, decided and written."""

    def __init__(
        self,
        mail: ParsedMail,
        understood: Understood,
        facts: Facts,
        verdict: Verdict,
        ruling: Ruling | None,
        office: Office,
    ) -> None:
        self.mail, self.understood, self.facts = mail, understood, facts
        self.verdict, self.ruling, self.office = verdict, ruling, office
        self.letter: Letter | None = None
        self.sha256 = ""  #: of the message, once the journey goes to its end
        self.again = False  #: the case was decided before
        self.before: Sequence[CaseRow] = ()  #: the sender's earlier ones, oldest first
        self.recalled: Recalled = NOTHING  #: and what was corrected in them
        shown, read_as = understood.read_by, understood.read
        known = facts if shown is understood.kind else None
        self.described = shown.describe(read_as, known, office.rules[shown.name])

    @property
    def kind(self) -> Kind:
        return self.understood.kind

    @property
    def request(self) -> Request:
        return self.understood.request


def corrections_of(session: Session, cases: Sequence[CaseRow]) -> Recalled:
    """What agents corrected in each, by its number as JSON writes it."""
    heard = {str(case.id): rulings.heard_on(session, case) for case in cases}
    return {number: dict(said.corrections) if said else {} for number, said in heard.items()}


def reading_of(
    session: Session, case: CaseRow, office: Office, corrections: Mapping[str, str]
) -> Mapping[str, Request]:
    """What an earlier message of the conversation said, an agent's corrections included."""
    mail = read(store.raw_of(session, case), office.identity)
    return readings(mail, (), office.accepted(case.mailbox), office.kinds, corrections)


def status_after(verdict: Verdict) -> Status:
    """Who took a case up again has it before them until they say more."""
    held = verdict.outcome is Outcome.REVIEW or verdict.reopened
    return Status.HELD if held and verdict.closed is None else Status.DONE


SHOWN = ("dossier_number", "certificate_number", "intent", "question", "last_day")
#: Details that hold for one decision only.
PASSING = ("awaiting_second", "letter", "letter_alone", "recognised_by")
COUNTS = {"dossier_number": "dossier", "certificate_number": "certificate", "intent": "wish"}


def note(session: Session, case: CaseRow, decided: Decided, now: datetime) -> None:
    """What the queue lists and searches stands in the case's own columns."""
    mail, verdict, kind = decided.mail, decided.verdict, decided.kind
    described, before = decided.described, decided.before
    case.message_id, case.sender = mail.message_id, mail.sender
    case.authenticated = mail.authentication.passed
    case.conversation = (before[0].conversation or before[0].id) if before else None
    case.kind, case.label = kind.name, kind.label
    case.decision, case.reasons = verdict.outcome.word, list(verdict.reasons)
    case.proposal = verdict.proposal
    corrected = decided.ruling.corrections if decided.ruling else NOTHING
    for name in SHOWN:  # as the message says it itself, or as an agent corrected it
        counts = COUNTS.get(name, name) if name in corrected else name
        setattr(case, name, described.get(counts, described.get(name)))
    case.urgent = bool(described.get("urgent"))
    case.holder_name = described.get("holder_name") or ""
    case.status, case.decided_at, case.error = status_after(verdict), now, ""
    with session.no_autoflush:  # one UPDATE of the case, when all of it is noted
        case.details = noted(session, case, decided)
    if case.status is Status.DONE:  # what a notice was about is settled
        case.noticed_until = None
        case.details = {k: v for k, v in case.details.items() if k not in notices.KEYS}
    session.add(case)
    words.index(session, store.id_of(case), mail)
    notices.answered(session, case, before, now)


def noted(session: Session, case: CaseRow, decided: Decided) -> dict[str, Any]:
    """The case's details, with what is new of them and without what no longer holds."""
    kept = {k: v for k, v in case.details.items() if k not in PASSING}
    if not decided.mail.readable:
        kept["unreadable"] = list(decided.mail.defects)
    if unseconded := decided.verdict.unseconded:
        kept["awaiting_second"] = list(unseconded)
    if rivals := decided.understood.rivals:
        kept["recognised_by"] = list(rivals)
    if twin := conversation.same_message_id(session, case):
        kept["same_message_id_as"] = twin
    return kept


def write(
    session: Session, case: CaseRow, answer: Answer, decided: Decided, at: datetime
) -> Letter:
    """Render the letter and store it as the bytes that will leave, under its own Message-ID."""
    step = letters.next_step(session, store.id_of(case)) if decided.again else 1
    letter = compose(
        answer,
        decided.kind.name,
        decided.mail,
        decided.kind.words(decided.request, decided.facts, decided.verdict, decided.described),
        decided.office.letterhead,
        f"{decided.sha256}.{step}",
        decided.office.templates,
        at,
        languages=languages_for(session, case, decided),
    )
    letters.add(session, store.id_of(case), step, letter)
    return letter


def languages_for(session: Session, case: CaseRow, decided: Decided) -> tuple[str, ...]:
    """In which languages its letters are, French first, by what is written and what is attested."""
    attested = attestations.ground_of(session, case)
    return languages(decided.mail, attested, decided.office.common["language"])


def reopen(session: Session, case_id: int, now: datetime) -> None:
    """Its letter came back: a person looks."""
    case = session.get(CaseRow, case_id, with_for_update={"key_share": True})
    if case is None:
        return
    case.status, case.decision = Status.HELD, Outcome.REVIEW.word
    case.details = {**case.details, "bounced": True}
    session.add(case)
    audit.record(session, now, MACHINE, "bounced", case_id, {})


def account(session: Session, case: CaseRow, decided: Decided) -> Mapping[str, Any]:
    """What must be told of a decision years later (domain.md section 9)."""
    verdict, request, office = decided.verdict, decided.request, decided.office
    return {
        "version": __version__,
        "rules": office.rules_digest,
        "message_sha256": decided.sha256,
        "message_id": decided.mail.message_id,
        "received_at": case.received_at,
        "kind": decided.kind.name,
        "sender": request.sender,
        "sender_name": request.sender_name,
        "authentication": asdict(request.authentication),
        "answerable": answerable(decided.mail),
        "earlier": [store.id_of(one) for one in decided.before],
        "evidence": [asdict(evidence) for evidence in request.evidence],
        # What came before as it stood then: an agent may correct or rename it later.
        "recalled": decided.recalled,
        "facts": asdict(decided.facts),
        "outcome": verdict.outcome.word,
        "proposal": verdict.proposal,
        "findings": [asdict(finding) for finding in verdict.findings],
        "escalated": asdict(verdict.escalated) if verdict.escalated else None,
        "satisfied": verdict.satisfied,
        "waived": verdict.waived,
        "closed": verdict.closed,
        "ruling": asdict(decided.ruling) if decided.ruling else None,
        "letter": decided.letter.message_id if decided.letter else None,
    }
