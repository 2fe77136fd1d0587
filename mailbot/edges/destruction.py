"""How what is due is destroyed, and what stays: hashes, verdicts, versions, Message-IDs, receipts.

What a table keeps of a case is named here, and everything else of it is emptied: a column that
somebody adds is purged until it is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON as Json
from sqlalchemy import Boolean, Column, LargeBinary, Table, delete, update
from sqlalchemy.sql.sqltypes import Integer
from sqlmodel import Session, SQLModel, col, select

from mailbot.core.mime.reduced import without_attachments
from mailbot.core.read import read
from mailbot.edges import audit, store, words
from mailbot.edges.retention import STAGES, Due
from mailbot.edges.tables import AuditRow, CaseRow, LetterRow, MessageRow, Purged
from mailbot.values import Identity, ParsedMail


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


#: Table → what of a row stays when its case is anonymised.
STAYS: Mapping[str, frozenset[str]] = {
    "cases": _words(
        "id message_pk mailbox received_at status authenticated conversation kind label decision"
        " reasons proposal intent question urgent decided_at attempts purged version asked"
        " performed_at"
    ),
    "ruling": _words("id case_id by at waived closed seconded reopened"),
    "note": _words("id case_id by at"),
    "letter": _words(
        "id case_id step template message_id fate attempts next_attempt_at attempted_at sent_at by"
    ),
    "attestation": _words("id conversation by at"),
    "shadow": _words("id case_id at digest was was_reasons would would_reasons differs"),
    "case_words": _words("case_id"),
    "transfer": _words("id case_id exam_id certificate_number dossier_number performed_at"),
}
#: The column that names the case, where it is not `case_id`.
NAMED_IN = {"cases": "id", "attestation": "conversation"}
#: What hangs on a case and is kept by another rule: where it stood, what was decided, who looked.
APART = frozenset({"receipt", "audit", "case_access", "incident"})
LOGS = ("case_access", "login_attempt")  #: who looked, who tried to log in: each has an `at`


def destroy(session: Session, what: Due, identity: Identity, now: datetime, by: str) -> int:
    """Bring a conversation to its stage, and note it in the audit. Returns the cases changed."""
    cases = [session.get_one(CaseRow, number) for number in what.cases]
    changed = 0
    for case in cases:
        before = case.purged
        steps = STAGES[STAGES.index(Purged(before)) + 1 if before else 0 :]
        for stage in steps[: steps.index(what.stage) + 1 if what.stage in steps else 0]:
            told = STEPS[stage](session, case, identity)
            case.purged = stage
            session.add(case)
            session.flush()
            audit.record(session, now, by, audit.PURGED, case.id, {"purged": stage, **told})
        changed += case.purged != before
    return changed


def drop_attachments(session: Session, case: CaseRow, identity: Identity) -> dict[str, Any]:
    """Only where the message still reads the same: else it stays whole until its own time."""
    message = session.get_one(MessageRow, case.message_pk)
    if message.size > len(message.content):
        return {}  # only its beginning was ever fetched
    left = without_attachments(message.content)
    raw = store.raw_of(session, case)
    lighter = replace(raw, content=left, size=len(left))
    if len(left) < len(message.content) and said(read(raw, identity)) == said(
        read(lighter, identity)
    ):
        message.content, message.size = left, len(left)
        session.add(message)
    return {}


def said(mail: ParsedMail) -> ParsedMail:
    return replace(mail, attachments=(), defects=())


def drop_message(session: Session, case: CaseRow, identity: Identity) -> dict[str, Any]:
    message = session.get_one(MessageRow, case.message_pk)
    message.content = b""
    session.add(message)
    words.forget(session, store.id_of(case))
    return {"message_sha256": message.sha256}


def anonymise(session: Session, case: CaseRow, identity: Identity) -> dict[str, Any]:
    letters = session.exec(select(LetterRow).where(col(LetterRow.case_id) == case.id)).all()
    hashes = {one.message_id: sha256(one.content).hexdigest() for one in letters}
    for table in tables(STAYS):
        key = table.c[NAMED_IN.get(table.name, "case_id")]
        emptied = {one.name: nothing(one) for one in table.c if one.name not in STAYS[table.name]}
        session.execute(update(table).where(key == case.id).values(emptied))
    session.refresh(case)
    return {"letters": hashes}


def empty_audit(session: Session, case: CaseRow, identity: Identity) -> dict[str, Any]:
    return {"rows": emptied_rows(session, col(AuditRow.case_id) == case.id)}


def emptied_rows(session: Session, which: Any) -> dict[str, str]:
    rows = session.exec(select(AuditRow).where(which).order_by(col(AuditRow.id))).all()
    vouched = {}
    for row in rows:
        if row.personal is not None or (row.sealed is None and not audit.is_emptied(row)):
            audit.empty(row)
            session.add(row)
            vouched[str(row.id)] = audit.left(row)
    return vouched


STEPS = {
    Purged.ATTACHMENTS: drop_attachments,
    Purged.MESSAGE: drop_message,
    Purged.CASE: anonymise,
    Purged.AUDIT: empty_audit,
}


def nothing(column: Column[Any]) -> Any:
    """What stands in a column of which nothing is kept."""
    if column.nullable:
        return None
    match column.type:
        case Json():
            return {}
        case LargeBinary():
            return b""
        case Boolean():
            return False
        case Integer():
            return 0
        case _:
            return ""


def old_logs(session: Session, before: datetime, *, remove: bool) -> int:
    """Entries of the access logs that are older than this; with `remove`, they are gone."""
    found = 0
    for table in tables(LOGS):
        old = table.c.at < before
        found += len(session.execute(select(table.c.id).where(old)).all())
        if remove:
            session.execute(delete(table).where(old))
    return found


def tables(names: Iterable[str]) -> list[Table]:
    """Those of these tables that this database has."""
    return [table for table in SQLModel.metadata.sorted_tables if table.name in names]


def rows_of_no_case(session: Session, before: datetime) -> Sequence[int]:
    """Audit rows about no case (registry, exports) that still speak of somebody, and are old."""
    wanted = select(AuditRow.id).where(
        col(AuditRow.case_id).is_(None),
        col(AuditRow.personal).is_not(None),
        col(AuditRow.at) < before,
    )
    return [number for number in session.exec(wanted) if number is not None]
