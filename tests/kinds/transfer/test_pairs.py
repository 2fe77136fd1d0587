"""Numbers of several persons in one message, and which go together."""

import pytest

from mailbot.core.read import read
from mailbot.kinds.transfer.pairs import by_line
from mailbot.kinds.transfer.understand import extract
from mailbot.values import Identity, RawMessage
from tests.requests import AT, mail

IDENTITY = Identity("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")
D = [f"CAR2021001111{n}{n}" for n in range(4)]
C = [f"CAR20190022{n}{n}" for n in range(4)]


def lines(body: str) -> list[tuple[str | None, str | None]]:
    raw = RawMessage(mail(body), AT, "m", 1, 1)
    request = extract(read(raw, IDENTITY), [], {})
    return [(one.dossier.only, one.certificate.only) for one in by_line(request)]


@pytest.mark.parametrize(
    "body",
    [
        f"Transférez svp :\n{D[0]} {C[0]}\n{D[1]} {C[1]}\n{D[2]} {C[2]}\n",
        f"Transférez svp :\n{C[0]} vers {D[0]}\n{C[1]} vers {D[1]}\n{C[2]} vers {D[2]}\n",
        f"Dossiers : {D[0]}, {D[1]}, {D[2]}\nCertificats : {C[0]}, {C[1]}, {C[2]}\n",
    ],
    ids=["lines", "reversed", "lists"],
)
def test_each_pair_is_a_line(body: str) -> None:
    assert lines(body) == [(D[0], C[0]), (D[1], C[1]), (D[2], C[2])]


def test_a_number_without_its_other_stands_alone() -> None:
    body = f"Transférez svp :\n{D[0]} {C[0]}\n{D[1]}\n{D[2]} {C[2]}\n"
    assert lines(body) == [(D[0], C[0]), (D[1], None), (D[2], C[2])]


@pytest.mark.parametrize("body", [f"Transférez {C[0]} à {D[0]}.", "Transférez svp.", f"{D[0]}"])
def test_a_message_about_one_person_has_no_lines(body: str) -> None:
    assert lines(body) == []
