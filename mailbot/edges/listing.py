"""Which cases to list: by how far they are, why they are held, what they are, or a word in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, String, cast, or_
from sqlmodel import Session, col, select

from mailbot.edges import store
from mailbot.edges.tables import CaseRow, ReceiptRow

CHUNK = 500  # cases read at once
SEARCHED = ("dossier_number", "certificate_number", "holder_name", "sender", "message_id")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for; None asks for nothing in particular."""

    status: str | None = None
    label: str | None = None
    reason: str | None = None  #: the id of a rule that objects
    proposal: str | None = None
    claimed_by: str | None = None
    search: str | None = None  #: part of a number, of the holder's name, of an address


def cases(session: Session, wanted: Wanted) -> Iterator[tuple[CaseRow, ReceiptRow | None]]:
    """Each case with its first receipt, in the order of arrival."""
    receipts: dict[int, ReceiptRow] = {}
    for receipt in session.exec(select(ReceiptRow).order_by(col(ReceiptRow.id).desc())):
        receipts[receipt.case_id] = receipt
    found = filtered(select(CaseRow), wanted).order_by(col(CaseRow.received_at), col(CaseRow.id))
    for case in session.execute(found.execution_options(yield_per=CHUNK)).scalars():
        yield case, receipts.get(store.id_of(case))


def filtered(query: Select[Any], wanted: Wanted) -> Select[Any]:
    for name in ("status", "label", "proposal", "claimed_by"):
        if value := getattr(wanted, name):
            query = query.where(getattr(CaseRow, name) == value)
    if wanted.reason:  # the column is a JSON list of rules' names
        listed = cast(CaseRow.reasons, String)
        query = query.where(listed.contains(f'"{wanted.reason}"', autoescape=True))
    if wanted.search:
        word = wanted.search.strip()
        columns = (getattr(CaseRow, name) for name in SEARCHED)
        query = query.where(or_(*(one.icontains(word, autoescape=True) for one in columns)))
    return query
