"""What stands in the database, held against what the audit says of it.

The chain tells that no row was changed, but not that the last ones are still there: a case, a
letter or a transfer without its rows does. Rows that are about no case have only `--from-hash`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlmodel import Session, col, select

from mailbot.edges.registry import TransferRow
from mailbot.edges.store import AT_ONCE, id_of
from mailbot.edges.tables import AuditRow, CaseRow, Fate, LetterRow, MessageRow, Purged, Status
from mailbot.replay.course import Course, Written, course_of

CHUNK = 200  # cases asked for at once: as many queries, whatever their number
WITHOUT_LETTERS = (Purged.CASE, Purged.AUDIT)  #: what a purge has emptied of their text
NUMBERS = {"certificate_number": "certificate", "dossier_number": "dossier"}


def unvouched(session: Session) -> Iterator[str]:
    """What the audit does not say so, a French line each."""
    numbers = session.exec(select(CaseRow.id).order_by(col(CaseRow.id))).all()
    for start in range(0, len(numbers), CHUNK):
        yield from of_cases(session, [n for n in numbers[start : start + CHUNK] if n])


def of_cases(session: Session, numbers: Sequence[int]) -> Iterator[str]:
    rows, letters = grouped(session, AuditRow, numbers), grouped(session, LetterRow, numbers)
    transfers = grouped(session, TransferRow, numbers)
    hashes = hashes_of(session, numbers)
    for case in session.exec(select(CaseRow).where(col(CaseRow.id).in_(numbers))):
        number = id_of(case)
        course = course_of(rows[number])
        for what in (
            *of_case(case, course, hashes.get(number)),
            *of_letters(case, course, letters[number]),
            *of_transfer(course, transfers[number]),
        ):
            yield f"affaire {number} : {what}"
    session.expunge_all()


def grouped(session: Session, table: Any, numbers: Sequence[int]) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in session.exec(select(table).where(table.case_id.in_(numbers)).order_by(table.id)):
        found[row.case_id].append(row)
    return found


def hashes_of(session: Session, numbers: Sequence[int]) -> Mapping[int, tuple[str, str]]:
    """Case → the SHA-256 that its message is stored under, and that of its bytes."""
    wanted = (
        select(CaseRow.id, MessageRow.sha256, MessageRow.content)
        .join(MessageRow)
        .where(col(CaseRow.id).in_(numbers))
        .execution_options(yield_per=AT_ONCE)
    )
    found = session.execute(wanted)
    return {number: (noted, hash_of(content)) for number, noted, content in found}


def hash_of(content: bytes | str) -> str:
    """Whoever writes over bytes with SQLite's own words makes text of them."""
    return sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def of_case(case: CaseRow, course: Course, hashes: tuple[str, str] | None) -> Iterator[str]:
    if hashes is None:
        yield "son message n'existe plus"
    else:
        noted, actual = hashes
        decided_on = course.message_sha256 or noted
        if noted != decided_on or (case.purged is None and actual != decided_on):
            yield "les octets du message ne sont plus ceux qui ont été reçus et décidés"
    if case.purged != course.purged:
        yield f"purge « {case.purged} », que l'audit ne dit pas (« {course.purged} »)"
    if not course.decided and case.status != Status.WAITING:
        yield f"état « {case.status} », et l'audit n'en a aucune décision"
        return
    if course.emptied:  # by a purge: what an agent said of it, so where it stood, is gone
        return
    if case.decision != course.decision:
        yield f"décision « {case.decision} » ; l'audit dit « {course.decision} »"
    if course.status not in (None, case.status):
        yield f"état « {case.status} » ; l'audit dit « {course.status} »"


def of_letters(case: CaseRow, course: Course, letters: Sequence[LetterRow]) -> Iterator[str]:
    for letter in letters:
        written = course.letters.get(letter.message_id)
        if written:
            yield from of_letter(letter, written, course, case.purged in WITHOUT_LETTERS)
        elif not course.emptied:
            yield f"lettre {letter.template}, que l'audit ne connaît pas"
        if not course.emptied and letter.message_id in course.left and letter.fate != Fate.SENT:
            yield f"lettre {letter.template} « {letter.fate} », que l'audit dit envoyée"
        if not course.emptied and letter.fate == Fate.SENT and letter.message_id not in course.left:
            yield f"lettre {letter.template} envoyée, que l'audit ne dit pas envoyée"
    there = {letter.message_id for letter in letters}
    for _ in course.letters.keys() - there:
        yield "une lettre que l'audit connaît n'est plus là"


def of_letter(
    letter: LetterRow, written: Written, course: Course, destroyed: bool
) -> Iterator[str]:
    actual = hash_of(letter.content)
    if destroyed:
        actual = course.destroyed.get(letter.message_id, actual)
    if written.sha256 not in (None, actual):
        yield f"les octets de la lettre {letter.template} ne sont plus ceux qui ont été écrits"
    if not destroyed and written.recipient not in (None, letter.recipient):
        yield f"la lettre {letter.template} n'est plus adressée à qui elle le fut"


def of_transfer(course: Course, transfers: Sequence[TransferRow]) -> Iterator[str]:
    if course.acceptance is None and transfers:
        yield "un transfert qu'aucune décision n'accepte"
    elif course.acceptance is not None and not transfers:
        yield "acceptée, et son transfert n'est plus là"
    for transfer in transfers:
        facts = (course.acceptance or {}).get("facts") or {}
        for name, of in NUMBERS.items():
            said = (facts.get(of) or {}).get("number")
            if said not in (None, getattr(transfer, name)):
                yield f"transfert au nom de « {getattr(transfer, name)} », décidé pour « {said} »"
