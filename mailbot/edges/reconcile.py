"""What does not add up: messages without a case, decisions without their effects, letters astray.

Read only. Each orphan is named in a French line; no line is the good answer.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import Executable, exists
from sqlmodel import Session, col, select

from mailbot.edges import receipts, ungiven
from mailbot.edges.registry import DossierRow, ExamRow, TransferRow
from mailbot.edges.tables import AuditRow, CaseRow, Fate, LetterRow, MessageRow, ReceiptRow, Status

ANSWERED = ("accept", "repeat", "ask")
LATE = timedelta(hours=1)  # a case or letter that is due since then is stuck


def orphans(session: Session, now: datetime) -> Iterator[str]:
    """What the database says of itself."""
    yield from without(
        session,
        select(MessageRow.id).where(~exists().where(col(CaseRow.message_pk) == MessageRow.id)),
        "message {} : aucune affaire",
    )
    yield from without(
        session,
        select(CaseRow.id).where(~exists().where(col(ReceiptRow.case_id) == CaseRow.id)),
        "affaire {} : aucun reçu du serveur",
    )
    yield from stuck(session, now)
    yield from effects(session)
    yield from letters(session, now)


def without(session: Session, wanted: Executable, line: str) -> Iterator[str]:
    for number in session.execute(wanted).scalars():
        yield line.format(number)


def stuck(session: Session, now: datetime) -> Iterator[str]:
    waiting = col(CaseRow.status) == Status.WAITING
    for case in session.exec(select(CaseRow).where(waiting, col(CaseRow.received_at) < now - LATE)):
        if case.next_attempt_at is None or case.next_attempt_at < now - LATE:
            yield f"affaire {case.id} : attend d'être décidée depuis plus d'une heure"


def effects(session: Session) -> Iterator[str]:
    """Each decision has what follows from it, and nothing has happened without its decision."""
    decided = col(CaseRow.decision)
    done = col(CaseRow.status).in_((Status.DONE, Status.HELD))
    transfer = exists().where(col(TransferRow.case_id) == CaseRow.id)
    letter = exists().where(col(LetterRow.case_id) == CaseRow.id)
    audited = exists().where(col(AuditRow.case_id) == CaseRow.id, col(AuditRow.event) == "decided")
    moved = exists().where(
        col(ExamRow.id) == TransferRow.exam_id,
        col(ExamRow.dossier_number) == TransferRow.dossier_number,
    )
    known = exists().where(col(DossierRow.number) == TransferRow.dossier_number)
    for wanted, line in (
        (select(CaseRow.id).where(decided == "accept", done, ~transfer),
         "affaire {} : acceptée sans transfert"),
        (select(CaseRow.id).where(decided.in_(ANSWERED), done, ~letter),
         "affaire {} : décidée sans lettre"),
        (select(CaseRow.id).where(done, ~audited), "affaire {} : décidée sans ligne d'audit"),
        (select(TransferRow.case_id).where(~moved),
         "affaire {} : le résultat transféré n'est plus dans le dossier"),
        (select(TransferRow.case_id).where(~known),
         "affaire {} : le dossier du transfert n'est plus au registre"),
    ):  # fmt: skip
        yield from without(session, wanted, line)


def letters(session: Session, now: datetime) -> Iterator[str]:
    for letter in session.exec(select(LetterRow).where(col(LetterRow.fate) != Fate.SENT)):
        due = letter.next_attempt_at or letter.attempted_at
        if letter.fate in (Fate.WAITING, Fate.SENDING) and due and due > now - LATE:
            continue  # on its way
        what = {
            Fate.WAITING: "attend d'être envoyée",
            Fate.SENDING: "envoi commencé et jamais fini",
            Fate.HELD: "retenue : trop de lettres à cette adresse",
            Fate.REFUSED: "refusée par le serveur",
            Fate.UNKNOWN: "sort inconnu : partie ou non",
        }[Fate(letter.fate)]
        yield f"affaire {letter.case_id} : lettre {letter.template} {what}"


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
