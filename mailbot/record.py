"""What is written of a decision: the case's own columns, and what the audit tells years later."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlmodel import Session

from mailbot import __version__
from mailbot.core.compose import answerable
from mailbot.decided import Decided
from mailbot.edges import audit, conversation, notices, store, words
from mailbot.edges.tables import AuditRow, CaseRow, Status
from mailbot.values import NOTHING, Letter, Outcome, Verdict


def status_after(verdict: Verdict) -> Status:
    """Who took a case up again has it before them until they say more."""
    held = verdict.outcome is Outcome.REVIEW or verdict.reopened
    return Status.HELD if held and verdict.closed is None else Status.DONE


#: What was done of these, a transfer or a letter, stays done.
ACTED = frozenset({Outcome.ACCEPT.word, Outcome.REPEAT.word, Outcome.ASK.word})


def stands(case: CaseRow, verdict: Verdict) -> bool:
    """Is the case only taken up again or closed, and what was decided of it stays so?"""
    return case.decision in ACTED and (verdict.reopened or verdict.closed is not None)


def standing(decisions: Sequence[AuditRow]) -> AuditRow | None:
    """Of the `decided` rows of a case, oldest first, the one that its last act leaves standing."""
    last = decisions[-1] if decisions else None
    if last is None or not _only_taken_up(audit.told(last)):
        return last
    acted = (row for row in reversed(decisions) if audit.told(row)["outcome"] in ACTED)
    return next(acted, last)


def _only_taken_up(told: Mapping[str, Any]) -> bool:
    ruling = told.get("ruling") or {}
    return told.get("closed") is not None or bool(ruling.get("reopened"))


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
    if not stands(case, verdict):
        case.decision, case.reasons = decision_of(case, verdict), list(verdict.reasons)
    case.proposal = verdict.proposal
    corrected = decided.ruling.corrections if decided.ruling else NOTHING
    for name in SHOWN:  # as the message says it itself, or as an agent corrected it
        counts = COUNTS.get(name, name) if name in corrected else name
        setattr(case, name, described.get(counts, described.get(name)))
    case.urgent = bool(described.get("urgent"))
    case.holder_name = described.get("holder_name") or ""
    case.status, case.decided_at, case.error = status_after(verdict), now, ""
    with session.no_autoflush:  # one UPDATE of the case, with what carrying it out adds
        case.details = noted(session, case, decided)
        words.index(session, store.id_of(case), mail, case.holder_name)
    if case.status is Status.DONE:  # what a notice was about is settled
        case.noticed_until = None
        case.details = {k: v for k, v in case.details.items() if k not in notices.KEYS}
    session.add(case)
    notices.answered(session, case, before, now)


def decision_of(case: CaseRow, verdict: Verdict) -> str:
    """A case that gave rise to a transfer was accepted, however it is closed."""
    done = case.performed_at is not None and verdict.closed is not None
    return Outcome.ACCEPT.word if done else verdict.outcome.word


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
        "accepted": office.accepted(case.mailbox),  # the kinds it could be of
        "identity": asdict(office.identity),  # whose server was believed
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
        **of_letter(decided.letter),
    }


def of_letter(letter: Letter | None) -> dict[str, Any]:
    """By which `audit verify` knows the letter again, and to whom it went."""
    if letter is None:
        return {"letter": None}
    digest = sha256(letter.content).hexdigest()
    named = {"letter": letter.message_id, "letter_sha256": digest}
    return {**named, "letter_to": letter.recipient}
