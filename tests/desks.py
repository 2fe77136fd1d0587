"""Cases before an agent, on a database, without the mail servers that the agent never sees."""

import hashlib
from datetime import datetime
from itertools import count

from sqlmodel import Session, col, select

from mailbot import road
from mailbot.config import Office
from mailbot.edges import store
from mailbot.edges.tables import AuditRow, CaseRow, LetterRow
from mailbot.values import Draft, RawMessage
from tests.requests import AT


class Desk:
    """What a test says of an office and its cases, in a word each."""

    def __init__(self, office: Office) -> None:
        self.office, self._uids = office, count(1)

    def arrive(self, *messages: bytes, at: datetime = AT) -> None:
        """Receive the messages and settle each, as a turn does."""
        for content in messages:
            uid = next(self._uids)
            road.receive(
                [RawMessage(content, at, "infocertificat", 1, uid)],
                "infocertificat",
                1,
                uid,
                self.office,
            )
            with Session(self.office.engine) as session:
                due = store.waiting(session, at)
            for number in due:
                road.settle(number, self.office, at)

    def case(self, number: int = 1) -> CaseRow:
        with Session(self.office.engine) as session:
            return session.get_one(CaseRow, number)

    def letters(self, number: int = 1) -> list[LetterRow]:
        with Session(self.office.engine) as session:
            found = select(LetterRow).where(col(LetterRow.case_id) == number)
            return list(session.exec(found.order_by(col(LetterRow.step))))

    def rows(self, table):
        with Session(self.office.engine) as session:
            return list(session.exec(select(table)))

    def events(self, number: int = 1) -> list[tuple[str, str]]:
        with Session(self.office.engine) as session:
            found = select(AuditRow).where(col(AuditRow.case_id) == number)
            return [
                (row.actor, row.event) for row in session.exec(found.order_by(col(AuditRow.id)))
            ]

    def rule(self, ruling, number: int = 1, at: datetime = AT, seen: int | None = None) -> CaseRow:
        road.rule(number, ruling, self.office, at, seen)
        road.settle(number, self.office, at)
        return self.case(number)

    def draft(self, template: str, number: int = 1, at: datetime = AT) -> Draft:
        return road.draft(number, template, self.office, at)

    def send(self, draft: Draft, number: int = 1, at: datetime = AT, by: str = "agente") -> int:
        return road.send(number, by, draft, self.office, at)

    def everything(self) -> str:
        """A hash over all rows of all tables: has anything at all changed?"""
        with self.office.engine.connect() as connection:
            dump = connection.connection.driver_connection.iterdump()
            return hashlib.sha256("\n".join(dump).encode()).hexdigest()
