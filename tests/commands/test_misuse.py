"""Wrong usage is told in French, in one line."""

import argparse

import pytest

from mailbot.__main__ import main
from mailbot.commands.misuse import in_french

TYPED = {
    "cases name 28 foo": "CLASSE : « foo » n'existe pas ; choisissez parmi request, other",
    "frob": "COMMANDE : « frob » n'existe pas",
    "cases waive 3": "il manque --reason, RÈGLE",
    "cases show x": "ID : « x » n'est pas un nombre entier",
    "cases waive 3 r --reason": "--reason : une valeur doit suivre",
    "cases show 3 4 5": "4 5 : en trop",
    "replay --since hier": "--since : « hier » n'est pas un jour",
    "cases explain 3 --html --json": "--json : ne va pas avec --html",
    "cases show 3 --json=2": "--json : ne prend pas de valeur (« 2 »)",
    "cases preview 3 --waive": "--waive : une valeur doit suivre",
}


@pytest.mark.parametrize("typed", TYPED)
def test_wrong_usage_is_told_in_french(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(typed.split())
    assert end.value.code == 2
    told = capsys.readouterr().err
    assert told.startswith(f"mailbot : {TYPED[typed]}")
    assert told.count("\n") == 1


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("argument X: expected at least one argument", "X : au moins une valeur doit suivre"),
        ("one of the arguments --a --b is required", "il manque l'un de --a --b"),
        ("argument X: invalid Path value: 'a'", "X : « a » n'a pas la forme attendue"),
        ("ambiguous option: --re could match --reason, --rest", "--re : dites laquelle de"),
        ("something new", "something new"),
    ],
)
def test_what_is_seldom_said_is_too(english: str, french: str) -> None:
    assert in_french(english).startswith(french)


def test_argparse_still_speaks_as_is_expected_of_it() -> None:
    """A Python that words it otherwise is found here, not by a clerk."""
    parser = argparse.ArgumentParser(exit_on_error=False)
    parser.add_argument("--of", choices=("a", "b"))
    with pytest.raises(argparse.ArgumentError) as error:
        parser.parse_args(["--of", "c"])
    assert in_french(str(error.value)) == "--of : « c » n'existe pas ; choisissez parmi a, b"
