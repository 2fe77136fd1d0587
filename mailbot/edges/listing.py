"""Which cases to list: by how far they are, why they are held, what they are, or a word in them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, String, cast
from sqlmodel import Session, col, select

from mailbot.edges import store
from mailbot.edges.search import AWAITING_SECOND, WORDS, searched
from mailbot.edges.tables import CaseRow, ReceiptRow

CHUNK = 500  # cases read at once


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for; None asks for nothing in particular."""

    status: str | None = None
    label: str | None = None
    reason: str | None = None  #: the id of a rule that objects
    proposal: str | None = None
    claimed_by: str | None = None
    awaiting_second: bool = False
    search: str | None = None  #: as `search.searched` takes it


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
    if wanted.awaiting_second:
        query = query.where(AWAITING_SECOND)
    if wanted.search:
        query = query.outerjoin(*WORDS).where(searched(wanted.search))
    return query
