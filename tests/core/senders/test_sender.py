"""Whose word counts, and what it must say, for a sender to be authenticated."""

import pytest

from mailbot.core.senders.sender import authenticate, own_results
from mailbot.values import Address, Identity

OFFICE = Identity("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")
MICROSOFT = Identity("info@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca", anonymous_authserv=True)
LISE = (Address("Lise Gagné", "lise@exemple.ca"),)
OURS = (
    "received",
    "from smtp.exemple.ca (smtp.exemple.ca [203.0.113.9]) by mx.opc.gouv.qc.ca (Postfix) with"
    " ESMTPS id A1 for <infocertificat@opc.gouv.qc.ca>; Mon, 1 Mar 2021 10:00:00 -0500 (EST)",
)
THEIRS = ("received", "from localhost (localhost [127.0.0.1]) by poste.exemple.ca with SMTP id a81")
FROM = ("from", "Lise Gagné <lise@exemple.ca>")
PASS = "mx.opc.gouv.qc.ca; dmarc=pass (p=NONE dis=NONE) header.from=exemple.ca"


def results(value: str) -> tuple[str, str]:
    return ("authentication-results", value)


def passed(
    *headers: tuple[str, str],
    senders: tuple[Address, ...] = LISE,
    reply_to: tuple[Address, ...] = (),
    identity: Identity = OFFICE,
) -> bool:
    return authenticate((*headers, FROM), senders, reply_to, identity).passed


@pytest.mark.parametrize(
    "value",
    [
        PASS,
        "mx.opc.gouv.qc.ca 1; spf=pass smtp.mailfrom=exemple.ca; dkim=none; dmarc=pass"
        " header.from=exemple.ca",
        "MX.OPC.gouv.qc.ca; dmarc=pass header.from=EXEMPLE.CA",
        "(notre serveur) mx.opc.gouv.qc.ca (2021) 1 ; dmarc = pass header . from = exemple.ca",
        "mx.opc.gouv.qc.ca; dmarc=none header.from=exemple.ca; spf=pass (mx: domain of"
        " lise@exemple.ca designates 203.0.113.9) smtp.mailfrom=lise@exemple.ca",
        "mx.opc.gouv.qc.ca; spf=pass smtp.mailfrom=courriel.exemple.ca",
        "mx.opc.gouv.qc.ca; spf=fail smtp.mailfrom=relais.ca; dkim=pass (2048-bit key)"
        " header.d=exemple.ca header.i=@exemple.ca header.b=Qz81",
        "mx.opc.gouv.qc.ca; dkim=fail header.d=exemple.ca; dkim=pass header.d=envoi.exemple.ca",
        "mx.opc.gouv.qc.ca; dkim=pass header.i=@exemple.ca",
        "mx.opc.gouv.qc.ca; dmarc=temperror header.from=exemple.ca; dkim=pass header.d=exemple.ca",
        'mx.opc.gouv.qc.ca; spf=pass reason="bon" smtp.mailfrom="lise gagne"@exemple.ca',
        "mx.opc.gouv.qc.ca; spf=pass smtp.helo=smtp.autre.ca; spf=pass smtp.mailfrom=exemple.ca",
        "mx.opc.gouv.qc.ca; dmarc/1=pass header.from=exemple.ca",
        "mx.opc.gouv.qc.ca; dmarc=pass (un (commentaire (dans un autre)) ; dmarc=fail)"
        " header.from=exemple.ca",
    ],
)
def test_what_the_offices_server_attests_counts(value: str) -> None:
    assert passed(OURS, results(value))
    assert passed(results(value), OURS)


@pytest.mark.parametrize(
    "value",
    [
        "mx.opc.gouv.qc.ca; dmarc=fail header.from=exemple.ca; spf=pass smtp.mailfrom=exemple.ca",
        "mx.opc.gouv.qc.ca; dkim=pass header.d=exemple.ca; dmarc=fail header.from=exemple.ca",
        "mx.opc.gouv.qc.ca; dmarc=pass header.from=autre.ca",
        "mx.opc.gouv.qc.ca; dmarc=none; spf=pass smtp.mailfrom=bounce-1@envoi.ca; dkim=none",
        "mx.opc.gouv.qc.ca; spf=pass smtp.mailfrom=<>; dkim=none",
        "mx.opc.gouv.qc.ca; spf=pass smtp.helo=exemple.ca",
        "mx.opc.gouv.qc.ca; spf=softfail smtp.mailfrom=exemple.ca; dkim=fail header.d=exemple.ca",
        "mx.opc.gouv.qc.ca; none",
        "mx.opc.gouv.qc.ca",
        "",
        "mx.google.com; dmarc=pass header.from=exemple.ca",
        "mx.opc.gouv.qc.ca.pirate.ca; dmarc=pass header.from=exemple.ca",
        "dmarc=pass header.from=exemple.ca; spf=pass smtp.mailfrom=exemple.ca",
        "mx.opc.gouv.qc.ca; spf=pass (dmarc=pass header.from=exemple.ca) smtp.mailfrom=envoi.ca",
        'mx.opc.gouv.qc.ca; spf=pass reason="; dmarc=pass header.from=exemple.ca"'
        " smtp.mailfrom=envoi.ca",
        'mx.opc.gouv.qc.ca; dkim=pass reason="header.d=exemple.ca" header.d=envoi.ca',
        "mx.opc.gouv.qc.ca; dmarc=pass (jamais fermé header.from=exemple.ca",
        "mx.opc.gouv.qc.ca; dmarc=quarantine; spf=pass smtp.mailfrom=exemple.ca",
        "mx.opc.gouv.qc.ca; dmarc=pass header.from=exemple.ca; dmarc=fail header.from=exemple.ca",
        "mx.opc.gouv.qc.ca; spf=pass smtp.mailfrom=exemple.ca; spf=fail smtp.mailfrom=exemple.ca",
        "mx.opc.gouv.qc.ca; dkim=pass header.d=ca",
        "mx.opc.gouv.qc.ca; dkim=pass header.d=autre-exemple.ca",
    ],
)
def test_what_it_does_not_attest_does_not_count(value: str) -> None:
    assert not passed(OURS, results(value))


def test_no_word_of_the_offices_server_is_no_authentication() -> None:
    authentication = authenticate((OURS, FROM), LISE, (), OFFICE)
    assert not authentication.passed
    assert authentication.why == "le serveur de l'Office n'a rien attesté de l'expéditeur"


# --- forged copies -------------------------------------------------------------------------------


def test_a_copy_below_an_outside_received_is_ignored() -> None:
    assert not passed(OURS, THEIRS, results(PASS))
    assert not passed(THEIRS, results(PASS))


def test_a_copy_among_the_fields_of_the_message_is_ignored() -> None:
    message = (OURS, FROM, ("message-id", "<1@exemple.ca>"), results(PASS))
    assert not authenticate(message, LISE, (), OFFICE).passed


def test_a_received_that_names_the_offices_server_does_not_make_what_is_below_its_own() -> None:
    forged = ("received", "from lise by mx.opc.gouv.qc.ca (Postfix) with ESMTP id X")
    assert not passed(OURS, forged, results(PASS))


def test_a_helo_in_the_offices_name_fools_nobody() -> None:
    lied = ("received", "from mx2.opc.gouv.qc.ca (pirate.ca [198.51.100.7]) by mx.opc.gouv.qc.ca")
    forged = ("received", "from lise by mx2.opc.gouv.qc.ca with ESMTP")
    assert not passed(lied, forged, results(PASS))


def test_a_relay_inside_the_office_is_the_office() -> None:
    inside = (
        "received",
        "from mx.opc.gouv.qc.ca (mx.opc.gouv.qc.ca [10.0.0.2]) by boite.opc.gouv.qc.ca",
    )
    assert passed(inside, OURS, results(PASS))
    assert passed(inside, results(PASS), OURS)


def test_the_topmost_word_is_fail_whatever_lies_below() -> None:
    fail = results("mx.opc.gouv.qc.ca; dmarc=fail header.from=exemple.ca")
    assert not passed(OURS, fail, results(PASS))
    assert not passed(OURS, fail, THEIRS, results(PASS))


def test_two_lines_of_the_server_add_up() -> None:
    spf = results("mx.opc.gouv.qc.ca; spf=softfail smtp.mailfrom=relais.ca")
    dkim = results("mx.opc.gouv.qc.ca; dkim=pass header.d=exemple.ca")
    assert passed(OURS, spf, dkim)
    assert passed(spf, dkim, OURS)


def test_a_second_line_adds_only_what_the_first_is_silent_on() -> None:
    first = results("mx.opc.gouv.qc.ca; spf=none; dkim=none; dmarc=none header.from=exemple.ca")
    assert not passed(OURS, first, results(PASS))
    later = results("mx.opc.gouv.qc.ca; dmarc=fail header.from=exemple.ca")
    assert not passed(OURS, results(PASS), later)


def test_a_strangers_line_on_top_hides_the_rest() -> None:
    assert not passed(OURS, results("mx.google.com; dmarc=pass"), results(PASS))


# --- Microsoft 365 -------------------------------------------------------------------------------

ANONYMOUS = results(
    "spf=pass (sender IP is 203.0.113.9) smtp.mailfrom=exemple.ca; dkim=pass (signature was"
    " verified) header.d=exemple.ca;dmarc=pass action=none header.from=exemple.ca;compauth=pass"
)
INSIDE = ("received", "from A.CANPRD01.PROD.OUTLOOK.COM (2603::1) by B.CANPRD01.PROD.OUTLOOK.COM")
BORDER = ("received", "from smtp.exemple.ca (203.0.113.9) by C.mail.protection.outlook.com")


def test_microsofts_header_without_a_name_counts_only_where_it_is_configured() -> None:
    assert passed(INSIDE, ANONYMOUS, BORDER, identity=MICROSOFT)
    assert not passed(INSIDE, ANONYMOUS, BORDER, identity=OFFICE)
    assert not passed(OURS, ANONYMOUS, identity=OFFICE)


def test_microsofts_header_counts_only_on_top() -> None:
    none = results("spf=none smtp.mailfrom=exemple.ca; dkim=none; dmarc=none action=none")
    assert not passed(INSIDE, none, BORDER, ANONYMOUS, identity=MICROSOFT)
    assert not passed(INSIDE, BORDER, THEIRS, ANONYMOUS, identity=MICROSOFT)


# --- the addresses -------------------------------------------------------------------------------


def why(senders: tuple[Address, ...], reply_to: tuple[Address, ...] = ()) -> str:
    authentication = authenticate((OURS, results(PASS), FROM), senders, reply_to, OFFICE)
    return "" if authentication.passed else authentication.why


def test_two_senders_are_one_too_many() -> None:
    assert why((*LISE, Address("", "chantal@exemple.ca"))) == "plusieurs adresses d'expéditeur"
    assert why(()) == "aucune adresse d'expéditeur"
    assert why(LISE) == ""


@pytest.mark.parametrize("same", ["lise@exemple.ca", "Lise@Exemple.CA", "LISE@EXEMPLE.CA"])
def test_a_reply_to_of_the_same_address_changes_nothing(same: str) -> None:
    assert why(LISE, (Address("", same),)) == ""


@pytest.mark.parametrize(
    "other",
    ["lise@autre.ca", "lise.gagne@exemple.ca", "lise@courriel.exemple.ca", "lise@exemрle.ca"],
)
def test_a_reply_to_elsewhere_is_for_a_person(other: str) -> None:
    assert (
        why(LISE, (Address("", other),)) == "l'adresse de réponse n'est pas celle de l'expéditeur"
    )
    assert why(LISE, (*LISE, Address("", other))) != ""


def test_a_reply_to_that_cannot_be_read_is_for_a_person() -> None:
    headers = (OURS, results(PASS), FROM, ("reply-to", "<invalide"))
    assert authenticate(headers, LISE, (), OFFICE).why == "l'adresse de réponse est illisible"


def test_a_display_name_vouches_for_nothing() -> None:
    spoof = (Address("lise@exemple.ca", "autre@pirate.ca"),)
    assert not passed(OURS, results(PASS), senders=spoof)


def test_a_lookalike_domain_is_another_domain() -> None:
    cyrillic = (Address("", "lise@exemрle.ca"),)
    assert not passed(OURS, results(PASS), senders=cyrillic)
    punycode = "mx.opc.gouv.qc.ca; dmarc=pass header.from=xn--exemle-erf.ca"
    assert passed(OURS, results(punycode), senders=cyrillic)


@pytest.mark.parametrize(
    ("signer", "domain", "aligned"),
    [
        ("exemple.ca", "courriel.exemple.ca", True),
        ("a.exemple.ca", "b.exemple.ca", True),
        ("autre.qc.ca", "exemple.qc.ca", False),
        ("qc.ca", "exemple.qc.ca", False),
        ("autre.co.uk", "exemple.co.uk", False),
        ("exemple.co.uk", "lettre.exemple.co.uk", True),
        ("locataire.github.io", "voisin.github.io", False),
        ("pas-exemple.ca", "exemple.ca", False),
    ],
)
def test_alignment_is_relaxed_by_the_public_suffix_list(
    signer: str, domain: str, aligned: bool
) -> None:
    value = f"mx.opc.gouv.qc.ca; dkim=pass header.d={signer}"
    assert passed(OURS, results(value), senders=(Address("", f"lise@{domain}"),)) is aligned


def test_what_was_found_is_kept_in_short() -> None:
    authentication = authenticate((OURS, results(PASS), FROM), LISE, (), OFFICE)
    assert authentication.why == "dmarc=pass pour exemple.ca"
    assert authentication.results == ("dmarc=pass header.from=exemple.ca",)


@pytest.mark.timeout(5)
@pytest.mark.parametrize("seed", ["(", ")", '"', ";", "a=b ", "\\", "a", " ", "a.b=", "@", "é."])
def test_a_megabyte_of_anything_is_read_at_once(seed: str) -> None:
    long = seed * (1_000_000 // len(seed))
    headers = (("received", long), results(f"mx.opc.gouv.qc.ca; dmarc=pass {long}"), FROM)
    assert not authenticate((OURS, *headers), (Address("", f"a@{long}"),), (), OFFICE).passed
    assert own_results(((OURS), results(long)), OFFICE) == ()
