"""read is total: whatever the bytes, a ParsedMail in which nothing is lost."""

import base64
import csv
import statistics
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.core.read import read, received_at_of
from mailbot.values import Address, Identity, ParsedMail, RawMessage, Voice

OFFICE = Identity("infocertificat@opc.gouv.qc.ca", "mx.opc.gouv.qc.ca")
RECEIVED_AT = datetime(2021, 3, 10, 4, 41, tzinfo=UTC)
SHARED = Path(__file__).parents[2].parent / "shared" / "corpus"


def parse(content: bytes | str) -> ParsedMail:
    octets = content.encode() if isinstance(content, str) else content
    return read(RawMessage(octets, RECEIVED_AT, "infocertificat", 1, 1), OFFICE)


def bodies(mail: ParsedMail) -> list[str]:
    return [text.content.strip() for text in mail.texts[1:]]


def holds_together(mail: ParsedMail) -> None:
    """Passages cover the texts, in the same order, each span saying what it says."""
    assert mail.texts[0].part == "subject"
    assert len({text.part for text in mail.texts}) == len(mail.texts)
    joined = "".join(text.content for text in mail.texts)
    assert "".join(passage.content for passage in mail.passages) == joined
    contents = {text.part: text.content for text in mail.texts}
    for passage in mail.passages:
        assert passage.content == contents[passage.part][passage.start : passage.end]
    assert "\0" not in joined
    joined.encode()  # no lone surrogates: a database refuses them


LETTER = """\
Received: from a.example (a.example [192.0.2.1]) by mx.opc.gouv.qc.ca (Postfix);
\tTue, 09 Mar 2021 23:41:02 -0500 (EST)
Received: from b.example by a.example; Tue, 09 Mar 2021 01:00:00 -0500
From: =?utf-8?Q?L=C3=A9a_Roy?= <Lea.Roy@Exemple.CA>
Reply-To: autre@exemple.ca
Subject: =?utf-8?Q?R=C3=A9sultat_d=27ex?=
 =?utf-8?Q?amen?=
Message-ID: <m1@exemple.ca>
In-Reply-To: <q2@opc.gouv.qc.ca>
References: <q1@opc.gouv.qc.ca>
 <q2@opc.gouv.qc.ca>
X-Note: un
X-Note: deux

Bonjour,
Transférez mon résultat.

Le 8 mars 2021 à 09:12, Certificats <infocertificat@opc.gouv.qc.ca> a écrit :
> Bonjour
"""


def test_a_letter_is_read_whole() -> None:
    mail = parse(LETTER)
    assert mail.received_on == date(2021, 3, 9)
    assert mail.senders == (Address("Léa Roy", "lea.roy@exemple.ca"),)
    assert mail.reply_to == (Address("", "autre@exemple.ca"),)
    assert mail.subject == mail.texts[0].content == "Résultat d'examen"
    assert mail.message_id == "<m1@exemple.ca>"
    assert mail.references == ("<q1@opc.gouv.qc.ca>", "<q2@opc.gouv.qc.ca>")
    assert [value for name, value in mail.headers if name == "x-note"] == ["un", "deux"]
    assert [passage.voice for passage in mail.passages] == [Voice.OWN, Voice.OWN, Voice.OFFICE]
    assert mail.readable
    holds_together(mail)


def test_line_ends_make_no_difference() -> None:
    read_texts = {
        tuple(text.content for text in parse(LETTER.replace("\n", end)).texts)
        for end in ("\n", "\r\n", "\r")
    }
    assert len(read_texts) == 1


@pytest.mark.parametrize(
    ("fields", "senders"),
    [
        ("From: a@x.ca\nFrom: b@y.ca", ["a@x.ca", "b@y.ca"]),
        ("From: a@x.ca, B <b@y.ca>", ["a@x.ca", "b@y.ca"]),
        ('From: "lea@exemple.ca" <voleur@y.ca>', ["voleur@y.ca"]),
        ("From: =?utf-8?Q?lea=40exemple=2Eca?= <voleur@y.ca>", ["voleur@y.ca"]),
        ("From: =?utf-8?Q?L=C3=A9a=2C_Roy?= <a@x.ca>", ["a@x.ca"]),
        ("From: =?utf-8?Q?L=C3=A9a_=3Ca=40x=2Eca=3E?=", ["a@x.ca"]),
        ("From: Roy, Léa <a@x.ca>", ["a@x.ca"]),
        ("From: Léa\n <a@x.ca>", ["a@x.ca"]),
        ("From: A@X.CA (Léa)", ["a@x.ca"]),
        ("From: <>", []),
        ("From:", []),
        ("Subject: x", []),
        ("From: " + "(" * 5_000 + "a@x.ca", ["a@x.ca"]),
        ("From: undisclosed-recipients:;", []),
    ],
)
def test_every_mailbox_of_every_from_field_is_a_sender(fields: str, senders: list[str]) -> None:
    assert [sender.address for sender in parse(f"{fields}\n\nx").senders] == senders


@pytest.mark.parametrize("charset", ["utf-8", "latin-1"])
def test_raw_8bit_fields_are_decoded(charset: str) -> None:
    mail = parse("From: Léa Roy <a@x.ca>\nSubject: élève été\n\ndéjà".encode(charset))
    assert (mail.subject, mail.sender_name, bodies(mail)) == ("élève été", "Léa Roy", ["déjà"])


@pytest.mark.parametrize(
    ("field", "message_id"),
    [
        ("Message-ID: <a@b>", "<a@b>"),
        ("Message-Id:\n <a@b>", "<a@b>"),
        ("Message-ID: a@b", "<a@b>"),
        ("Message-ID: <a@b> (comment)", "<a@b>"),
        ("Message-ID:", ""),
        ("X: y", ""),
    ],
)
def test_message_ids_bear_their_brackets(field: str, message_id: str) -> None:
    assert parse(f"{field}\n\nx").message_id == message_id


def alternative(plain: str, html: str) -> str:
    return (
        "Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\n"
        f"{plain}\n--b\nContent-Type: text/html\n\n{html}\n--b--\n"
    )


@pytest.mark.parametrize(
    ("plain", "html", "read"),
    [
        ("Dossier CAR202100462214\nMerci", "<p>Dossier <b>CAR2021</b>00462214</p>Merci", 1),
        ("Dossier *CAR202100462214*\n[image: logo]", "<p>Dossier CAR202100462214</p><img>", 1),
        ("mon ancien certi-\nficat", "mon ancien certificat", 1),
        ("voir <https://x.ca/a>", "<a href='https://x.ca/a'>voir</a>", 1),
        ("Votre logiciel ne lit pas le HTML.", "<p>Dossier CAR202100462214</p>", 2),
        ("Dossier CAR202100462214", "<p>Dossier CAR202100462215</p>", 2),
        ("Bonjour", "<p>Bonjour</p><p>Dossier 7</p>", 2),
        ("", "<p>Bonjour</p>", 1),
        ("Bonjour", "<div style='display:none'>secret</div>Bonjour", 1),
    ],
)
def test_one_view_is_read_unless_the_other_says_more(plain: str, html: str, read: int) -> None:
    mail = parse(alternative(plain, html))
    assert len(bodies(mail)) == read
    holds_together(mail)


FORWARD = """\
From: lise@exemple.ca
Content-Type: multipart/mixed; boundary=m

--m

Voir le message joint.
--m
Content-Type: message/rfc822

From: {author}
Subject: suite

Mon dossier
--m--
"""


@pytest.mark.parametrize(
    ("author", "voice"),
    [("lise@exemple.ca", Voice.QUOTED), ("infocertificat@opc.gouv.qc.ca", Voice.OFFICE)],
)
def test_a_forwarded_message_is_quoted_words_of_its_author(author: str, voice: Voice) -> None:
    mail = parse(FORWARD.format(author=author))
    assert [(passage.part, passage.voice) for passage in mail.passages] == [
        ("1", Voice.OWN),
        ("2/subject", voice),
        ("2/1", voice),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "Content-Type: multipart/encrypted; boundary=b\n\n--b\n\nVersion: 1\n--b--\n",
        "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMII",
        "Content-Type: application/x-pkcs7-mime; name=smime.p7m\n\nMII",
        "Content-Type: application/octet-stream; name=smime.p7m\n\nMII",
        "Subject: x\n\n-----BEGIN PGP MESSAGE-----\n\nabc\n-----END PGP MESSAGE-----\n",
        "Content-Type: application/ms-tnef; name=winmail.dat\n\nabc",
    ],
)
def test_locked_words_are_for_a_person(content: str) -> None:
    mail = parse(content)
    assert not mail.readable
    assert mail.defects


def test_a_letter_beside_winmail_dat_is_readable() -> None:
    mail = parse(
        "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nBonjour\n--b\n"
        "Content-Type: application/ms-tnef; name=winmail.dat\n\nabc\n--b--\n"
    )
    assert mail.readable
    assert bodies(mail) == ["Bonjour"]


@pytest.mark.parametrize("inner", ["multipart/mixed; boundary=b{0}\n\n--b{0}", "message/rfc822\n"])
def test_nesting_beyond_reason_is_for_a_person(inner: str) -> None:
    nest = "\n".join(f"Content-Type: {inner.format(level)}" for level in range(3_000))
    mail = parse(f"Subject: profond\n{nest}\n\nBonjour")
    assert not mail.readable
    assert set(mail.defects) & {"too deep", "too intricate"}
    assert mail.subject == "profond"


def test_of_a_message_too_large_the_beginning_is_read() -> None:
    photo = base64.encodebytes(b"x" * 8_000_000).decode()
    mail = parse(
        "Subject: photo\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nBonjour\n--b\n"
        f"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n{photo}\n--b--\n"
    )
    assert not mail.readable
    assert "too large" in mail.defects
    assert (mail.subject, bodies(mail)) == ("photo", ["Bonjour"])


def test_a_text_of_which_only_the_beginning_is_read_is_for_a_person() -> None:
    mail = parse("Subject: x\n\n" + "mot " * 300_000)
    assert (mail.readable, mail.defects) == (False, ("text cut",))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"\0",
        b"\xff\xfe",
        b"From: \0\n\n\0",
        b"Subject: =?utf-8\0?q?x?=\n\nx",
        b'Content-Type: text/plain; charset="us-asc\0ii"\n\nx\xe9',
        b"Content-Type: text/plain; charset*=us\0x'y'z\n\nx",
        b"Content-Disposition: attachment; filename*=a\0b''x\n\nx",
        b"Content-Type: multipart/mixed; boundary=\n\n--\n\nx",
        b"Content-Type: message/rfc822\n\n",
        b"Content-Type: message/delivery-status\n\n\n\n",
        b"Content-Type: message/partial; id=x\n\nx",
        b"From x@y.ca Mon Jan  1 00:00:00 2021\nSubject: x\n\nx",
        b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n",
        b"Date: 99 Foo 99999\n\nx",
    ],
)
def test_scraps_are_read_without_an_error(content: bytes) -> None:
    mail = parse(content)
    assert not any(defect.startswith("unread") for defect in mail.defects)
    holds_together(mail)


PIECES = st.sampled_from(
    (
        *(b"Content-Type: multipart/mixed; boundary=b\n", b"--b\n", b"--b--\n", b"\n", b"\n\n"),
        *(b"Content-Type: text/html\n", b"<p>", b"Content-Type: message/rfc822\n", b"> x\n"),
        *(b"Content-Transfer-Encoding: base64\n", b"QUJD", b"; charset=x", b"From: a <b@c.ca>\n"),
        *(b"Content-Type: text/plain; format=flowed\n", b"a \n", b"\xe9", b"\0", b"=\n"),
        *(b"a \xc3\xa9crit :", b"Subject: =?utf-8?q?=E9?=\n"),
    )
)


@given(st.lists(PIECES | st.binary(max_size=20), max_size=30).map(b"".join))
def test_any_bytes_are_read_without_an_error(content: bytes) -> None:
    mail = parse(content)
    assert not any(defect.startswith("unread") for defect in mail.defects)
    holds_together(mail)


@pytest.mark.parametrize(
    ("field", "received_at"),
    [
        ("Received: from a; Tue, 9 Mar 2021 23:41:02 -0500 (EST)", "2021-03-10T04:41:02+00:00"),
        ("Received: from a\n\tby b; Tue, 9 Mar\n 2021 23:41:02 -0500", "2021-03-10T04:41:02+00:00"),
        ("received: a; b; Wed, 10 Mar 2021 04:41:02 GMT", "2021-03-10T04:41:02+00:00"),
        ("Received: a; 10 Mar 2021 04:41:02 -0000", "2021-03-10T04:41:02+00:00"),
        ("Subject: x\nReceived: a; 10 Mar 2021 04:41:02 +0000", "2021-03-10T04:41:02+00:00"),
        ("Received: a; 31 Dec 9999 23:59:59 -1400", None),
        ("Received: a; hier", None),
        ("Received: a", None),
        ("X-Received: a; 10 Mar 2021 04:41:02 +0000", None),
        ("Subject: x\n\nReceived: a; 10 Mar 2021 04:41:02 +0000", None),
        ("", None),
    ],
)
def test_the_topmost_received_field_says_when(field: str, received_at: str | None) -> None:
    found = received_at_of(f"{field}\nReceived: z; x\n\n".encode())
    assert (found.astimezone(UTC).isoformat() if found else None) == received_at


HEAD = b"From: a@x.ca\nMIME-Version: 1.0\n"
HOSTILE = {
    "addresses": HEAD + b"To: " + b"a@b.c, " * 140_000 + b"\n\nx",
    "senders": b"From: " + b"a@b.c, " * 140_000 + b"\n\nx",
    "comments": HEAD + b"From: " + b"(" * 900_000 + b"\n\nx",
    "fields": HEAD + b"".join(b"A%d: b\n" % n for n in range(70_000)) + b"\nx",
    "encoded words": HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 70_000 + b"\n\nx",
    "parameters": HEAD + b'Content-Type: multipart/mixed; a="' + b";" * 900_000 + b"\n\nx",
    "parts": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\na\n" * 130_000,
    "levels": HEAD
    + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(90)
    )
    + b"\n"
    + b"a\n" * 400_000,
    "base64": HEAD + b"Content-Transfer-Encoding: base64\n\n" + b"QQ==\n" * 190_000,
    "lines": HEAD + b"\n" + b"a\n" * 490_000,
    "two views": alternative(
        " ".join(f"a{n}" for n in range(60_000)), " ".join(f"b{n}" for n in range(60_000))
    ).encode(),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_message_under_a_megabyte_takes_a_second(content: bytes) -> None:
    begun = time.process_time()
    mail = parse(content)
    assert time.process_time() - begun < 1
    assert not any(defect.startswith("unread") for defect in mail.defects)


def corpus(folder: str) -> Path:
    if not (SHARED / folder).is_dir():
        pytest.skip(f"the corpus {folder} does not stand beside the project")
    return SHARED / folder


def test_every_labelled_request_is_read_in_under_five_milliseconds() -> None:
    durations = []
    for path in sorted(corpus("requests").glob("messages/*.eml")):
        content = path.read_bytes()
        begun = time.process_time()
        mail = parse(content)
        durations.append(time.process_time() - begun)
        holds_together(mail)
        assert received_at_of(content) is not None, path.name
        assert mail.readable is ("142-" not in path.name), (path.name, mail.defects)
        assert mail.senders, path.name
    assert statistics.median(durations) < 0.005


def test_every_message_of_the_corpus_is_read() -> None:
    folder = corpus("mail")
    with (folder / "MANIFEST.csv").open(encoding="utf-8", newline="") as manifest:
        paths = [folder / row["path"] for row in csv.DictReader(manifest)]
    assert len(paths) > 1_500
    for path in paths:
        begun = time.process_time()
        mail = parse(path.read_bytes())
        assert time.process_time() - begun < 1, path.name
        assert not any(defect.startswith("unread") for defect in mail.defects), path.name
        holds_together(mail)


def test_a_message_id_or_an_address_too_long_to_be_one_is_none_and_marked() -> None:
    """Whatever it is folded over: 90 words of 10 characters are 3,600 octets."""
    rare = base64.b64encode(("\U00020000" * 10).encode()).decode()
    word = f"=?utf-8?b?{rare}?="
    mail = parse("Message-ID: " + "\n ".join([word] * 90) + "\nFrom: <a@b.ca>\n\nx\n")
    assert (mail.message_id, mail.sender) == ("", "a@b.ca")
    assert mail.readable
    assert mail.defects == ("Message-ID too long",)
    mail = parse(f"From: Léa <{'x' * 400}@exemple.ca>\nReferences: <{'é' * 600}> <r@b.ca>\n\nx\n")
    assert (mail.sender, mail.references) == ("", ("<r@b.ca>",))
    assert not mail.readable
    assert mail.defects == ("address too long",)


def test_an_address_that_is_left_out_does_not_leave_the_other_alone() -> None:
    mail = parse(f"From: <{'x' * 400}@exemple.ca>, <m@exemple.ca>\n\nx\n")
    assert mail.sender == ""
    assert not mail.authentication.passed
    assert parse(f"From: <{'x' * 64}@{'d' * 250}.ca>\n\nx\n").sender.startswith("xxx")
