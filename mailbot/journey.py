"""From a stored case to everything that follows from it, inside the caller's transaction.

The road commits it; `explain` and `evaluate` walk it and roll back. So they cannot differ.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from mailbot import record
from mailbot.config import Office
from mailbot.core.compose import answerable, compose
from mailbot.core.decide import decide, plan
from mailbot.core.language import languages
from mailbot.core.read import read
from mailbot.core.understand import Understood, readings, understand
from mailbot.decided import Decided, Recalled
from mailbot.edges import (
    archive,
    attestations,
    audit,
    conversation,
    letters,
    rulings,
    store,
)
from mailbot.edges.database import alone_with
from mailbot.edges.tables import NOT_GIVEN, CaseRow, Status
from mailbot.values import (
    Answer,
    Facts,
    Letter,
    Outcome,
    ParsedMail,
    Perform,
    RawMessage,
    Reopen,
    Request,
    Ruling,
    Verdict,
)

NOT_READ = frozenset({"only winmail.dat"})  # an attachment (domain.md section 5): it is asked for


def travel(session: Session, case: CaseRow, office: Office, now: datetime) -> Decided:
    """read → understand → look up → decide → act. `now` is aware; the case is at its end after."""
    raw = store.raw_of(session, case)
    mail = read(raw, office.identity)
    alone_with(session, mail.sender)
    decided = judge(session, case, office, now, mail)
    decided.sha256 = raw.sha256
    kind, request, facts = decided.kind, decided.request, decided.facts
    archive.keep(session, office.book, now)  # it may wait for another daemon: before any lock
    record.note(session, case, decided, now)
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
    ruling, told = decided.ruling, record.account(session, case, decided)
    audit.record(session, now, ruling.by if ruling else audit.MACHINE, "decided", case.id, told)
    return decided


def judge(
    session: Session, case: CaseRow, office: Office, now: datetime, mail: ParsedMail | None = None
) -> Decided:
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
    accepted = office.accepted(case.mailbox)
    read_of = {
        turn.id: reading_of(raw, office, accepted, recalled[str(turn.id)])
        for turn, raw in store.raws_of(session, before)
    }
    turns = [read_of[turn.id] for turn in before]
    return understand(mail, turns, accepted, office.kinds, ruling)


def corrections_of(session: Session, cases: Sequence[CaseRow]) -> Recalled:
    """What agents corrected in each, by its number as JSON writes it."""
    heard = rulings.heard_on_each(session, cases)
    said = {store.id_of(case): heard.get(store.id_of(case)) for case in cases}
    return {str(number): dict(one.corrections) if one else {} for number, one in said.items()}


def reading_of(
    raw: RawMessage, office: Office, accepted: Sequence[str], corrections: Mapping[str, str]
) -> Mapping[str, Request]:
    """What an earlier message of the conversation said, an agent's corrections included.

    `accepted`: the kinds that the case in hand may be of.
    """
    mail = read(raw, office.identity)
    return readings(mail, (), accepted, office.kinds, corrections)


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
    audit.record(session, now, audit.MACHINE, "bounced", case_id, {})
