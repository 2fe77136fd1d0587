"""The explanation of a stored decision: read from what was kept of it, and put on paper.

The person's says nothing of anybody else; the court's says everything, to who may read it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
from pydantic import TypeAdapter
from sqlmodel import Session, col, select

from mailbot.config import Office
from mailbot.core import rulebook
from mailbot.core.disclosure import Disclosure
from mailbot.core.explanation import Explanation, Kept, SentLetter, explanation
from mailbot.core.french import in_full
from mailbot.core.heard import heard
from mailbot.core.letters.templates import render
from mailbot.edges import archive, audit
from mailbot.edges.settings import ConfigError
from mailbot.edges.tables import AuditRow, CaseRow, LetterRow
from mailbot.record import standing
from mailbot.values import Outcome

BASIS = ("sender", "sender_name", "authentication", "earlier", "evidence", "facts", "ruling")
OF_A_LETTER = ("step", "template", "recipient", "message_id", "fate", "attempted_at", "sent_at")


@dataclass(frozen=True)
class Court:
    """Everything that is kept of one decision."""

    explanation: Explanation
    told: Mapping[str, Any]  #: what the audit row says
    rules: Sequence[Mapping[str, Any]]  #: as heard: question, file's SHA-256, versions
    status: str  #: of the case, now
    actor: str
    row: int
    row_hash: str
    row_previous: str
    letters: Sequence[Mapping[str, Any]]
    history: Sequence[Mapping[str, Any]]  #: every audit row of the case

    @property
    def basis(self) -> Mapping[str, Any]:
        return {name: self.told[name] for name in BASIS if name in self.told}

    @property
    def findings(self) -> Sequence[Mapping[str, Any]]:
        escalated = self.told.get("escalated")
        every = [*self.told["findings"], *([escalated] if escalated else [])]
        return [{**one, "leads_to_word": Outcome(one["leads_to"]).word} for one in every]


def explanation_of(session: Session, case_id: int, office: Office) -> Explanation | None:
    """For the person, of the decision that stands; None: no such case, or no decision."""
    found = _decided(session, case_id)
    return _explained(session, *found, office) if found else None


def court_of(session: Session, case_id: int, office: Office) -> Court | None:
    """For a court or the staff; None when the case is unknown or not decided yet."""
    found = _decided(session, case_id)
    if found is None:
        return None
    case, row = found
    told = audit.told(row)
    rules = _heard(session, case, row, office)
    return Court(
        explanation=_explained(session, case, row, office),
        told=told,
        rules=[*rules.get("rules", ()), *rules.get("common", ())],
        status=case.status,
        actor=row.actor,
        row=row.id or 0,
        row_hash=row.hash,
        row_previous=row.previous,
        letters=[_letter(one) for one in _letters(session, case_id)],
        history=[_event(one) for one in _history(session, case_id)],
    )


def render_person(explained: Explanation, office: Office, form: str) -> str:
    """The person's document; `form`: "txt" or "html". Raises ConfigError of a wrong template."""
    return _rendered(office, f"person.{form}", {"e": explained, **_words(office)})


def render_court(court: Court, office: Office, form: str) -> str:
    """The court's document; `form`: "txt" or "html"."""
    words = {"e": court.explanation, "c": court, "json": _indented, **_words(office)}
    text = _rendered(office, "court.txt", words)
    return text if form == "txt" else _rendered(office, "court.html", {**words, "text": text})


def _rendered(office: Office, name: str, words: Mapping[str, Any]) -> str:
    try:
        return render(office.templates.get_template(f"explanation/{name}"), words)
    except jinja2.TemplateError as error:
        raise ConfigError(f"templates/explanation/{name} : {error}") from None


def _decided(session: Session, case_id: int) -> tuple[CaseRow, AuditRow] | None:
    case = session.get(CaseRow, case_id)
    wanted = select(AuditRow).where(
        col(AuditRow.case_id) == case_id, col(AuditRow.event) == "decided"
    )
    row = standing(session.exec(wanted.order_by(col(AuditRow.id))).all())
    return (case, row) if case and row else None


def _explained(session: Session, case: CaseRow, row: AuditRow, office: Office) -> Explanation:
    told = audit.told(row)
    letters = tuple(
        SentLetter(one.template, one.fate, one.sent_at) for one in _letters(session, row.case_id)
    )
    kept = Kept(
        case_id=row.case_id or 0,
        at=row.at,
        told=told,
        heard=_heard(session, case, row, office),
        received_at=case.received_at,
        sender=told.get("sender", case.sender),
        letters=letters,
        purged=audit.is_emptied(row),
    )
    return explanation(kept, _disclosure(kept, office))


def _heard(session: Session, case: CaseRow, row: AuditRow, office: Office) -> Mapping[str, Any]:
    """The rules that were heard, from the very files of then; empty where these were not kept."""
    told = audit.told(row)
    texts = archive.texts_of(session, told["rules"])
    if texts is None:
        return {}
    book = _book(tuple((folder, tuple(files.items())) for folder, files in texts.items()))
    today = told.get("facts", {}).get("today") or f"{office.day(row.at)}"
    days = (office.day(case.received_at), date.fromisoformat(today))
    versions = heard(book.kinds.get(told["kind"], {}), book.common, days)
    plain: dict[str, Any] = json.loads(audit.canonical(versions))  # as the audit says days
    return plain


@lru_cache(maxsize=4)
def _book(texts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]) -> rulebook.Book:
    """Parsed once for each set of files: it takes longer than all the rest of an explanation."""
    return rulebook.parse_freely("règles gardées", {folder: dict(of) for folder, of in texts})


def _disclosure(kept: Kept, office: Office) -> Disclosure | None:
    kind = office.kinds.get(kept.told["kind"])
    if kind is None or kept.purged:
        return None
    if kind.disclose is None:
        return None if kind.perform else Disclosure()
    facts = TypeAdapter(kind.facts).validate_python(kept.told["facts"])
    return kind.disclose(facts, kept.sender, kept.established, kept.waived)


def _letters(session: Session, case_id: int | None) -> Sequence[LetterRow]:
    wanted = select(LetterRow).where(col(LetterRow.case_id) == case_id)
    return session.exec(wanted.order_by(col(LetterRow.step))).all()


def _letter(row: LetterRow) -> Mapping[str, Any]:
    told = {name: getattr(row, name) for name in OF_A_LETTER}
    return {**told, "sha256": sha256(row.content).hexdigest() if row.content else ""}


def _history(session: Session, case_id: int) -> Sequence[AuditRow]:
    wanted = select(AuditRow).where(col(AuditRow.case_id) == case_id)
    return session.exec(wanted.order_by(col(AuditRow.id))).all()


def _event(row: AuditRow) -> Mapping[str, Any]:
    said = {"at": row.at, "actor": row.actor, "event": row.event, "row": row.id, "hash": row.hash}
    return {**said, "data": {} if row.event == "decided" else audit.told(row)}


def _words(office: Office) -> dict[str, Any]:
    zone = ZoneInfo(office.settings.office.timezone)

    def instant(at: datetime) -> str:
        here = at.astimezone(zone)
        return f"{in_full(here.date())} à {here:%H} h {here:%M}"

    return {"office": office.letterhead, "instant": instant, "shown": _shown}


def _shown(value: Any) -> str:
    """A parameter as a reader writes it; days came from JSON as ISO 8601."""
    if isinstance(value, list | tuple):
        return ", ".join(map(_shown, value))
    try:
        return in_full(date.fromisoformat(value))
    except (TypeError, ValueError):
        return str(value)


def _indented(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)
