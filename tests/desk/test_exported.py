"""A handled case as a case for the tests: nobody is in it any more, and it is decided as before."""

import base64
import json
import random
import re
import tomllib
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from sqlmodel import Session

from mailbot import road
from mailbot.__main__ import main
from mailbot.desk import exported, proof
from mailbot.desk.anonymous_mail import texts
from mailbot.edges.tables import CaseRow
from mailbot.values import Ruling
from tests.requests import AT, BODY, CERTIFICATE, DOSSIER, HOLDER, mail
from tests.test_cases import walk

TELLING = ("dubreuil", "maxime", "exemple.ca", "00418823", "003417", "1988", "418 555")

HTML = f"""From: =?utf-8?q?Maxime_Dubreuil?= <{HOLDER}>\r
To: infocertificat@opc.gouv.qc.ca\r
Subject: =?utf-8?b?VHJhbnNmZXJ0IERVQlJFVUlM?=\r
Message-ID: <h1.maxime@exemple.ca>\r
MIME-Version: 1.0\r
Content-Type: multipart/alternative; boundary=b\r
\r
--b\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: base64\r
\r
%s\r
--b\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: 8bit\r
\r
<p style="color:#123456">Transf&eacute;rez le r&eacute;sultat de mon examen dans
CAR2021<b>0041</b>8823 (certificat <i>CAR2019</i>003417) svp. N&eacute; le 1988-04-12,
<a href="mailto:{HOLDER}">Maxime&nbsp;Dubreuil</a>, 418 555-1234.</p>
<blockquote>De : MAXIME DUBREUIL &lt;{HOLDER}&gt;</blockquote>\r
--b--\r
"""


def with_html() -> bytes:
    plain = (
        "Transférez le résultat de mon examen svp : dossier CAR 2021 0041 8823, certificat"
        f" {CERTIFICATE}.\nNé le 12 avril 1988.\n> De : Maxime Dubreuil <{HOLDER}>\n"
        "> le dossier CAR2021-0041-8823\nM. Dubreuil, 418 555-1234\n"
    )
    text = base64.encodebytes(plain.encode()).decode()
    head = mail().split(b"From:")[0]
    return head + (HTML % text).encode()


MAILS = {
    "plain": [mail()],
    "html": [with_html()],
    "repaired": [mail(BODY.replace(DOSSIER, "CAR2O21OO418823"))],
    "malformed": [mail(BODY.replace(DOSSIER, "CAR20210041882"))],
    "several": [mail(BODY + "\nou CAR202100418832\n")],
    "stranger": [mail(sender="zoe.tremblay@agence-dubreuil.com")],
    "machine": [mail(headers={"Auto-Submitted": "auto-replied"})],
    "thread": [
        mail(f"Transférez mon résultat d'examen svp, ancien certificat {CERTIFICATE}."),
        mail(f"Voici : {DOSSIER}\nMaxime", number=2, headers={"In-Reply-To": "<m1@exemple.ca>"}),
    ],
    "twice": [mail(), mail(number=2)],
    "thanks": [mail(), mail("Merci beaucoup!\nMaxime\n", number=2)],
}


@pytest.fixture(params=MAILS, ids=str)
def handled(request, desk, registry):
    registry()
    desk.arrive(*MAILS[request.param])
    return desk


def export(desk, number: int, seed: int = 7):
    with Session(desk.office.engine) as session:
        case = session.get_one(CaseRow, number)
        return exported.export(session, case, desk.office, AT, random.Random(seed))


def last(desk) -> int:
    return max(case.id for case in desk.rows(CaseRow))


def test_nobody_is_to_be_found_in_it(handled) -> None:
    found, rows = export(handled, last(handled))
    seen = [text for one in found for text in texts(one.content)]
    seen += [str(row) for some in rows.values() for row in some]
    for text in seen:
        bare = re.sub(r"<[^>]*>|[ -]", "", text).lower()
        for telling in TELLING:
            assert telling.replace(" ", "") not in bare, (telling, text)


def test_it_is_decided_as_the_original_was(handled) -> None:
    found, _ = export(handled, last(handled))
    case = handled.case(last(handled))
    assert found[-1].expected["decision"] == case.decision
    assert found[-1].expected["reasons"] == case.reasons
    assert len(found) == len(handled.rows(CaseRow))


def test_the_same_is_the_same_everywhere(desk, registry) -> None:
    registry()
    desk.arrive(with_html())
    [one], rows = export(desk, 1)
    [dossier], [certificate] = rows["dossiers.csv"], rows["certificates.csv"]
    assert dossier["birth_date"] == certificate["birth_date"] != date(1988, 4, 12)
    assert dossier["family_name"].lower() == certificate["family_name"].lower()
    message = message_from_bytes(one.content, policy=policy.default)
    assert dossier["email"] in str(message["From"])
    assert certificate["family_name"] in str(message["From"])
    assert certificate["family_name"].upper() in str(message["Subject"])
    html = message.get_body(("html",)).get_content()
    assert dossier["number"] in re.sub(r"<[^>]*>", "", html)
    assert f"mailto:{dossier['email']}" in html
    assert "color:#123456" in html
    assert f"{dossier['birth_date']}" in html


def test_two_exports_share_nothing(desk, registry) -> None:
    registry()
    desk.arrive(mail())
    numbers = {export(desk, 1, seed)[1]["dossiers.csv"][0]["number"] for seed in range(8)}
    assert len(numbers) == 8
    assert DOSSIER not in numbers


def test_what_would_be_read_otherwise_is_refused(desk, registry, monkeypatch) -> None:
    registry()
    desk.arrive(mail())
    monkeypatch.setattr(exported.registry_rows, "anonymised", lambda rows, by: rows)
    with pytest.raises(proof.NotExportable, match="se lit autrement"):
        export(desk, 1)


def test_what_would_still_show_somebody_is_refused(desk, registry, monkeypatch) -> None:
    registry()
    desk.arrive(mail())
    monkeypatch.setattr(exported, "anonymous", lambda content, at, by: content)
    monkeypatch.setattr(exported.registry_rows, "anonymised", lambda rows, by: rows)
    monkeypatch.setattr(proof, "compare", lambda *_: None)
    with pytest.raises(proof.NotExportable, match="resté"):
        export(desk, 1)


def test_an_exported_case_passes_in_the_museum(
    handled, config_path: Path, tmp_path: Path, capsys
) -> None:
    wing, number = tmp_path / "wing", last(handled)
    code = main(["--config", str(config_path), "cases", "export-case", str(number), str(wing)])
    capsys.readouterr()
    assert code == 0
    folders = sorted(file.parent for file in wing.glob("*/expected.toml"))
    answers = walk(wing, folders)
    for folder in folders:
        expected = tomllib.loads((folder / "expected.toml").read_text(encoding="utf-8"))
        assert ("note" in expected) == (folder == folders[-1])
        expected.pop("note", "")
        got = answers[folder]
        assert expected == {key: "" if got[key] is None else got[key] for key in expected}


def test_two_cases_share_a_wing(desk, registry, config_path: Path, tmp_path: Path, capsys) -> None:
    registry(email="autre@exemple.ca")
    desk.arrive(mail())
    road.rule(1, Ruling("a", "x", waived=frozenset({"sender_holder"})), desk.office, AT)
    road.settle(1, desk.office, datetime.now(UTC))
    begin = ["--config", str(config_path), "cases", "export-case", "1", str(tmp_path / "w")]
    assert main([*begin, "--name", "first", "--json"]) == 0
    assert main([*begin, "--name", "second"]) == 0
    assert main([*begin, "--name", "second"]) == 2
    out, error = capsys.readouterr()
    assert len(json.loads(out.splitlines()[0])["written"]) == 1
    assert "existe déjà" in error
    note = (tmp_path / "w/first/expected.toml").read_text(encoding="utf-8")
    assert "levé : sender_holder" in note
    folders = sorted(file.parent for file in (tmp_path / "w").glob("*/expected.toml"))
    assert {one["decision"] for one in walk(tmp_path / "w", folders).values()} == {"review"}


UNREAD = BODY.replace("j'aimerais que le résultat de mon examen soit transféré dans", "voici")
AUTOMATIC = "Bonjour, je suis absent jusqu'au 3 février.\n\nMaxime Dubreuil\n"
CORRECTED = {
    "a machine's": (
        mail(AUTOMATIC),
        Ruling("a", label="automatic"),
        {"class": "automatic", "decision": "ignore", "reasons": ["sender_human"]},
    ),
    "spam": (mail(AUTOMATIC), Ruling("a", label="spam"), {"class": "automatic"}),
    "a request": (
        mail("Bonjour, voir mon dossier.\n\nMaxime Dubreuil\n"),
        Ruling("a", label="request", corrections={"intent": "oui"}),
        {"class": "request", "intent": True, "decision": "ask"},
    ),
    "a wish": (
        mail(UNREAD),
        Ruling("a", label="request", corrections={"intent": "true"}),
        {"class": "request", "intent": True, "decision": "accept", "reasons": []},
    ),
    "a question": (
        mail(BODY + "\nCombien de temps cela prend-il ?\n"),
        Ruling("a", corrections={"question": "non"}),
        {"question": False},
    ),
    "a digit": (
        mail(BODY.replace(DOSSIER, "CAR20210041882")),
        Ruling("a", corrections={"dossier_number": "car 2021-00418823"}),
        {"decision": "accept", "reasons": []},
    ),
}


def correct(desk, ruling: Ruling) -> None:
    """As an agent does, who takes up first what mailbot has ended."""
    if desk.case().status == "done":
        desk.rule(Ruling("a", "x", reopened=True))
    desk.rule(ruling)


@pytest.mark.parametrize("name", CORRECTED)
def test_what_an_agent_corrected_is_what_is_expected(desk, registry, name: str) -> None:
    registry()
    content, ruling, right = CORRECTED[name]
    desk.arrive(content)
    correct(desk, ruling)
    [one], _ = export(desk, 1)
    assert {key: one.expected[key] for key in right} == right


def test_a_corrected_number_is_the_anonymous_one(desk, registry) -> None:
    registry()
    desk.arrive(mail(BODY.replace(CERTIFICATE, "CAR20190034").replace(DOSSIER, "CAR20210041882")))
    both = {"dossier_number": DOSSIER, "certificate_number": "CAR2019-003417"}
    correct(desk, Ruling("a", corrections=both))
    [one], rows = export(desk, 1)
    assert one.expected["dossier_number"] == rows["dossiers.csv"][0]["number"] != DOSSIER
    assert one.expected["certificate_number"] == rows["certificates.csv"][0]["number"]
    assert one.absent == ("dossier_number", "certificate_number")


def test_a_replaced_number_is_not_left_in_the_message(desk, registry) -> None:
    registry()
    desk.arrive(mail(BODY.replace(DOSSIER, "CAR202100418832")))
    correct(desk, Ruling("a", corrections={"dossier_number": DOSSIER}))
    [one], rows = export(desk, 1)
    assert "00418832" not in "".join(texts(one.content))
    assert one.expected["dossier_number"] == rows["dossiers.csv"][0]["number"]
    assert one.expected["decision"] == "accept"


def test_a_message_corrected_earlier_in_the_conversation_is_expected_so(desk, registry) -> None:
    registry()
    desk.arrive(MAILS["thread"][0].replace(CERTIFICATE.encode(), b"CAR20190034"))
    correct(desk, Ruling("a", corrections={"certificate_number": CERTIFICATE}))
    desk.arrive(MAILS["thread"][1])
    found, rows = export(desk, 2)
    number = rows["certificates.csv"][0]["number"]
    assert next(one.expected["certificate_number"] for one in found) == number
    assert found[-1].expected["decision"] == "accept"


def test_the_note_says_which_number_is_not_in_the_message(
    desk, registry, config_path: Path, tmp_path: Path
) -> None:
    registry()
    desk.arrive(mail(BODY.replace(DOSSIER, "CAR20210041882")))
    correct(desk, Ruling("a", corrections={"dossier_number": DOSSIER}))
    wing = tmp_path / "wing"
    assert main(["--config", str(config_path), "cases", "export-case", "1", str(wing)]) == 0
    written = tomllib.loads((wing / "case-1/expected.toml").read_text(encoding="utf-8"))
    assert "corrigé : dossier_number ; absent du message : dossier_number" in written["note"]
    assert written["dossier_number"] != DOSSIER
    answers = walk(wing, [wing / "case-1"])
    assert answers[wing / "case-1"]["decision"] == "ask"  # until mailbot reads as the agent did
