"""Notices below a letter that forbid passing it on, and refusals that are none."""

import pytest

from mailbot.core.voices.passages import passages_of
from mailbot.values import Identity, Text, Voice

IDENTITY = Identity("infocertificat@opc.example", "mx.opc.example")


@pytest.mark.parametrize(
    "notice",
    [
        "This e-mail is private. Do not transfer it to anyone.",
        "Merci de ne pas transférer ce courriel à des tiers.",
        "Aucun transfert de ce message n'est autorisé. Il ne doit pas être transféré.",
        "The sender does not authorize the transfer of this communication. Do not copy.",
        "Notre cabinet ne demande jamais de transfert de fonds par courriel. N'effectuez aucun "
        "transfert sans nous appeler.",
        "AVIS : Ce message est confidentiel. Si vous l'avez reçu par erreur, ne le transférez pas.",
    ],
)
def test_a_notice_that_forbids_passing_the_message_on_is_a_footer(notice: str) -> None:
    found = passages_of(Text("1", f"Voici ma demande.\n\nNelson\n\n{notice}\n"), IDENTITY)
    assert [(x.voice, x.content.strip()) for x in found][-1] == (Voice.FOOTER, notice)


@pytest.mark.parametrize(
    "words",
    [
        "Par ce message, ne le transférez pas.",
        "Ce courriel : je ne veux plus que vous le transfériez.",
        "Ce message est urgent. Ne transférez pas mon résultat.",
        "Please disregard this e-mail and do not transfer it.",
        "Ce courriel concerne CAR202100418823. Ne pas transférer.",
    ],
)
def test_whoever_refuses_in_his_own_name_writes_no_footer(words: str) -> None:
    found = passages_of(Text("1", f"Bonjour,\n\n{words}\n"), IDENTITY)
    assert {x.voice for x in found} == {Voice.OWN}
