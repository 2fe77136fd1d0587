"""send, call_back: an agent's letter, which leaves a minute later and may be called back till then.

preview_letter: the same letter, before it counts. Its bytes are stored like those of every letter;
the daemon sends it.
"""

from datetime import date, datetime, timedelta

from sqlmodel import Session

from mailbot import record
from mailbot.config import Office
from mailbot.core.compose import addressed, compose, letter_words
from mailbot.core.letters import freehand
from mailbot.core.letters.templates import FORMS, render
from mailbot.core.notice import last_day_to_answer
from mailbot.edges import audit, letters, notices, store
from mailbot.edges.database import rehearsal, transaction
from mailbot.edges.tables import CaseRow, Fate, LetterRow, Status
from mailbot.road.desk import in_hand
from mailbot.road.drafts import DECISION, NOTICE, Outline, outline
from mailbot.road.refusals import NotAllowed, NotHeld
from mailbot.values import Answer, Draft, Letter, Outcome

REGRET = timedelta(minutes=1)  # between an agent's sending and the letter's leaving


def send(
    case_id: int, by: str, draft: Draft, office: Office, now: datetime, seen: int | None = None
) -> int:
    """Write the letter that leaves in a minute; the case is done with it. Gives the letter's id.

    Raises NotHeld, Changed, NotAllowed: an empty letter, one with an amount of money, one that the
    case does not admit (see `draft`).
    """
    draft = admissible(draft)
    with transaction(office.engine) as session:
        case, step, letter = drawn_up(session, case_id, by, draft, office, now, seen)
        number = letters.add(session, case_id, step, letter, by, now + REGRET)
        answered(case, draft.template, letter, office, now)
        session.add(case)
        named = record.of_letter(letter)
        told = {"message_id": letter.message_id, "template": draft.template, **named}
        audit.record(session, now, by, "letter written", case_id, told)
        return number


def preview_letter(
    case_id: int, by: str, draft: Draft, office: Office, now: datetime, seen: int | None = None
) -> Letter:
    """The letter that `send` would write of the same draft. Raises as it does; nothing is kept."""
    draft = admissible(draft)
    with rehearsal(office.engine) as session:
        _, _, letter = drawn_up(session, case_id, by, draft, office, now, seen)
        return letter


def admissible(draft: Draft) -> Draft:
    """The draft as it may be printed. Raises NotAllowed when it may not leave."""
    draft = freehand.tidied(draft)
    if why := freehand.objection_to(draft.text):
        raise NotAllowed(why)
    if not draft.subject:
        raise NotAllowed("la lettre n'a pas d'objet ; écrivez-le")
    return draft


def drawn_up(
    session: Session,
    case_id: int,
    by: str,
    draft: Draft,
    office: Office,
    now: datetime,
    seen: int | None,
) -> tuple[CaseRow, int, Letter]:
    """The case in hand, and its next letter with the step that this letter is."""
    case = in_hand(session, case_id, by, office, now, seen)
    begun = outline(session, case, draft.template, office, now)
    step = letters.next_step(session, case_id)
    name = f"{store.digest_of(session, case)}.{step}"
    return case, step, written(draft, begun, name, office, now)


def written(draft: Draft, begun: Outline, name: str, office: Office, now: datetime) -> Letter:
    """The template's own two forms where nothing was changed, else the words in the frame."""
    mail, head = begun.mail, office.letterhead
    if begun.kind and begun.words is not None and draft == freehand.tidied(begun.draft):
        answer, templates = Answer(draft.template), office.templates
        said = (answer, begun.kind, mail, begun.words, head, name, templates, now)
        return compose(*said, person=True, languages=begun.languages)
    given = letter_words(mail, freehand.words_of(draft), head, person=True)
    frame = f"{freehand.FOLDER}/{freehand.FREE}"
    forms = {f: render(office.templates.get_template(f"{frame}.{f}"), given) for f in FORMS}
    return addressed(mail, draft.subject, forms, head, (name, draft.template), now)


def answered(case: CaseRow, template: str, letter: Letter, office: Office, now: datetime) -> None:
    """The case is done; what its letter changes of it is noted, and what was before, to go back."""
    before = case.noticed_until
    gone = ("letter", "draft", "awaiting_second")
    kept = {key: value for key, value in case.details.items() if key not in gone}
    sent = {"message_id": letter.message_id, "noticed_until": before and before.isoformat()}
    case.details = {**kept, "answer": sent}
    case.status = Status.DONE
    case.asked += asks(case, template, office)
    today = office.day(now)
    if template == NOTICE:
        case.noticed_until = notice_until(office, today)
        case.details = {k: v for k, v in case.details.items() if k not in notices.KEYS}
    elif template == DECISION or (before and before < today):
        case.noticed_until = None


def notice_until(office: Office, today: date) -> date:
    return last_day_to_answer(today, office.common["observation_days"])


def asks(case: CaseRow, template: str, office: Office) -> int:
    """1 for a letter that asks, 0 for another: as many are counted in a conversation."""
    kind = office.kinds.get(case.kind or "")
    return int(kind is not None and kind.answers.get(Outcome.ASK) == template)


def call_back(letter_id: int, by: str, office: Office, now: datetime) -> None:
    """Keep an agent's letter from leaving; its case waits for an agent again. Raises NotHeld."""
    with transaction(office.engine) as session:
        letter = letters.claim(session, letter_id, Fate.WAITING) or letters.claim(
            session, letter_id, Fate.HELD
        )
        if letter is None or letter.by is None or letter.attempts:
            raise NotHeld("la lettre est partie, ou n'est pas d'un agent : elle ne revient plus")
        letter.fate, letter.next_attempt_at = Fate.CALLED_BACK, None
        session.add(letter)
        unanswered(session, letter, office)
        told = {"message_id": letter.message_id}
        audit.record(session, now, by, "letter called back", letter.case_id, told)


def unanswered(session: Session, letter: LetterRow, office: Office) -> None:
    """The case as it was before its letter was written."""
    case = session.get_one(CaseRow, letter.case_id, with_for_update={"key_share": True})
    sent = case.details.get("answer") or {}
    if sent.get("message_id") == letter.message_id:
        before = sent.get("noticed_until")
        case.noticed_until = date.fromisoformat(before) if before else None
    kept = {key: value for key, value in case.details.items() if key not in ("answer", "letter")}
    case.details = kept
    case.asked -= asks(case, letter.template, office)
    if case.status == Status.DONE:
        case.status = Status.HELD
    session.add(case)
