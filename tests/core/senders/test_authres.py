"""One Authentication-Results field, taken apart (RFC 8601 section 2.2)."""

import pytest

from mailbot.core.senders.authres import Result, parse


@pytest.mark.parametrize(
    "field",
    [
        "mx.x.ca; spf=pass smtp.mailfrom=a@y.ca",
        "mx.x.ca 1; spf=pass smtp.mailfrom=a@y.ca",
        "(c) mx.x.ca (c) 1 (c); (c) spf (c) = (c) pass (c) smtp (c) . (c) mailfrom = a@y.ca",
        "MX.X.CA;spf=PASS smtp.MailFrom=A@Y.ca",
        'mx.x.ca; spf=pass reason="oui; non (ni l\'un)" smtp.mailfrom=a@y.ca;',
        "mx.x.ca; spf=pass (a (b \\) c) d) smtp.mailfrom=<a@y.ca>",
        'mx.x.ca; spf/1=pass smtp.mailfrom="a"@y.ca',
    ],
)
def test_comments_strings_versions_and_spaces_change_nothing(field: str) -> None:
    parsed = parse(field)
    assert parsed.authserv_id == "mx.x.ca"
    assert parsed.results == (Result("spf", "pass", (("smtp.mailfrom", "a@y.ca"),)),)


@pytest.mark.parametrize("field", ["mx.x.ca; none", "mx.x.ca", "mx.x.ca;", "mx.x.ca; ; ;=;a b c"])
def test_a_field_may_say_nothing(field: str) -> None:
    assert parse(field).results == ()


def test_microsofts_field_has_no_name() -> None:
    parsed = parse("spf=pass (sender IP is 1.2.3.4) smtp.mailfrom=y.ca; dmarc=none action=none")
    assert parsed.authserv_id == ""
    assert [str(result) for result in parsed.results] == [
        "spf=pass smtp.mailfrom=y.ca",
        "dmarc=none",
    ]


@pytest.mark.parametrize(
    "field", ["mx.x.ca; dmarc=pass (", 'mx.x.ca; dmarc=pass "', "(mx.x.ca; a=b"]
)
def test_what_never_ends_proves_nothing(field: str) -> None:
    assert parse(field).results == ()


def test_the_first_property_of_a_name_counts() -> None:
    (result,) = parse("mx; dkim=pass header.d=a.ca header.d=b.ca header.i=@c.ca").results
    assert result.property("header.d", "header.i") == "a.ca"
    assert result.property("header.i", "header.d") == "@c.ca"
    assert result.property("smtp.mailfrom") is None
