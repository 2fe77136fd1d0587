"""Who in the registry a person is, by address, number or name; and nobody else of the same name."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from mailbot.certificates.holders import same_address, same_name, same_person
from mailbot.certificates.records import Holder
from mailbot.edges.registry import CertificateRow, DossierRow
from mailbot.edges.settings import ConfigError

Record = CertificateRow | DossierRow
NUMBER = re.compile(r"CAR\d{10,12}", re.I)


class Unclear(ConfigError):
    """It cannot be told who is meant: nothing is given out."""


@dataclass(frozen=True)
class Person:
    """One person's records and addresses."""

    records: tuple[Record, ...]
    addresses: frozenset[str]  #: theirs alone
    shared: frozenset[str]  #: on somebody else's record too: an address alone shows nothing

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(record.number for record in self.records)


def identify(session: Session, words: str, born: date | None = None) -> Person:
    """Raises Unclear, with what would tell apart those who could be meant."""
    every: list[Record] = [*session.exec(select(CertificateRow)), *session.exec(select(DossierRow))]
    meant = " ".join(words.split())
    matching = [record for record in every if is_meant(record, meant)]
    if born is not None:
        matching = [record for record in matching if record.birth_date == born]
    persons = distinct(matching)
    if len(persons) > 1:
        raise Unclear(f"« {meant} » : plusieurs personnes ({told(persons)}) ; {remedy(meant)}")
    if not persons:
        if "@" not in meant or born is not None:
            raise Unclear(f"« {meant} » : personne de ce nom ou de ce numéro au registre")
        return Person((), frozenset({meant.casefold()}), frozenset())
    own = persons[0]
    theirs = tuple(one for one in every if one in own or same_person(holder(one), holder(own[0])))
    addresses = {one.email.casefold() for one in theirs if one.email}
    others = {one.email.casefold() for one in every if one.email and one not in theirs}
    return Person(theirs, frozenset(addresses - others), frozenset(addresses & others))


def is_meant(record: Record, meant: str) -> bool:
    if "@" in meant:
        return same_address(record.email, meant)
    if NUMBER.fullmatch(meant):
        return record.number == meant.upper()
    orders = (
        f"{record.given_name} {record.family_name}",
        f"{record.family_name} {record.given_name}",
    )
    return any(same_name(order, meant) for order in orders)


def distinct(records: Iterable[Record]) -> list[list[Record]]:
    """The records by person. Who has no birth date is somebody apart."""
    persons: list[list[Record]] = []
    for record in records:
        for person in persons:
            if same_person(holder(person[0]), holder(record)):
                person.append(record)
                break
        else:
            persons.append([record])
    return persons


def holder(record: Record) -> Holder:
    return Holder(record.family_name, record.given_name, record.birth_date)


def told(persons: Sequence[Sequence[Record]]) -> str:
    return ", ".join(
        f"{person[0].number}, naissance {person[0].birth_date or 'inconnue'}" for person in persons
    )


def remedy(meant: str) -> str:
    if "@" in meant or NUMBER.fullmatch(meant):
        return "désignez-la par son numéro de dossier ou de certificat"
    return "précisez --born AAAA-MM-JJ, ou désignez-la par un numéro"
