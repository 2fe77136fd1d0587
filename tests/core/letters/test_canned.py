"""Canned texts: a file with a title and a text, without code; refused when it may not leave."""

from pathlib import Path

import jinja2
import pytest

from mailbot.core.compose import TemplateProblem, environment
from mailbot.core.letters import canned

SHIPPED = Path(__file__).parents[3] / "templates"


def of(**files: str) -> jinja2.Environment:
    return environment(jinja2.DictLoader({f"canned/{name}.txt": t for name, t in files.items()}))


def test_a_file_is_a_title_and_a_text() -> None:
    [(name, text)] = canned.read(of(merci="Merci\n\nUn mot.\n\nDeux {{ mots }}.\n")).items()
    assert (name, text.title, text.text) == ("merci", "Merci", "Un mot.\n\nDeux {{ mots }}.")


@pytest.mark.parametrize(
    ("text", "why"), [("", "titre"), ("Titre\n\n", "titre"), ("Titre\n\nPayez 30 $.", "montant")]
)
def test_one_that_may_not_be_sent_stops_the_start(text: str, why: str) -> None:
    with pytest.raises(TemplateProblem, match=why) as refused:
        canned.read(of(x=text))
    assert "templates/canned/x.txt" in str(refused.value)


def test_the_shipped_ones_load_and_speak_of_no_money_and_no_telephone() -> None:
    texts = canned.read(environment(jinja2.FileSystemLoader(SHIPPED)))
    assert len(texts) >= 5
    for one in texts.values():
        said = f"{one.title} {one.text}".lower()
        assert not any(word in said for word in ("$", "dollar", "téléphone", "carte de crédit"))
