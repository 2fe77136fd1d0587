"""Whole messages as people write them, each with what must be understood: whole_messages.txt."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from mailbot.kinds.transfer.understand import said
from mailbot.values import ParsedMail, Passage, Voice

DOSSIER, CERTIFICATE = "CAR202100418823", "CAR2019003417"
WRITTEN = (Path(__file__).parent / "whole_messages.txt").read_text("utf-8")
BLOCKS = WRITTEN.split("\n\n", 1)[1].removesuffix("\n").split("\n====\n")


@pytest.mark.parametrize("block", BLOCKS)
def test_a_whole_message_is_understood(block: str) -> None:
    head, _, body = block.partition("\n\n")
    words, subject = head.split("\n")
    kind, wish, question = words.split()
    passages = (
        Passage(Voice.OWN, "subject", 0, len(subject), subject),
        Passage(Voice.OWN, "1", 0, len(body), body),
    )
    at = datetime(2021, 3, 15, 12, tzinfo=UTC)
    request = said(ParsedMail(at, date(2021, 3, 15), subject=subject, passages=passages))
    assert (request.recognised, request.said_intent) == (kind == "request", wish == "wish")
    if question != "any":
        assert request.question == (question == "question")
    if kind == "request":
        given = (request.said_dossier.only, request.said_certificate.only)
        assert given == (DOSSIER, CERTIFICATE)
