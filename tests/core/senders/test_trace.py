"""Where the office's own block of fields ends."""

import pytest

from mailbot.core.senders.trace import own_block
from mailbot.values import Identity

OFFICE = Identity("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")
OURS = (
    "received",
    "from a.ca (a.ca [203.0.113.9]) by mx.opc.gouv.qc.ca (Postfix) with ESMTPS id 1",
)
MARK = ("x-spam-flag", "YES")


def test_the_block_goes_from_the_top_to_the_first_field_of_the_message() -> None:
    headers = (("return-path", "<a@a.ca>"), OURS, MARK, ("from", "a@a.ca"), ("x-spam", "yes"))
    assert own_block(headers, OFFICE) == headers[:3]


@pytest.mark.parametrize(
    "field", ["from", "to", "subject", "date", "message-id", "dkim-signature", "content-type"]
)
def test_what_the_writers_program_writes_ends_it(field: str) -> None:
    assert own_block((OURS, (field, "x"), MARK), OFFICE) == (OURS,)


@pytest.mark.parametrize(
    "received",
    [
        "from b.ca by a.ca with SMTP",
        "from b.ca by mx.opc.gouv.qc.ca.pirate.ca with SMTP",
        "from b.ca by mx-opc.gouv.qc.ca",
        "(qmail 22022 invoked from network)",
        "",
    ],
)
def test_a_received_of_another_server_ends_it(received: str) -> None:
    assert own_block((("received", received), MARK), OFFICE) == ()


@pytest.mark.parametrize(
    "received",
    [
        "from b.ca by mx.opc.gouv.qc.ca with SMTP",
        "by MX.OPC.GOUV.QC.CA (Postfix, from userid 0) id 2",
        "from b.ca ([203.0.113.9]) by boite.opc.gouv.qc.ca with LMTP",
    ],
)
def test_a_received_of_the_offices_machines_stays_in_it(received: str) -> None:
    own = ("received", received)
    assert own_block((own, MARK), OFFICE) == (own, MARK)


@pytest.mark.parametrize(
    ("first", "inside"),
    [
        ("from mx.opc.gouv.qc.ca (mx.opc.gouv.qc.ca [10.0.0.1]) by boite.opc.gouv.qc.ca", True),
        ("from localhost (localhost [127.0.0.1]) by mx.opc.gouv.qc.ca", True),
        ("from mx.opc.gouv.qc.ca ([10.0.0.1]) by boite.opc.gouv.qc.ca", True),
        ("from mx.opc.gouv.qc.ca (pirate.ca [198.51.100.7]) by mx.opc.gouv.qc.ca", False),
        ("from mx.opc.gouv.qc.ca (unknown [198.51.100.7]) by mx.opc.gouv.qc.ca", False),
        ("from pirate.ca (mx.opc.gouv.qc.ca [198.51.100.7]) by mx.opc.gouv.qc.ca", False),
    ],
)
def test_a_second_received_counts_only_behind_the_offices_own_relay(
    first: str, inside: bool
) -> None:
    assert (MARK in own_block((("received", first), OURS, MARK), OFFICE)) is inside
