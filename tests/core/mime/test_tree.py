"""The MIME tree: parts in order, charsets, encodings, and what was broken on the way."""

from email import message_from_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.mime.charset import decode
from mailbot.core.mime.encoding import unbase64
from mailbot.core.mime.flowed import unflowed
from mailbot.core.mime.headers import decoded
from mailbot.core.mime.tree import Tree, tree_of
from mailbot.core.mime.wire import WireMessage, parsed


def tree(text: str | bytes) -> Tree:
    content = text if isinstance(text, bytes) else text.encode()
    return tree_of(parsed(content)[0])


def contents(text: str | bytes) -> list[str]:
    return [leaf.content.strip() for leaf in tree(text).leaves]


MIXED = """\
Content-Type: multipart/mixed; boundary=m

--m
Content-Type: multipart/alternative; boundary="a"

--a

Bonjour
--a
Content-Type: text/html

<p>Bonjour</p>
--a--
--m
Content-Type: application/pdf; name="=?utf-8?Q?re=C3=A7u?=.pdf"
Content-Disposition: attachment
Content-Transfer-Encoding: base64

JVBERg==
--m--
"""


def test_parts_are_listed_in_order_with_their_paths() -> None:
    paths = [(part.path, part.media_type) for part in tree(MIXED).structure]
    assert paths == [
        ("", "multipart/mixed"),
        ("1", "multipart/alternative"),
        ("1.1", "text/plain"),
        ("1.2", "text/html"),
        ("2", "application/pdf"),
    ]


def test_views_know_the_alternative_that_they_are_in() -> None:
    assert [(leaf.path, leaf.alternative) for leaf in tree(MIXED).leaves] == [
        ("1.1", "1"),
        ("1.2", "1"),
    ]


def test_attachments_are_kept_with_name_and_size() -> None:
    [file] = tree(MIXED).attachments
    assert (file.part, file.name, file.media_type, file.size) == (
        "2",
        "reçu.pdf",
        "application/pdf",
        4,
    )


@pytest.mark.parametrize(
    "fields",
    [
        "Content-Type: text/plain\nContent-Disposition: attachment",
        'Content-Type: text/plain; name="notes.txt"',
        "Content-Type: text/plain\nContent-Disposition: inline; filename=notes.txt",
        "Content-Type: text/calendar; method=PUBLISH",
        "Content-Type: text/html\nContent-Disposition: attachment; filename*=utf-8''re%C3%A7u.html",
    ],
)
def test_texts_that_are_files_are_not_read(fields: str) -> None:
    mail = (
        f"Content-Type: multipart/mixed; boundary=m\n\n--m\n\nlu\n--m\n{fields}\n\nnon lu\n--m--\n"
    )
    assert contents(mail) == ["lu"]
    assert len(tree(mail).attachments) == 1
    assert tree(mail).structure[-1].content.strip() == "non lu"


def test_a_letter_that_bears_a_name_is_still_the_letter() -> None:
    assert contents("Content-Type: text/plain; name=x.txt\n\nBonjour") == ["Bonjour"]


FORWARD = """\
Content-Type: multipart/mixed; boundary=m

--m

Voir le message joint.
--m
Content-Type: message/rfc822
Content-Disposition: attachment

From: Lise <lise@exemple.ca>
Subject: =?utf-8?Q?num=C3=A9ros?=
Content-Type: multipart/mixed; boundary=n

--n

Mon dossier
--n--
--m--
"""


def test_a_forwarded_message_is_read_with_its_subject() -> None:
    found = tree(FORWARD)
    assert [(leaf.path, leaf.content.strip()) for leaf in found.leaves] == [
        ("1", "Voir le message joint."),
        ("2/subject", "numéros"),
        ("2/1", "Mon dossier"),
    ]
    assert found.attachments == []
    assert [part.path for part in found.structure] == ["", "1", "2", "2/", "2/1"]
    assert "Subject: numéros" in found.structure[2].content


def test_a_forwarded_message_encoded_against_the_rule_is_read() -> None:
    mail = (
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        "U3ViamVjdDogeAoKTW9uIGRvc3NpZXIK\n"
    )
    assert contents(mail) == ["x", "Mon dossier"]


def test_reports_are_structure_and_not_text() -> None:
    mail = (
        "Content-Type: multipart/report; report-type=delivery-status; boundary=m\n\n--m\n\nÉchec\n"
        "--m\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n"
        "Final-Recipient: rfc822; a@b.ca\nAction: failed\n--m--\n"
    )
    found = tree(mail)
    assert [leaf.content.strip() for leaf in found.leaves] == ["Échec"]
    assert dict(found.structure[0].params)["report-type"] == "delivery-status"
    assert "Final-Recipient: rfc822; a@b.ca\nAction: failed" in found.structure[2].content


@pytest.mark.parametrize(
    "mail",
    [
        "Content-Type: multipart/mixed; boundary=m\n\n--m\n\nBonjour\n",
        "Content-Type: multipart/mixed\n\n--m\nContent-Type: text/plain\n\nBonjour\n--m--\n",
        "Content-Type: multipart/mixed; boundary=x\n\n--m\nContent-Type: text/plain\n\nBonjour\n",
        "Subject: x\n\n--m\nContent-Type: text/plain\n\nBonjour\n--m--\n",
        "Content-Type: multipart/mixed; boundary=m\n\nBonjour\n",
        "Content-Type: text\n\nBonjour",
        "Content-Type: text/plain; charset=inconnu\n\nBonjour",
        "Content-Type: text/plain; charset=\0utf-8\n\nBonjour",
        "Content-Type: text/plain; charset*=x'y\n\nBonjour",
        "Content-Transfer-Encoding: 7bit;\n\nBonjour",
        "Content-Transfer-Encoding: quelconque\n\nBonjour",
        'Content-Transfer-Encoding: "Base64" (oui)\n\nQm9uam91cg',
        "Content-Transfer-Encoding: QUOTED-PRINTABLE;\n\nBonj=6Fur=",
        "\n\nBonjour",
        "Bonjour",
    ],
)
def test_broken_labels_lose_no_text(mail: str) -> None:
    assert contents(mail) == ["Bonjour"]


def test_html_under_another_label_is_html() -> None:
    [leaf] = tree("Content-Type: html\n\n<html><p>Bonjour</p></html>").leaves
    assert leaf.subtype == "html"


@pytest.mark.parametrize(
    ("octets", "declared"),
    [
        ("é’œ€".encode(), None),
        ("é’œ€".encode(), "us-ascii"),
        ("é’œ€".encode(), "iso-8859-1"),
        ("é’œ€".encode("cp1252"), None),
        ("é’œ€".encode("cp1252"), "us-ascii"),
        ("é’œ€".encode("cp1252"), "ISO-8859-1"),
        ("é’œ€".encode("cp1252"), "utf-8"),
        ("é’œ€".encode("cp1252"), "x-unknown"),
        ("é’œ€".encode("cp1252"), "hex"),
        ("é’œ€".encode("mac-roman"), "macintosh"),
        ("é’œ€".encode("utf-16"), "utf-16"),
        ("é’œ€".encode("utf-7"), "utf-7"),
    ],
)
def test_the_charset_is_utf8_then_the_declared_one_then_windows_1252(
    octets: bytes, declared: str | None
) -> None:
    assert decode(octets, declared) == "é’œ€"


def test_utf8_with_one_broken_byte_stays_utf8() -> None:
    assert decode("Élève é à ".encode() + b"\xe9", "utf-8") == "Élève é à é"


@given(st.binary(max_size=200), st.sampled_from([None, "utf-8", "ascii", "iso-2022-jp", "utf-16"]))
def test_any_bytes_become_text(octets: bytes, declared: str | None) -> None:
    assert isinstance(decode(octets, declared), str)


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        ("=?utf-8?Q?r=C3=A9sultat_d=27ex?=\n =?utf-8?Q?amen?=", "résultat d'examen"),
        ("=?utf-8?B?w?= =?utf-8?B?6k=?=", "=?utf-8?B?w?= =?utf-8?B?6k=?="),
        ("=?utf-8?Q?=C3?= =?utf-8?Q?=A9t=C3=A9?=", "été"),
        ("=?windows-1252?Q?d=92exam?= fin", "d’exam fin"),
        ("=?iso-8859-1*fr?Q?=E9?=", "é"),
        ("=?x-inconnu?Q?abc?=", "abc"),
        ("CAR2021\r\n 00577565", "CAR2021 00577565"),
        ("=?utf-8?Q?non", "=?utf-8?Q?non"),
        ("(=?utf-8?q?=C3=A9?=)", "(é)"),
    ],
)
def test_header_fields_are_decoded(field: str, shown: str) -> None:
    if shown.startswith("=?utf-8?B"):
        assert "\ufffd" not in decoded(field)
    else:
        assert decoded(field) == shown


@pytest.mark.parametrize("octets", ["élève été".encode(), "élève été".encode("latin-1")])
def test_raw_8bit_header_fields_are_decoded(octets: bytes) -> None:
    message = message_from_bytes(b"Subject: " + octets + b"\n\n", _class=WireMessage)
    [(_, raw)] = message.raw_items()
    assert decoded(str(raw)) == "élève été"


def test_flowed_paragraphs_are_made_whole() -> None:
    text = "CAR2021 0058 \n9475\n\n> cité \n> encore\n>> plus \n-- \nLise \nRoy"
    assert unflowed(text) == "CAR2021 0058 9475\n\n> cité encore\n>> plus \n-- \nLise Roy"


def test_delsp_takes_the_space_away_and_stuffing_goes() -> None:
    assert unflowed("CAR2021 \n00589475\n >moi", delete_space=True) == "CAR202100589475\n>moi"


@pytest.mark.parametrize(
    ("payload", "octets"),
    [
        ("Qm9uam91cg==\n", b"Bonjour"),
        ("Qm9uam91cg", b"Bonjour"),
        ("Qm9uam91c", b"Bonjou"),
        ("Qm9u\nam91\ncg==\n\n-- \nliste de diffusion", b"Bonjour-- \nliste de diffusion"),
        ("Qm9uam91cg==\nQm9uam91cg==", b"BonjourBonjour"),
        ("Ceci n'est pas du base64", b"Ceci n'est pas du base64"),
        ("", b""),
    ],
)
def test_cut_or_stained_base64_loses_only_its_end(payload: str, octets: bytes) -> None:
    assert unbase64(payload) == octets


def test_too_many_parts_are_said_and_the_first_are_read() -> None:
    mail = "Content-Type: multipart/mixed; boundary=m\n\n" + "--m\n\na\n" * 3_000
    found = tree(mail)
    assert found.defects == ["too many parts"]
    assert len(found.leaves) > 1_000
