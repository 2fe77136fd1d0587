"""Every decision is decided again as it was, whatever agents said and did meanwhile."""

from dataclasses import asdict
from datetime import timedelta

from pydantic import TypeAdapter
from sqlmodel import Session

from mailbot import replay, road
from mailbot.edges import audit
from mailbot.values import Ruling
from tests.requests import AT, BODY, CERTIFICATE, DOSSIER, mail

LATER = AT + timedelta(days=1)


def differences(desk) -> list[replay.Difference]:
    with Session(desk.office.engine) as session:
        assert audit.breaks(session) == []
        return [one for one in replay.differences(session, desk.office) if one]


def test_decisions_under_every_sort_of_ruling_are_replayed(desk, registry) -> None:
    registry(birth_date=None)
    desk.arrive(
        mail(), mail("Merci!", number=2), mail(number=3, headers={"Auto-Submitted": "auto-replied"})
    )
    held = frozenset({"holder_same"})
    desk.rule(Ruling("agente", "x", waived=held))
    desk.rule(Ruling("cheffe", "x", seconded=held))
    desk.rule(Ruling("agente", "x", reopened=True))
    desk.rule(Ruling("agente", "x"))
    desk.rule(Ruling("agente", "x", label="spam"), number=2)
    desk.rule(Ruling("agente", "x", label="request", reopened=True), number=3)
    desk.rule(Ruling("agente", "x", closed=True), number=3)
    assert desk.case().decision == "repeat"
    assert differences(desk) == []


def test_what_is_corrected_later_in_an_earlier_message_changes_no_old_decision(
    desk, registry
) -> None:
    registry()
    other = CERTIFICATE[:-2] + "99"
    desk.arrive(mail(f"Transférez mon résultat d'examen svp, ancien certificat {CERTIFICATE}."))
    desk.arrive(mail(f"Voici : {DOSSIER}", number=2), at=LATER)
    assert desk.case(2).decision == "accept"
    desk.rule(Ruling("agente", "relire", reopened=True))
    desk.rule(Ruling("agente", corrections={"certificate_number": other}))
    assert differences(desk) == []


def test_an_earlier_message_named_spam_later_is_still_part_of_what_was_decided(
    desk, registry
) -> None:
    registry()
    desk.arrive(mail(f"Transférez mon résultat d'examen svp, ancien certificat {CERTIFICATE}."))
    desk.arrive(mail(f"Voici : {DOSSIER}", number=2), at=LATER)
    desk.rule(Ruling("agente", "x", reopened=True))
    desk.rule(Ruling("agente", "x", label="spam"))
    assert differences(desk) == []


def test_a_ruling_of_before_this_version_is_still_understood() -> None:
    old = {"by": "a", "reason": "", "corrections": {}, "waived": ["x"], "closed": False}
    ruling = TypeAdapter(Ruling | None).validate_python({**old, "seconded": []})
    assert ruling == Ruling("a", waived=frozenset({"x"}))
    assert TypeAdapter(Ruling).validate_python(asdict(Ruling("a", label="spam"))).label == "spam"


def test_a_second_case_of_the_same_sender_asks_no_more_than_twice(desk, registry) -> None:
    """A case asked, taken up and decided again counts each question that left."""
    registry()
    desk.arrive(mail(BODY.replace(DOSSIER, "")))
    for _ in range(2):
        desk.rule(Ruling("agente", "x", reopened=True))
        desk.rule(Ruling("agente", "x"))
    assert [letter.template for letter in desk.letters()] == ["renseignements"] * 2
    assert (desk.case().status, desk.case().decision) == ("held", "review")
    assert differences(desk) == []
    assert road.proposed(desk.case(), desk.office) == "libre"
