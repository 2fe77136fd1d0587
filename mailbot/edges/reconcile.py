"""What does not add up: messages without a case, decisions without their effects, letters astray.

Read only. Each orphan is named in a French line; no line is the good answer. No orphan: a case that
the code failed on, for it is before a person; a message that somebody else moved or deleted before
it was filed, for its receipt says so.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from sqlalchemy import exists
from sqlmodel import Session, col, select

from mailbot.edges import effects, receipts, ungiven
from mailbot.edges.tables import CaseRow, Fate, LetterRow, MessageRow, ReceiptRow, RulingRow, Status

LATE = timedelta(hours=1)  # a case or letter that is due since then is stuck
FEW = 5  # letters that wait, told one by one
_WAITS = re.compile(r"affaire (\d+) : lettre \S+ attend d'être envoyée")


def orphans(session: Session, now: datetime) -> Iterator[str]:
    """What the database says of itself."""
    case_of = exists().where
    number, receipt = col(CaseRow.id), select(ReceiptRow.id, ReceiptRow.case_id)
    for wanted, line in (
        (select(MessageRow.id).where(~case_of(col(CaseRow.message_pk) == MessageRow.id)),
         "message {} : aucune affaire"),
        (receipt.where(~case_of(number == ReceiptRow.case_id)),
         "reçu {} : l'affaire {} n'existe pas"),
        (select(CaseRow.id).where(~case_of(col(ReceiptRow.case_id) == CaseRow.id)),
         "affaire {} : aucun reçu du serveur"),
    ):  # fmt: skip
        yield from effects.told(session, wanted, line)
    yield from stuck(session, now)
    yield from effects.of_cases(session)
    yield from effects.of_transfers(session)
    yield from effects.of_letters(session)
    yield from letters(session, now)


def gathered(lines: Iterable[str]) -> list[str]:
    """The same, with the letters that only wait on one line, when they are more than a few: the
    breaker has tripped, or the server is away, and thousands of lines would hide the orphans."""
    lines = list(lines)
    cases = [found[1] for line in lines if (found := _WAITS.fullmatch(line))]
    if len(cases) <= FEW:
        return lines
    first = ", ".join(cases[:FEW])
    told = f"{len(cases)} lettres attendent d'être envoyées (affaires {first}…)"
    return [*(line for line in lines if not _WAITS.fullmatch(line)), told]


def stuck(session: Session, now: datetime) -> Iterator[str]:
    ruled = exists().where(col(RulingRow.case_id) == CaseRow.id, col(RulingRow.at) >= now - LATE)
    waiting = col(CaseRow.status) == Status.WAITING, col(CaseRow.received_at) < now - LATE
    for case in session.exec(select(CaseRow).where(*waiting, ~ruled)):
        if case.next_attempt_at is None or case.next_attempt_at < now - LATE:
            yield f"affaire {case.id} : attend d'être décidée depuis plus d'une heure"


def letters(session: Session, now: datetime) -> Iterator[str]:
    ended = (Fate.SENT, Fate.CALLED_BACK)
    for letter in session.exec(select(LetterRow).where(col(LetterRow.fate).not_in(ended))):
        if on_its_way(letter, now):
            continue
        what = {
            Fate.WAITING: "attend d'être envoyée",
            Fate.SENDING: "envoi commencé et jamais fini",
            Fate.HELD: "retenue : trop de lettres à cette adresse",
            Fate.REFUSED: "refusée par le serveur",
            Fate.UNKNOWN: "sort inconnu : partie ou non",
        }[Fate(letter.fate)]
        yield f"affaire {letter.case_id} : lettre {letter.template} {what}"


def on_its_way(letter: LetterRow, now: datetime) -> bool:
    """Not where its attempt is noted in the future: the clock was set back since."""
    if letter.fate == Fate.SENDING:
        return bool(letter.attempted_at and now - LATE < letter.attempted_at <= now + LATE)
    due = letter.next_attempt_at or letter.attempted_at
    return bool(letter.fate == Fate.WAITING and due and due > now - LATE)


def strays(
    session: Session, mailbox: str, account: str, uidvalidity: int, uids: list[int]
) -> Iterator[str]:
    """What the server's inbox says against the receipts."""
    here = select(ReceiptRow).where(*receipts.here(mailbox, account, uidvalidity))
    known = {receipt.uid: receipt for receipt in session.exec(here)}
    asked = {row.uid: row.attempts for row in ungiven.of(session, (mailbox, uidvalidity))}
    for uid in sorted(set(uids) - set(known)):
        if uid in asked:
            yield f"{mailbox} : message UID {uid} demandé {asked[uid]} fois, jamais donné"
        else:
            yield f"{mailbox} : message UID {uid} sans reçu (il sera lu au prochain tour)"
    for uid, receipt in sorted(known.items()):
        if receipt.filed_to is None and uid not in uids:
            yield f"{mailbox} : message UID {uid} (affaire {receipt.case_id}) n'est plus là"
