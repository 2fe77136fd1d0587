"""A message that gives several numbers, as an agency's does: which go together, a pair a line."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from mailbot.kinds.transfer.forms import CERTIFICATE, DOSSIER
from mailbot.kinds.transfer.request import Given, TransferRequest

MOST = 100  #: pairs; a longer list is no letter any more

Mark = tuple[str, str]  # (the sort of number, the number)


def by_line(request: TransferRequest) -> tuple[TransferRequest, ...]:
    """One request a pair, in the order of reading; nothing where the message is about one person.

    Only shown to the staff: each person asks for their own (rules/transfer/request_one_person).
    """
    marks = numbers(request)
    if len(marks) - len({sort for sort, _ in marks}) < 1:
        return ()
    return tuple(alone(request, pair) for pair in list(paired(marks))[:MOST])


def numbers(request: TransferRequest) -> list[Mark]:
    """The numbers of a good form, each once, as they follow one another in the message."""
    good = {
        DOSSIER: {*request.dossier.well_formed, *request.dossier.repaired},
        CERTIFICATE: {*request.certificate.well_formed, *request.certificate.repaired},
    }
    parts = list(dict.fromkeys(one.part for one in request.evidence))
    in_order = sorted(request.evidence, key=lambda one: (parts.index(one.part), one.start))
    read = [(one.field, one.value) for one in in_order]
    return list(dict.fromkeys(mark for mark in read if mark[1] in good.get(mark[0], ())))


def paired(marks: Sequence[Mark]) -> Iterator[tuple[Mark, ...]]:
    """Two columns or lists of one length go together in order; else each with its neighbour."""
    blocks = [list(block) for _, block in groupby(marks, key=lambda mark: mark[0])]
    if len(blocks) == 2 and len(blocks[0]) == len(blocks[1]):
        yield from zip(*blocks, strict=True)
        return
    place = 0
    while place < len(marks):
        two = tuple(marks[place : place + 2])
        pair = two if len({sort for sort, _ in two}) == 2 else two[:1]
        yield pair
        place += len(pair)


def alone(request: TransferRequest, pair: tuple[Mark, ...]) -> TransferRequest:
    """The request as if it had been about this pair only."""
    found = dict(pair)
    dossier = given(request.dossier, found.get(DOSSIER))
    certificate = given(request.certificate, found.get(CERTIFICATE))
    return replace(
        request,
        dossier=dossier,
        certificate=certificate,
        said_dossier=dossier,
        said_certificate=certificate,
    )


def given(whole: Given, number: str | None) -> Given:
    if number is None:
        return Given()
    return Given((number,)) if number in whole.well_formed else Given(repaired=(number,))
