"""Thanks alone, told from thanks with something more."""

import pytest

from mailbot.core.courtesy import only_thanks
from mailbot.core.fold import fold


@pytest.mark.parametrize(
    "text",
    [
        "Merci!", "merci beaucoup pour votre réponse rapide, bonne semaine!", "Thanks so much",
        "Super, merci pour tout.\n\nSylvie Roy", "C'est noté, merci. Bonne fin de journée",
        "Thank you for your help! Have a nice day.", "Mille mercis pour votre patience",
    ],
)  # fmt: skip
def test_thanks_alone(text: str) -> None:
    assert only_thanks(fold(text).text)


@pytest.mark.parametrize(
    "text",
    [
        "", "Bonjour", "Merci d'avance",
        "Merci de transférer mon résultat svp", "Merci, et ensuite?",
        "Merci mais il y a une erreur dans mon nom", "Merci. Mon dossier est le 202100418823",
        "Merci. Le camion de mon voisin est stationné devant chez moi depuis hier matin",
        "Thanks in advance", "Thanks, could you also update my file", "Merci " * 200,
    ],
)  # fmt: skip
def test_more_than_thanks(text: str) -> None:
    assert not only_thanks(fold(text).text)
