"""Messages that only look like requests, and their twins that are: a line each in three files.

A heading names the phenomenon of the lines under it; `\\n` is a line end.
"""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailbot.kinds.transfer.request import TransferRequest
from mailbot.kinds.transfer.understand import said
from mailbot.values import ParsedMail, Passage, Voice

HERE = Path(__file__).parent


def messages(name: str) -> list[str]:
    lines = (HERE / f"{name}_messages.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def heard(body: str) -> TransferRequest:
    body = (
        body.replace("\\n", "\n")
        .replace("DOSSIER", "CAR202100418823")
        .replace("CERTIFICATE", "CAR2019003417")
    )
    at = datetime(2021, 3, 15, 12, tzinfo=UTC)
    passages = (Passage(Voice.OWN, "1", 0, len(body), body),)
    return said(ParsedMail(at, date(2021, 3, 15), passages=passages))


@pytest.mark.parametrize("body", messages("doubtful"))
def test_no_wish_is_heard_where_the_writer_does_not_wish_it_now(body: str) -> None:
    assert not heard(body).said_intent


@pytest.mark.parametrize("body", messages("clear"))
def test_a_wish_is_heard_beside_the_words_of_doubt(body: str) -> None:
    request = heard(body)
    assert (request.recognised, request.said_intent) == (True, True)


@pytest.mark.parametrize("body", messages("other"))
def test_another_matter_is_no_request(body: str) -> None:
    assert not heard(body).recognised
