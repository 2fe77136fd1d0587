"""The letters of a renewal, read back as their reader does; and one carried out on the road."""

import email
import itertools
import re
from datetime import UTC, date, datetime
from email import policy
from email.message import EmailMessage
from typing import Any

import pytest
from sqlmodel import Session, select

from mailbot import road
from mailbot.core.compose import Letterhead, check_templates, compose
from mailbot.edges.registry import DossierRow, ExamRow, TransferRow
from mailbot.edges.tables import CaseRow, LetterRow
from mailbot.kinds.renewal import KIND
from mailbot.values import Address, Answer, ParsedMail, RawMessage
from tests.kinds.renewal.test_museum_of_renewals import HERE, taking

OFFICE = Letterhead("Office de la protection du consommateur", "infocertificat@opc.gouv.qc.ca")
AT = datetime(2025, 3, 10, 15, tzinfo=UTC)
MAIL = ParsedMail(AT, AT.date(), senders=(Address("Annick Proulx", "annick@gmail.com"),))
WRONG = ("", "missing", "malformed", "unknown")
BRANCHES = [
    *(
        ("finalisez", {"already": already, "last_day": day, "last_day_past": past})
        for already in (False, True)
        for day, past in ((date(2025, 9, 18), False), (date(2025, 2, 1), True), (None, False))
    ),
    *(
        (
            "renseignements",
            {"dossier": dossier, "certificate": certificate, "intent_missing": missing},
        )
        for dossier, certificate, missing in itertools.product(WRONG, WRONG, (False, True))
    ),
]


@pytest.fixture(scope="module")
def office() -> Any:
    return taking("renewal")


def bodies(office: Any, template: str, words: dict[str, Any]) -> tuple[str, str]:
    given = {
        "holder": "Annick Proulx",
        "dossier_number": "CAR202500010011",
        "certificate_number": "CAR202200004410",
        "dossier_read": ("CAR20250001",),
        "certificate_read": ("CAR20220004",),
        **words,
    }
    letter = compose(
        Answer(template), "renewal", MAIL, given, OFFICE, "a" * 64, office.templates, AT
    )
    message = email.message_from_bytes(letter.content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    text, html = message.iter_parts()
    return text.get_content(), html.get_content()


def test_the_start_accepts_its_templates(office: Any) -> None:
    check_templates(office.templates, "renewal", sorted(set(KIND.answers.values())))


@pytest.mark.parametrize(("template", "words"), BRANCHES)
def test_each_letter_says_what_is_owed_and_no_amount(
    office: Any, template: str, words: dict[str, Any]
) -> None:
    text, html = bodies(office, template, words)
    for body in (text, html):
        assert "au moyen d’un traitement automatisé" in body
        assert "présenter vos observations à une personne" in body
        assert not re.search(r"\$|dollar|\bfrais\b|téléphon|temporaire|\{\{|None", body, re.I)
        assert re.findall(r"\barticles?\s+([\d.]+\d)", body, re.I) == ["65.2"]
    plain = re.sub(r"<[^>]+>", " ", html.partition("</h1>")[2])
    said = "".join(re.sub(r"^(?:-|\d\.) ", "", text, flags=re.M).casefold().split())
    assert said == "".join(plain.casefold().split())


def test_a_last_day_is_told_only_where_there_is_one(office: Any) -> None:
    dated = bodies(office, *BRANCHES[0])
    undated = bodies(office, *BRANCHES[2])
    for with_day, without in zip(dated, undated, strict=True):
        assert "au plus tard le" in with_day
        assert "jeudi 18 septembre 2025" in with_day
        assert "au plus tard" not in without
        assert "réussir l’examen de nouveau" not in without
        assert "expiré faute de renouvellement" in without
        assert "CAR2022••••••10" in without


def received(name: str, uid: int) -> RawMessage:
    content = (HERE / name / "mail.eml").read_bytes()
    return RawMessage(content, AT, "infocertificat", 1, uid, len(content))


@pytest.fixture
def done(office: Any) -> Any:
    """The first message of the museum, received and settled."""
    fresh = taking("transfer", "renewal")
    road.import_registry(HERE / "registry", fresh, lambda *_: None)
    road.receive([received("affiliated-old-exam", 1)], "infocertificat", 1, 1, fresh)
    road.settle(1, fresh, AT)
    return fresh


def test_an_accepted_renewal_moves_the_result_once_and_answers(done: Any) -> None:
    with Session(done.engine) as session:
        case = session.get_one(CaseRow, 1)
        assert (case.kind, case.decision, case.status) == ("renewal", "accept", "done")
        [transfer] = session.exec(select(TransferRow)).all()
        assert transfer.dossier_number == "CAR202500010011"
        exam = session.get_one(ExamRow, transfer.exam_id)
        assert exam.dossier_number == "CAR202500010011"
        dossier = session.get_one(DossierRow, "CAR202500010011")
        assert dossier.status == "awaiting_finalisation"
        [letter] = session.exec(select(LetterRow)).all()
        assert (letter.template, letter.recipient) == ("finalisez", "s.belanger@exemple.ca")


def test_what_both_kinds_recognise_is_held_and_says_which(done: Any) -> None:
    road.receive([received("renewal-only-spoken-of", 2)], "infocertificat", 1, 2, done)
    road.settle(2, done, AT)
    with Session(done.engine) as session:
        case = session.get_one(CaseRow, 2)
        assert (case.kind, case.status) == ("unclear", "held")
        assert case.details["recognised_by"] == ["renewal", "transfer"]
        assert case.dossier_number == "CAR202500016060"
