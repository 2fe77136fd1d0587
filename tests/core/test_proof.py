"""What proves and what speaks of a person come apart, and together again."""

import pytest

from mailbot.core.proof import joined, parted

DECIDED = {
    "outcome": "review",
    "ruling": None,
    "sender": "a@exemple.ca",
    "facts": {"today": "2021-02-01", "dossier": None, "exams": []},
    "findings": [
        {"rule": "holder_same", "motif": "Ne concordent pas.", "values": {}},
        {"rule": "dossier_open", "motif": "CAR2021 fermé.", "values": {"status": "fermé"}},
    ],
}


@pytest.mark.parametrize(
    "data",
    [
        DECIDED,
        {},
        {"findings": [], "facts": {}},
        {"ruling": "un mot", "findings": ["un mot"]},
        {"x": 1},
    ],
)
def test_the_two_parts_make_the_whole_again(data) -> None:
    assert joined(*parted(data)) == data


def test_a_finding_keeps_its_rule_and_loses_its_words() -> None:
    proof, personal = parted(DECIDED)
    assert proof["findings"] == [{"rule": "holder_same"}, {"rule": "dossier_open"}]
    assert "fermé" not in str(proof)
    assert personal["sender"] == "a@exemple.ca"


def test_what_nobody_named_is_personal() -> None:
    assert parted({"note": "Mme Roy a téléphoné", "letter": "<mailbot.1@opc.gouv.qc.ca>"}) == (
        {"letter": "<mailbot.1@opc.gouv.qc.ca>"},
        {"note": "Mme Roy a téléphoné"},
    )
